"""Small but valid documents to hang on articles: pdf, xlsx and docx, byte for byte the same each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import yaml

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def document(kind: str, title: str, lines: tuple[str, ...]) -> bytes:
    """A document of `kind` with a title and lines of text; KeyError for another kind."""
    return {"pdf": _pdf, "xlsx": _office, "docx": _office}[kind](kind, title, lines)


def _pdf(kind: str, title: str, lines: tuple[str, ...]) -> bytes:
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in (title, *lines))
    stream = f"BT /F1 11 Tf 56 780 Td 18 TL {shown} ET".encode()
    font = (
        "/Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R]"
    )
    below = (
        "/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
    )
    looks = (
        "/Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93"
    )
    page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< {page} >>".encode(),
        f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream",
        *(f"<< {text} >>".encode() for text in (font, below, looks)),
    ]
    return _numbered(parts)


def _numbered(parts: list[bytes]) -> bytes:
    """Objects with their cross-reference table."""
    out, places = io.BytesIO(b"%PDF-1.4\n"), list[int]()
    out.seek(0, io.SEEK_END)
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + part + b"\nendobj\n")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start, size = out.tell(), len(parts) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _office(kind: str, title: str, lines: tuple[str, ...]) -> bytes:
    parts = _parts()[kind]
    rows = "".join(parts["row"].replace("TEXT", escape(line)) for line in (title, *lines))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            if name != "row":
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.replace("ROWS", rows))
    return out.getvalue()


@cache
def _parts() -> Mapping[str, Mapping[str, str]]:
    parts: Mapping[str, Mapping[str, str]] = yaml.safe_load(
        Path(__file__).with_name("documents.yml").read_text(encoding="utf-8")
    )
    return parts
