"""A scheme as a spreadsheet that an evaluator can fill in, and an example to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from records.catalogue import load_catalogue
from reports.books.book import Book, Cell, Label, Place, workbook
from reports.plain import plain
from reports.schemes.loading import Feed, Indicator, Scheme
from reports.schemes.table import CHOICES, COLUMNS, KEYS, MOST_ROWS, OF_RULE, Words

_NO_DAY = date(2000, 1, 1)
_HELP = ("help.1", "help.2", "help.3", "help.4", "help.5", "help.6")
_SPARE_ROWS = 300


def write_scheme(scheme: Scheme, path: Path, lang: str, rules: Mapping[str, str]) -> None:
    """Write the scheme's table to `path`; `rules`: id -> title of the rules it may name. OSError when it cannot be written."""
    words = Words(lang)
    label = Label(lang, scheme.title[lang], f"gongkai {scheme.id}", _NO_DAY)
    with workbook(path, label) as book:
        _whole(book, words, scheme)
        last = _tree(book, words, scheme)
        sheet = book.sheet(words("sheet.help"), [Place("", 120)])
        for key in _HELP:
            sheet.text(words(key), "body")
        _names(book, words("sheet.rules"), (words("column.rule"), words("rule_title")), rules.items())
        columns = ((item.code, item.name) for item in load_catalogue().by_code.values())
        _names(book, words("sheet.columns"), (words("column.columns"), words("column_title")), columns)
    assert last <= MOST_ROWS


def example(lang: str) -> Scheme:
    """A small scheme with one of everything, to be overwritten."""
    zh, en = Words("zh"), Words("en")

    def both(key: str) -> dict[str, str]:
        return {"zh": zh(f"example.{key}"), "en": en(f"example.{key}")}

    stale = Indicator("home-stale", both("veto"), feeds=(Feed("home-updated"),))
    required = Indicator("required-columns", both("columns"), 20.0, feeds=(Feed("column-present", 5.0),))
    updated = Indicator(
        "columns-updated",
        both("updated"),
        20.0,
        feeds=(Feed("column-updated", 2.0, frozenset({"news", "notices"})),),
    )
    person = Indicator("by-hand", both("person"), 10.0, kind="person")
    group = Indicator("publishing", both("group"), 50.0, children=(required, updated, person))
    return Scheme(
        id=zh("example.id"),
        title=both("title"),
        basis=both("basis"),
        unit=both("unit"),
        scores_for=None,
        total=50.0,
        pass_mark=30.0,
        rescale=True,
        plan_points=None,
        vetoes=(stale,),
        indicators=(group,),
    )


def _whole(book: Book, words: Words, scheme: Scheme) -> None:
    places = [
        Place(words("head.name"), 34, "head"),
        Place(words("head.value"), 60, "fill"),
        Place(words("head.note"), 60, "note"),
    ]
    sheet = book.sheet(words("sheet.scheme"), places, frozen=1)
    sheet.heading()
    for key, value in zip(KEYS, _values(scheme, words), strict=True):
        sheet.line((words(f"key.{key}"), value, words(f"note.{key}")))


def _values(scheme: Scheme, words: Words) -> Iterator[Cell]:
    yield scheme.id
    for text in (scheme.title, scheme.basis, scheme.unit):
        yield text["zh"]
        yield text["en"]
    yield words("all") if scheme.scores_for is None else ", ".join(sorted(scheme.scores_for))
    yield scheme.total
    yield scheme.pass_mark
    yield words("yes") if scheme.rescale else words("no")
    yield scheme.plan_points
    yield scheme.bonus_above
    yield scheme.bonus_most or None


def _tree(book: Book, words: Words, scheme: Scheme) -> int:
    """The sheet of indicators; the number of its rows."""
    fill = {"rule", "points", "columns", "then"}
    places = [
        Place(words(f"column.{key}"), width, "body", "fill-head" if key in fill else "head")
        for key, width in COLUMNS.items()
    ]
    sheet = book.sheet(words("sheet.tree"), places, frozen=3)
    sheet.heading()
    groups = {"vetoes": scheme.vetoes, "indicators": scheme.indicators, "bonus": scheme.bonus}
    for part, group in groups.items():
        for row in _rows(words, words(f"part.{part}"), group, ""):
            sheet.line(row)
    for key, choices in CHOICES.items():
        at = list(COLUMNS).index(key)
        source = [words(f"{key}.{choice}") for choice in choices]
        sheet.sheet.data_validation(
            1, at, sheet.row + _SPARE_ROWS, at, {"validate": "list", "source": source}
        )
    sheet.close()
    return sheet.row


def _rows(words: Words, part: str, group: Iterable[Indicator], parent: str) -> Iterator[list[Cell]]:
    for node in group:
        mode = words("mode.add") if node.adds else words("mode.deduct")
        weight: Cell = words("open") if node.weight is None else node.weight
        head: list[Cell] = [part, parent, node.id, plain(node.title["zh"]), plain(node.title["en"])]
        head += [weight, mode, plain(node.source)]
        first, *others = [_rule(words, f) for f in node.feeds] or [[""] * len(OF_RULE)]
        yield [*head, *first]
        for other in others:
            yield [part, "", node.id, *[""] * (len(head) - 3), *other]
        yield from _rows(words, part, node.children, node.id)


def _rule(words: Words, feed: Feed) -> list[Cell]:
    points: Cell = words("open") if feed.points is None else feed.points
    then = words("then.review") if feed.asks else words("then.judged")
    return [feed.rule, points, ", ".join(sorted(feed.columns)), then]


def _names(book: Book, title: str, heads: tuple[str, str], rows: Iterable[tuple[str, str]]) -> None:
    sheet = book.sheet(title, [Place(heads[0], 34), Place(heads[1], 70)])
    sheet.heading()
    for code, name in rows:
        sheet.line((code, plain(name)))
    sheet.close()
