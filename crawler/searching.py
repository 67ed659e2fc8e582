"""The one search of a crawl: a title known from a list is asked for in the portal's own search box, by GET only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from crawler.crawl_words import crawl_words
from crawler.feed import Seen
from records.addresses import page_key
from records.catalogue import load_catalogue
from records.types import ListItem, PageReading, SearchForm
from records.vocabulary import PageKind, SearchState

SHORTEST, LONGEST = 8, 20  # characters of a title that is worth a search: unmistakable, and never cut off
SHORTEST_CUT = 8  # characters that a title cut off with "…" must still share
_TITLE = re.compile(f"[\u4e00-\u9fff]{{{SHORTEST},{LONGEST}}}")
_TAGS = re.compile(r"<(?:script|style)\b.{0,200000}?</(?:script|style)>|<[^<>]{0,2000}>", re.I | re.S)
_DROPPED = re.compile(r"\s+")
_CUT = re.compile(r"(?:\.{2,}|…+)$")


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """What to ask for: the address with the query in it, and the title it should bring back."""

    url: str
    title: str
    entry_url: str


@dataclass(frozen=True, slots=True)
class _Box:
    form: SearchForm
    encoding: str


class SearchNotes:
    """What the crawl saw of search boxes and of titles. Pages may come in any order: the result is the same."""

    def __init__(self, portal: str | None) -> None:
        self._portal = portal
        self._boxes: dict[
            tuple[int, str, bool], tuple[str, int, _Box]
        ] = {}  # the first of each kind, by address
        self._links = False
        self._search_links = crawl_words().search_links
        self._titles: dict[
            str, tuple[str, ListItem]
        ] = {}  # address of a list -> its title with the smallest key
        self._portals: set[str] = {portal} if portal else set()
        self._below: set[str] = set()

    def see(self, seen: Seen) -> None:
        """Note a page."""
        reading = seen.reading
        if reading is None:
            return
        url = seen.row.url
        if reading.kind is PageKind.PORTAL or url == self._portal:
            self._portals.add(url)
            self._below.update(node.url for node in reading.tree if node.url)
        if reading.search_forms:
            self._note_boxes(url, reading)
        for link in () if self._links else reading.links:
            self.note_link(link.text)
        fit = [(page_key(i.url), i) for i in reading.items if _is_known_entry(i)]
        if fit:
            self._titles[url] = min(fit, key=lambda pair: pair[0])

    def note_link(self, text: str) -> None:
        """Note the text of a link that may lead to a search."""
        self._links = self._links or text in self._search_links

    def plan(self) -> tuple[SearchState, str, SearchPlan | None]:
        """The search to make; without one, the state that says why and a note."""
        boxes = [self._boxes[kind][2] for kind in sorted(self._boxes)]
        sendable = [b for b in boxes if b.form.method == "get" and not b.form.scripted and b.form.field]
        if not sendable:
            return (*self._why_not(boxes), None)
        found = self._title()
        if found is None:
            return SearchState.NOT_TRIED, "no title of a known entry", None
        url = _address(sendable[0], found.title)
        return SearchState.NOT_TRIED, "", SearchPlan(url, found.title, found.url)

    def _why_not(self, boxes: list[_Box]) -> tuple[SearchState, str]:
        if any(b.form.scripted for b in boxes):
            return SearchState.SCRIPTED, "only a script submits the form"
        if boxes:
            return SearchState.POST_ONLY, "only POST forms"
        return (SearchState.SCRIPTED, "a link, no form") if self._links else (SearchState.ABSENT, "")

    def _note_boxes(self, url: str, reading: PageReading) -> None:
        rank = 0 if url in self._portals else 1 if reading.kind is PageKind.HOME else 2
        for n, form in enumerate(reading.search_forms):
            kind, found = (rank, form.method, form.scripted), (url, n, _Box(form, reading.encoding))
            before = self._boxes.get(kind)
            if before is None or found[:2] < before[:2]:
                self._boxes[kind] = found

    def _title(self) -> ListItem | None:
        """The title with the smallest key below the portal, else anywhere."""
        folders = tuple(p.rsplit("/", 1)[0] + "/" for p in self._portals)
        ranked = [
            (url not in self._below and not url.startswith(folders), key, item)
            for url, (key, item) in self._titles.items()
        ]
        return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def _is_known_entry(item: ListItem) -> bool:
    """A dated row with a title of its own: no menu, no column of the site that only looks like a list."""
    named_like_a_column = load_catalogue().match(item.title) is not None
    dated = item.published_on is not None
    return bool(item.url) and dated and bool(_TITLE.fullmatch(item.title)) and not named_like_a_column


def outcome(plan: SearchPlan, reading: PageReading, text: str) -> SearchState:
    """What a result page shows. MISSED only when it lists other things or says that there is nothing."""
    wanted = _bare(plan.title)
    for link in reading.links:
        if link.url == plan.entry_url or _same(wanted, link.text) or _same(wanted, link.title):
            return SearchState.FOUND
    return SearchState.MISSED if reading.items or _says_nothing(text) else SearchState.SCRIPTED


def _says_nothing(text: str) -> bool:
    """The page says in words or in numbers that nothing was found."""
    plain, known = _TAGS.sub("", text), crawl_words()
    return any(word in plain for word in known.nothing_found) or bool(known.nothing_counted.search(plain))


def _same(wanted: str, shown: str) -> bool:
    bare = _bare(shown)
    cut = _CUT.sub("", bare)
    return wanted in bare or (cut != bare and len(cut) >= SHORTEST_CUT and wanted.startswith(cut))


def _bare(text: str) -> str:
    return _DROPPED.sub("", text)


def _address(box: _Box, title: str) -> str:
    """The form's address as a browser sends it: fields in the page's own encoding."""
    encoding = "gb18030" if box.encoding.lower() in {"gb18030", "gbk", "gb2312"} else "utf-8"
    fields: Mapping[str, str] = dict(box.form.hidden_fields) | {box.form.field: title}
    query = "&".join(f"{_quoted(k, encoding)}={_quoted(v, encoding)}" for k, v in fields.items())
    return urlunsplit(urlsplit(box.form.action)._replace(query=query, fragment=""))


def _quoted(text: str, encoding: str) -> str:
    return quote(text, safe="", encoding=encoding, errors="replace")
