"""Reading one index number: its family, code, year and serial, and what in it fits no family at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from checks import words
from records.column_names import plain_name
from records.types import Entry

OK, OTHER = "ok", "other"
_SEPARATORS = re.compile(r"([/-])")
_NAMED = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """A number as shown. `family` empty when none fits; `odd` names what fits no family at all, empty if nothing."""

    text: str
    on_page: bool
    family: str = ""
    is_tail: bool = False
    code: str = ""
    year: int = 0
    serial: int | None = None
    odd: str = ""

    @property
    def is_full(self) -> bool:
        """A complete number of some family."""
        return bool(self.family) and not self.is_tail and not self.odd


def read(entry: Entry, families: tuple[str, ...]) -> IndexNumber | None:
    """The number of an entry – page before list before metadata – read by the first of `families` that fits."""
    shown = entry.header.index_number or _listed(entry) or from_meta(entry)
    if not shown or not shown.strip():
        return None
    text = shown.strip()
    odd, on_page = _odd_form(text, entry), bool(entry.header.index_number)
    code, year = _leading_code(text), _year_part(text)
    for family in families if not odd else ():
        found = family_pattern(family).fullmatch(text)
        if found:
            parts = found.groupdict()
            year = int((parts.get("date") or "0")[:4])
            serial = int(parts["serial"]) if parts.get("serial") else None
            return IndexNumber(text, on_page, family, False, parts.get("code") or code, year, serial)
    if not odd and any(tail_pattern(f).fullmatch(text) for f in families):
        return IndexNumber(text, on_page, families[0], True, "", year)
    return IndexNumber(text, on_page, "", False, code, 0 if _is_words(odd) else year, None, odd)


def from_meta(entry: Entry) -> str | None:
    """The number in the page's metadata."""
    names = words.listed("index_meta_names")
    return next((value for name, value in entry.meta if name in names and value.strip()), None)


@cache
def family_pattern(family: str) -> re.Pattern[str]:
    """A family's name as a pattern: `uscc/YYYY-n`; a part that is no token stands for itself."""
    tokens, told, parts = words.table("index_tokens"), set[str](), list[str]()
    for part in _SEPARATORS.split(family):
        pattern = tokens.get(part) or re.escape(part)
        parts.append(_NAMED.sub("(?:", pattern) if part in told else pattern)
        told.add(part)
    return re.compile("".join(parts))


@cache
def tail_pattern(family: str) -> re.Pattern[str]:
    """What a list shows of such a number: the part behind the code."""
    head, _, tail = family.partition("/")
    if not tail:
        head, _, tail = family.partition("-")
    return family_pattern(tail) if tail and "-" in tail else re.compile(r"(?!)")


def tail_of(text: str) -> str:
    """The part of a number behind its code, or the number itself when it has no code."""
    found = words.pattern("index_leading_code").match(text)
    if found:
        return text[found.end() + 1 :]
    return text.rsplit("/", 1)[-1]


def _listed(entry: Entry) -> str | None:
    return next((x.item.index_number for x in entry.listings if x.item.index_number), None)


def _odd_form(text: str, entry: Entry) -> str:
    title = plain_name(entry.title)
    plain = plain_name(text)
    if (
        title
        and len(plain) > 3
        and (plain == title or (words.pattern("index_words").search(plain) and plain in title))
    ):
        return "title"
    if text == entry.header.document_number or words.pattern("document_number").search(text):
        return "document_number"
    if words.pattern("index_null").search(text):
        return "null_serial"
    if words.pattern("index_full_width").search(text):
        return "full_width"
    return "inner_blank" if words.pattern("index_blank").search(text) else ""


def _is_words(odd: str) -> bool:
    return odd in {"title", "document_number"}


def _leading_code(text: str) -> str:
    found = words.pattern("index_leading_code").match(text)
    return found.group(0) if found else ""


def _year_part(text: str) -> int:
    found = words.pattern("index_year_part").search(text)
    return int(found.group(1)) if found else 0
