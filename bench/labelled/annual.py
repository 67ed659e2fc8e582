"""Annual reports: free text to 2018, the form of 2019 for two years, the national form of 2021; tables add up and carry over."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from labelled.content import Writer
from labelled.model import Doc, Website, pick
from labelled.tables import table_one, table_one_of_2019, table_three, table_two
from labelled.wording import words

LEGAL_KINDS = 5
FORM_OF_2019, FORM_OF_2021 = 2019, 2021
FIRST_YEARS = (2016, 2019, 2020, 2021, 2021, 2022)
PARTS = ("refused", "unable", "ignored", "others")


@dataclass
class Figures:
    """The requests by column: person, five kinds of legal body; the total is their sum."""

    year: int
    received: list[int]
    carried: list[int]
    results: dict[str, list[int]]
    next_year: list[int]

    def handled(self) -> list[int]:
        """The sum of all results, column by column."""
        return [sum(row[c] for row in self.results.values()) for c in range(LEGAL_KINDS + 1)]

    def blanks(self) -> dict[str, int]:
        """What the text says of the table."""
        received, left = sum(self.received), sum(self.carried)
        return {"n": received, "left": left, "all": received + left, "next": sum(self.next_year)}


def reports(site: Website, writer: Writer) -> list[Doc]:
    """The reports of all years from the first one on; at least the four last ones."""
    made, carried = [], [0] * (LEGAL_KINDS + 1)
    first = min(pick(writer.rng, list(FIRST_YEARS)), site.today.year - 4)
    for year in range(first, site.today.year):
        figures = draw_figures(writer.rng, year, carried)
        carried = figures.next_year if year >= FORM_OF_2019 else carried
        made.append(report(site, writer, year, figures))
    return made


def report(site: Website, writer: Writer, year: int, figures: Figures) -> Doc:
    """One year's report, published in the January after it."""
    on = dt.date(year + 1, 1, writer.rng.randint(9, 28))
    doc = Doc(title=writer.title("annual-report", on, y=year), on=on, clock="10:40")
    doc.header, doc.publisher, doc.formed = True, site.name, on - dt.timedelta(days=3)
    doc.body = report_body(site, writer, year, figures)
    doc.tags |= {"annual", f"year:{year}"}
    return doc


def draw_figures(rng: random.Random, year: int, carried: list[int]) -> Figures:
    """One year's figures; the parts are drawn, the sums follow."""
    rows = words("annual")["two"]
    names = [rows["open"], rows["partly"]]
    names += [i for key in PARTS for i in _part_rows(key, year)]
    results = {name: [0] * (LEGAL_KINDS + 1) for name in names}
    received = [rng.randint(4, 30), *(rng.randint(0, 3) for _ in range(LEGAL_KINDS))]
    following = [min(rng.randint(0, 3), r + c) for r, c in zip(received, carried, strict=True)]
    for c in range(LEGAL_KINDS + 1):
        for _ in range(received[c] + carried[c] - following[c]):
            results[pick(rng, names)][c] += 1
    return Figures(year, received, carried, results, following)


def _part_rows(key: str, year: int) -> list[str]:
    """The form of 2019 has one row of other treatment, that of 2021 three."""
    head, names = words("annual")["two"][key]
    return [head] if key == "others" and year < FORM_OF_2021 else list(names)


def report_body(site: Website, writer: Writer, year: int, figures: Figures) -> list[str]:
    """Six parts with their tables, or the free text of the years before the form."""
    texts, rng = words("annual"), writer.rng
    blanks = writer.blanks(dt.date(year, 12, 31)) | {"y": year} | figures.blanks()
    blanks["k"] = rng.randint(1, 6)
    if year < FORM_OF_2019:
        return [str(s).format(**blanks) for s in texts["old"]]
    heads = [f"<b>{pick(rng, h)}</b>" for h in texts["headings"]]
    new = year >= FORM_OF_2021
    said = [pick(rng, s).format(**blanks) for s in texts["overall"]]
    problems = [pick(rng, texts["problems"]).format(**blanks), *writer.paragraphs(dt.date(year, 6, 1), 3)]
    last = pick(rng, texts["other"] if new else texts["nothing_else"]).format(**blanks)
    return [
        str(texts["intro" if new else "intro_2019"]).format(y=year),
        *(heads[0], *said),
        *(heads[1], table_one(rng) if new else table_one_of_2019(rng)),
        *(heads[2], table_two(figures.year, figures)),
        *(heads[3], table_three(rng)),
        *(heads[4], *problems),
        *(heads[5], last),
    ]
