"""Which paragraphs of a Word 97 document end a table row, and how that row is cut into cells ([MS-DOC] 2.9, 2.6)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PAGE = 512
_IN_TABLE, _ENDS_ROW, _DEFINITION = 0x2416, 0x2417, 0xD608
_ELSEWHERE = (0x6645, 0x6646)  # the properties lie in the data stream, because they are many
_OPERAND = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes after a property, by its top three bits; 0: the next byte says
_DESCRIPTION = 20  # bytes of one cell's description


@dataclass(frozen=True, slots=True)
class RowShape:
    """A paragraph's part in a table. `edges` in twips, one more than cells; `merges` (sideways, downwards) a cell."""

    in_table: bool = False
    ends: bool = False
    edges: tuple[int, ...] = ()
    merges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Paragraphs by the byte where they begin in the main stream."""

    begins: tuple[int, ...]
    shapes: tuple[RowShape, ...]

    def at(self, place: int) -> RowShape:
        """The shape of the paragraph whose mark lies at this byte."""
        found = bisect_right(self.begins, place) - 1
        return self.shapes[found] if 0 <= found < len(self.shapes) else _OUTSIDE


_OUTSIDE = RowShape()


def rows_of(main: bytes, table: bytes, data: bytes) -> Rows:
    """All paragraphs that the document's paragraph pages describe; `data` is the stream of long descriptions."""
    start, size = struct.unpack_from("<II", main, 0x102)
    plc = table[start : start + size]
    count = max((len(plc) - 4) // 8, 0)
    numbers = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    found: list[tuple[int, RowShape]] = []
    for number in numbers:
        at = (number & 0x3FFFFF) * _PAGE
        page = main[at : at + _PAGE]
        if len(page) == _PAGE:
            found.extend(_paragraphs(page, data))
    found.sort(key=lambda f: f[0])
    return Rows(tuple(b for b, _ in found), tuple(s for _, s in found))


def _paragraphs(page: bytes, data: bytes) -> Iterator[tuple[int, RowShape]]:
    count = page[-1]
    if 4 * (count + 1) + 13 * count > _PAGE - 1:
        return
    for n in range(count):
        (begin,) = struct.unpack_from("<I", page, 4 * n)
        at = 2 * page[4 * (count + 1) + 13 * n]
        yield begin, _shape(page, at, data) if at else _OUTSIDE


def _shape(page: bytes, at: int, data: bytes) -> RowShape:
    words = page[at]
    start, size = (at + 1, 2 * words - 1) if words else (at + 2, 2 * page[at + 1])
    properties = dict(_properties(page[start + 2 : min(start + size, _PAGE - 1)]))
    properties.update(_from_elsewhere(properties, data))
    in_table, ends = properties.get(_IN_TABLE, b""), properties.get(_ENDS_ROW, b"")
    edges, merges = _definition(properties.get(_DEFINITION, b""))
    return RowShape(in_table[:1] == b"\x01", ends[:1] == b"\x01", edges, merges)


def _from_elsewhere(properties: dict[int, bytes], data: bytes) -> dict[int, bytes]:
    """Properties that a paragraph keeps in the data stream."""
    place = next((properties[code] for code in _ELSEWHERE if len(properties.get(code, b"")) == 4), None)
    if place is None:
        return {}
    (at,) = struct.unpack("<I", place)
    if at + 2 > len(data):
        return {}
    (size,) = struct.unpack_from("<H", data, at)
    return dict(_properties(data[at + 2 : at + 2 + size]))


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _OPERAND[code >> 13]
        if code == _DEFINITION and at + 2 <= len(data):
            size = struct.unpack_from("<H", data, at)[0] + 1
        elif not size and at < len(data):
            size = data[at] + 1
        yield code, data[at : at + size]
        at += size


def _definition(data: bytes) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Cell edges and merges of one row, from the operand of its table definition."""
    if len(data) < 3:
        return (), ()
    count = data[2]
    if len(data) < 3 + 2 * (count + 1):
        return (), ()
    edges = struct.unpack_from(f"<{count + 1}h", data, 3)
    rest = data[3 + 2 * (count + 1) :]
    flags = [
        struct.unpack_from("<H", rest, n * _DESCRIPTION)[0]
        for n in range(count)
        if len(rest) >= (n + 1) * _DESCRIPTION
    ]
    return edges, tuple((f & 3, (f >> 5) & 3) for f in flags)
