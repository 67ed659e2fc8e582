"""Hanweb's disclosure lists: `/module/xxgk/search.jsp`, which the page asks by POST and which answers GET alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.etree import _Element

from crawler.extract.document import Document
from crawler.extract.paging import MAX_PAGES
from crawler.extract.words import form
from crawler.platforms.script_trees import script_tree
from records.types import Paging, TreeNode

SEARCH = "/module/xxgk/search.jsp"
_NAMED = re.compile(r"[\"']([^\"'\s]{0,80}/module/xxgk/(?:search|subjectinfo)\.jsp\?[^\"'\s]{0,400})[\"']")
_CALL = re.compile(r"loadDynamic\s*\(")
_PIECE = re.compile(
    r"\s*(?:'([^']{0,400})'|\"([^\"]{0,400})\"|([A-Za-z_$][\w$.]*(?:\([^()]{0,60}\))?))\s*([+,)])?"
)
_PRESSED = re.compile(r"funclick\s*\(\s*\\?[\"'](\w{1,40})\\?[\"']")
_TREE = re.compile(r"[\"'](?P<url>[^\"']{0,80}/module/xxgk/tree\.jsp\?[^\"']{3,300})[\"']")
_PAGES = form("page_total")
_MAX_ARGUMENTS, _WEB = 8, 5


def paging(document: Document) -> Paging | None:
    """Other pages of a search: the same address with another `currpage`."""
    is_search = "/module/xxgk/" in document.url and ".jsp" in document.url and "tree.jsp" not in document.url
    return _pages(document) if is_search else None


def fills(document: Document) -> tuple[str, ...]:
    """The search that a script of the page asks for its rows."""
    found = (_called(document, script) for script in document.scripts if SEARCH in script)
    return tuple(u for u in found if u)[:1]


def tree(document: Document) -> tuple[TreeNode, ...]:
    """The entries of a tree that a script draws, each with its list."""
    return script_tree(document, lambda told: _opened(document, told))


def opened(document: Document, anchor: _Element) -> str | None:
    """The list that an entry of the disclosure tree shows, by its code and what the tree's own address tells."""
    return _opened(document, f"{anchor.get('href') or ''} {anchor.get('onclick') or ''}")


def _opened(document: Document, told: str) -> str | None:
    pressed = _PRESSED.search(told)
    if pressed is None:
        return None
    asked = _of_tree(document)
    query = {
        "divid": asked.get("divid", ""),
        "infotypeId": pressed[1],
        "jdid": asked.get("jdid") or asked.get("webid", ""),
    }
    query |= {"area": asked.get("area", ""), "standardXxgk": asked.get("standardXxgk", ""), "currpage": "1"}
    return document.join(f"{SEARCH}?{urlencode({k: v for k, v in query.items() if v})}")


def _of_tree(document: Document) -> dict[str, str]:
    """The query of the tree's address: the page's own, else the one that the page shows in a frame or loads."""
    address = document.url
    if "tree.jsp" not in address:
        found = _TREE.search(document.text) if document.says("tree.jsp") else None
        address = found["url"].replace("&amp;", "&") if found else address
    return dict(parse_qsl(urlsplit(address).query))


def _called(document: Document, script: str) -> str | None:
    """The address a `loadDynamic(path, box, column, …, web, …)` asks for; unknown terms of a sum are left empty."""
    call = _CALL.search(script)
    if call is None:
        named = _NAMED.search(script)
        return document.join(named[1].replace("&amp;", "&")) if named else None
    arguments = list(_arguments(script, call.end()))
    if not arguments or SEARCH not in arguments[0]:
        return None
    parts = urlsplit(arguments[0])
    own = dict(parse_qsl(urlsplit(document.url).query))
    query = {k: v for k, v in parse_qsl(parts.query) if v}
    rest = [*arguments[1:], *[""] * _MAX_ARGUMENTS]
    column = own.get("number") or query.get("infotypeId") or (rest[1] if rest[1] != "0" else "")
    query |= {"infotypeId": column, "jdid": rest[_WEB - 1], "divid": rest[0], "currpage": "1"}
    kept = {k: v for k, v in query.items() if v}
    return document.join(urlunsplit(parts._replace(query=urlencode(kept))))


def _arguments(script: str, at: int) -> Iterator[str]:
    """The arguments of a call, each the literals of its sum."""
    said = ""
    for _ in range(_MAX_ARGUMENTS * 4):
        piece = _PIECE.match(script, at)
        if piece is None:
            return
        said += piece[1] or piece[2] or ""
        at = piece.end()
        if piece[4] != "+":
            yield said
            said = ""
        if piece[4] != "+" and piece[4] != ",":
            return


def _pages(document: Document) -> Paging:
    found = _PAGES.search(document.text)
    if found is None:
        return Paging()
    parts = urlsplit(document.url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    told = query.get("currpage") or "1"
    current = int(told) if told.isdigit() else 1
    pages = (n for n in range(1, min(int(found[1]), MAX_PAGES) + 1) if n != current)
    urls = (urlunsplit(parts._replace(query=urlencode(query | {"currpage": str(n)}))) for n in pages)
    return Paging(int(found[1]), current, tuple(u for n in urls if (u := document.join(n))))
