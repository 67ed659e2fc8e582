"""What inline scripts write into the page, read from their string literals; nothing is run."""

from __future__ import annotations

import re

MAX_SCRIPT = 200_000
_STRING = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
_ASSIGNED = re.compile(rf"(?:var\s+|;\s*|^\s*)([A-Za-z_$][\w$]*)\s*=\s*({_STRING})\s*(?=[;,\n]|$)", re.M)
_WRITTEN = re.compile(rf"document\.write(?:ln)?\s*\(((?:\s*(?:{_STRING}|[\w$.]+)\s*\+?)+)\)")
_PART = re.compile(rf"({_STRING})|([\w$.]+)")
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?refresh[\"']?[^>]*?url\s*=\s*[\"']?([^\"'>\s]+)", re.I)
_LOCATION = re.compile(
    r"(?:window\.|self\.|top\.|document\.|parent\.)*location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']"
    r"|location\.(?:replace|assign)\s*\(\s*[\"']([^\"']+)[\"']\s*\)"
)
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.S)


def written(script: str) -> str:
    """HTML that `document.write` of literals and simple variables would give, in order."""
    if "document.write" not in script or len(script) > MAX_SCRIPT:
        return ""
    known = {name: _literal(text) for name, text in _ASSIGNED.findall(script)}
    out: list[str] = []
    for call in _WRITTEN.finditer(script):
        parts = (_literal(t) if t else known.get(name, "") for t, name in _PART.findall(call.group(1)))
        out.append("".join(parts))
    return "".join(out)


def records(script: str) -> str:
    """The list items of a Hanweb datastore, as HTML."""
    return "".join(_RECORD.findall(script)) if "<record>" in script else ""


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


def _literal(text: str) -> str:
    body = text[1:-1]
    if "\\" not in body:
        return body
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "r": ""}.get(m.group(1), m.group(1)), body)
