"""Rich text (RTF): text and the rows of tables; pictures, styles, fields and embedded things stay out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.documents.gathering import Gathering
from crawler.documents.grid import Grid

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I
)
_UNREAD = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata datastore listtable listoverridetable rsidtbl generator"
    b" header footer headerl headerr footerl footerr fldinst xmlnstbl latentstyles colorschememapping filetbl bkmkstart bkmkend".split()
)
_SIGNS = {
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
_ENDS = frozenset([b"par", b"line", b"sect", b"page"])
_PAGES = {936: "gb18030", 950: "big5", 1252: "cp1252", 65001: "utf-8"}
_MOST_GROUPS = 2_000


@dataclass(slots=True)
class _State:
    """What holds inside the group being read."""

    unread: bool = False
    after_unicode: int = 1  # signs that stand for a Unicode one, for programs that cannot read it


@dataclass(slots=True)
class _Reading:
    gathering: Gathering
    code_page: str = "gb18030"
    state: _State = field(default_factory=_State)
    above: list[_State] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    skip: int = 0
    in_table: bool = False
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def text(self, sign: str) -> None:
        if not self.state.unread:
            self.settle()
            self.said.append(sign)

    def byte(self, value: bytes) -> None:
        """Bytes of the code page; those that repeat a Unicode sign are left out."""
        kept = value[self.skip :]
        self.skip = max(0, self.skip - len(value))
        if kept and not self.state.unread:
            self.raw += kept

    def settle(self) -> None:
        if self.raw:
            self.said.append(self.raw.decode(self.code_page, "replace"))
            self.raw.clear()

    def take(self) -> str:
        """The text since the last end."""
        self.settle()
        text = "".join(self.said)
        self.said.clear()
        return text

    def end_line(self) -> None:
        if self.in_table:
            self.said.append(" ")
            return
        line = self.take().strip()
        if line:
            self.end_table()
            self.gathering.line(line)

    def end_table(self) -> None:
        if self.rows:
            grid = Grid(self.gathering.budget)
            for r, row in enumerate(self.rows):
                for c, cell in enumerate(row):
                    if cell:
                        grid.put((r, c), cell)
            self.rows = []
            self.gathering.table(grid.table())


def read_rtf(body: bytes, gathering: Gathering) -> None:
    """Gather the lines and tables; what is no part of the text is passed over."""
    reading = _Reading(gathering)
    opened = False  # a group that says `\\*` may be left out by whoever does not know it
    for number, token in enumerate(_TOKEN.finditer(body)):
        if number % 4096 == 0 and not gathering.budget.in_time():
            break
        word, value, coded, sign, brace, plain = token.groups()
        if brace == b"{" and len(reading.above) < _MOST_GROUPS:
            reading.above.append(_State(reading.state.unread, reading.state.after_unicode))
        elif brace == b"}":
            reading.settle()
            reading.state = reading.above.pop() if reading.above else reading.state
        elif coded is not None:
            reading.byte(bytes([int(coded, 16)]))
        elif plain is not None:
            reading.byte(plain)
        elif sign is not None:
            _sign(reading, sign)
        elif word is not None:
            _word(reading, word, int(value) if value else None, first=opened)
        opened = brace == b"{"
    reading.end_line()
    reading.end_table()


def _sign(reading: _Reading, sign: bytes) -> None:
    if sign == b"*":
        reading.state.unread = True
    elif sign in {b"\\", b"{", b"}"}:
        reading.byte(sign)
    elif sign == b"~":
        reading.text(" ")


def _word(reading: _Reading, word: bytes, value: int | None, *, first: bool) -> None:
    if (first and word in _UNREAD) or word in {b"pict", b"bin"}:
        reading.state.unread = True
    elif word in _SIGNS:
        reading.text(_SIGNS[word])
    elif value is not None and word in {b"ansicpg", b"uc", b"u"}:
        _coded(reading, word, value)
    elif not reading.state.unread:
        _layout(reading, word)


def _coded(reading: _Reading, word: bytes, value: int) -> None:
    if word == b"ansicpg":
        reading.code_page = _PAGES.get(value, reading.code_page)
    elif word == b"uc":
        reading.state.after_unicode = min(max(value, 0), 8)
    else:
        sign = value % 65536
        reading.text(" " if 0xD800 <= sign < 0xE000 else chr(sign))
        reading.skip = 0 if reading.state.unread else reading.state.after_unicode


def _layout(reading: _Reading, word: bytes) -> None:
    if word in {b"intbl", b"pard"}:
        reading.in_table = word == b"intbl"
    elif word in _ENDS:
        reading.end_line()
    elif word in {b"cell", b"nestcell"}:
        reading.cells.append(reading.take().strip())
    elif word in {b"row", b"nestrow"}:
        reading.rows.append(reading.cells)
        reading.cells = []
