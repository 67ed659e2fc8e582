"""Further pages of a list: script pagers of the common systems, and plain links."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from crawler.extract.document import text_of
from crawler.extract.words import clean, compact, words
from records.types import Paging

Join = Callable[[str | None], str | None]
MAX_PAGES = 200
_TRS = re.compile(
    r"createPageHTML\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*[\"']([^\"']+)[\"']\s*,\s*[\"'](\w+)[\"']"
)
_UCAP = re.compile(
    r"createPageHTML\(\s*[\"'][\w-]+[\"']\s*,\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*[\"']([^\"']+)[\"']\s*,\s*[\"'](\w+)[\"']"
)
_TOTAL = re.compile(r"共\s*(\d{1,5})\s*页")
_SCRIPTED = re.compile(r"mricode\.pagination|layui\.laypage|laypage\(|\.pagination\(|dataproxy\.jsp")


def read_paging(root: _Element, text: str, url: str, join: Join) -> Paging:
    """What the pager tells; empty `Paging` when there is none."""
    if "createPageHTML" in text:
        found = _ucap(text, join) or _trs(text, join)
        if found is not None:
            return found
    urls = _links(root, url, join)
    if urls:
        total = _TOTAL.search(text)
        return Paging(int(total.group(1)) if total else None, urls=urls)
    return Paging(scripted=True) if _SCRIPTED.search(text) else Paging()


def _trs(text: str, join: Join) -> Paging | None:
    found = _TRS.search(text)
    if found is None:
        return None
    count, current, name, ext = int(found[1]), int(found[2]), found[3], found[4]
    names = [name if n == 0 else f"{name}_{n}" for n in range(min(count, MAX_PAGES)) if n != current]
    return Paging(count, current + 1, _joined(names, ext, join))


def _ucap(text: str, join: Join) -> Paging | None:
    found = _UCAP.search(text)
    if found is None:
        return None
    count, current, name, ext = int(found[1]), int(found[2]), found[3].rsplit("/", 1)[-1], found[4]
    names = [name if n == 1 else f"{name}_{n}" for n in range(1, min(count, MAX_PAGES) + 1) if n != current]
    return Paging(count, current, _joined(names, ext, join))


def _joined(names: list[str], ext: str, join: Join) -> tuple[str, ...]:
    return tuple(u for n in names if (u := join(f"{n}.{ext}")))


def _links(root: _Element, url: str, join: Join) -> tuple[str, ...]:
    """Links of a pager: 下一页 and the numbers beside it."""
    found: dict[str, None] = {}
    for a in root.iter("a"):
        text = compact(text_of(a)) if len(a) < 3 else ""
        if text in words("next_page"):
            box = a.getparent()
            for sibling in (box.getparent() if box is not None and len(box) == 1 else box).iter("a"):
                label = clean(text_of(sibling))
                target = join(sibling.get("href"))
                if target and target != url and (label.isdigit() or compact(label) in words("next_page")):
                    found.setdefault(target)
    return tuple(found)[:MAX_PAGES]
