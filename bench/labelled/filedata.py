"""Styles, pictures, scripts and the bytes of linked documents."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Sequence
from io import BytesIO

from labelled.model import Attachment
from labelled.serving import Answer

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
STYLE = ".hide-entry{display:none}\n.nav li{float:left;padding:0 12px}\n.left{float:left;width:240px}\n.right{margin-left:260px}\n"
PAGER = "function createPageHTML(){}\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1016
KINDS = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
OFFICE = "http://schemas.openxmlformats.org"
RELATION = f"{OFFICE}/officeDocument/2006/relationships"


def furniture() -> dict[str, Answer]:
    """What every host serves beside its pages."""
    return {
        "/images/style.css": Answer(STYLE.encode(), "text/css"),
        "/images/entry.png": Answer(PNG, "image/png"),
        "/images/empty.gif": Answer(PNG, "image/png"),
        "/images/createpage.js": Answer(PAGER.encode(), "application/javascript"),
        "/wall/shuoming.html": Answer(b"<html><body>403 Forbidden</body></html>", status=403),
        "/wall/fangwen.html": Answer(b"<html><head><script>var _$b=1;</script></head></html>", status=412),
        "/gone/shuoming.html": Answer(b"<html><body><h1>410 Gone</h1></body></html>", status=410),
        "/busy/shuoming.html": Answer(b"<html><body>ok</body></html>", lost=1),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /admin/\n", "text/plain"),
    }


def document(attachment: Attachment) -> Answer:
    """The bytes of a linked document in its state."""
    kind = KINDS[attachment.ext]
    if attachment.state == "empty":
        return Answer(b"", kind)
    if attachment.state == "html":
        return Answer(b"<html><head><title>404</title></head><body>file not found</body></html>", "text/html")
    rows = attachment.rows or [[attachment.name]]
    if attachment.state == "mismatch":
        return Answer(_bytes("pdf" if attachment.ext != "pdf" else "xls", rows), kind)
    if attachment.state == "plain":
        return Answer(_bytes(attachment.ext, rows), "application/octet-stream")
    return Answer(_bytes(attachment.ext, rows), kind)


def _bytes(ext: str, rows: Sequence[Sequence[str]]) -> bytes:
    if ext == "pdf":
        return _pdf([" ".join(row) for row in rows])
    if ext in {"doc", "xls"}:
        return OLE
    if ext == "csv":
        return "\r\n".join(",".join(row) for row in rows).encode("gb18030")
    return _docx(rows) if ext == "docx" else _xlsx(rows)


def _packed(parts: dict[str, str], main: str, kind: str) -> bytes:
    """An office package: its parts, the relation to the main one, the list of types."""
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    parts["_rels/.rels"] = (
        f"<Relationships xmlns='{OFFICE}/package/2006/relationships'><Relationship Id='rId1' "
        f"Type='{RELATION}/officeDocument' Target='{main}'/></Relationships>"
    )
    parts["[Content_Types].xml"] = (
        f"<Types xmlns='{OFFICE}/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        "<Default Extension='xml' ContentType='application/xml'/>"
        f"<Override PartName='/{main}' ContentType='{kind}.main+xml'/></Types>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), head + text)
    return buffer.getvalue()


def _docx(rows: Sequence[Sequence[str]]) -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{' '.join(row)}</w:t></w:r></w:p>" for row in rows)
    space = f"{OFFICE}/wordprocessingml/2006/main"
    parts = {
        "word/document.xml": f"<w:document xmlns:w='{space}'><w:body>{lines}<w:sectPr/></w:body></w:document>"
    }
    return _packed(parts, "word/document.xml", KINDS["docx"])


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    cells = "".join(
        f"<row r='{r}'>"
        + "".join(
            f"<c r='{chr(65 + c)}{r}' t='inlineStr'><is><t>{text}</t></is></c>" for c, text in enumerate(row)
        )
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    space = f"{OFFICE}/spreadsheetml/2006/main"
    parts = {
        "xl/workbook.xml": f"<workbook xmlns='{space}' xmlns:r='{RELATION}'><sheets>"
        "<sheet name='Sheet1' sheetId='1' r:id='rId1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{OFFICE}/package/2006/relationships'>"
        f"<Relationship Id='rId1' Type='{RELATION}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{space}'><sheetData>{cells}</sheetData></worksheet>",
    }
    return _packed(parts, "xl/workbook.xml", KINDS["xlsx"])


def _pdf(lines: list[str]) -> bytes:
    """One page of text in a font that every reader knows, the codes being plain UCS-2."""
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 780 Td {shown} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        f"{body}{end}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n".encode()
    )
