"""OFD (GB/T 33190-2016): text by its place on the page; tables are drawn, not marked, and stay text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml.etree import _Element

from crawler.documents.gathering import Gathering
from crawler.documents.limits import UnreadableError
from crawler.documents.markup import local, parsed
from crawler.documents.zipped import Zipped
from records.documents import DocumentProblem

ROOT = "OFD.xml"
_LINE = 2.0  # millimetres between baselines that are one line


def read_ofd(archive: Zipped, gathering: Gathering) -> None:
    """Gather the pages of every document in the file; signatures and scripts are not looked at."""
    if any(posixpath.basename(n) == "encryptions.xml" for n in archive.names()):
        raise UnreadableError(DocumentProblem.ENCRYPTED, "the file is encrypted")
    gathering.pages = 0
    for path in _texts(parsed(archive.part(ROOT), ROOT), "DocRoot"):
        root, folder = parsed(archive.part(path), path), posixpath.dirname(path)
        for page in (e for e in root.iter() if local(e) == "Page"):
            gathering.pages += 1
            if gathering.pages > gathering.budget.limits.pages or not gathering.budget.in_time():
                gathering.budget.cut()
                return
            base = page.get("BaseLoc") or ""
            _page(archive, base if base.startswith("/") else posixpath.join(folder, base), gathering)


def _page(archive: Zipped, path: str, gathering: Gathering) -> None:
    root = parsed(archive.part(path), path)
    found = sorted(_pieces(root), key=lambda p: (p[0], p[1]))
    pictures = sum(1 for e in root.iter() if local(e) == "ImageObject")
    gathering.pictures += pictures
    if not found:
        gathering.picture_pages += bool(pictures)
        return
    line: list[tuple[float, str]] = []
    top = found[0][0]
    for y, x, text in found:
        if y - top > _LINE:
            gathering.line("".join(t for _, t in sorted(line)))
            line, top = [], y
        line.append((x, text))
    gathering.line("".join(t for _, t in sorted(line)))


def _pieces(root: _Element) -> Iterator[tuple[float, float, str]]:
    """(y, x, text) of every text object, by its box and the offsets in it."""
    for item in (e for e in root.iter() if local(e) == "TextObject"):
        box = [_number(v) for v in (item.get("Boundary") or "").split()]
        x, y = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
        for code in (e for e in item if local(e) == "TextCode"):
            yield y + _number(code.get("Y")), x + _number(code.get("X")), code.text or ""


def _texts(root: _Element, name: str) -> Iterator[str]:
    return ((e.text or "").strip() for e in root.iter() if local(e) == name)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
