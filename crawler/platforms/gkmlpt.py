"""Guangdong: NFCMS pages, and the disclosure platform `gkmlpt`, whose lists come from a JSON interface by GET."""

from __future__ import annotations

import re

from crawler.extract.document import Document
from crawler.platforms.json_lists import read_list
from crawler.platforms.marks import known
from crawler.platforms.script_trees import script_tree
from records.types import Paging, TreeNode

MAX_COLUMNS = 120
_API = re.compile(r"[\"']([^\"'\s]{0,80}/gkmlpt/api/all/\d+\?[^\"'\s]{3,80})[\"']")
_SID = re.compile(r"\bSID[\"']?\s*[:=]\s*[\"']?(\d{1,12})")
_COLUMN = re.compile(r"[\"']?\bid[\"']?\s*:\s*(\d{1,9})\s*,\s*[\"']?(?:name|title)[\"']?\s*:")
_HASH = re.compile(r"/gkmlpt/\w+#(\d{1,9})")
_PREFIX = re.compile(r"^(https?://[^/]+(?:/[^?#]*?)?)/gkmlpt(?:/|$)")


def paging(document: Document) -> Paging | None:
    """The addresses of the interface that the page names or whose parts it holds: site number and columns."""
    named = [found for s in document.scripts for found in _API.findall(s)]
    urls = [u for n in named if (u := document.join(n.replace("&amp;", "&")))]
    if not urls:
        urls = _put_together(document)
    return Paging(urls=tuple(dict.fromkeys(urls))[:MAX_COLUMNS]) if urls else None


def tree(document: Document) -> tuple[TreeNode, ...]:
    """The columns that a script keeps, each at the address of its list or where it sends visitors."""
    address = _address(document)
    return script_tree(document, lambda told: _opened(told, address))


def _opened(told: str, address: str | None) -> str | None:
    known = address is not None and told.isdigit() and told != "0"
    return address.replace("#", told) if address is not None and known else None


def _address(document: Document) -> str | None:
    """The address of a column's list with # for the column's number."""
    sid = next((found[1] for s in document.scripts if (found := _SID.search(s))), None)
    prefix = _PREFIX.match(document.url)
    return None if sid is None or prefix is None else f"{prefix[1]}/gkmlpt/api/all/#?page=1&sid={sid}"


def _put_together(document: Document) -> list[str]:
    address = _address(document)
    if address is None:
        return []
    columns = [c for s in document.scripts if "SID" in s or "TREE" in s for c in _COLUMN.findall(s)]
    hrefs = (a.get("href") or "" for a in document.anchors)
    columns += [found[1] for href in hrefs if (found := _HASH.search(href))]
    return [address.replace("#", c) for c in dict.fromkeys(columns) if c != "0"]


GKMLPT = known("gkmlpt", paging=paging, answer=read_list, tree=tree)
NFCMS = known("nfcms")
