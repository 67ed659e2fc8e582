"""What expressions of inline scripts amount to, as far as literals, variables, arguments and fields of the page tell. Nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.extract.document import Document

_MAX_TERMS, _MAX_CALLS, _DEPTH = 14, 20, 3
_MAX_LOOKS, _NEAR = (
    12,
    20_000,
)  # functions looked up a page; characters before a call in which its function begins
_QUOTED = r"(?:'[^'\n]{1,80}'|\"[^\"\n]{1,80}\")"
_FIELD_OF = rf"(?:\$|jQuery)\(\s*{_QUOTED}\s*\)\.(?:val|attr|text)\([^()]{{0,40}}\)|document\.getElementById\(\s*{_QUOTED}\s*\)\.value"
_TERM = re.compile(
    r"\s*(?:'(?P<one>(?:[^'\\\n]|\\.)*)'|\"(?P<two>(?:[^\"\\\n]|\\.)*)\"|`(?P<form>[^`]{0,600})`|(?P<number>\d{1,15})"
    r"|(?P<wrap>encodeURI(?:Component)?|escape|String|parseInt)\s*\("
    r"|(?P<moment>Math\.random\(\)|\+?new Date\(\)(?:\.\w+\(\))?|\(new Date\(\)\)\.\w+\(\)|Date\.now\(\))"
    rf"|(?P<field>{_FIELD_OF})"
    r"|(?P<name>[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,40})?))(?:\.toString\(\))?\s*"
)
_FIELD = re.compile(r"[\s,]*[\"']?([\w.\-]{1,40})[\"']?\s*:")
_SHORT = re.compile(r"[\s,]*([A-Za-z_$][\w$]{0,40})\s*(?=[,}])")
_VARIABLE = re.compile(
    r"(?<![\w$.])(?:var\s+|let\s+|const\s+)?([A-Za-z_$][\w$]{0,40})\s*=\s*"
    r"(?:'([^'\\\n]{0,300})'|\"([^\"\\\n]{0,300})\"|(\d{1,15}))\s*(?=[;,\n\r]|$)"
)
_TAKEN = re.compile(rf"(?<![\w$.])([A-Za-z_$][\w$]{{0,40}})\s*=\s*({_FIELD_OF})")
_SELECTED = re.compile(r"['\"](?:(meta)\[name=['\"]?(\w+)['\"]?\]|#([\w-]+))['\"]?")
_HEADER = re.compile(
    r"function\s*([A-Za-z_$][\w$]*)?\s*\(([^()]{1,200})\)|([A-Za-z_$][\w$]*)\s*[:=]\s*(?:async\s*)?function\s*\(([^()]{1,200})\)"
)
_IS_SUM = re.compile(r"\s*\+.*\+\s*$")  # `'load(' + n + ')'`: what stands between two strings, itself none
_CONSTANTS = {"true": "true", "false": "false", "null": "", "undefined": ""}
_PAGE = re.compile(
    r"^(?:page|pageno|pagenum|pageindex|curpage|currpage|currentpage|cur|pn|p|num|index|i|n)$", re.I
)
_PAGE_KEY = re.compile(
    r"(?:^|[?&])_?(?:page|pageno|pagenum|pageindex|curpage|currpage|currentpage|current|pn|p)=?$", re.I
)


class Values:
    """The scripts of one page; what their names stand for is looked up once."""

    def __init__(self, document: Document, scripts: list[str]) -> None:
        self._document, self._scripts = document, scripts
        self.page, self.paged = (
            "",
            False,
        )  # the number to send as a page that a script counts; whether one was
        self._looks = 0
        self._told = _variables(scripts)
        for script in scripts:
            for name, taken in _TAKEN.findall(script):
                self._told.setdefault(name, self._of_page(taken))

    def sum(self, script: str, at: int, key: str = "", depth: int = 0) -> tuple[str | None, int]:
        """The text that the terms of a sum add up to, and where it ends; None when one of them is unknown.

        `key` is the name under which the sum is sent: a page that nothing tells is the first one.
        """
        said: list[str | None] = []
        for _ in range(_MAX_TERMS):
            term = _TERM.match(script, at)
            if term is None:
                break
            before = key if not said else "".join(t or "" for t in said)
            value, at = self._value(script, term, before, depth)
            said.append(value)
            if script[at : at + 1] != "+":
                break
            at += 1
        ended = script[at : at + 1] in {",", ")", "}", ";", ""}
        known = [t for t in said if t is not None]
        return ("".join(known) if known and len(known) == len(said) and ended else None), at

    def pairs(self, script: str, at: int) -> list[tuple[str, str]] | None:
        """The fields of the object literal that is open at this place; None when one of them cannot be told."""
        pairs: list[tuple[str, str]] = []
        while (name := _FIELD.match(script, at) or _SHORT.match(script, at)) is not None:
            start = name.end() if name.re is _FIELD else name.start(1)
            value, at = self.sum(script, start, name[1])
            if value is None:
                return None
            pairs.append((name[1], value))
        return pairs

    def _value(self, script: str, term: re.Match[str], before: str, depth: int) -> tuple[str | None, int]:
        at = term.end()
        if term["wrap"] is not None:
            inner, at = self.sum(script, at, before, depth + 1) if depth < _DEPTH else (None, at)
            closed = re.compile(r"[^)]{0,20}\)\s*").match(script, at)
            return inner, closed.end() if closed else at
        if term["moment"] is not None:
            return "0", at
        if term["field"] is not None:
            return self._of_page(term["field"]), at
        if term["form"] is not None:
            return self._filled(script, term, depth), at
        if term["name"] is not None:
            return self._named(script, term.start(), term["name"], before), at
        return next(g for g in (term["one"], term["two"], term["number"]) if g is not None), at

    def _named(self, script: str, at: int, name: str, before: str) -> str | None:
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        last = name.rsplit(".", 1)[-1]
        counts = _PAGE.match(last) is not None and _PAGE_KEY.search(before) is not None
        if counts and self.page:
            self.paged = True
            return self.page
        told = self._told.get(name) or self._told.get(last) or self._given(script, at, name)
        return told if told is not None else "1" if counts else None

    def _filled(self, script: str, term: re.Match[str], depth: int) -> str | None:
        """A template string with the values of its names."""
        parts = re.split(r"\$\{([^{}]{1,60})\}", term["form"])
        said = ""
        for n, part in enumerate(parts):
            value = (
                part
                if n % 2 == 0
                else self.sum(part + ";", 0, said, depth + 1)[0]
                if depth < _DEPTH
                else None
            )
            if value is None:
                return None
            said += value
        return said

    def _given(self, script: str, at: int, name: str) -> str | None:
        """What the function around this place is called with under that name, where its calls give one literal."""
        around = [h for h in _HEADER.finditer(script, max(0, at - _NEAR), at) if name in _parameters(h)]
        called = (around[-1][1] or around[-1][3]) if around else None
        if not called or self._looks >= _MAX_LOOKS:
            return None
        self._looks += 1
        place = _parameters(around[-1]).index(name)
        given = {a for s in self._scripts for a in islice(_arguments(s, called, place), _MAX_CALLS)}
        return next(iter(given)) if len(given) == 1 else None

    def _of_page(self, taken: str) -> str:
        """The value of a field of the page, or the content of a tag; "" for an empty or missing one."""
        selected = _SELECTED.search(taken)
        if selected is None:
            named = re.search(r"['\"]([\w-]{1,60})['\"]", taken)
            element = self._document.names.get(f"#{named[1]}") if named else None
        elif selected[1]:
            return next(
                (m.get("content") or "" for m in self._document.all("meta") if m.get("name") == selected[2]),
                "",
            )
        else:
            element = self._document.names.get(f"#{selected[3]}")
        return (element.get("value") or "").strip() if element is not None else ""


def _variables(scripts: list[str]) -> dict[str, str]:
    """Names that one literal is given to, once."""
    told: dict[str, str | None] = {}
    for script in scripts:
        for name, one, two, number in _VARIABLE.findall(script):
            value = one or two or number
            told[name] = value if told.get(name, value) == value else None
    return {name: value for name, value in told.items() if value is not None}


def _parameters(header: re.Match[str]) -> list[str]:
    return [p.strip() for p in (header[2] or header[4] or "").split(",")]


def _arguments(script: str, called: str, place: int) -> Iterator[str]:
    """The literal at one place of every call of a function; its own header is none."""
    for call in re.finditer(rf"(?<![\w$.])(?<!function ){re.escape(called)}\s*\(([^()]{{1,200}})\)", script):
        arguments = call[1].split(",")
        literal = (
            re.fullmatch(r"\s*(?:'([^']*)'|\"([^\"]*)\"|(\d{1,15}))\s*", arguments[place])
            if len(arguments) > place
            else None
        )
        if literal and not _IS_SUM.match(told := next(g for g in literal.groups() if g is not None)):
            yield told
