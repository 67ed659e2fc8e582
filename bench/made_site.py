"""A made-up body with as many documents as wanted, kept as a crawl would keep its pages: what judging is measured on.

The documents stand in the columns of the catalogue, with information headers, tags, texts, index numbers, attachments,
interpretations and repeals; one in twenty has a fault of some kind, one in a hundred was not read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from records.types import Site

TODAY = date(2026, 11, 20)
FIRST = date(2014, 1, 6)
BASE = "http://rsj.chengjiang.example.gov.cn"
FAULTS = (
    "no_number",
    "null_number",
    "late",
    "list_date",
    "no_body",
    "no_publisher",
    "tags",
    "dead_file",
    "unread",
)
DAY = timedelta(1)
DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Made:
    """One document as it is published."""

    n: int
    column: str
    url: str
    title: str
    day: date
    lines: tuple[str, ...]
    number: str = ""
    formed: date | None = None
    decided: date | None = None
    fault: str = ""
    about: str = ""  # address of the document it interprets
    bare: bool = False  # no information header
    report: str = ""  # name of the annual report it is


def site_of() -> Site:
    """The body's site file."""
    return Site(
        home=f"{BASE}/",
        hosts=("rsj.chengjiang.example.gov.cn",),
        aliases=(DATA["short"],),
        tasks=tuple(DATA["tasks"]),
        events=tuple(DATA["events"]),
        **DATA["site"],
    )


def documents(count: int, rng: random.Random) -> Iterator[Made]:
    """Documents from the oldest to the newest, then those of every year."""
    kinds, numbers = DATA["kinds"], [0] * len(DATA["kinds"])
    weights = list(accumulate(k["weight"] for k in kinds))
    span = (TODAY - FIRST).days
    for n in range(count):
        kind = rng.choices(range(len(kinds)), cum_weights=weights)[0]
        numbers[kind] += 1
        day = FIRST + n * span // count * DAY
        yield _document(n, kinds[kind], numbers[kind], day, rng)
    for year in range(FIRST.year, TODAY.year + 1):
        for place, kind in enumerate(DATA["yearly"]):
            about = year - 1 if kind["column"] == "annual-report" else year
            if (day := date(year, kind["month"], 20)) <= TODAY:
                url = f"{BASE}/{kind['column']}/art/{year}/report.html"
                title = kind["title"].format(year=about)
                report = str(min(2025, max(2019, about))) if kind["column"] == "annual-report" else ""
                yield Made(
                    count + year * 10 + place,
                    kind["column"],
                    url,
                    title,
                    day,
                    _plain(year, rng),
                    report=report,
                )


def _document(n: int, kind: Mapping[str, Any], number: int, day: date, rng: random.Random) -> Made:
    words = words_of(number, day)
    lines = tuple(t.format(**words) for t in kind.get("text", ())) or _plain(number, rng)
    fault = rng.choice(FAULTS) if rng.random() < 0.05 else ""
    late = 70 if fault == "late" else rng.randrange(12)
    return Made(
        n=n,
        column=kind["column"],
        url=_url(kind["column"], number) if "text" in kind else _dated(kind["column"], number, day),
        title=kind["title"].format(**words),
        day=day,
        lines=lines,
        number=kind.get("number", "").format(**words),
        formed=None if kind.get("bare") else day - late * DAY,
        decided=day - min(late, 5) * DAY if kind.get("decided") else None,
        fault=fault,
        about=_url(kind["about"], number) if kind.get("about") else "",
        bare=bool(kind.get("bare")),
    )


def _url(column: str, number: int) -> str:
    return f"{BASE}/{column}/art/d{number % 97:02d}/{number}.html"


def _dated(column: str, number: int, day: date) -> str:
    """An address that tells when the page was made."""
    return f"{BASE}/{column}/art/{day.year}/{day.month}/{day.day}/art_{number}.html"


def words_of(number: int, day: date) -> dict[str, object]:
    """What the blanks of the texts say; equal numbers are about the same things."""

    def pick(name: str, by: int) -> str:
        return str(DATA[name][number // by % len(DATA[name])])

    def said(on: date) -> str:
        return str(DATA["date"]).format(on.year, on.month, on.day)

    return {
        "n": number, "m": 90_000 + number, "k": number * 7 % 997 + 1, "before": max(1, number - 400),
        "year": day.year, "year_before": day.year - 1, "topic": pick("topics", 1), "place": pick("places", 20),
        "company": pick("companies", 3), "day": said(day), "until": said(day + 1825 * DAY),
        "month_later": said(day + 31 * DAY), "week_later": said(day + 9 * DAY),
    }  # fmt: skip


def _plain(number: int, rng: random.Random) -> tuple[str, ...]:
    """Running text without anything to find in it, short or longer."""
    words = words_of(number, FIRST)
    return tuple(str(t).format(**words) for t in DATA["plain"][: rng.randint(2, len(DATA["plain"]))])
