"""What a page is, weighed from what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.header import STRONG
from crawler.extract.words import compact, ordered, words
from records.catalogue import load_catalogue
from records.types import Header, ListItem, Paging, TreeNode
from records.vocabulary import PageKind

_ENTRY_ADDRESS = re.compile(
    r"/t(?:19|20)\d{6}_\d+|/t\d{6,}\.s?html?|/art_[\da-f]+|/art/(?:19|20)?\d|/doc_[0-9a-f]{24}|/(?:content|post|info|show)_\d+"
    r"|/(?:19|20)\d\d[-/]?\d{1,2}[-/]?\d{0,2}/[\w-]+\.s?html?$|/[0-9a-f]{32}\.s?html?|/detail|/info/\d+/\d+\.htm"
    r"|/c\d+a\d+/page\.htm|/\d{5,}\.s?html?$|/[0-9a-f]{8}-[0-9a-f-]{13,}\.html?$"
)
_LIST_ADDRESS = re.compile(
    r"/(?:index(?:_\d+)?\.\w+)?(?:\?.*)?$|/col\d+/|list(?:_?\d+)*\.(?:s?html?|psp)$|/channels?[/_]\w+(?:\.s?html?|/)?$"
)


_SENTENCE = 14  # letters: longer than the name of a column


@dataclass(frozen=True, slots=True)
class Shown:
    """What the decision is made from. `headed`: a heading or tag names one document; `chars` of running text;
    `last_step` of the breadcrumb."""

    url: str
    is_home: bool
    meta: tuple[tuple[str, str], ...]
    header: Header
    items: tuple[ListItem, ...]
    paging: Paging
    has_area: bool
    headed: bool
    headline_chars: int
    chars: int
    last_step: str = ""


def kind_of(shown: Shown) -> PageKind:
    """Home, entry, list or column, by the stronger side."""
    if shown.is_home:
        return PageKind.HOME
    entry, listing = _entry_weight(shown), _list_weight(shown)
    if entry >= 3 and entry > listing:
        return PageKind.ENTRY
    if shown.items or shown.paging.count is not None or shown.paging.urls:
        return PageKind.LIST
    return PageKind.COLUMN


def is_portal(kind: PageKind, tree: tuple[TreeNode, ...]) -> bool:
    """A column page whose tree shows at least two of the portal's sections."""
    if kind in {PageKind.HOME, PageKind.ENTRY, PageKind.LIST}:
        return False
    return len({s for n in tree if (s := _section(n.name))}) >= 2


@lru_cache(maxsize=4096)
def _section(name: str) -> str:
    """The section of the portal that a menu entry names; menus repeat the same names on every page."""
    match = load_catalogue().match(name)
    return match.code if match and match.confidence >= 0.9 and match.code in ordered("sections") else ""


def _entry_weight(shown: Shown) -> int:
    header, title = shown.header, dict(shown.meta).get("ArticleTitle", "").strip()
    weight = 3 if title else 0
    weight += 3 if compact(shown.last_step) in words("entry_tails") else 0
    weight += 3 if _ENTRY_ADDRESS.search(shown.url) else 0
    weight += 2 if len(STRONG & set(header.labels)) >= 2 or header.index_number else 0
    weight += 1 if header.published_on else 0
    weight += 1 if header.content_source or "content_source" in header.labels else 0
    weight += 1 if shown.headed and shown.chars > 100 else 0
    weight += (
        1
        if shown.headed and (shown.headline_chars >= _SENTENCE or header.published_on and shown.chars > 100)
        else 0
    )
    weight += 1 if shown.chars > 300 and sum(i.published_on is not None for i in shown.items) < 4 else 0
    return weight + (1 if shown.has_area else 0)


def _list_weight(shown: Shown) -> int:
    dated = sum(i.published_on is not None or bool(i.date_text) for i in shown.items)
    weight = 3 if dated >= 4 else 1 if dated else 0
    weight += 2 if (shown.paging.count or 0) > 1 or shown.paging.urls else 0
    return weight + (3 if _LIST_ADDRESS.search(shown.url) and not _ENTRY_ADDRESS.search(shown.url) else 0)
