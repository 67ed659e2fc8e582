"""What the running text of annual reports says beside their tables: fees, numbers, likeness to the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks import words
from checks.annual_cells import Cell
from checks.annual_papers import papers_made
from checks.annual_reports import Report
from records.papers import Paper

ENOUGH, WIDTH = 250, 4  # characters from which texts are compared; in pieces of so many
LINE = 12  # characters from which a line is a sentence
TOTAL = -1


def carried_over(last: Report, this: Report) -> str | None:
    """Columns whose 结转下年度 and 上年结转 differ, in words; None when the tables leave nothing to compare."""
    if last.requests is None or this.requests is None:
        return None
    pairs = [
        (title, last.requests.next[c].value, this.requests.carried[c].value)
        for c, title in words.table("request_columns").items()
    ]
    known = [(t, a, b) for t, a, b in pairs if a is not None and b is not None]
    if not known:
        return None
    differing = [words.filled("report_carried", what=t, last=a, this=b) for t, a, b in known if a != b]
    return words.joined("clauses", differing)


def numbers_differing(report: Report) -> str:
    """Numbers of the text that no cell they could mean has, in words."""
    prose = report.papers[0].prose if report.papers else ""
    told = [_differing(name, sign, prose, cells) for name, sign, cells in _said(report, prose)]
    return words.joined("clauses", [t for t in told if t])


def likeness(this: Paper, last: Paper) -> int:
    """How much of the running text of two papers is the same, in percent; figures and headings aside, 0 for little text."""
    one, two = _pieces(this), _pieces(last)
    most = max(one.total(), two.total())
    if min(one.total(), two.total()) < ENOUGH:
        return 0
    return 100 * (one & two).total() // most


def _said(report: Report, prose: str) -> Iterator[tuple[str, str, list[Cell]]]:
    """What a text may name, with the cells it may mean: requests that came anew are no carried ones."""
    for name, cell in papers_made(report.papers).items():
        yield name, f"text_{name}", [cell]
    if report.requests is not None:
        received, carried = report.requests.received["total"], report.requests.carried["total"]
        both = Cell((received.value or 0) + (carried.value or 0))
        anew = words.pattern("text_anew").search(prose)
        yield "received", "text_received", [received] if anew else [received, both]
    if report.suits is not None:
        review, *suits = report.suits.groups.values()
        yield "review", "text_review", [review[TOTAL]]
        lawsuits = [s[TOTAL] for s in suits]
        yield "suit", "text_suit", [*lawsuits, Cell(sum(c.value or 0 for c in lawsuits))]


def _differing(name: str, sign: str, prose: str, cells: list[Cell]) -> str:
    """One number alone is compared; a blank first cell or several different numbers tell nothing."""
    said = {int(n) for n in words.pattern(sign).findall(prose)}
    known = [c.value for c in cells if c.value is not None]
    if len(said) != 1 or cells[0].value is None or said <= set(known):
        return ""
    title = words.table("text_names")[name]
    return words.filled("report_text", what=title, text=said.pop(), table=known[-1 if name == "suit" else 0])


def _pieces(paper: Paper) -> Counter[str]:
    heading = words.pattern("report_heading_line")
    lines = [p.text for p in paper.paragraphs if len(p.text) >= LINE and not heading.match(p.text)]
    plain = "".join(c for c in "".join(lines) if not c.isdigit() and not c.isspace())
    return Counter(plain[n : n + WIDTH] for n in range(len(plain) - WIDTH + 1))
