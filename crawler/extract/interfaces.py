"""The interface from which an inline script fills the page's list, read from its literals; nothing is run.

Only GET is sent. What a script asks by POST is given as the same address with the fields as its query: many interfaces
answer both. Where one does not, the list stays unread. A call whose address is put together from more than literals,
simple variables, arguments and fields of the page leaves the list unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extract.calls import address_of_call, calls, writes_rows
from crawler.extract.document import Document, text_of
from crawler.extract.script_values import Values
from crawler.extract.words import ordered

MAX_URLS = 10
_MAX_SCRIPT = 300_000
_LISTS = ("ul", "ol", "dl", "tbody")
_CALLBACK = re.compile(r"=\?(?=&|$)")


@dataclass(frozen=True, slots=True)
class Interface:
    """Addresses that answer with the list's rows; `unread` when a script fills it from where nothing tells."""

    urls: tuple[str, ...] = ()
    unread: bool = False


NONE = Interface()


def read_interface(document: Document, *, has_rows: bool) -> Interface:
    """Where the list of a page comes from, when a script writes its rows; with rows only for a list left empty."""
    scripts = [s for s in document.scripts if len(s) <= _MAX_SCRIPT]
    lists = _empty_ids(document)
    values: Values | None = None
    urls: dict[str, None] = {}
    unread = False
    for script in scripts:
        made = calls(script)
        if not made or not (writes_rows(script, made) or _is_bound(document)):
            unread = unread or (not has_rows and (_names(script, lists) or bool(made and lists)))
        elif not has_rows or _names(script, lists):
            values = Values(document, scripts) if values is None else values
            asked = (a for c in made if (a := address_of_call(script, c, values)))
            found = [document.join(_CALLBACK.sub("=callback", a)) for a in asked]
            urls.update((u, None) for u in found if u)
            unread = unread or not any(found)
    kept = tuple(u for u in urls if u != document.url)[:MAX_URLS]
    return Interface(kept, unread and not kept)


def _is_bound(document: Document) -> bool:
    """The page's list is a template that a script fills."""
    return any(document.says(m) for m in ordered("script_list_marks"))


def _empty_ids(document: Document) -> frozenset[str]:
    """Ids of list containers that hold nothing."""
    empty = (e for e in document.all(*_LISTS) if e.get("id") and len(e) == 0 and not text_of(e).strip())
    return frozenset(str(e.get("id")) for e in empty)


def _names(script: str, ids: frozenset[str]) -> bool:
    """The script speaks of one of these ids, quoted."""
    return any(f"{q}{sign}{i}{q}" in script for i in ids for sign in ("#", "") for q in ("'", '"'))
