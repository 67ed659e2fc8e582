"""Guangdong: NFCMS pages, and the disclosure platform `gkmlpt`, whose tree stands in a script and whose lists come as JSON by GET."""

from __future__ import annotations

import re

from lxml.etree import _Element

from crawler.extract.document import Document
from crawler.platforms.json_lists import read_list
from crawler.platforms.marks import known
from crawler.platforms.script_trees import script_tree
from records.types import Paging, TreeNode

MAX_COLUMNS = 120
_API = re.compile(r"[\"']([^\"'\s]{0,80}/gkmlpt/api/all/\d+\?[^\"'\s]{3,80})[\"']")
_SID = re.compile(r"\bSID[\"']?\s*[:=]\s*[\"']?(\d{1,12})")
_HASH = re.compile(r"/gkmlpt/\w+/?#(\d{1,9})")
_LIST = re.compile(r"^(https?://[^/]+(?:/[^?#]*?)?)/gkmlpt/api/all/(\d+)\?")
_PREFIX = re.compile(r"^(https?://[^/]+(?:/[^?#]*?)?)/gkmlpt(?:/|$)")


def paging(document: Document) -> Paging | None:
    """The addresses of the interface that a page without a tree names."""
    named = [found for s in document.scripts for found in _API.findall(s)]
    urls = [u for n in named if (u := document.join(n.replace("&amp;", "&")))]
    return Paging(urls=tuple(dict.fromkeys(urls))[:MAX_COLUMNS]) if urls else None


def tree(document: Document) -> tuple[TreeNode, ...]:
    """The columns, each with the address of its list."""
    return script_tree(document, lambda told: _column(document, told) if told.isdigit() else None)


def opened(document: Document, anchor: _Element) -> str | None:
    """A column of this platform is an address behind the hash of one page."""
    found = _HASH.search(anchor.get("href") or "")
    return _column(document, found[1]) if found else None


def shown_at(url: str) -> str | None:
    """The one page of the platform, with the column behind its hash."""
    found = _LIST.match(url)
    return f"{found[1]}/gkmlpt/index#{found[2]}" if found else None


def _column(document: Document, number: str) -> str | None:
    sid = next((found[1] for s in document.scripts if (found := _SID.search(s))), None)
    prefix = _PREFIX.match(document.url)
    if sid is None or prefix is None or number == "0":
        return None
    return f"{prefix[1]}/gkmlpt/api/all/{number}?page=1&sid={sid}"


GKMLPT = known("gkmlpt", paging=paging, tree=tree, opened=opened, answer=read_list, shown_at=shown_at)
NFCMS = known("nfcms")
