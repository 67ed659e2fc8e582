"""Annual reports in the national form of 2021, tables that add up and carry over."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from labelled.content import Writer
from labelled.model import Doc, Website, pick
from labelled.wording import words

LEGAL_KINDS = 5


@dataclass
class Figures:
    """Table three by column: person, five kinds of legal body, total; then what comes out of it."""

    received: list[int]
    carried: list[int]
    results: dict[str, list[int]]
    next_year: list[int]

    def handled(self) -> list[int]:
        """The sum of all results, column by column."""
        return [sum(row[c] for row in self.results.values()) for c in range(LEGAL_KINDS + 1)]


def reports(site: Website, writer: Writer) -> list[Doc]:
    """The reports of the four last years."""
    made, carried = [], [0] * (LEGAL_KINDS + 1)
    for year in range(site.today.year - 4, site.today.year):
        figures = draw_figures(writer.rng, carried)
        carried = figures.next_year
        on = dt.date(year + 1, 1, writer.rng.randint(9, 28))
        doc = Doc(title=writer.title("annual-report", on, y=year), on=on, clock="10:40")
        doc.header, doc.publisher, doc.formed = True, site.name, on - dt.timedelta(days=3)
        doc.body = report_body(site, writer, year, figures)
        doc.tags |= {"annual", f"year:{year}"}
        made.append(doc)
    return made


def draw_figures(rng: random.Random, carried: list[int]) -> Figures:
    """One year's figures; the parts are drawn, the sums follow."""
    rows = words("annual")["two"]
    names = [rows["open"], rows["partly"]]
    names += [i for key in ("refused", "unable", "ignored", "others") for i in rows[key][1]]
    results = {name: [0] * (LEGAL_KINDS + 1) for name in names}
    received = [rng.randint(4, 30), *(rng.randint(0, 3) for _ in range(LEGAL_KINDS))]
    following = [min(rng.randint(0, 3), r + c) for r, c in zip(received, carried, strict=True)]
    for c in range(LEGAL_KINDS + 1):
        for _ in range(received[c] + carried[c] - following[c]):
            results[pick(rng, names)][c] += 1
    return Figures(received, carried, results, following)


def report_body(site: Website, writer: Writer, year: int, figures: Figures) -> list[str]:
    """Six parts with their tables."""
    texts, rng = words("annual"), writer.rng
    heads = [pick(rng, h) for h in texts["headings"]]
    blanks = writer.blanks(dt.date(year, 12, 31)) | {"y": year, "n": sum(figures.received)}
    said = [str(s).format(**blanks) for s in texts["overall"]]
    parts = [
        [str(texts["intro"]).format(y=year)],
        [f"<b>{heads[0]}</b>", *said],
        [f"<b>{heads[1]}</b>", _table_one(rng)],
        [f"<b>{heads[2]}</b>", table_two(figures)],
        [f"<b>{heads[3]}</b>", _table_three(rng)],
        [
            f"<b>{heads[4]}</b>",
            pick(rng, texts["problems"]).format(**blanks),
            *writer.paragraphs(dt.date(year, 6, 1), 3),
        ],
        [f"<b>{heads[5]}</b>", pick(rng, texts["other"]).format(**blanks)],
    ]
    return [p for part in parts for p in part]


def _row(cells: list[Any], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{c}</{tag}>" for c in cells) + "</tr>"


def _table(rows: list[str]) -> str:
    return "<table border='1'>" + "".join(rows) + "</table>"


def _wide(text: str, columns: int) -> str:
    return f"<tr><td colspan='{columns}'>{text}</td></tr>"


def _table_one(rng: random.Random) -> str:
    one = words("annual")["one"]
    heads = one["heads"]
    rows = [_wide(heads[0], 4), _row(one["columns"])]
    rows += [
        _row([name, *((0, 0, 0) if n == 0 else (rng.randint(0, 4), 0, rng.randint(3, 20)))])
        for n, name in enumerate(one["rows"])
    ]
    for head, names in ((heads[1], one["licence"]), (heads[2], one["penalty"])):
        rows += [
            _wide(head, 4),
            f"<tr><td>{one['processed'][0]}</td><td colspan='3'>{one['processed'][1]}</td></tr>",
        ]
        rows += [f"<tr><td>{name}</td><td colspan='3'>{rng.randint(0, 90)}</td></tr>" for name in names]
    rows += [
        _wide(heads[3], 4),
        f"<tr><td>{one['fee_columns'][0]}</td><td colspan='3'>{one['fee_columns'][1]}</td></tr>",
    ]
    rows += [f"<tr><td>{one['fee'][0]}</td><td colspan='3'>{rng.randint(0, 20)}</td></tr>"]
    return _table(rows)


def table_two(figures: Figures) -> str:
    """The table of requests, row heads in up to three columns as the form prints them."""
    two = words("annual")["two"]
    rows = [
        f"<tr><td colspan='3' rowspan='3'>{two['corner']}</td><td colspan='7'>{two['applicants']}</td></tr>",
        f"<tr><td rowspan='2'>{two['person']}</td><td colspan='5'>{two['legal']}</td><td rowspan='2'>{two['total']}</td></tr>",
        _row(two["legal_kinds"]),
        _figures_row(two["received"], 3, figures.received),
        _figures_row(two["carried"], 3, figures.carried),
    ]
    rows += _results(figures)
    rows.append(_figures_row(two["next"], 3, figures.next_year))
    return _table(rows)


def _figures_row(name: str, span: int, values: list[int], before: str = "") -> str:
    cells = "".join(f"<td>{v}</td>" for v in [*values, sum(values)])
    return f"<tr>{before}<td colspan='{span}'>{name}</td>{cells}</tr>"


def _results(figures: Figures) -> list[str]:
    two, rows = words("annual")["two"], []
    count = 3 + sum(len(two[k][1]) for k in ("refused", "unable", "ignored", "others"))
    first = f"<td rowspan='{count}'>{two['results']}</td>"
    rows.append(_figures_row(two["open"], 2, figures.results[two["open"]], first))
    rows.append(_figures_row(two["partly"], 2, figures.results[two["partly"]]))
    for key in ("refused", "unable", "ignored", "others"):
        head, names = two[key]
        for n, name in enumerate(names):
            before = f"<td rowspan='{len(names)}'>{head}</td>" if n == 0 else ""
            rows.append(_figures_row(name, 1, figures.results[name], before))
    rows.append(_figures_row(two["sum"], 2, figures.handled()))
    return rows


def _table_three(rng: random.Random) -> str:
    three = words("annual")["three"]
    groups = [[rng.randint(0, 2) if n < 2 else 0 for n in range(4)] for _ in range(3)]
    cells = [v for g in groups for v in [*g, sum(g)]]
    rows = [
        f"<tr><td colspan='5' rowspan='2'>{three['review']}</td><td colspan='10'>{three['court']}</td></tr>",
        f"<tr><td colspan='5'>{three['direct']}</td><td colspan='5'>{three['after']}</td></tr>",
        _row(three["results"] * 3),
        _row(cells),
    ]
    return _table(rows)
