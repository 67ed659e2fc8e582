"""Calls of inline scripts that fetch something, and the addresses they ask; nothing is run.

Only GET is sent. What a script asks by POST is given as the same address with the fields as its query: many interfaces
answer both. A call whose address is put together from more than literals, simple variables, arguments and fields of the
page has none, and one that might change something has none either.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import quote

from crawler.extract.remembered import by_text
from crawler.extract.script_values import Values

_MAX_CALLS, _MAX_OPTIONS = 40, 4_000
_ROW_MARKS = ("<li", "<tr", "<dd", "<a ", "href")
_CALL = re.compile(
    r"(?P<options>(?:\$|jQuery|axios|uni|\w*[Rr]equest)\s*\.\s*(?:ajax|request)\s*\(\s*\{|\b(?:axios|\$?http)\s*\(\s*\{|table\.render\s*\(\s*\{)"
    r"|(?P<get>(?:\$|jQuery)\s*\.\s*(?:get|getJSON|ajax)\s*\(|\b(?:axios|\$?http|request)\s*\.\s*(?:get|jsonp)\s*\()"
    r"|(?P<load>\.load\s*\((?=\s*[\"']))"
    r"|(?P<fetch>\bfetch\s*\()"
    r"|(?P<open>\.open\s*\(\s*[\"']get[\"']\s*,)"
    r"|(?P<post>(?:\$|jQuery|axios|\$?http)\s*\.\s*post\s*\(|\.open\s*\(\s*[\"']post[\"']\s*,)",
    re.I,
)
# What every form of a call holds: cheaper to look for in scripts that are long and mostly call nothing.
_CALLED = re.compile(
    r"\b(?:ajax|request|axios|http|render|get|getjson|jsonp|load|fetch|open|post)\s*\(", re.I
)
_METHOD = re.compile(r"\b(?:type|method)[\"']?\s*:\s*[\"'](\w{3,7})[\"']", re.I)
_URL = re.compile(r"\burl[\"']?\s*:")
_FIELDS = re.compile(r"\b(?:data|params|where)[\"']?\s*:\s*\{")
_OPENED = re.compile(r"\s*\{")
# What an address that only reads says, and what one that changes something says: the latter is never asked.
_READS = re.compile(
    r"list|page|query|search|find|select|get|load|data|rows?|info|label|news|article|content", re.I
)
_CHANGES = re.compile(
    r"save|add(?!r)|submit|insert|update|delete|remove|vote|login|logout|apply|comment|message|upload|hits?\b|count(?:er|hit)|click|visit|praise",
    re.I,
)


@by_text
def calls(script: str) -> list[re.Match[str]]:
    """The calls of a script, in their order."""
    return list(islice(_CALL.finditer(script), _MAX_CALLS)) if _CALLED.search(script) else []


def writes_rows(script: str, made: list[re.Match[str]]) -> bool:
    """The script writes markup of rows, or loads it."""
    return any(mark in script for mark in _ROW_MARKS) or any(c["load"] for c in made)


def address_of_call(script: str, call: re.Match[str], values: Values) -> str | None:
    """The address of a call, a callback named, with its fields as the query; None when it cannot be told or might change something."""
    at = call.end()
    if call.group("options"):
        return _of_options(script, at, values)
    address, end = values.sum(script, at)
    more = script[end : end + 1] == ","
    if not address or (call.group("load") and "<" in address):
        return None
    if call.group("fetch") and more:
        method = _METHOD.search(_braced(script, end + 1))
        return address if method is None or method[1].lower() == "get" else None
    opened = _OPENED.match(script, end + 1) if more else None
    posts = call.group("post") or (opened and _is_post(script, opened.end()))
    if posts and not (opened and _only_reads(address)):
        return None
    asks = call.group("post") or call.group("get")
    return _with_fields(address, script, opened.end(), values) if asks and opened else address


def _of_options(script: str, at: int, values: Values) -> str | None:
    end = at + len(_braced(script, at))
    method, url = _METHOD.search(script, at, end), _URL.search(script, at, end)
    if url is None:
        return None
    address, _ = values.sum(script, url.end())
    posts = method is not None and method[1].lower() != "get"
    fields = _FIELDS.search(script, at, end)
    if not address or (posts and not (_only_reads(address) and (fields or "?" in address))):
        return None
    return _with_fields(address, script, fields.end(), values) if fields else address


def _is_post(script: str, at: int) -> bool:
    """The options open there say so."""
    method = _METHOD.search(script, at, at + len(_braced(script, at)))
    return method is not None and method[1].lower() != "get"


def _only_reads(address: str) -> bool:
    path = address.split("?", 1)[0]
    return bool(_READS.search(path)) and not _CHANGES.search(path)


def _with_fields(address: str, script: str, at: int, values: Values) -> str | None:
    """The address with the fields of the object that is open there as its query; None when one cannot be told."""
    inner = _FIELDS.search(script, at, at + len(_braced(script, at)))
    pairs = values.pairs(script, inner.end() if inner else at)
    if pairs is None:
        return None
    query = "&".join(f"{quote(k)}={quote(v)}" for k, v in pairs)
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def _braced(script: str, at: int) -> str:
    """What stands between an opened brace and the one that closes it, bounded."""
    depth = 1
    for n, char in enumerate(script[at : at + _MAX_OPTIONS]):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return script[at : at + n]
    return script[at : at + _MAX_OPTIONS]
