"""Index numbers compared over the whole site: who shares one, and whose serial falls out of order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from checks import words
from checks.index_numbers import IndexNumber
from records.column_names import plain_name
from records.types import Entry

ENOUGH = 20  # numbers of one code, over the years or in one, from which their order tells something
IN_ORDER = 0.8  # share of neighbours in order from which serials count as growing with time
NEAR = 5  # neighbours that must all agree
SMALL = 60  # documents with one number, up to which shortened titles are compared


class _Numbered(NamedTuple):
    serial: int
    day: date
    key: str
    year: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """How many different documents carry one number, and another one's entry."""

    documents: int
    other: Entry | None


def sharing(entries: Iterable[Entry], numbers: Mapping[str, IndexNumber]) -> dict[str, Sharing]:
    """For every entry whose full number stands on more than one entry."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        number = numbers.get(entry.key)
        if number is not None and number.is_full:
            groups.setdefault(number.text.upper(), []).append(entry)
    found: dict[str, Sharing] = {}
    for group in groups.values():
        if len(group) > 1:
            found.update(_shared(group))
    return found


def behind_days(entries: Iterable[Entry], numbers: Mapping[str, IndexNumber]) -> dict[str, int]:
    """Days by which documents with such a serial were all published earlier; only entries out of order."""
    groups: dict[str, list[_Numbered]] = {}
    for entry in entries:
        number, day = numbers.get(entry.key), entry.published_on
        if number is not None and number.serial is not None and number.is_full and day:
            row = _Numbered(number.serial, day, entry.key, number.year)
            groups.setdefault(number.code, []).append(row)
    found: dict[str, int] = {}
    for rows in groups.values():
        for group in [rows] if _runs_on(rows) and _grows(rows) else _by_year(rows):
            if _grows(group):
                found.update(_out_of_order(sorted(group)))
    return found


def _shared(group: list[Entry]) -> dict[str, Sharing]:
    documents: list[list[Entry]] = []
    if len(group) <= SMALL:
        for entry in group:
            same = next((d for d in documents if any(_same_document(entry, e) for e in d)), None)
            if same is None:
                documents.append([entry])
            else:
                same.append(entry)
    else:
        by_title: dict[str, list[Entry]] = {}
        for entry in group:
            by_title.setdefault(plain_name(entry.title), []).append(entry)
        documents = list(by_title.values())
    others = [d[0] for d in documents]
    return {
        e.key: Sharing(len(documents), next((o for o in others if o is not members[0]), None))
        for members in documents
        for e in members
    }


def _same_document(one: Entry, two: Entry) -> bool:
    """One document under two addresses: the same page or text, or one title and no two dates."""
    hashes = {e.fetch.sha256 for e in (one, two) if e.fetch and e.fetch.sha256}
    if len(hashes) == 1 and one.fetch and two.fetch and one.fetch.sha256 == two.fetch.sha256:
        return True
    same_title = _same_title(one.title, two.title)
    if same_title and one.body.digest and one.body.digest == two.body.digest:
        return True
    days = {d for e in (one, two) if (d := e.published_on)}
    return len(days) <= 1 and same_title


def _same_title(one: str, two: str) -> bool:
    for cut, whole in ((one, two), (two, one)):
        for mark in words.listed("cut_marks"):
            if cut.rstrip().endswith(mark):
                return plain_name(whole).startswith(plain_name(cut.rstrip().removesuffix(mark)))
    return plain_name(one) == plain_name(two)


def _by_year(rows: list[_Numbered]) -> list[list[_Numbered]]:
    """Apart by the year in the number, where serials begin anew."""
    return [[r for r in rows if r.year == year] for year in sorted({r.year for r in rows})]


def _runs_on(rows: list[_Numbered]) -> bool:
    """Serials do not begin anew with a year: three quarters of it lie above three quarters of the year before."""
    years = [sorted(r.serial for r in group) for group in _by_year(rows)]
    return all(low[len(low) * 3 // 4] < high[len(high) // 4] for low, high in pairwise(years))


def _grows(rows: list[_Numbered]) -> bool:
    """Enough numbers whose serials grow with the day of publication."""
    steps = [a.day <= b.day for a, b in pairwise(sorted(rows))]
    return len(rows) >= ENOUGH and sum(steps) >= IN_ORDER * len(steps)


def _out_of_order(rows: list[_Numbered]) -> dict[str, int]:
    found = {}
    for n, (_, day, key, _) in enumerate(rows):
        above = [r.day for r in rows[n + 1 : n + 1 + NEAR]]
        below = [r.day for r in rows[max(0, n - NEAR) : n]]
        if len(above) == NEAR and max(above) < day and max(below, default=day) <= day:
            usual = median(d.toordinal() for d in above)
            found[key] = day.toordinal() - int(usual)
    return found
