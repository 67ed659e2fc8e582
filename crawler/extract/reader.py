"""One page, from raw bytes to `PageReading`: one decoding, one tree, each part read by its own module."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.extract import content, dates, scripts
from crawler.extract.blocks import Block, blocks
from crawler.extract.decoding import decode
from crawler.extract.header import read_header
from crawler.extract.joining import Joiner
from crawler.extract.kind import Shown, kind_of
from crawler.extract.lists import plain_items, read_items
from crawler.extract.menus import read_crumbs, read_tree
from crawler.extract.paging import read_paging
from crawler.extract.titles import read_title
from crawler.extract.visibility import home_links, stylesheets
from crawler.extract.words import clean, ordered
from crawler.platforms import liaocheng
from records.catalogue import load_catalogue
from records.types import Header, Link, ListItem, PageReading, Site
from records.vocabulary import PageKind

_ENDS = re.compile(r"</(?:body|html)\s*>", re.I)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_XML = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_PUBDATE = re.compile(r"var\s+\w*(?:date|time)\w*\s*=\s*['\"]([^'\"]{8,30})['\"]", re.I)
MAX_CHARS = 4_000_000
_EMPTY = "<html><body></body></html>"


class Reader:
    """One per crawl: remembers joined addresses. `site` may name the platform."""

    def __init__(self, site: Site | None = None) -> None:
        self._platform = site.platform if site else None
        self._joined: dict[tuple[str, str], str | None] = {}

    def read(
        self,
        body: bytes,
        url: str,
        *,
        content_type: str | None = None,
        is_home: bool = False,
        styles: tuple[str, ...] = (),
    ) -> PageReading:
        """What the page shows. Never raises for a body, however broken.

        `styles` are the texts of a home page's style sheets, as far as they could be fetched.
        """
        decoded = decode(body, content_type)
        page = _Page(decoded.text[:MAX_CHARS], url, self._joined, self._platform)
        reading = page.reading(is_home, styles)
        if len(self._joined) > 200_000:
            self._joined.clear()
        return replace(reading, encoding=decoded.encoding, replaced_chars=decoded.replaced)


class _Page:
    def __init__(
        self, text: str, url: str, joined: dict[tuple[str, str], str | None], platform: str | None
    ) -> None:
        self.text, self.url, self.asked_platform = text, url, platform
        self.root = _parse(text)
        base = next((b.get("href") for b in self.root.iter("base") if b.get("href")), None)
        self.join = Joiner(Joiner(url, joined)(base) or url, joined)
        self._scripted()

    def reading(self, is_home: bool, styles: tuple[str, ...] = ()) -> PageReading:
        found = blocks(self.root)
        meta, crumbs = _meta(self.root), read_crumbs(found, self.join)
        area = content.content_area(self.root)
        platform = self._platform()
        header = self._header(found, platform)
        items, paging = self._items(), read_paging(self.root, self.text, self.url, self.join)
        title = read_title(self.root, dict(meta), found)
        shown = Shown(self.url, is_home, meta, header, items, paging, area is not None)
        kind = kind_of(shown)
        kept = content.text_blocks(found, area)
        chars = content.text_chars(kept)
        if kind in {PageKind.LIST, PageKind.COLUMN} and not items and area is not None:
            items = plain_items(area, self.join) if kind is PageKind.LIST else ()
        tree = read_tree(self.root, self.join)
        kind = PageKind.PORTAL if _is_portal(kind, tree) else kind
        return PageReading(
            url=self.url,
            kind=kind,
            platform=platform,
            title=title,
            header=replace(header, title=title) if kind is PageKind.ENTRY else header,
            column=_column(crumbs, dict(meta), kind, title),
            breadcrumbs=crumbs,
            meta=meta,
            items=items,
            paging=paging,
            tree=tree,
            links=self._links(),
            home_links=home_links(self.root, self.join, styles) if is_home else (),
            stylesheets=stylesheets(self.root, self.join) if is_home else (),
            attachments=content.attachments(area, self.root, self.join) if not is_home else (),
            search_forms=content.search_forms(self.root, self.join),
            text_chars=chars,
            absence_note=None if items else content.absence_note(kept, chars),
            redirect=self._redirect(chars),
            scripted_list=not items and any(m in self.text for m in ordered("script_list_marks")),
        )

    def _scripted(self) -> None:
        """Hang what scripts write where the script stands, so that every reader sees it."""
        for script in list(self.root.iter("script")):
            text = script.text or ""
            html = scripts.written(text) or scripts.records(text)
            parent = script.getparent()
            if html and parent is not None and "<" in html:
                for n, node in enumerate(_fragment(html), parent.index(script) + 1):
                    parent.insert(n, node)

    def _platform(self) -> str:
        if self.asked_platform:
            return self.asked_platform
        if liaocheng.recognised(self.root, self.url):
            return liaocheng.name()
        marks = (
            ("UCAP", "ucap"),
            ("TRS_Editor", "trs"),
            ("createPageHTML", "trs"),
            ("siteserver", "siteserver"),
        )
        return next((name for mark, name in marks if mark in self.text), "generic")

    def _header(self, found: list[Block], platform: str) -> Header:
        header = read_header(found)
        if platform == liaocheng.name():
            header = liaocheng.header(found, header)
        if header.published_on is None:
            header = self._dated(header, found)
        return header

    def _dated(self, header: Header, found: list[Block]) -> Header:
        """A date without label: a line that is nothing but a date and stands in no link, or a script's variable."""
        for block in found:
            day = dates.whole_date(block.text) if not block.linked and len(block.text) < 60 else None
            if day is not None and day != header.formed_on and not _in_list(block.element):
                return replace(header, published_on=day, published_at=dates.printed(block.text))
        told = _PUBDATE.search(self.text) if "document.write" in self.text else None
        day = dates.whole_date(told.group(1)) if told else None
        return replace(header, published_on=day, published_at=told.group(1)) if day and told else header

    def _items(self) -> tuple[ListItem, ...]:
        return tuple(i for i in read_items(self.root, self.join) if i.url != self.url)

    def _links(self) -> tuple[Link, ...]:
        links: dict[str, Link] = {}
        for a in self.root.iter("a", "area", "iframe", "frame"):
            url = self.join(a.get("href") or a.get("src"))
            if url and url not in links:
                links[url] = Link(url, clean("".join(a.itertext()))[:200], clean(a.get("title") or "")[:200])
        return tuple(links.values())

    def _redirect(self, chars: int) -> str | None:
        target = scripts.refresh(self.text) if "efresh" in self.text[:6000] else None
        if target is None and len(self.text) < 6000 and chars < 50:
            target = next(
                (t for s in self.root.iter("script") if (t := scripts.location(s.text or ""))), None
            )
        joined = self.join(target)
        return joined if joined != self.url else None


def _parse(text: str) -> HtmlElement:
    cleaned = _XML.sub("", _CONTROL.sub(" ", _ENDS.sub(" ", text)))
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = lxml.html.document_fromstring(cleaned.encode("utf-8") or _EMPTY.encode(), parser=parser)
    except (lxml.etree.ParserError, ValueError):
        root = lxml.html.document_fromstring(_EMPTY, parser=parser)
    return root


def _fragment(html: str) -> list[HtmlElement]:
    try:
        return [e for e in lxml.html.fragments_fromstring(html) if not isinstance(e, str)]
    except (lxml.etree.ParserError, ValueError):
        return []


def _meta(root: HtmlElement) -> tuple[tuple[str, str], ...]:
    """Tags of the 2017 site specification, under their canonical names, content as written."""
    canonical = {n.lower(): n for n in ordered("meta_names")}
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = canonical.get((tag.get("name") or "").strip().lower())
        if name and name not in found:
            found[name] = tag.get("content") or ""
    return tuple(found.items())


def _column(crumbs: tuple[object, ...], meta: dict[str, str], kind: PageKind, title: str) -> str | None:
    names = [str(getattr(c, "name", "")) for c in crumbs]
    if kind is PageKind.ENTRY and names and names[-1] and names[-1][:12] in {title[:12], "正文"}:
        names.pop()
    if names and names[-1] == "正文":
        names.pop()
    return (names[-1] if names else None) or clean(meta.get("ColumnName", "")) or None


def _is_portal(kind: PageKind, tree: tuple[object, ...]) -> bool:
    if kind in {PageKind.HOME, PageKind.ENTRY, PageKind.LIST}:
        return False
    match = load_catalogue().match
    names = {m.code for n in tree if (m := match(str(getattr(n, "name", "")))) and m.confidence >= 0.9}
    return len(names & set(ordered("sections"))) >= 2


def _in_list(element: HtmlElement) -> bool:
    row = (
        element if element.tag in {"li", "tr", "dd"} else next(element.iterancestors("li", "tr", "dd"), None)
    )
    return row is not None and next(row.iter("a"), None) is not None
