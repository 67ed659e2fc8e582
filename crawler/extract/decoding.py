"""Bytes to text, whatever a header or meta tag claims."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that gave it; `replaced` counts characters that could not be decoded.

    `utf8` holds its bytes when they came in UTF-8, so that nobody need encode the text again.
    """

    text: str
    encoding: str
    replaced: int = 0
    utf8: bytes | None = None


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """BOM; strict UTF-8; strict GB18030; else what is declared, with replacements counted."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(name, "replace")
            return Decoded(text, name, text.count("\ufffd"))
    for name in ("utf-8", "gb18030"):
        try:
            return Decoded(body.decode(name), name, utf8=body if name == "utf-8" else None)
        except UnicodeDecodeError:
            continue
    return _declared(body, content_type)


def _declared(body: bytes, content_type: str | None) -> Decoded:
    said = _DECLARED.search((content_type or "").encode("ascii", "ignore")) or _DECLARED.search(body[:4096])
    wanted = said.group(1).decode("ascii") if said else "utf-8"
    names = ["gb18030" if wanted.lower() in {"gb2312", "gbk"} else wanted, "utf-8", "gb18030"]
    tried = [
        Decoded(t, n, t.count("\ufffd")) for n in names if _known(n) for t in [body.decode(n, "replace")]
    ]
    return min(tried, key=lambda d: d.replaced)


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name).name not in {"hex", "base64", "zlib", "bz2", "rot13", "uu", "quopri"}
    except LookupError:
        return False
