"""Word documents of 1997 to 2003 (doc, and wps in the same form), after [MS-DOC]: text by its pieces, tables by row marks."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from olefile import OleFileIO

from crawler.documents.doc_rows import RowShape, rows_of
from crawler.documents.doc_tables import Row, table_of
from crawler.documents.gathering import Gathering
from crawler.documents.limits import UnreadableError
from records.documents import DocumentProblem

STREAM, DATA = "WordDocument", "Data"
_MAGIC, _OLDEST = 0xA5EC, 0x00C1  # Word 97
_ENCRYPTED, _TABLE_1, _OBFUSCATED = 0x0100, 0x0200, 0x8000
_PARAGRAPH, _CELL, _LINE = "\r", "\x07", "\x0b"
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_UNSEEN = re.compile(r"[\x00-\x08\x0c\x0e-\x1d\x1f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `begin` to `end` of the document lie at `offset` of the main stream, one or two bytes each."""

    begin: int
    end: int
    offset: int
    narrow: bool


@dataclass(slots=True)
class _Block:
    """What is being read: a paragraph, and the cells and rows of the table around it."""

    text: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def read_doc(ole: OleFileIO, gathering: Gathering) -> None:
    """Gather the main text; macros, fields and embedded things are neither run nor followed."""
    main = ole.openstream(STREAM).read()
    table = _checked(main, ole)
    pieces = tuple(_pieces(main, table))
    data = ole.openstream(DATA).read() if ole.exists(DATA) else b""
    rows = rows_of(main, table, data)
    length = _u32(main, 0x4C)
    block = _Block()
    for text, place in _marked(main, pieces, length):
        if not gathering.budget.in_time():
            break
        _take(block, text, rows.at(place), gathering)
    _end_table(block, gathering)
    gathering.line("".join(block.text))
    gathering.pictures = int(ole.exists("ObjectPool") or bool(data))


def _checked(main: bytes, ole: OleFileIO) -> bytes:
    """The table stream; UnreadableError for what is no Word 97 file or needs a password."""
    if len(main) < 0x1AA or _u16(main, 0) != _MAGIC:
        raise UnreadableError(DocumentProblem.NO_READER, "not written by Word 97 or later")
    flags = _u16(main, 0x0A)
    if flags & (_ENCRYPTED | _OBFUSCATED):
        raise UnreadableError(DocumentProblem.ENCRYPTED, "the document needs a password")
    if _u16(main, 2) < _OLDEST:
        raise UnreadableError(DocumentProblem.NO_READER, "written before Word 97")
    name = "1Table" if flags & _TABLE_1 else "0Table"
    if not ole.exists(name):
        raise UnreadableError(DocumentProblem.DAMAGED, f"no stream {name}")
    return ole.openstream(name).read()  # type: ignore[no-any-return]


def _pieces(main: bytes, table: bytes) -> Iterator[Piece]:
    """The piece table: where each stretch of the text lies."""
    start, size = _u32(main, 0x1A2), _u32(main, 0x1A6)
    clx = table[start : start + size]
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:  # formatting of pieces, not needed
        at += 3 + _u16(clx, at + 1)
    if at + 5 > len(clx) or clx[at] != 2:
        raise UnreadableError(DocumentProblem.DAMAGED, "no piece table")
    plc = clx[at + 5 : at + 5 + _u32(clx, at + 1)]
    count = (len(plc) - 4) // 12
    for n in range(count):
        begin, end = _u32(plc, 4 * n), _u32(plc, 4 * n + 4)
        packed = _u32(plc, 4 * (count + 1) + 8 * n + 2)
        narrow, offset = bool(packed & 0x4000_0000), packed & 0x3FFF_FFFF
        yield Piece(begin, end, offset // 2 if narrow else offset, narrow)


def _marked(main: bytes, pieces: tuple[Piece, ...], length: int) -> Iterator[tuple[str, int]]:
    """(text up to and with a paragraph or cell mark, byte where the mark lies) in reading order."""
    open_text: list[str] = []
    for piece in pieces:
        end = min(piece.end, length)
        if end <= piece.begin:
            continue
        width = 1 if piece.narrow else 2
        raw = main[piece.offset : piece.offset + (end - piece.begin) * width]
        text = raw.decode("cp1252" if piece.narrow else "utf-16-le", "replace")
        last = 0
        for mark in re.finditer(r"[\r\x07\x0c]", text):
            yield "".join((*open_text, text[last : mark.end()])), piece.offset + mark.start() * width
            open_text, last = [], mark.end()
        open_text.append(text[last:])
    if any(open_text):
        yield "".join((*open_text, _PARAGRAPH)), -1


def _take(block: _Block, text: str, row: RowShape, gathering: Gathering) -> None:
    mark, inside = text[-1], row.in_table or row.ends
    if not inside and mark != _CELL:
        _end_table(block, gathering)
        gathering.line(_shown(text[:-1]))
    elif row.ends:
        block.rows.append((block.cells, row))
        block.cells = []
    elif mark == _CELL:
        block.cells.append("".join((*block.text, _shown(text[:-1]))))
        block.text = []
    else:
        block.text.append(_shown(text[:-1]) + "\n")


def _end_table(block: _Block, gathering: Gathering) -> None:
    """Put the rows gathered so far as one table."""
    if block.cells:
        block.rows.append((block.cells, RowShape()))
    if block.rows:
        gathering.table(table_of(block.rows, gathering.budget))
    block.cells, block.rows = [], []


def _shown(text: str) -> str:
    """Text as printed: results of fields without their codes, no marks of pictures and notes."""
    if _FIELD_BEGIN in text:
        text = _without_codes(text)
    return _UNSEEN.sub("", text.replace(_LINE, "\n").replace("\x1e", "-"))


def _without_codes(text: str) -> str:
    kept: list[str] = []
    inside: list[bool] = []  # one for each open field: whether its result has begun
    for c in text:
        if c == _FIELD_BEGIN:
            inside.append(False)
        elif c == _FIELD_RESULT and inside:
            inside[-1] = True
        elif c == _FIELD_END and inside:
            inside.pop()
        elif all(inside):
            kept.append(c)
    return "".join(kept)


def _u16(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])


def _u32(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])
