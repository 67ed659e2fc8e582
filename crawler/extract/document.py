"""One page as a tree: cleaned, parsed once, with what its scripts write hung in place and the scripts taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree
from lxml.etree import _Element

from crawler.extract import scripts
from crawler.extract.index import Index
from crawler.extract.joining import Joiner, Known
from crawler.extract.literals import blanked, holds_literals

MAX_CHARS, _SCRIPT_START, _MAX_WRITING = 4_000_000, 300, 500
_ENDS = re.compile(rb"</(?:body|html)\s*>", re.I)
_CONTROL = bytes(n for n in range(32) if n not in b"\t\n\r")
_INVISIBLE = ("\u200b", "\ufeff")
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>", re.I)
_LARGE, _LONG, _MAX_ATTRIBUTES = 100_000, 20_000, 1_000
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{%d,}" % _LONG)
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
_EMPTY = b"<html><body></body></html>"


class Document:
    """The tree of a page. `scripts` and `styles` hold the inline texts that were taken out of it.

    `told` is how scripts begin, with the addresses of scripts and style sheets. `names` (the first element of each
    class and, with "#", of each id), `anchors`, `hidden` (by their own attribute or style) and `index` tell of the tree;
    `literal` are the elements whose text was a template literal, which is taken out.
    """

    __slots__ = (
        "_opening",
        "_said",
        "anchors",
        "elements",
        "hidden",
        "index",
        "join",
        "literal",
        "names",
        "raw",
        "root",
        "scripts",
        "styles",
        "text",
        "told",
        "url",
    )

    def __init__(
        self, text: str, url: str, known: Known, utf8: bytes | None = None, charset: str = "utf-8"
    ) -> None:
        self.text, self.url = text[:MAX_CHARS], url
        self.raw = _cleaned(self.text, utf8 if len(text) <= MAX_CHARS else None)
        self._opening: list[tuple[_Element, str]] | None = None
        self._said: dict[str, bool] = {}  # several readers ask for the same marks
        self.root = _tree(self.raw)
        base = self.root.find("head/base")
        href = base.get("href") if base is not None else None
        self.join = Joiner((Joiner(url, known)(href) or url) if href else url, known, charset)
        self._take_out()
        self.elements = list(self.root.iter())  # held, so that lxml need not wrap the nodes anew
        filled = holds_literals(self.root, braced=self.says("{{"))
        self.literal = blanked(self.elements) if filled else frozenset[_Element]()
        self.index = Index(self.elements, blank=filled)
        self.names = self.index.names
        self.hidden = frozenset(self.index.hidden)
        self.anchors = self._anchors()

    def _take_out(self) -> None:
        """Scripts and styles as text, with what scripts write hung in their place."""
        found = list(self.root.iter("script", "style", "link", "input"))
        scripts = [(s, s.text or "") for s in found if s.tag == "script"]
        self.scripts = [text for _, text in scripts if text]
        self.styles = [s.text for s in found if s.tag == "style" and s.text]
        sources = [s.get("src") or s.get("href") or "" for s in found if s.tag in {"script", "link"}]
        self.told = "\n".join([*sources, *(s[:_SCRIPT_START] for s in self.scripts)])
        if any("document.write" in s or "<record>" in s or "dataStore" in s for s in self.scripts):
            _hang_written(scripts)
            found = list(self.root.iter("input"))
        _say_fixed(e for e in found if e.tag == "input")
        etree.strip_elements(self.root, "script", "style", with_tail=False)

    def all(self, *tags: str) -> list[_Element]:
        """The elements of these tags in document order."""
        return self.index.tagged(tags)

    def opening(self, find: Callable[[], list[tuple[_Element, str]]]) -> list[tuple[_Element, str]]:
        """What `find` finds among the elements, looked for once."""
        if self._opening is None:
            self._opening = find()
        return self._opening

    def says(self, mark: str) -> bool:
        """The source holds this text, markup and scripts included."""
        said = self._said.get(mark)
        if said is None:
            said = self._said[mark] = mark.encode() in self.raw
        return said

    def _anchors(self) -> dict[_Element, tuple[str | None, str]]:
        """Address and text of every anchor, read once for all readers."""
        found: dict[_Element, tuple[str | None, str]] = {}
        join, href_of = self.join, self.index.carried["href"].get
        for a in self.all("a"):
            found[a] = join(href_of(a)), " ".join(text_of(a).split())
        return found

    def lead(self, opened: Callable[[_Element], str | None]) -> None:
        """Give anchors that only a script opens the address that `opened` tells for them."""
        for a, (_, text) in list(self.anchors.items()):
            url = opened(a)
            if url is not None:
                a.set("href", url)
                self.index.carried["href"][a] = url
                self.anchors[a] = (url, text)


def _hang_written(found: list[tuple[_Element, str]]) -> None:
    told: dict[str, str] = {}
    for script, text in found[:_MAX_WRITING]:
        html = scripts.written(text, told) or scripts.records(text) if text else ""
        parent = script.getparent()
        if html and parent is not None:
            _hang(parent, script, html)


def text_of(element: _Element) -> str:
    """All text below an element, blanks as they stand."""
    if len(element) == 0:
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def start_of(element: _Element, chars: int) -> str:
    """The text below an element, as far as these many characters need it."""
    start = element.text or ""
    if len(start) >= chars or len(element) == 0:
        return start
    start = ""
    for piece in element.itertext():
        start += str(piece)
        if len(start) >= chars:
            break
    return start


def parse(text: str) -> _Element:
    """The tree of any text, without comments; text after a stray end of the body stays."""
    return _tree(_cleaned(text))


def _cleaned(text: str, utf8: bytes | None = None) -> bytes:
    """UTF-8 without control and zero-width characters, which break words and numbers, and without ends of the body.

    `utf8` is the text as it came, when it came so.
    """
    for mark in _INVISIBLE:
        if mark in text:
            text, utf8 = text.replace(mark, ""), None
    raw = (text.encode("utf-8", "replace") if utf8 is None else utf8).translate(None, _CONTROL)
    if len(raw) > _LARGE and _has_gap(raw) and any(map(_is_crowded, _LONG_TAG.finditer(raw))):
        raw = _LONG_TAG.sub(_bounded_tag, raw)
    return _XML.sub(b"", _ENDS.sub(b" ", raw), count=1)


def _has_gap(raw: bytes) -> bool:
    """There may be a tag longer than _LONG: half of that somewhere without the start of one."""
    step = _LONG // 2
    return any(raw.find(b"<", at, at + step) < 0 for at in range(0, len(raw), step))


def _is_crowded(tag: re.Match[bytes]) -> bool:
    """A tag with thousands of attributes would keep the parser busy for minutes; long values are harmless."""
    return tag.string.count(b"=", tag.start(), tag.end()) > _MAX_ATTRIBUTES


def _bounded_tag(tag: re.Match[bytes]) -> bytes:
    return b" " if _is_crowded(tag) else tag.group()


def _tree(raw: bytes) -> _Element:
    try:
        root = etree.fromstring(raw or _EMPTY, _PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    return root if root is not None else etree.fromstring(_EMPTY, _PARSER)


def _say_fixed(inputs: Iterable[_Element]) -> None:
    """A field that nobody can fill in is a way to print its value: put it behind the field as text."""
    for field in inputs:
        fixed = field.get("readonly") is not None or field.get("disabled") is not None
        if fixed and (field.get("type") or "text").lower() == "text" and field.get("value"):
            field.tail = f"{field.get('value')}{field.tail or ''}"


def _hang(parent: _Element, script: _Element, html: str) -> None:
    """Put what a script writes right behind it."""
    written = _tree(f"<div>{html}</div>".encode("utf-8", "replace")).find("body/div")
    if written is None:
        return
    if written.text:
        script.tail = written.text + (script.tail or "")
    at = parent.index(script) + 1
    for n, node in enumerate(list(written)):
        parent.insert(at + n, node)
