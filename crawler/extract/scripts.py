"""What inline scripts write into the page, read from their string literals; nothing is run."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

MAX_SCRIPT = 200_000
_MAX_CALLS, _MAX_SILENT = 300, 1_500
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_TAG = re.compile(r"<[^>]*>")
_STRING = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
_ASSIGNED = re.compile(rf"(?<![\w$.])([A-Za-z_$][\w$]{{0,40}})\s*=\s*({_STRING})\s*(?=[;,\n\r]|$)")
_CALL = re.compile(r"document\.write(?:ln)?\s*\(")
_PART = re.compile(rf"\s*(?:({_STRING})|([A-Za-z_$][\w$.]*))\s*(\+|\))")
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?refresh[\"']?[^>]{0,200}?url\s*=\s*[\"']?([^\"'>\s]+)", re.I)
_LOCATION = re.compile(
    r"(?:window\.|self\.|top\.|document\.|parent\.)*location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']"
    r"|location\.(?:replace|assign)\s*\(\s*[\"']([^\"']+)[\"']\s*\)"
)
_OPEN = re.compile(r"<(record|nextgroup)>\s{0,20}<!\[CDATA\[")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_PLAIN = {"n": "\n", "t": "\t", "r": ""}


def written(script: str, told: dict[str, str] | None = None) -> str:
    """HTML that `document.write` of literals and simple variables would give, in order.

    `told` carries the variables of earlier scripts of the page and is added to.
    """
    known = {} if told is None else told
    writes = "document.write" in script
    if len(script) > (MAX_SCRIPT if writes else _MAX_SILENT) or not (writes or "var" in script):
        return ""
    starts = [c.end() for c in _CALL.finditer(script)][:_MAX_CALLS] if writes else []
    named = deque(_ASSIGNED.finditer(script))
    out: dict[str, str] = {}
    one = "" if "else" in script else None  # of branches that write plain text, the first that says something
    for start in starts:
        while named and named[0].start() < start:
            _learn(named.popleft(), known)
        html = _argument(script, start, known)
        if html and (one is None or "<" in html or not one):
            out.setdefault(_what_it_says(html), html)
            one = None if one is None else one or html
    for assigned in named:
        _learn(assigned, known)
    return "".join(out.values())


def records(script: str) -> str:
    """The list items of a Hanweb datastore, as HTML."""
    if "<record>" not in script:
        return ""
    return "".join(body for kind, body in _groups(script) if kind == "record")


def next_group(script: str) -> str:
    """The HTML that a Hanweb datastore keeps for the address of its further rows."""
    return "".join(body for kind, body in _groups(script) if kind == "nextgroup")


def kept_groups(text: str) -> str:
    """The part of a Hanweb answer that names the next group, as it stands."""
    return f"<nextgroup><![CDATA[{next_group(text)}]]></nextgroup>"


def _groups(script: str) -> Iterator[tuple[str, str]]:
    """(kind, HTML) of every part of a datastore."""
    at = 0
    while (opened := _OPEN.search(script, at)) is not None:
        end = script.find("]]>", opened.end())
        if end < 0:
            return
        yield opened.group(1), script[opened.end() : end]
        at = end


def location(script: str) -> str | None:
    """Where a script sends the visitor at once; None when it is inside a function or handler."""
    if "location" not in script or len(script) > 3000 or "function" in script:
        return None
    found = _LOCATION.search(script)
    return (found.group(1) or found.group(2)) if found else None


def refresh(text: str) -> str | None:
    """The address of a meta refresh, also one that a script writes."""
    found = _REFRESH.search(text)
    return found.group(1) if found else None


def _learn(assigned: re.Match[str], known: dict[str, str]) -> None:
    known[assigned.group(1)] = _literal(assigned.group(2))


def _argument(script: str, start: int, known: dict[str, str]) -> str:
    """The text of a sum of literals and known variables; what else stands there gives nothing."""
    out: list[str] = []
    while (part := _PART.match(script, start)) is not None:
        out.append(_literal(part.group(1)) if part.group(1) else known.get(part.group(2), ""))
        if part.group(3) == ")":
            return "".join(out)
        start = part.end()
    return ""


def _what_it_says(html: str) -> str:
    """The branches of an `if` write one row several times: the same addresses and text are one row."""
    return " ".join(_HREF.findall(html)) + "|" + _TAG.sub("", html) if "<a" in html else html


def _literal(text: str) -> str:
    body = text[1:-1]
    return _ESCAPE.sub(_unescaped, body) if "\\" in body else body


def _unescaped(match: re.Match[str]) -> str:
    code = match.group(1)
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return _PLAIN.get(code, code)
