"""Filling the words of rules with facts; sentences that all rules share come from texts.yml."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from records.fact_rows import NamedFacts
from records.types import Fact, FactSheet
from records.vocabulary import SubjectKind
from rules.model import Words
from rules.recording import clean

LONGEST = 200
SHEET_NAMES = frozenset({"column_name", "title", "url", "site_name", "today"})
"""What every template may name beside facts and settings."""


CODED = frozenset({"home_error", "link_error", "download_note"})
"""Facts that name a failure or a document type by a short word; `word.*` of texts.yml says what people call it."""


@cache
def shared() -> Mapping[str, Words]:
    """The sentences of texts.yml by their dotted key."""
    raw = yaml.safe_load(Path(__file__).with_name("texts.yml").read_text(encoding="utf-8"))
    return dict(_flat(raw))


def say(key: str, lang: str, **values: object) -> str:
    """A shared sentence, filled."""
    return shared()[key].of(lang).format_map({k: str(v) for k, v in values.items()})


def fact_called(name: str, lang: str) -> str:
    """A fact as people call it, its name behind; in English the name alone, which says as much."""
    called = _fact_words().get(name, "")
    return say("fact.called", lang, called=called, name=name) if lang == "zh" and called else name


@cache
def _fact_words() -> Mapping[str, str]:
    found: dict[str, str] = yaml.safe_load(
        Path(__file__).with_name("fact_words.yml").read_text(encoding="utf-8")
    )
    return found


def told_by_settings(words: Words, settings: Mapping[str, object], lang: str, blank: str = "{name}") -> str:
    """A rule's text away from any subject: settings filled in, facts left as blanks."""
    text = words.of(lang)
    blanks = {name: blank.replace("name", name) for name in names_in(text)}
    return text.format_map(blanks | {name: str(value) for name, value in settings.items()})


def names_in(template: str) -> frozenset[str]:
    """The names a template has blanks for; ValueError when its braces do not match."""
    found = set()
    for _, name, spec, conversion in string.Formatter().parse(template):
        if name is not None:
            if not name.isidentifier() or spec or conversion:
                raise ValueError(f"only plain {{name}} blanks are allowed, not {name!r}")
            found.add(name)
    return frozenset(found)


class Blanks:
    """The values one subject's findings are filled with."""

    def __init__(self, sheet: FactSheet, fixed: Mapping[str, str], lang: str) -> None:
        self.sheet = sheet
        self._facts = NamedFacts(sheet.facts)
        self._lang = lang
        self._fixed = dict(fixed)
        self._fixed |= {
            "column_name": _short(sheet.column_name),
            "title": _short(sheet.title),
            "url": sheet.url,
        }

    def fill(self, words: Words) -> str:
        """The text in this subject's language with this subject's facts."""
        return words.of(self._lang).format_map(self)

    def key(self, template: str) -> str:
        """The template with the facts' own values: the same in every language."""
        plain = {n: f.value if (f := self._facts.get(n)) else self._fixed[n] for n in names_in(template)}
        return template.format_map({n: "" if v is None else _short(str(v)) for n, v in plain.items()})

    def __getitem__(self, name: str) -> str:
        if name in self._fixed:
            return self._fixed[name]
        return self._shown(self._facts[name])

    def _shown(self, fact: Fact) -> str:
        value = fact.value
        if value is None:
            return say("value.unknown", self._lang)
        if isinstance(value, bool):
            return say("value.yes" if value else "value.no", self._lang)
        if isinstance(value, date):
            return value.isoformat()
        return worded(value, self._lang) if fact.name in CODED else _short(str(value))


def worded(value: object, lang: str) -> str:
    """What people call a failure or document type that a fact names by its short word; unknown ones as they are."""
    word = str(value)
    if f"word.{word}" in shared():
        return say(f"word.{word}", lang)
    return say("word.http", lang, code=word[5:]) if word.startswith("http-") else _short(word)


def place(sheet: FactSheet, site_name: str, lang: str) -> str:
    """How a finding names its subject: the column, the entry's title, the site."""
    kind = sheet.subject.kind
    name = {SubjectKind.SITE: site_name, SubjectKind.COLUMN: sheet.column_name}.get(kind, sheet.title)
    key = kind.value if f"place.{kind.value}" in shared() else "other"
    return say(f"place.{key}", lang, name=_short(name or sheet.url))


def _short(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in clean(text)).split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _flat(raw: Mapping[str, object], before: str = "") -> Iterator[tuple[str, Words]]:
    for key, value in raw.items():
        if isinstance(value, Mapping):
            if set(value) == {"zh", "en"}:
                yield before + key, Words(str(value["zh"]), str(value["en"]))
            else:
                yield from _flat(value, f"{before}{key}.")
