"""Everything the command line says exists in both languages, and nothing is left over."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

CONSOLE = Path(__file__).parents[2] / "console"
TEXTS = {
    key: text
    for file in sorted(CONSOLE.glob("texts*.yml"))
    for key, text in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}
SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in sorted(CONSOLE.rglob("*.py")))
MADE = (
    "outcome.",
    "severity.",
    "basis.",
    "doctor.",
    "rules.list.",
    "sites.map.",
    "document.",
    "why.",
    "event.",
    "verify.",
    "review.verdict.",
    "audit.",
    "phase.",
    "scope.",
    "weekday.",
    "sites.list.",
    "schedule.list.",
    "queue.list.",
)


def test_every_text_is_there_in_both_languages() -> None:
    assert [key for key, text in TEXTS.items() if not (text.get("zh") and text.get("en"))] == []


def test_every_key_in_the_source_has_a_text() -> None:
    used = set(re.findall(r"""say\(\s*"([a-z_.]+)\"""", SOURCE)) | set(
        re.findall(r'key="([a-z._]+)"', SOURCE)
    )
    assert len(used) > 40
    assert sorted(used - set(TEXTS)) == []


def test_every_verb_has_help_and_an_example_that_starts_with_the_command() -> None:
    verbs = re.findall(r'o\.verb\(\s*\w+,\s*"([a-z.]+)"', SOURCE)
    assert {"audit", "crawl", "assess", "report", "findings", "records", "read", "explain", "doctor"} <= set(
        verbs
    )
    for verb in verbs:
        assert TEXTS[f"{verb}.help"]["zh"]
        assert TEXTS[f"{verb}.example"]["zh"].startswith("gongkai " + verb.replace(".", " "))


def test_no_text_is_left_over() -> None:
    ended = (".help", ".example")
    spare = [k for k in TEXTS if f'"{k}"' not in SOURCE and not k.endswith(ended) and not k.startswith(MADE)]
    assert spare == []


def test_what_a_crawl_waits_for_has_a_text_in_the_users_language() -> None:
    crawler = "\n".join(p.read_text(encoding="utf-8") for p in (CONSOLE.parent / "crawler").rglob("*.py"))
    events = set(re.findall(r"""[^_a-z]tell\(\s*"([a-z-]+)\"""", crawler))
    assert events
    assert {f"event.{e}" for e in events} == {k for k in TEXTS if k.startswith("event.")}


def test_placeholders_agree_between_the_languages() -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert [k for k, v in TEXTS.items() if names(v["zh"]) != names(v["en"])] == []
