"""Personal data in text and tables: recognised by certain signs only, and masked before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crawler.extract.words import form, ordered, words
from records.documents import Hit, Table

CITIZEN_ID, BANK_CARD, MOBILE = "citizen_id", "bank_card", "mobile"
_DIGIT, _NEXT_TO = "[0-9０-９]", "[0-9A-Za-z０-９]"
_ID = re.compile(
    rf"(?<!{_NEXT_TO}){_DIGIT}{{6}}[ -]?{_DIGIT}{{8}}[ -]?{_DIGIT}{{3}}[0-9０-９xXｘＸ](?!{_NEXT_TO})"
)
_CARD = re.compile(rf"(?<!{_NEXT_TO})(?:{_DIGIT}[ -]?){{15,18}}{_DIGIT}(?!{_NEXT_TO})")
_MOBILE = re.compile(rf"(?<!{_NEXT_TO})[1１][3-9３-９]{_DIGIT}{{9}}(?!{_NEXT_TO})")
# What every citizen id has. Asked of every page: an expression that begins with letters as they stand is searched
# several times faster, so each century has its own and looks back from there.
_HINTS = tuple(
    re.compile(rf"{y}(?:(?<=[1-8]\d{{5}}{y})|(?<=[1-8]\d{{5}}[ -]{y}))\d\d[01]\d[0-3]\d")
    for y in ("19", "20")
)
_LONG = re.compile(rf"{_DIGIT}{{4}}(?:{_DIGIT}{{7}}|[ -]{_DIGIT}{{4}}|{_DIGIT}{{2}}[ -]{_DIGIT}{{8}})")
_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_REGIONS = range(11, 84)
_BEFORE, _HEADER_ROWS = 24, 3
_UNIONPAY = "62"  # what cards begin with, and accounts of bodies do not
_LISTED, _NAMED = 2, 3  # rows from which persons beside numbers are a list: under a heading, without one


@dataclass(slots=True)
class Mask:
    """Masks one document and remembers what it masked."""

    hits: list[Hit] = field(default_factory=list)
    _masked: dict[str, str] = field(default_factory=dict)  # in memory only

    def again(self, text: str) -> str:
        """The text with what was masked before masked here, too, without another hit."""
        for value, masked in self._masked.items():
            text = text.replace(value, masked)
        return text

    def lines(self, texts: Sequence[str]) -> list[str]:
        """Running text, a paragraph each."""
        persons = _person_lines(texts)
        return [self._line(text, n, n in persons) for n, text in enumerate(texts, start=1)]

    def table(self, table: Table, number: int) -> Table:
        """A table; `number` counts from 1."""
        if not any(_LONG.search(cell) for row in table.rows for cell in row):
            return table
        filled = table.filled()
        persons = _person_rows(filled)
        rows = []
        for r, row in enumerate(table.rows):
            cells = []
            for c, cell in enumerate(row):
                at = Hit("", "", table=number, row=r + 1, column=c + 1)
                cells.append(self._text(cell, at, _beside(filled, r, c), persons.get(r)) if cell else cell)
            rows.append(tuple(cells))
        return replace(table, rows=tuple(rows))

    def _line(self, text: str, number: int, of_person: bool) -> str:
        if not _LONG.search(text):
            return text
        named = "" if of_person or form("named_mobile").search(text) else None
        return self._text(text, Hit("", "", paragraph=number), "", named)

    def _text(self, text: str, at: Hit, beside: str, named: str | None) -> str:
        """`beside`: words of the column and row; `named`: why a mobile number here is a person's, None when it is not."""
        if not _LONG.search(text):
            return text
        text = _ID.sub(lambda m: self._id(m, at), text)
        text = _CARD.sub(lambda m: self._card(m, at, beside), text)
        if named is not None:
            text = _MOBILE.sub(lambda m: self._hit(m, at, MOBILE, named), text)
        return text

    def _id(self, found: re.Match[str], at: Hit) -> str:
        before = found.string[max(0, found.start() - _BEFORE) : found.start()]
        other = any(word in before for word in words("code_words"))
        if other or not is_citizen_id(found.group()):
            return found.group()
        return self._hit(found, at, CITIZEN_ID, "")

    def _card(self, found: re.Match[str], at: Hit, beside: str) -> str:
        before = found.string[max(0, found.start() - _BEFORE) : found.start()]
        context = next((w for w in ordered("card_words") if w in before or w in beside), None)
        if context is None or not is_bank_card(found.group()):
            return found.group()
        if context in words("account_words") and not _plain(found.group()).startswith(_UNIONPAY):
            return found.group()
        return self._hit(found, at, BANK_CARD, context)

    def _hit(self, found: re.Match[str], at: Hit, kind: str, context: str) -> str:
        masked = masked_form(found.group())
        self._masked[found.group()] = masked
        self.hits.append(replace(at, kind=kind, masked=masked, context=context))
        return masked


def may_hold(text: str) -> bool:
    """Whether a text, markup included, may hold a citizen id."""
    return any(hint.search(text) for hint in _HINTS)


def masked_text(text: str) -> str:
    """Any short text – a title, a list row, a meta value – with what is certain by itself masked."""
    return Mask().lines([text])[0] if _LONG.search(text) else text


def masked_form(value: str) -> str:
    """The first three and last two characters; the rest is stars."""
    plain = re.sub(r"[ -]", "", value)
    return plain[:3] + "*" * (len(plain) - 5) + plain[-2:]


def is_citizen_id(value: str) -> bool:
    """18 characters with a region, a day of birth that exists, and the check character of GB 11643."""
    plain = _plain(value)
    if len(plain) != 18 or int(plain[:2]) not in _REGIONS or not 1900 <= int(plain[6:10]) <= 2100:
        return False
    try:
        date(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
    except ValueError:
        return False
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, plain[:17], strict=True))
    return _CHECKS[total % 11] == plain[17]


def is_bank_card(value: str) -> bool:
    """16 to 19 digits of a card (not of an office's account) whose Luhn sum is right."""
    plain = _plain(value)
    if not plain.isdigit() or not 16 <= len(plain) <= 19 or plain[0] not in "3456" or len(set(plain)) < 4:
        return False
    doubled = [int(d) * (1 + n % 2) for n, d in enumerate(reversed(plain))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _plain(value: str) -> str:
    """ASCII digits without blanks, an X in upper case."""
    shown = re.sub(r"[ -]", "", value).upper().replace("Ｘ", "X")
    return "".join(str(int(c)) if c != "X" else c for c in shown)


def _beside(filled: Sequence[Sequence[str]], row: int, column: int) -> str:
    """The heads of a cell's column and the cell left of it."""
    heads = [filled[r][column] for r in range(min(_HEADER_ROWS, row))]
    return " ".join([*heads, filled[row][column - 1] if column else ""])


def _person_rows(filled: Sequence[Sequence[str]]) -> dict[int, str]:
    """Rows that name a person, by the word that says so: under such a head, or a name in a cell of its own."""
    head = next((c for row in filled[:_HEADER_ROWS] for c in _named_columns(row)), None)
    dialled = [r for r, row in enumerate(filled) if any(_MOBILE.search(cell) for cell in row)]
    if head is not None:
        column, word = head
        listed = [r for r in dialled if filled[r][column].strip()]
        return dict.fromkeys(listed, word) if len(listed) >= _LISTED else {}
    if any(_bare(c).endswith(ordered("contact_words")) for row in filled[:_HEADER_ROWS] for c in row):
        return {}
    named = [r for r in dialled if any(form("person_name").match(_bare(c)) for c in filled[r])]
    named = [r for r in named if not any(_bare(c).endswith(ordered("body_endings")) for c in filled[r])]
    return dict.fromkeys(named, "") if len(named) >= _NAMED else {}


def _named_columns(row: Iterable[str]) -> Iterable[tuple[int, str]]:
    for column, cell in enumerate(row):
        plain = _bare(cell)
        word = next((w for w in ordered("person_words") if plain.endswith(w)), None)
        if word is not None and len(plain) <= len(word) + 6:
            yield column, word


def _person_lines(texts: Sequence[str]) -> frozenset[int]:
    """Numbers of lines that are a name with a mobile number, when there are several."""
    found = [n for n, text in enumerate(texts, start=1) if form("listed_person").match(text)]
    return frozenset(found) if len(found) >= _NAMED else frozenset()


def _bare(text: str) -> str:
    return "".join(text.split())
