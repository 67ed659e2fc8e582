"""评估得分表: the scheme's tree with every deduction, each linked to its findings and back; range, coverage, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from records.types import Finding
from reports.attestation import overview_rows
from reports.books.book import Book, Cell, Place, Sheet, label_of, workbook
from reports.books.names import quoted
from reports.limits import limit
from reports.plain import plain
from reports.scoring_model import Line, Loss, Score, State
from reports.scoring_shown import range_text
from reports.summary import summarise
from reports.tables import LISTED, PRINTED, Rows

TREE = (
    ("score.column.what", 46, "body"),
    ("score.column.points", 8, "points"),
    ("score.column.worst", 8, "points"),
    ("score.column.best", 8, "points"),
    ("score.column.state", 13, "body"),
    ("score.column.coverage", 8, "percent"),
    ("score.column.lost", 13, "body"),
    ("score.column.count", 7, "left"),
    ("score.column.link", 14, "body"),
    ("score.column.source", 36, "body"),
)
LINK, BACK = 8, 0
MOST_LINKS = 30_000  # a workbook holds 65,530 in all
DEEPEST = 7  # levels of an outline


def write_score_table(score: Score, path: Path) -> None:
    """Write the workbook to `path`; OSError when the place cannot be written."""
    rows = Rows(score.material)
    with workbook(path, label_of(score.material, rows.texts("score.table"))) as book:
        found = book.names.promise(book.say("score.found"))
        listed = list(_listed(score))
        tree = _Tree(book, score, {f.id: n for n, f in enumerate(listed, 1)}, found)
        tree.write()
        _findings(book, rows, found, listed, tree)
        sheet = book.sheet(book.say("sheet.overview"), (Place("", 28, "head"), Place("", 92, "left")))
        for name, value in overview_rows(summarise(score.material)):
            sheet.line((name, value))


class _Tree:
    """The first sheet: result, then vetoes, indicators and bonus with what each lost and why."""

    def __init__(self, book: Book, score: Score, places: dict[str, int], found: str) -> None:
        self.book, self.say = book, book.say
        self.score = score
        self.places = places  # finding id -> row on the sheet of findings, from 1
        self.found = found
        self.back: dict[str, int] = {}  # finding id -> row of the first deduction it stands for
        self.name = book.names.promise(book.say("score.table"))
        places_ = [Place(self.say(key), width, style) for key, width, style in TREE]
        self.sheet: Sheet = book.sheet(self.name, places_, frozen=1)

    def write(self) -> None:
        """All of it."""
        score, say, sheet = self.score, self.say, self.sheet
        sheet.text(self.book.title, "title")
        sheet.text(score.scheme.title[say.lang] + say("colon") + score.scheme.basis[say.lang])
        sheet.text(range_text(score, say) + say("score.coverage", percent=f"{score.coverage:.0%}"), "bold")
        sheet.text(say("score.result") + say(f"score.result.{score.result.value}"), "bold")
        unfilled = score.scheme.unfilled if score.lines else ()
        if unfilled:
            sheet.text(say("score.unfilled", n=len(unfilled), names=", ".join(unfilled)))
        sheet.heading()
        groups = (("score.vetoes", score.vetoes), ("score.lines", score.lines), ("score.bonus", score.bonus))
        for key, lines in groups:
            if lines:
                head: list[Cell] = [say(key).rstrip(say("colon").strip()), *[None] * (len(TREE) - 1)]
                sheet.line(head, dict.fromkeys(range(len(TREE)), "head"))
                for line in lines:
                    self._line(line, 1, is_veto=key == "score.vetoes")
        sheet.close()

    def _line(self, line: Line, depth: int, *, is_veto: bool) -> None:
        shown = line.weight is not None and line.state in {State.JUDGED, State.PERSON}
        low = line.weight - line.most if shown and line.weight is not None else None
        high = line.weight - line.sure if shown and line.weight is not None else None
        title = f"{line.indicator.id}\u3000{line.indicator.title[self.say.lang]}"
        rules = " ".join(f.rule for f in line.indicator.feeds)
        source = self.say("comma").join(x for x in (line.indicator.source, rules) if x)
        self.sheet.line(
            (
                *(_indented(title, depth), line.indicator.weight if not is_veto else None, low, high),
                *(self.say(f"score.state.{line.state.value}"), line.coverage, None),
                *(sum(x.cause.count for x in line.losses) or None, None, source),
            ),
            {0: "strong"},
            level=min(depth - 1, DEEPEST),
        )
        for loss in line.losses:
            self._loss(loss, depth + 1, is_veto=is_veto)
        for child in line.children:
            self._line(child, depth + 1, is_veto=is_veto)

    def _loss(self, loss: Loss, depth: int, *, is_veto: bool) -> None:
        """One deduction, linked to the first of its findings."""
        first = loss.cause.first
        row = self.sheet.line(
            (
                *(_indented(plain(first.message), depth), None, None, None),
                *(self.say("score.state.open") if loss.open else "", None, self._cost(loss, is_veto)),
                *(loss.cause.count, None, f"{first.rule} {first.id}"),
            ),
            level=min(depth - 1, DEEPEST),
        )
        place = self.places[first.id]
        self.sheet.link(row, LINK, f"{quoted(self.found)}!A{place + 1}", self.say("score.see", n=place))
        for f in loss.cause.findings:
            self.back.setdefault(f.id, row)

    def _cost(self, loss: Loss, is_veto: bool) -> str:
        if is_veto:
            return self.say("score.state.open" if loss.open else "score.state.hit")
        points = self.say("score.open_points") if loss.points is None else f"{loss.points:g}"
        return self.say("score.at_most", points=points) if loss.open else points


def _listed(score: Score) -> Iterator[Finding]:
    """Every finding that costs or may cost points, once, those of one cause beside each other."""
    seen: set[str] = set()
    leaves = (leaf for line in (*score.vetoes, *score.lines, *score.bonus) for leaf in line.leaves())
    for f in (f for leaf in leaves for loss in leaf.losses for f in loss.cause.findings):
        if f.id not in seen:
            seen.add(f.id)
            yield f


def _findings(book: Book, rows: Rows, name: str, listed: Sequence[Finding], tree: _Tree) -> None:
    """The findings behind the deductions; the number leads back to what it cost."""
    places = [Place(w, h.width) for w, h in zip(rows.headings(LISTED), LISTED, strict=True)]
    sheet = book.sheet(name, places, printed=len(PRINTED), frozen=3)
    sheet.heading()
    kept = listed[: limit("rows")]
    for n, (finding, row) in enumerate(zip(kept, rows.rows(kept, LISTED), strict=True), 1):
        at = sheet.line(row)
        if n <= MOST_LINKS:
            sheet.link(at, BACK, f"{quoted(tree.name)}!A{tree.back[finding.id] + 1}", str(n))
    sheet.close()


def _indented(text: str, depth: int) -> str:
    return "\u3000" * (depth - 1) + text
