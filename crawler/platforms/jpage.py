"""Hanweb's pager `jpage`: rows kept in a data store or an array of the page, further groups of them from the data proxy."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

from crawler.extract import scripts
from crawler.extract.document import Document
from crawler.extract.paging import MAX_PAGES
from records.types import Paging

_PROXY = "/module/web/jpage/dataproxy.jsp"
_GROUP_PAGES = 3  # pages that one answer of the proxy holds, where the page does not say
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"'>\s]+))", re.I)
_TOTAL = re.compile(r"totalRecord\s*:\s*[\"']?(\d{1,7})|<totalrecord>\s*(\d{1,7})", re.I)
_PER_PAGE = re.compile(r"perPage\s*:\s*[\"']?(\d{1,3})", re.I)
_GROUP = re.compile(r"groupSize\s*:\s*[\"']?(\d{1,2})\b")
_PROXY_URL = re.compile(r"proxyUrl\s*:\s*[\"']([^\"']{1,200})[\"']")
_FIELD = re.compile(
    r"\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)\s*:\s*[\"']?([^\"',}\s]{1,100})"
)


def paging(document: Document) -> Paging | None:
    """The address of the next rows as the page names it, else put together from the pager's settings; None without a pager."""
    told = [s for s in document.scripts if _is_pager(s)]
    if not told:
        return None
    text = "\n".join(told)
    following = _next_group(document, text)
    group = _number(_PER_PAGE, text) * (_number(_GROUP, text) or _GROUP_PAGES)
    total = _number(_TOTAL, text)
    if following is not None:
        return Paging(-(-total // group) if total and group else None, 1, (following,))
    return _by_settings(document, text, group)


def unpack(text: str) -> str | None:
    """The rows of an answer of the data proxy, as HTML; the next group stays as a script that `paging` reads."""
    start = text[:400].lstrip("\ufeff \t\r\n").lower()
    if not start.startswith("<datastore") and not (start.startswith("<?xml") and "<recordset" in text[:3000]):
        return None
    kept = scripts.kept_groups(text)
    return f"<html><body><ul>{scripts.records(text)}</ul><script>{kept}</script></body></html>"


def _is_pager(script: str) -> bool:
    return "<datastore" in script or "<nextgroup>" in script or "jpage(" in script or "dataproxy" in script


def _next_group(document: Document, text: str) -> str | None:
    found = _HREF.search(scripts.next_group(text))
    if found is None:
        return None
    url = document.join(unescape(next(g for g in found.groups() if g is not None)))
    return url if url != document.url else None


def _by_settings(document: Document, text: str, group: int) -> Paging:
    """Groups behind the rows that the page itself holds."""
    held, total = scripts.held(text), _number(_TOTAL, text)
    if held and total <= held:
        return Paging()
    fields = dict(_FIELD.findall(text))
    if not total or not group or "columnid" not in fields:
        return Paging(scripted=True)
    proxy = _PROXY_URL.search(text)
    base = f"{proxy[1] if proxy else _PROXY}"
    queries = (
        {"startrecord": n, "endrecord": min(n + group - 1, total), "perpage": _number(_PER_PAGE, text)}
        | fields
        for n in range(held + 1, total + 1, group)
    )
    joint = "&" if "?" in base else "?"
    urls = [document.join(f"{base}{joint}{urlencode(q)}") for q in queries]
    return Paging(1 + len(urls), 1, tuple(u for u in urls[:MAX_PAGES] if u))


def _number(form: re.Pattern[str], text: str) -> int:
    """The number that the page tells, nought when it tells none."""
    found = form.search(text)
    return int(next(g for g in found.groups() if g)) if found else 0
