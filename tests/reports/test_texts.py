"""The message catalogue is whole: both languages, every word of the closed lists, nothing unused."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest
import yaml

import reports
from records.reviews import ReviewVerdict
from records.vocabulary import BasisKind, Outcome, Place, Reason, RunState, Severity
from reports.changes import Kind
from reports.plan import PlanState
from reports.tables import ATTESTED, DECIDE, PROBLEMS, REASON
from reports.texts import Texts

ROOM = Path(reports.__file__).parent
TEXTS: dict[str, dict[str, str]] = yaml.safe_load((ROOM / "texts.yml").read_text(encoding="utf-8"))
LISTS: list[tuple[str, type[StrEnum]]] = [
    ("severity", Severity),
    ("outcome", Outcome),
    ("basis", BasisKind),
    ("reason", Reason),
    ("state", RunState),
    ("plan", PlanState),
    ("place", Place),
    ("changes", Kind),
    ("verdict", ReviewVerdict),
]


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_is_there_in_both_languages_with_the_same_blanks(key: str) -> None:
    assert set(TEXTS[key]) == {"zh", "en"}
    blanks = [set(re.findall(r"\{(\w+)\}", t)) for t in TEXTS[key].values()]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize(("prefix", "members"), LISTS)
def test_every_word_of_the_closed_lists_has_a_text(prefix: str, members: type[StrEnum]) -> None:
    assert not [m.value for m in members if f"{prefix}.{m.value}" not in TEXTS]


def test_every_heading_has_a_text() -> None:
    assert not [h.key for h in (*PROBLEMS, *ATTESTED, REASON, DECIDE) if f"table.{h.key}" not in TEXTS]


def test_no_text_is_unused() -> None:
    sources = [*ROOM.rglob("*.py"), *ROOM.rglob("*.j2")]
    code = "\n".join(p.read_text(encoding="utf-8") for p in sources)
    by_prefix = {
        "severity",
        "outcome",
        "basis",
        "reason",
        "state",
        "plan",
        "place",
        "why",
        "wall",
        "good",
        "table",
        "notice",
        "coverage",
        "score",
        "due",
        "warning",
        "changes",
        "verdict",
        "paper",
        "review",
        "ledger.progress",
        "ledger.closing",
        "schemetable.key",
        "schemetable.note",
        "schemetable.column",
        "schemetable.part",
        "schemetable.mode",
        "schemetable.then",
        "schemetable.said",
        "schemetable.example",
    }
    unused = [
        k
        for k in TEXTS
        if not by_prefix & {k.split(".")[0], k.rsplit(".", 1)[0]}
        and not any(
            f'"{name}"' in code or f"'{name}'" in code for name in (k, k.removeprefix("schemetable."))
        )
    ]
    assert unused == []


def test_no_chinese_stands_in_the_code() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    for path in ROOM.rglob("*.py"):
        code = "\n".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if '"""' not in line and "#" not in line
        )
        assert not han.search(code), path.name


def test_a_reason_the_catalogue_does_not_know_is_printed_as_it_is() -> None:
    assert Texts("zh").known("reason", "solar_storm") == "solar_storm"
