"""Line breaks for Chinese and Latin text on a terminal: between Chinese characters, never before a closing mark."""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

_PIECES = re.compile(
    r"[\u201c\u2018\uff08\u300a\u3008\u3010(\[]*(?:[!-~]+|\S)[\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f\uff09\u300b\u3009\u3011\u201d\u2019\u2026%]*\s*"
)


def wrapped(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells; a Chinese character takes two."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and cell_len(lines[-1]) + cell_len(piece.rstrip()) > width:
            lines.append("")
        if cell_len(piece.rstrip()) > width:
            *whole, piece = chop_cells(piece.rstrip(), width)
            lines[-1:] = [*whole, ""] if not lines[-1] else [lines[-1], *whole, ""]
        lines[-1] += piece
    return [line.rstrip() for line in lines if line.strip()]
