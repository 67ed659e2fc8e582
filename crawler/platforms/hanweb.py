"""Hanweb (Dahan): rows in a `<datastore>` of the page, further rows from the data proxy, disclosure lists from search.jsp."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.extract import scripts
from crawler.extract.document import Document
from crawler.extract.paging import MAX_PAGES
from crawler.extract.words import form
from crawler.platforms.marks import known
from records.types import Paging

_PROXY = "/module/web/jpage/dataproxy.jsp"
_GROUP_PAGES = 3  # one answer of the proxy holds three pages of the list
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'>\s]+)", re.I)
_TOTAL = re.compile(r"totalRecord\s*:\s*[\"']?(\d{1,7})|<totalrecord>\s*(\d{1,7})", re.I)
_PER_PAGE = re.compile(r"perPage\s*:\s*[\"']?(\d{1,3})", re.I)
_PROXY_URL = re.compile(r"proxyUrl\s*:\s*[\"']([^\"']{1,200})[\"']")
_FIELD = re.compile(
    r"\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)\s*:\s*[\"']?([^\"',}\s]{1,100})"
)
_SEARCH = re.compile(r"[\"']([^\"'\s]{0,60}/module/xxgk/search\.jsp\?[^\"'\s]{5,400})[\"']")
_PAGES = form("page_total")


def paging(document: Document) -> Paging | None:
    """The address of the next rows as the page names it, else put together from the proxy's settings in the page."""
    if "/module/xxgk/search.jsp" in document.url:
        return _search_pages(document)
    for script in document.scripts:
        if "<nextgroup>" in script or "jpage" in script or "dataproxy" in script:
            return _next_group(document, script) or _by_settings(document, script)
        found = _SEARCH.search(script) if "search.jsp" in script else None
        url = document.join(found[1].replace("&amp;", "&")) if found else None
        if url:
            return Paging(urls=(url,))
    return None


def unpack(text: str) -> str | None:
    """The rows of an answer of the data proxy, as HTML; the next group stays as a script that `paging` reads."""
    start = text[:400].lstrip().lower()
    if "<datastore" not in start and not (start.startswith("<?xml") and "<recordset" in text[:3000]):
        return None
    rows = scripts.records(text)
    return (
        f"<html><body><ul>{rows}</ul><script>{scripts.kept_groups(text)}</script></body></html>"
        if rows
        else None
    )


def _next_group(document: Document, script: str) -> Paging | None:
    found = _HREF.search(scripts.next_group(script))
    url = document.join(found[1].replace("&amp;", "&")) if found else None
    if url is None or url == document.url:
        return None
    total, size = _number(_TOTAL, script), _number(_PER_PAGE, script)
    return Paging(-(-total // size) if total and size else None, 1, (url,))


def _by_settings(document: Document, script: str) -> Paging | None:
    """Groups of three pages each, behind those that the page itself holds."""
    total, size = _number(_TOTAL, script), _number(_PER_PAGE, script)
    fields = dict(_FIELD.findall(script))
    if not total or not size or "columnid" not in fields:
        return Paging(scripted=True) if total is None or "columnid" not in fields else None
    group = size * _GROUP_PAGES
    proxy = _PROXY_URL.search(script)
    base = proxy[1] if proxy else _PROXY
    queries = (
        {"startrecord": n, "endrecord": min(n + group - 1, total), "perpage": size} | fields
        for n in range(group + 1, total + 1, group)
    )
    urls = [document.join(f"{base}?{urlencode(q)}") for q in queries][:MAX_PAGES]
    return Paging(-(-total // size), 1, tuple(u for u in urls if u))


def _search_pages(document: Document) -> Paging | None:
    """Other pages of search.jsp, which answers GET: the same address with another `currpage`."""
    found = _PAGES.search(document.text)
    if found is None:
        return None
    parts = urlsplit(document.url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    current = int(query.get("currpage") or 1) if (query.get("currpage") or "1").isdigit() else 1
    pages = (n for n in range(1, min(int(found[1]), MAX_PAGES) + 1) if n != current)
    urls = (urlunsplit(parts._replace(query=urlencode(query | {"currpage": str(n)}))) for n in pages)
    return Paging(int(found[1]), current, tuple(u for n in urls if (u := document.join(n))))


def _number(form: re.Pattern[str], script: str) -> int | None:
    found = form.search(script)
    return int(next(g for g in found.groups() if g)) if found else None


PLATFORM = known("hanweb", paging=paging, unpack=unpack)
