"""What kind of document an entry is, and whether it stands in a column for that kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from checks import words
from checks.normative import Ground, columns_of
from checks.reading import texts_of, whole_text
from checks.survey import Survey
from records.column_names import plain_name
from records.types import Entry

HERE, ELSEWHERE, UNSURE = "here", "elsewhere", "unsure"
SPOKEN = 2  # words of the kind that its text must hold


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document, as data."""

    name: str
    title: re.Pattern[str]
    home: tuple[str, ...]
    home_names: re.Pattern[str]
    wrong: frozenset[str]
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an entry of a certain kind stands; `right` is the name of the column for it on this site."""

    kind: str
    where: str
    right: str


def kind_of(title: str) -> Kind | None:
    """The first kind whose titles look like this."""
    return next((k for k in kinds() if k.title.search(title)), None)


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of the table."""
    return tuple(
        Kind(
            name=name,
            title=re.compile(row["is"]),
            home=tuple(row["home"]),
            home_names=re.compile(row["home_names"]),
            wrong=frozenset(row["wrong"]),
            content=tuple(row["content"]),
        )
        for name, row in words.rows("placed_kinds").items()
    )


def place_entries(ground: Ground) -> dict[str, Placed]:
    """Every entry of a certain kind, by key; others have no place that can be told."""
    survey = ground.survey
    candidates = [(e, k) for e in survey.dossier.entries if (k := kind_of(e.title))]
    at_home: dict[str, set[str]] = {}
    for entry, kind in candidates:
        if _is_home(survey, entry, kind):
            at_home.setdefault(kind.name, set()).add(plain_name(entry.title))
    found: dict[str, Placed] = {}
    for entry, kind in candidates:
        right = _right_column(survey, kind)
        body = words.pattern("report_body").match(entry.title)
        if right and not (body and ground.names.is_other(body.group(0))):
            stands = (
                HERE if plain_name(entry.title) in at_home.get(kind.name, ()) else _where(survey, entry, kind)
            )
            found[entry.key] = Placed(kind.name, stands, right)
    return found


def _where(survey: Survey, entry: Entry, kind: Kind) -> str:
    """Certainly elsewhere only where the column is one that cannot be meant and the text is of the kind."""
    keys = {c.key for c in columns_of(survey, entry)}
    if not keys & kind.wrong:
        return UNSURE
    _, text = texts_of(survey, entry)
    text = text if len(text) >= 2 * SPOKEN else whole_text(survey, entry)
    return ELSEWHERE if sum(word in text for word in kind.content) >= SPOKEN else UNSURE


def _is_home(survey: Survey, entry: Entry, kind: Kind) -> bool:
    """One of its columns, or one above them, is for this kind by its code or its name."""
    columns = columns_of(survey, entry)
    return any(c.key in kind.home or kind.home_names.search(c.name) for c in columns)


def _right_column(survey: Survey, kind: Kind) -> str:
    """The name of the column for it; empty when the site has none, which is another rule's matter."""
    for code in kind.home:
        places = survey.places.get(code)
        if places:
            return places[0].name
    return next((c.name for c in survey.dossier.columns if kind.home_names.search(c.name)), "")


Placement = Mapping[str, Placed]
