"""Styles, pictures, scripts and the bytes of linked documents."""

from __future__ import annotations

import base64
import zipfile
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
}


def furniture() -> dict[str, Answer]:
    """What every host serves beside its pages."""
    return {
        "/images/style.css": Answer(STYLE.encode(), "text/css"),
        "/images/entry.png": Answer(PNG, "image/png"),
        "/images/empty.gif": Answer(PNG, "image/png"),
        "/images/createpage.js": Answer(PAGER.encode(), "application/javascript"),
        "/wall/shuoming.html": Answer(b"<html><body>403 Forbidden</body></html>", status=403),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /admin/\n", "text/plain"),
    }


def document(attachment: Attachment) -> Answer:
    """The bytes of a linked document in its state."""
    kind = KINDS[attachment.ext]
    if attachment.state == "empty":
        return Answer(b"", kind)
    if attachment.state == "html":
        return Answer(b"<html><head><title>404</title></head><body>file not found</body></html>", "text/html")
    if attachment.state == "mismatch":
        return Answer(_bytes("pdf" if attachment.ext != "pdf" else "xls"), kind)
    if attachment.state == "plain":
        return Answer(_bytes(attachment.ext), "application/octet-stream")
    return Answer(_bytes(attachment.ext), kind)


def _bytes(ext: str) -> bytes:
    if ext == "pdf":
        return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    if ext in {"doc", "xls"}:
        return OLE
    part = "word/document.xml" if ext == "docx" else "xl/workbook.xml"
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<?xml version='1.0'?><Types/>")
        archive.writestr(part, "<?xml version='1.0'?><root/>")
    return buffer.getvalue()
