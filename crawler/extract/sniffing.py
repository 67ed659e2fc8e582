"""What a body is by its first bytes, whatever its name or header says."""

from __future__ import annotations

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"{\\rtf", "rtf"),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<script", b"<title", b"<div", b"<table")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(body: bytes) -> str:
    """html, xml, json, pdf, zip, ole, rar, 7z, gzip, image, rtf, text, binary, or empty."""
    start = body[:2048]
    for bom in _BOMS:
        start = start.removeprefix(bom)
    start = start.replace(b"\x00", b"") if body[:2] in _BOMS else start
    if not start.strip():
        return "empty"
    for magic, name in _MAGIC:
        if start.startswith(magic):
            return name
    plain = start.lstrip().lower()
    if plain.startswith(_HTML) or b"<html" in plain or b"<!doctype html" in plain:
        return "html"
    if plain.startswith((b"<?xml", b"<")):
        return "xml" if plain.startswith(b"<?xml") else "html"
    if plain.startswith((b"{", b"[")):
        return "json"
    return "binary" if b"\x00" in start else "text"
