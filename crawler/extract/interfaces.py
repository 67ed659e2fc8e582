"""The interface from which an inline script fills the page's list, read from its literals; nothing is run.

Only what a GET brings is given as an address. A call whose address is put together from more than literals and simple
variables, or that is sent by POST, leaves the list unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from crawler.extract.document import Document, text_of
from crawler.extract.remembered import by_text
from crawler.extract.words import ordered

MAX_URLS = 10
_MAX_SCRIPT, _MAX_CALLS, _MAX_OPTIONS, _MAX_TERMS = 300_000, 40, 4_000, 12
_LISTS = ("ul", "ol", "dl", "tbody")
_ROW_MARKS = ("<li", "<tr", "<dd", "<a ", "href")
_CALL = re.compile(
    r"(?P<options>(?:\$|jQuery|axios|uni)\s*\.\s*(?:ajax|request)\s*\(\s*\{|\baxios\s*\(\s*\{|table\.render\s*\(\s*\{)"
    r"|(?P<get>(?:\$|jQuery)\s*\.\s*(?:get|getJSON)\s*\(|\b(?:axios|\$?http)\s*\.\s*get\s*\()"
    r"|(?P<fetch>\bfetch\s*\()"
    r"|(?P<open>\.open\s*\(\s*[\"']get[\"']\s*,)"
    r"|(?P<post>(?:\$|jQuery|axios|http)\s*\.\s*post\s*\(|\.open\s*\(\s*[\"']post[\"']\s*,)",
    re.I,
)
# What every form of a call holds: cheaper to look for in scripts that are long and mostly call nothing.
_CALLED = re.compile(r"\b(?:ajax|request|axios|render|get|getjson|fetch|open|post)\s*\(", re.I)
_METHOD = re.compile(r"\b(?:type|method)[\"']?\s*:\s*[\"'](\w{3,7})[\"']", re.I)
_URL = re.compile(r"\burl[\"']?\s*:")
_FIELDS = re.compile(r"\b(?:data|params|where)[\"']?\s*:\s*\{")
_FIELD = re.compile(r"[\s,]*[\"']?([\w.\-]{1,40})[\"']?\s*:")
_TERM = re.compile(
    r"\s*(?:'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`([^`$]*)`|(\d{1,15})|([A-Za-z_$][\w$]{0,60}))\s*"
)
_VARIABLE = re.compile(
    r"(?<![\w$.])(?:var|let|const)?\s*([A-Za-z_$][\w$]{0,40})\s*=\s*(?:'([^'\\\n]{0,300})'|\"([^\"\\\n]{0,300})\"|(\d{1,15}))\s*(?=[;,\n\r]|$)"
)
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
    told: dict[str, str] | None = None
    urls: dict[str, None] = {}
    unread = False
    for script in scripts:
        calls = _calls(script)
        if not calls or not _writes_rows(script, document):
            unread = unread or (not has_rows and _names(script, lists))
        elif not has_rows or _names(script, lists):
            told = _variables(scripts) if told is None else told
            found = [
                document.join(_CALLBACK.sub("=callback", a))
                for c in calls
                if (a := _address(script, c, told))
            ]
            urls.update((u, None) for u in found if u)
            unread = unread or not any(found)
    kept = tuple(u for u in urls if u != document.url)[:MAX_URLS]
    return Interface(kept, unread and not kept)


@by_text
def _calls(script: str) -> list[re.Match[str]]:
    return list(islice(_CALL.finditer(script), _MAX_CALLS)) if _CALLED.search(script) else []


def _writes_rows(script: str, document: Document) -> bool:
    return any(mark in script for mark in _ROW_MARKS) or any(
        document.says(m) for m in ordered("script_list_marks")
    )


def _empty_ids(document: Document) -> frozenset[str]:
    """Ids of list containers that hold nothing."""
    empty = (e for e in document.all(*_LISTS) if e.get("id") and len(e) == 0 and not text_of(e).strip())
    return frozenset(str(e.get("id")) for e in empty)


def _names(script: str, ids: frozenset[str]) -> bool:
    """The script speaks of one of these ids, quoted."""
    return any(f"{q}{sign}{i}{q}" in script for i in ids for sign in ("#", "") for q in ("'", '"'))


def _variables(scripts: list[str]) -> dict[str, str]:
    """Names that one literal is given to, once."""
    told: dict[str, str | None] = {}
    for script in scripts:
        for name, value in _given(script):
            told[name] = value if told.get(name, value) == value else None
    return {name: value for name, value in told.items() if value is not None}


@by_text
def _given(script: str) -> list[tuple[str, str]]:
    """(name, literal) of every assignment."""
    return [(name, one or two or number) for name, one, two, number in _VARIABLE.findall(script)]


def _address(script: str, call: re.Match[str], told: dict[str, str]) -> str | None:
    """The address a call asks for by GET; None when it is sent otherwise or cannot be told."""
    at = call.end()
    if call.group("post"):
        return None
    if call.group("options"):
        return _of_options(_braced(script, at), told)
    address, end = _sum(script, at, told)
    rest = script[end : end + 1]
    if call.group("fetch") and rest == "," and (method := _METHOD.search(_braced(script, end + 1))):
        return address if method[1].lower() == "get" else None
    if call.group("get") and address and rest == ",":
        return _with_fields(address, _argument(script, end + 1), told)
    return address


def _argument(script: str, at: int) -> str | None:
    """The object given after the address; "" when something else follows."""
    opened = re.compile(r"\s*\{").match(script, at)
    return _braced(script, opened.end()) if opened else ""


def _of_options(options: str, told: dict[str, str]) -> str | None:
    method, url = _METHOD.search(options), _URL.search(options)
    if url is None or (method is not None and method[1].lower() != "get"):
        return None
    address, _ = _sum(options, url.end(), told)
    fields = _FIELDS.search(options)
    return _with_fields(address, _braced(options, fields.end()) if fields else "", told) if address else None


def _with_fields(address: str, fields: str | None, told: dict[str, str]) -> str | None:
    """The address with the fields of an object literal as its query; None when one of them cannot be told."""
    inner = _FIELDS.search(fields or "")
    pairs = _pairs(_braced(fields or "", inner.end()) if inner else fields or "", told)
    if pairs is None:
        return None
    query = "&".join(f"{quote(k)}={quote(v)}" for k, v in pairs)
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def _pairs(fields: str, told: dict[str, str]) -> list[tuple[str, str]] | None:
    pairs: list[tuple[str, str]] = []
    at = 0
    while (name := _FIELD.match(fields, at)) is not None:
        value, at = _sum(fields, name.end(), told)
        if value is None:
            return None
        pairs.append((name[1], value))
    return pairs


def _sum(script: str, at: int, told: dict[str, str]) -> tuple[str | None, int]:
    """The text that literals and known variables add up to, and where the sum ends; None when a term is unknown."""
    said: list[str | None] = []
    for term in _terms(script, at):
        at = term.end()
        name = term.group(5)
        said.append(told.get(name) if name else next(g for g in term.groups() if g is not None))
        if script[at : at + 1] != "+":
            break
        at += 1
    ended = script[at : at + 1] in {",", ")", "}", ";", ""}
    known = [t for t in said if t is not None]
    return ("".join(known) if known and len(known) == len(said) and ended else None), at


def _terms(script: str, at: int) -> Iterator[re.Match[str]]:
    for _ in range(_MAX_TERMS):
        term = _TERM.match(script, at)
        if term is None:
            return
        yield term
        at = term.end() + 1


def _braced(script: str, at: int) -> str:
    """What stands between an opened brace and the one that closes it, bounded."""
    depth = 1
    for n, char in enumerate(script[at : at + _MAX_OPTIONS]):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return script[at : at + n]
    return script[at : at + _MAX_OPTIONS]
