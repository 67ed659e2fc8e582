"""The columns at a glance: how much stands there, how old the newest is, how far the deadline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from records.catalogue import load_catalogue
from records.types import Column, Entry, Finding
from records.vocabulary import FetchState, Outcome, Place
from reports.material import ReportInput

_WORST = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNCHECKED)


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column (all places of one key). `outcome`: the worst about the column itself, PASS when nothing was said.

    `newest` never lies after the day ages run to. `open`: open findings in it, entries included. `period`, `age` and `left` in days; None = does not apply or unknown.
    """

    key: str
    name: str
    outcome: Outcome
    open: int
    in_catalogue: bool
    url: str = ""
    path: tuple[str, ...] = ()
    place: Place | None = None
    found: bool = False
    unread: bool = False
    is_event: bool = False
    is_article: bool = False
    entries: int = 0
    newest: date | None = None
    age: int | None = None
    period: int | None = None
    note: str = ""

    @property
    def left(self) -> int | None:
        """Days until its updating period ends; negative when past it."""
        return None if self.age is None or self.period is None else self.period - self.age

    @property
    def due_on(self) -> date | None:
        """The day its updating period ends."""
        return self.newest + timedelta(days=self.period) if self.newest and self.period is not None else None


def column_lines(material: ReportInput) -> tuple[ColumnLine, ...]:
    """Standard columns in the catalogue's order, found or not, then the others in the dossier's."""
    places: dict[str, list[Column]] = {}
    for column in material.dossier.columns:
        places.setdefault(column.key, []).append(column)
    said: dict[str, list[Finding]] = {}
    for f in material.findings:
        said.setdefault(f.column, []).append(f)
    members = _members(material)
    found = [_line(material, group, members, said.get(key, [])) for key, group in places.items()]
    absent = [_absent(material, key, said[key]) for key in said if key and key not in places]
    order = {item.code: n for n, item in enumerate(load_catalogue().items)}
    return tuple(sorted(found + absent, key=lambda line: order.get(line.key, len(order))))


def _line(
    material: ReportInput, places: list[Column], members: dict[str, dict[str, Entry]], said: list[Finding]
) -> ColumnLine:
    main = next((c for c in places if not c.is_group), places[0])
    own = {key: e for c in places for key, e in members.get(c.id, {}).items()}
    dates = (d for e in own.values() if (d := e.published_on) and d <= material.as_of)
    newest = max(dates, default=None)
    item = load_catalogue().by_code.get(main.key)
    return replace(
        _absent(material, main.key, said),
        name=main.name,
        url=main.url or "",
        path=main.path[:-1],
        place=main.place,
        found=True,
        unread=any(_is_unread(c) for c in places),
        is_event=bool(item and item.is_event),
        is_article=main.single_article,
        entries=len(own),
        newest=newest,
        age=(material.as_of - newest).days if newest else None,
        period=material.periods.get(main.key),
        note=next((c.absence_note for c in places if c.absence_note), "") or "",
    )


def _absent(material: ReportInput, key: str, said: list[Finding]) -> ColumnLine:
    """A column known by what was said about it only."""
    item = load_catalogue().by_code.get(key)
    printed = said[0].column_name if said else ""
    is_open = (f.outcome in {Outcome.FAIL, Outcome.REVIEW} for f in said)
    outcome = _own_outcome(material, key, said)
    return ColumnLine(key, item.name if item else printed or key, outcome, sum(is_open), item is not None)


def _members(material: ReportInput) -> dict[str, dict[str, Entry]]:
    """Column id -> the entries, by key, it lists itself or that stand in a column below it."""
    parents = {c.id: c.parent for c in material.dossier.columns}
    found: dict[str, dict[str, Entry]] = {}
    for entry in material.dossier.entries:
        for column in _above(entry, parents):
            found.setdefault(column, {})[entry.key] = entry
    return found


def _above(entry: Entry, parents: dict[str, str | None]) -> set[str]:
    reached: set[str] = set()
    waiting: list[str | None] = [entry.column, *(x.column for x in entry.listings)]
    while waiting:
        column = waiting.pop()
        if column is not None and column not in reached:
            reached.add(column)
            waiting.append(parents.get(column))
    return reached


def _is_unread(column: Column) -> bool:
    asked = column.fetch is not None and column.fetch.state is not FetchState.OK
    return asked or column.list_unread is not None


def _own_outcome(material: ReportInput, key: str, said: list[Finding]) -> Outcome:
    """The worst outcome whose subject is the column itself."""
    subject = f"{material.site.code}/{key}"
    own = {f.outcome for f in said if f.subject == subject}
    return next((o for o in _WORST if o in own), Outcome.PASS)
