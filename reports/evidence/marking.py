"""The page as it is drawn: places outlined and numbered, what acts taken out, a head that says what the picture shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from markupsafe import escape

from records.documents import DocumentText
from reports.evidence.placing import Spot
from reports.plain import plain

MARK = "data-gongkai-mark"
STYLE = (Path(__file__).parent.parent / "templates" / "picture.css").read_text(encoding="utf-8")
_ACTS = (
    "script",
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "noscript",
    "template",
    "base",
    "audio",
    "video",
    "form/@action",
)
_OUTSIDE = frozenset({"src", "srcset", "poster", "background", "data", "action", "formaction", "ping"})
_WIDER = frozenset({"td", "th", "li", "p", "h1", "h2", "h3", "h4", "div", "a", "span"})
_TIMES = 3  # a quote in a text longer than this many times it is marked by itself


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a picture's head: what it tells, and the telling."""

    name: str
    value: str


def marked_markup(root: etree._Element, spots: Sequence[Spot], head: Sequence[Line], title: str) -> str:
    """The page with its spots marked, as markup that asks for nothing but style sheets. The tree is changed."""
    for number, spot in enumerate((s for s in spots if s.is_seen), start=1):
        _mark(spot, number)
    _tame(root)
    body = next(iter(root.iter("body")), root)
    body.insert(0, _head(head, title))
    if body.text and body.text.strip():
        body[0].tail = body.text + (body[0].tail or "")
        body.text = None
    style = etree.Element("style")
    style.text = STYLE
    body.insert(0, style)
    return "<!doctype html>" + etree.tostring(root, encoding="unicode", method="html")


def document_markup(document: DocumentText, name: str) -> str:
    """A document as a page: its name, its tables, else its text."""
    shown = [f"<html><head><title>{escape(plain(name))}</title></head><body>"]
    for table in document.tables:
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(plain(cell))}</td>" for cell in row) + "</tr>"
            for row in table.rows[:400]
        )
        shown.append(f"<table>{rows}</table>")
    if not document.tables:
        shown += [f"<p>{escape(plain(line))}</p>" for line in document.text.split("\n")[:800]]
    return "".join([*shown, "</body></html>"])


def _mark(spot: Spot, number: int) -> None:
    element = spot.element
    if spot.piece is not None and _is_small(spot):
        element = _wrapped(*spot.piece)
    element.set(MARK, str(number))


def _is_small(spot: Spot) -> bool:
    whole = "".join(map(str, spot.element.itertext()))
    return len(plain(whole)) > max(len(spot.text) * _TIMES, 40)


def _wrapped(element: etree._Element, is_tail: bool, start: int, end: int) -> etree._Element:
    """The stretch of text in an element of its own."""
    mark = etree.Element("span")
    text = str((element.tail if is_tail else element.text) or "")
    mark.text, mark.tail = text[start:end], text[end:]
    if is_tail:
        above = element.getparent()
        assert above is not None
        element.tail = text[:start]
        above.insert(above.index(element) + 1, mark)
    else:
        element.text = text[:start]
        element.insert(0, mark)
    return mark


def _tame(root: etree._Element) -> None:
    """Take out what runs, embeds, loads or leads away; style sheets stay."""
    etree.strip_elements(root, *[t for t in _ACTS if "/" not in t], etree.Comment, with_tail=False)
    for element in root.iter(etree.Element):
        for name in list(element.attrib):
            lower = str(name).lower()
            if lower in _OUTSIDE or lower.startswith("on"):
                del element.attrib[name]
        refresh = element.tag == "meta" and element.get("http-equiv")
        loads = element.tag == "link" and "stylesheet" not in str(element.get("rel") or "").lower()
        if refresh or loads:
            element.attrib.clear()


def _head(lines: Sequence[Line], title: str) -> etree._Element:
    box = etree.Element("div", {"class": "gongkai-head"})
    etree.SubElement(box, "b").text = plain(title)
    table = etree.SubElement(box, "dl")
    for line in lines:
        etree.SubElement(table, "dt").text = plain(line.name)
        etree.SubElement(table, "dd").text = plain(line.value)
    return box
