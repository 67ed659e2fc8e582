"""The text of a page that is one document: paragraphs, tables, links and pictures of its content, masked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.document import Document
from crawler.extract.personal import Mask, masked_text
from crawler.extract.tables import is_data, read_table
from records.documents import Table
from records.papers import BodyLink, Paper, Paragraph

MAX_TEXT, MAX_TABLES, MAX_CELLS, MAX_LINKS = 400_000, 60, 40_000, 500
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_STEPS = 4  # from a link or picture up to the box that holds it
_NAME, _ICON = (
    60,
    60,
)  # characters of a line that may name a table; pixels of a picture that is more than an icon


def read_paper(document: Document, area: _Element | None, text: list[Block]) -> Paper:
    """What the content area says; `text` are its blocks, without chrome, as content.text_blocks gives them."""
    paragraphs, elements, truncated = _in_order(text, area)
    mask = Mask()
    lines = mask.lines([p.text for p in paragraphs])
    paragraphs = [p if p.text == t else replace(p, text=t) for p, t in zip(paragraphs, lines, strict=True)]
    tables = _tables(document, elements, paragraphs, mask)
    return Paper(
        paragraphs=tuple(paragraphs),
        tables=tuple(tables),
        links=_links(document, area, text),
        hits=tuple(mask.hits),
        pictures=_pictures(document, area, text),
        embedded=sum(1 for _ in area.iter("iframe", "embed", "object")) if area is not None else 0,
        truncated=truncated or len(tables) < len(elements),
    )


def _in_order(text: list[Block], area: _Element | None) -> tuple[list[Paragraph], list[_Element], bool]:
    """Paragraphs with the places of tables, the tables' elements, and whether the bound was reached."""
    paragraphs: list[Paragraph] = []
    places = _Places(area)
    left = MAX_TEXT
    for block in text:
        table = places.of(block.element)
        if table is not None:
            if table not in places.numbers and len(places.numbers) < MAX_TABLES:
                places.numbers[table] = len(places.numbers) + 1
                paragraphs.append(Paragraph("", table=places.numbers[table]))
            continue
        if left <= 0:
            break
        paragraphs.append(Paragraph(block.text[:left], _level(block.element)))
        left -= len(block.text)
    return paragraphs, list(places.numbers), left <= 0


class _Places:
    """Which table of values an element stands in; remembers what is above."""

    def __init__(self, area: _Element | None) -> None:
        self._area = area
        self._found: dict[_Element, _Element | None] = {}
        self.numbers: dict[_Element, int] = {}

    def of(self, element: _Element) -> _Element | None:
        """The table, None in running text."""
        if element in self._found:
            return self._found[element]
        parent = element.getparent()
        if element.tag == "table" and is_data(element):
            found: _Element | None = element
        elif parent is None or element is self._area:
            found = None
        else:
            found = self.of(parent)
        self._found[element] = found
        return found


def _tables(
    document: Document, elements: Iterable[_Element], paragraphs: list[Paragraph], mask: Mask
) -> list[Table]:
    """The tables, each named by its caption or the short line above it."""
    above = {p.table: paragraphs[n - 1].text for n, p in enumerate(paragraphs) if p.table and n}
    tables: list[Table] = []
    cells = MAX_CELLS
    for number, element in enumerate(elements, start=1):
        table = read_table(element, document)
        cells -= len(table.rows) * len(table.rows[0])
        if cells < 0:
            break
        line = above.get(number, "")
        name = table.name or (line if len(line) <= _NAME else "")
        tables.append(mask.table(replace(table, name=name), number))
    return tables


def _level(element: _Element) -> int:
    return _HEADINGS.get(element.tag, 0)


def _links(document: Document, area: _Element | None, text: list[Block]) -> tuple[BodyLink, ...]:
    found: dict[str, BodyLink] = {}
    for anchor in _inside("a", document, area, {b.element for b in text if b.linked}):
        url, label = document.anchors.get(anchor, (None, ""))
        if url and url not in found and len(found) < MAX_LINKS:
            found[url] = BodyLink(url, masked_text(label or anchor.get("title") or "")[:300])
    return tuple(found.values())


def _pictures(document: Document, area: _Element | None, text: list[Block]) -> int:
    """Without a content area, what the page shows again and again is its drawing: spacers of menus, bullets."""
    boxes = {parent for b in text if (parent := b.element.getparent()) is not None}
    found = [image for image in _inside("img", document, area, boxes) if not _is_icon(image)]
    if area is None and found:
        shown = Counter(image.get("src") for image in document.all("img"))
        found = [image for image in found if shown[image.get("src")] == 1]
    return len(found)


def _inside(tag: str, document: Document, area: _Element | None, boxes: set[_Element]) -> Iterator[_Element]:
    """Elements of the content area; without one, those a few steps inside one of the boxes."""
    if area is not None:
        yield from area.iter(tag)
        return
    known: dict[_Element | None, bool] = {}
    for element in document.all(tag):
        parent = element.getparent()
        near = known.get(parent)
        if near is None:
            near = known[parent] = _is_near(parent, boxes)
        if near:
            yield element


def _is_near(parent: _Element | None, boxes: set[_Element]) -> bool:
    above = parent
    for _ in range(_STEPS):
        if above is None:
            return False
        if above in boxes:
            return True
        above = above.getparent()
    return False


def _is_icon(image: _Element) -> bool:
    """Small by its own size, or without an address."""
    sizes = [s.removesuffix("px") for name in ("width", "height") if (s := image.get(name))]
    return not image.get("src") or any(s.isdigit() and int(s) < _ICON for s in sizes)
