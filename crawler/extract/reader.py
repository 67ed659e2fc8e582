"""One page, from raw bytes to `PageReading`: one decoding, one tree, each part read by its own module."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from crawler.extract import content, scripts, tags
from crawler.extract.attachments import attachments
from crawler.extract.bare_numbers import numbered
from crawler.extract.blocks import walk
from crawler.extract.body import is_fragment, is_printed, read_body
from crawler.extract.columns import column_name, is_own_column
from crawler.extract.crumbs import read_crumbs
from crawler.extract.decoding import decode
from crawler.extract.document import Document
from crawler.extract.forms import search_forms
from crawler.extract.frames import frames, main_frame
from crawler.extract.header import read_header
from crawler.extract.interfaces import NONE, Interface, read_interface
from crawler.extract.joining import Known
from crawler.extract.kind import Shown, is_portal, kind_of
from crawler.extract.lists import plain_items, read_items
from crawler.extract.loose_dates import dated
from crawler.extract.masking import with_title_hits, without_personal_data
from crawler.extract.menus import read_tree
from crawler.extract.own_text import names_on, own_parts, own_text
from crawler.extract.paging import printed_pages, read_paging
from crawler.extract.paper import read_paper
from crawler.extract.personal import may_hold
from crawler.extract.script_pages import script_pages
from crawler.extract.script_rows import script_rows
from crawler.extract.signature import completed
from crawler.extract.templates import unwritten
from crawler.extract.titles import headline, read_title, window_title, without_site
from crawler.extract.visibility import home_links, stylesheets
from crawler.extract.words import compact, ordered
from crawler.platforms import page_html, registry
from crawler.platforms.platform import Platform
from crawler.platforms.script_trees import drawn_tree
from records.papers import Paper
from records.types import AttachmentLink, Body, Crumb, Header, ListItem, PageReading, Paging, Site, TreeNode
from records.vocabulary import PageKind

_MAX_JOINED = 15_000
_HUNG = 3  # rows below an article that are no list
_FRAMED = frozenset({PageKind.COLUMN, PageKind.LIST, PageKind.PORTAL})
_TEXT = 200  # characters from which related items stand beside a text
_ARTICLE = 60  # characters from which a page without list is an article


class Reader:
    """One per crawl: remembers joined addresses. `site` may name the platform."""

    def __init__(self, site: Site | None = None) -> None:
        self._platform = site.platform if site else None
        self._joined: Known = {}

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
        if len(self._joined) > _MAX_JOINED:
            self._joined.clear()
        reading = registry.answer(decoded.text, url)
        if reading is None:
            text = registry.unpacked(decoded.text)
            utf8 = decoded.utf8 if text is decoded.text else None
            document = Document(text, url, self._joined, utf8, decoded.encoding)
            reading = _Page(document, registry.of(document, self._platform)).reading(is_home, styles)
        if may_hold(decoded.text):
            reading = without_personal_data(with_title_hits(reading))
        if (reading.encoding, reading.replaced_chars) == (decoded.encoding, decoded.replaced):
            return reading
        return replace(reading, encoding=decoded.encoding, replaced_chars=decoded.replaced)

    def forget(self) -> None:
        """Remember no joined address from here on."""
        self._joined.clear()


class _Page:
    """The parts of one page, each read once."""

    def __init__(self, document: Document, platform: Platform) -> None:
        self.document, self.platform = document, platform
        if platform.opened is not None:
            document.lead(partial(platform.opened, document))
        self.root, self.join = document.root, document.join
        self.walked = walk(document.elements)
        self.blocks = self.walked.blocks
        self.meta = tags.meta(document)
        self.area = content.content_area(document.names)
        self.around = content.Surroundings(self.blocks, document)
        self.text = content.text_blocks(self.blocks, self.area, self.around)
        self.chars = content.text_chars(self.text)
        self.headline, self.headed = read_title(document, dict(self.meta), self.blocks)
        self.header = self._header()

    def reading(self, is_home: bool, styles: tuple[str, ...] = ()) -> PageReading:
        document, (tree, drawn) = self.document, self._trees()
        crumbs = read_crumbs(document, self.blocks)
        items, paging = self._items(is_home, crumbs), self._paging()
        kind = self._kind(is_home, items, paging, crumbs[-1].name if crumbs else "")
        is_dated = self.header.published_on is not None
        if kind is PageKind.ENTRY and is_own_column(crumbs, self.meta, self.headline, is_dated=is_dated):
            kind = PageKind.COLUMN
        if kind is PageKind.LIST and not items and self.area is not None:
            items = plain_items(self.area, self.join)
        if kind in {PageKind.COLUMN, PageKind.LIST} and not items:
            items = script_rows(self.document)
            kind = PageKind.LIST if items else kind
        filled = NONE if drawn else self._filled(kind, items, paging)
        kind, paging = self._further(kind, items, paging, NONE if drawn else filled)
        title = self._title(kind)
        header = self._finished(kind, items)
        kind = PageKind.PORTAL if is_portal(kind, tree) else kind
        own = self.text
        if kind not in {PageKind.ENTRY, PageKind.HOME}:
            own = own_text(own, document, self.around, names_on(title, dict(self.meta), crumbs, tree))
        chars = content.text_chars(own)
        return PageReading(
            url=document.url,
            kind=kind,
            platform=self.platform.name,
            title=title,
            header=replace(header, title=title) if kind is PageKind.ENTRY else header,
            column=column_name(crumbs, self.meta, kind, title),
            breadcrumbs=crumbs,
            meta=self.meta,
            items=items,
            paging=replace(paging, scripted=True) if filled.unread and items else paging,
            tree=tree,
            links=tags.links(document),
            home_links=home_links(document, styles) if is_home else (),
            stylesheets=stylesheets(self.root, self.join) if is_home else (),
            attachments=() if is_home else self._attachments(),
            search_forms=search_forms(document),
            text_chars=chars,
            absence_note=None if items else content.absence_note(own, chars),
            redirect=self._redirect(chars)
            or (main_frame(document) if kind in _FRAMED and not items and chars < _ARTICLE else None),
            frames=() if kind is PageKind.ENTRY else frames(document),
            scripted_list=not items
            and kind is not PageKind.ENTRY
            and not drawn
            and (filled.unread or self._waits_for_script(filled.urls)),
            headline=headline(document, dict(self.meta), self.blocks, title)
            if kind is PageKind.ENTRY
            else "",
            paper=self._paper(kind, items),
            body=self._body(kind),
            is_fragment=is_fragment(document),
            unwritten="" if drawn or kind is PageKind.ENTRY else unwritten(document, self.chars),
            parts=() if kind in {PageKind.ENTRY, PageKind.HOME} else own_parts(document, self.around),
        )

    def _trees(self) -> tuple[tuple[TreeNode, ...], bool]:
        """The menus of the page, and whether its platform draws the whole page from the tree that a script keeps."""
        shown, own = read_tree(self.document), self.platform.tree is not None
        drawn = (self.platform.tree or drawn_tree)(self.document)
        moved = (n if n.parent is None else replace(n, parent=n.parent + len(shown)) for n in drawn)
        return (*shown, *moved) if drawn else shown, own and bool(drawn)

    def _further(
        self, kind: PageKind, items: tuple[ListItem, ...], paging: Paging, filled: Interface
    ) -> tuple[PageKind, Paging]:
        """A list whose rows an interface brings, or whose further pages a script fetches by their number."""
        if kind not in {PageKind.COLUMN, PageKind.LIST} or paging.urls or not (items or filled.urls):
            return kind, paging
        counted = script_pages(self.document)
        if filled.urls:
            more = counted.urls if counted is not None else ()
            return PageKind.LIST, replace(paging, urls=tuple(dict.fromkeys((*filled.urls, *more))))
        return kind, counted or self._printed(paging)

    def _printed(self, paging: Paging) -> Paging:
        """Paging by script for a list that prints more pages than one and shows no way to them."""
        printed = printed_pages(self.document) if not paging.scripted and paging.count is None else 0
        return replace(paging, count=printed, scripted=True) if printed > 1 else paging

    def _filled(self, kind: PageKind, items: tuple[ListItem, ...], paging: Paging) -> Interface:
        """The interface that fills the list of a column's page."""
        if kind not in {PageKind.COLUMN, PageKind.LIST} or paging.urls:
            return NONE
        own = self.platform.fills(self.document) if self.platform.fills is not None and not items else ()
        if own:
            return Interface(own)
        return read_interface(self.document, has_rows=bool(items))

    def _header(self) -> Header:
        header = read_header(self.blocks, self.text)
        if self.platform.header is not None:
            header = self.platform.header(self.blocks, header)
        if header.title and not self.headed:
            self.headline = header.title
        header = numbered(header, self.blocks, self.headline)
        self.told = completed(header, self.text, self.headline, dict(self.meta).get("SiteName", ""))
        if header.published_on:
            return header
        day = dated(self.told, self.document, self.blocks, self.headline)
        return replace(header, published_on=day.published_on, published_at=day.published_at)

    def _kind(self, is_home: bool, items: tuple[ListItem, ...], paging: Paging, last_step: str) -> PageKind:
        shown = Shown(
            url=self.document.url,
            is_home=is_home,
            meta=self.meta,
            header=self.header,
            items=items,
            paging=paging,
            has_area=self.area is not None,
            headed=self.headed,
            headline_chars=len(self.headline),
            chars=self.chars,
            last_step=last_step,
        )
        return kind_of(shown)

    def _read_body(self) -> Body:
        body = read_body(self.area, self.text, self.document, self.around)
        said = dict(self.meta).get("ArticleTitle", "")
        return replace(body, title_printed=not said.strip() or is_printed(self.headline, self.blocks))

    def _body(self, kind: PageKind) -> Body:
        return self._read_body() if kind is PageKind.ENTRY else Body()

    def _paper(self, kind: PageKind, items: tuple[ListItem, ...]) -> Paper | None:
        """The text of a page that is one document, or a column's article, also above the few documents hung on it."""
        is_list = len(items) > _HUNG
        if kind is not PageKind.ENTRY and (is_list or self.chars < _ARTICLE or kind is PageKind.HOME):
            return None
        return read_paper(self.document, self.area, self.text)

    def _title(self, kind: PageKind) -> str:
        if kind is PageKind.ENTRY:
            return self.headline
        said = window_title(self.document) or self.headline
        return said if kind is PageKind.HOME else without_site(said)

    def _finished(self, kind: PageKind, items: tuple[ListItem, ...]) -> Header:
        """With what the text itself tells, where the page is one document; the day of a row is not the list's own."""
        day = self.header.published_on
        if kind is PageKind.LIST and day is not None and any(i.published_on == day for i in items):
            return replace(self.header, published_on=None, published_at=None)
        if kind is not PageKind.ENTRY and (kind is not PageKind.COLUMN or items):
            return self.header
        told = self.told
        if told is self.header:
            return told
        return replace(
            self.header,
            document_number=told.document_number,
            formed_on=told.formed_on,
            decided_on=told.decided_on,
            approved_on=told.approved_on,
        )

    def _items(self, is_home: bool, crumbs: tuple[Crumb, ...]) -> tuple[ListItem, ...]:
        said = [
            window_title(self.document),
            dict(self.meta).get("ColumnName", ""),
            *(c.name for c in crumbs[-1:]),
        ]
        has_text = self.chars >= _TEXT and self.header.published_on is not None
        column = None if is_home else compact("|".join(said))
        found = read_items(self.walked, self.document, column, has_text=has_text)
        return tuple(i for i in found if i.url != self.document.url)

    def _paging(self) -> Paging:
        ways = dict.fromkeys((self.platform.paging, page_html.either, read_paging))
        found = (way(self.document) for way in ways if way is not None)
        return next((paging for paging in found if paging), Paging())

    def _waits_for_script(self, told: tuple[str, ...]) -> bool:
        """Marks of a list that a script writes, where nothing tells its interface."""
        return not told and any(self.document.says(m) for m in ordered("script_list_marks"))

    def _attachments(self) -> tuple[AttachmentLink, ...]:
        return attachments(self.area, self.document, self.around)

    def _redirect(self, chars: int) -> str | None:
        text = self.document.text
        target = scripts.refresh(text) if "efresh" in text[:6000] else None
        if target is None and len(text) < 6000 and chars < 50:
            target = next((t for s in self.document.scripts if (t := scripts.location(s))), None)
        joined = self.join(target)
        return joined if joined != self.document.url else None
