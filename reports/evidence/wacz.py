"""WACZ 1.1.1: a few archived pages as one ZIP file that web archive players open."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from records.warc import gzipped, warcinfo
from reports.evidence.surt import surt

VERSION = "1.1.1"
DATA, INDEX, POINTER, PAGES = (
    "archive/data.warc.gz",
    "indexes/index.cdx.gz",
    "indexes/index.idx",
    "pages/pages.jsonl",
)
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"


@dataclass(frozen=True, slots=True)
class Item:
    """One response for the archive. `members`: its gzip members, the response first; `at` ISO 8601 in UTC, ending in Z."""

    url: str
    at: str
    status: int
    mime: str
    digest: str  # sha256:… of the body as it stands here
    members: Sequence[bytes]
    title: str = ""
    is_page: bool = True


@dataclass(frozen=True, slots=True)
class About:
    """What the package says of itself. `made_at` ISO 8601 in UTC, ending in Z."""

    title: str
    description: str
    software: str
    made_at: str


def wacz(items: Sequence[Item], about: About) -> bytes:
    """The package."""
    data, lines = _archive(items)
    index, pointer = _index(lines)
    files = {DATA: data, INDEX: index, POINTER: pointer, PAGES: _pages(items)}
    package = json.dumps(_package(files, items, about), ensure_ascii=False, indent=2).encode()
    files[PACKAGE] = package
    digest = {"path": PACKAGE, "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    files[DIGEST] = json.dumps(digest, indent=2).encode()
    return zipped(files, about.made_at)


def zipped(files: dict[str, bytes], made_at: str, *, stored: Iterable[str] = (DATA, INDEX)) -> bytes:
    """Files as a ZIP in their order, all with one time; those that are compressed themselves are only stored."""
    out = io.BytesIO()
    year, month, day, hour, minute, second = (
        int(made_at[a:b]) for a, b in ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19))
    )
    plain = frozenset(stored)
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
            info.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _archive(items: Sequence[Item]) -> tuple[bytes, list[str]]:
    """The WARC file and a line of the index for each response."""
    out = io.BytesIO()
    out.write(gzipped(warcinfo("data.warc.gz")))
    lines = []
    for item in items:
        offset = out.tell()
        out.write(item.members[0])
        lines.append(_line(item, offset, out.tell() - offset))
        for member in item.members[1:]:
            out.write(member)
    return out.getvalue(), sorted(lines)


def _line(item: Item, offset: int, length: int) -> str:
    told = {
        "url": item.url,
        "mime": item.mime,
        "status": str(item.status),
        "digest": item.digest,
        "length": str(length),
        "offset": str(offset),
        "filename": "data.warc.gz",
    }
    return f"{surt(item.url)} {_stamp(item.at)} {json.dumps(told)}\n"


def _index(lines: Sequence[str]) -> tuple[bytes, bytes]:
    """The index in one block, and the pointer to it."""
    block = gzip.compress("".join(lines).encode(), mtime=0)
    head = {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}
    digest = f"sha256:{hashlib.sha256(block).hexdigest()}"
    place = {"offset": 0, "length": len(block), "digest": digest, "filename": "index.cdx.gz"}
    key = " ".join(lines[0].split(" ", 2)[:2]) if lines else ""
    pointer = f"!meta 0 {json.dumps(head)}\n" + (f"{key} {json.dumps(place)}\n" if lines else "")
    return block, pointer.encode()


def _pages(items: Sequence[Item]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _page_rows(items)).encode()


def _page_rows(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    yield {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    for number, item in enumerate((i for i in items if i.is_page), start=1):
        yield {"id": f"p{number}", "url": item.url, "ts": item.at, "title": item.title or item.url}


def _package(files: dict[str, bytes], items: Sequence[Item], about: About) -> dict[str, Any]:
    first = next((i for i in items if i.is_page), None)
    resources = [
        {
            "name": name.rsplit("/", 1)[-1],
            "path": name,
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "bytes": len(content),
        }
        for name, content in files.items()
    ]
    told: dict[str, Any] = {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": about.title,
        "description": about.description,
        "software": about.software,
        "created": about.made_at,
        "resources": resources,
    }
    return told | ({"mainPageUrl": first.url, "mainPageDate": first.at} if first else {})


def _stamp(at: str) -> str:
    return "".join(c for c in at if c.isdigit())[:14]
