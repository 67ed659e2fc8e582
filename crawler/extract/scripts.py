"""What inline scripts write into the page, read from their string literals; nothing is run."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from crawler.extract.remembered import by_text

_Call = tuple[int, list[tuple[str, str]]]  # place, and (literal, name) of each term
_Assignment = tuple[int, str, str]  # place, name, text
MAX_SCRIPT = 200_000
_MAX_CALLS, _MAX_SILENT = 300, 600
_LOADERS = ("<script", "<link", "<style", "</script", "<iframe")
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_TAG = re.compile(r"<[^>]*>")
_STRING = r"'[^'\\\n]*(?:\\.[^'\\\n]*)*'|\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*\""
_VALUE = re.compile(rf"=\s*({_STRING})\s*(?=[;,\n\r]|$)")
_NAME = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s*$")
_LONGEST_NAME = 60
_CALL = re.compile(r"document\.write(?:ln)?\s*\(")
_PART = re.compile(rf"\s*(?:({_STRING})|([A-Za-z_$][\w$.]*))\s*(\+|\))")
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?refresh[\"']?[^>]{0,200}?url\s*=\s*[\"']?([^\"'>\s]+)", re.I)
_LOCATION = re.compile(
    r"(?:window\.|self\.|top\.|document\.|parent\.)*location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']"
    r"|location\.(?:replace|assign)\s*\(\s*[\"']([^\"']+)[\"']\s*\)"
)
_DATA_STORE = re.compile(r"\bdataStore\s*:\s*([A-Za-z_$][\w$]{0,40})")
_ENTRY = re.compile(rf"\s*({_STRING})\s*,?")
_OPEN = re.compile(r"<(record|nextgroup)>\s{0,20}<!\[CDATA\[")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_PLAIN = {"n": "\n", "t": "\t", "r": ""}


def written(script: str, told: dict[str, str] | None = None) -> str:
    """HTML that `document.write` of literals and simple variables would give, in order.

    `told` carries the variables of earlier scripts of the page and is added to.
    """
    known = {} if told is None else told
    writes = "document.write" in script
    if len(script) > (MAX_SCRIPT if writes else _MAX_SILENT):
        return ""
    calls, assigned = _told(script)
    named = deque(assigned)
    said = _Said("else" in script)
    for start, parts in calls:
        while named and named[0][0] < start:
            _, name, value = named.popleft()
            known[name] = value
        said.add("".join(known.get(name, "") if name else literal for literal, name in parts))
    known.update((name, value) for _, name, value in named)
    return "".join(said.kept.values())


@by_text
def _told(script: str) -> tuple[list[_Call], list[_Assignment]]:
    """What a script writes, each with its place, and the variables that this or, when it writes none, a later one needs."""
    if "document.write" not in script:
        return [], list(_assignments(script))
    calls = [(c.end(), _parts(script, c.end())) for c in _CALL.finditer(script)][:_MAX_CALLS]
    needs = any(name for _, parts in calls for _, name in parts)
    return calls, list(_assignments(script)) if needs else []


class _Said:
    """What calls write: the branches of an `if` write one row several times, or one of several plain texts."""

    def __init__(self, branches: bool) -> None:
        self.kept: dict[str, str] = {}
        self._branches, self._has_text = branches, False

    def add(self, html: str) -> None:
        """Keep it unless it repeats a row, is another branch's plain text, or only loads a script."""
        plain = "<" not in html
        if not html or html.lstrip()[:8].lower().startswith(_LOADERS):
            return
        if not (plain and self._branches and self._has_text):
            self.kept.setdefault(_what_it_says(html), html)
        self._has_text = self._has_text or plain


def records(script: str) -> str:
    """The list items of a Hanweb datastore, or of the array that its pager is given, as HTML."""
    if "<record>" in script:
        return "".join(body for kind, body in _groups(script) if kind == "record")
    return "".join(_stored(script)) if "dataStore" in script else ""


def held(script: str) -> int:
    """How many rows a datastore or a pager's array holds."""
    return script.count("<record>") or (len(_stored(script)) if "dataStore" in script else 0)


def _stored(script: str) -> list[str]:
    """The rows of `var rows = ['…', '…']; $(…).jpage({dataStore: rows})`."""
    named = _DATA_STORE.search(script)
    array = re.search(rf"\b{re.escape(named[1])}\s*=\s*\[", script) if named else None
    rows: list[str] = []
    at = array.end() if array else len(script)
    while (entry := _ENTRY.match(script, at)) is not None:
        rows.append(_literal(entry[1]))
        at = entry.end()
    return rows


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


def _assignments(script: str) -> Iterator[tuple[int, str, str]]:
    """(place, name, text) of variables set to a literal.

    Looked for from the equals sign, which is rare, and then backwards to the name.
    """
    for value in _VALUE.finditer(script):
        end = value.start()
        name = _NAME.search(script, max(0, end - _LONGEST_NAME), end)
        if name:
            yield name.start(), name.group(1), _literal(value.group(1))


def _parts(script: str, start: int) -> list[tuple[str, str]]:
    """(literal, name) for each term of a sum of literals and variables; nothing for any other argument."""
    out: list[tuple[str, str]] = []
    while (part := _PART.match(script, start)) is not None:
        out.append((_literal(part.group(1)) if part.group(1) else "", part.group(2) or ""))
        if part.group(3) == ")":
            return out
        start = part.end()
    return []


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
