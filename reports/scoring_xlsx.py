"""The scores of many sites as a spreadsheet: one row a site, then every point lost with its findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter

from records.types import Site
from reports.plain import plain
from reports.scoring_model import Line, Score
from reports.scoring_shown import COMPARED, compared_rows, unscored_row
from reports.texts import Texts

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = {"name": 34, "run": 28, "score": 24, "vetoes": 40, "result": 22}
_NUMBERS = ("worst", "best")  # as numbers, so that the sheet can be sorted by them
SHEET = tuple(n for name in COMPARED for n in ((name, *_NUMBERS) if name == "score" else (name,)))
LOST = ("site", "indicator", "points", "open", "rule", "count", "message", "findings")
_LOST_WIDTHS = {"indicator": 30, "rule": 24, "message": 60, "findings": 50}


def write_scores(
    scores: Sequence[Score], path: Path, lang: str, unscored: Sequence[tuple[Site, str]] = ()
) -> None:
    """Write the workbook to `path`; OSError when the place cannot be written. Site text is never a formula nor a link."""
    say = Texts(lang)
    table = [*compared_rows(scores, say), *(unscored_row(site, why, say) for site, why in unscored)]
    rows = [[row[name] for name in SHEET] for row in table]
    lost = [row for s in scores for row in _lost(s, say)]
    try:
        with xlsxwriter.Workbook(str(path), dict(_SAFE)) as book:
            _sheet(book, say, "score.sheet.sites", [(n, _WIDTHS.get(n, 12)) for n in SHEET], rows)
            _sheet(book, say, "score.sheet.lost", [(n, _LOST_WIDTHS.get(n, 12)) for n in LOST], lost)
    except xlsxwriter.exceptions.FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def _sheet(
    book: xlsxwriter.Workbook,
    say: Texts,
    title: str,
    headings: list[tuple[str, int]],
    rows: list[list[str]],
) -> None:
    sheet = book.add_worksheet(say(title))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for n, (name, width) in enumerate(headings):
        sheet.set_column(n, n, width)
        sheet.write_string(0, n, say(f"score.column.{name}"), bold)
    for k, row in enumerate(rows, 1):
        for n, value in enumerate(row):
            if value and headings[n][0] in _NUMBERS:
                sheet.write_number(k, n, float(value), wrapped)
            else:
                sheet.write_string(k, n, value, wrapped)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)


def _lost(score: Score, say: Texts) -> Iterator[list[str]]:
    leaves = [leaf for line in score.lines for leaf in line.leaves()]
    for line in (*score.vetoes, *leaves):
        yield from _losses(score, line, say)


def _losses(score: Score, line: Line, say: Texts) -> Iterator[list[str]]:
    for loss in line.losses:
        first = loss.cause.first
        points = say("score.open_points") if loss.points is None else f"{loss.points:g}"
        yield [
            score.material.site.code,
            line.indicator.title[say.lang],
            points,
            say("score.state.open") if loss.open else "",
            first.rule,
            str(loss.cause.count),
            plain(first.message),
            " ".join(f.id for f in loss.cause.findings),
        ]
