"""How well the reader reads real pages of government bodies, field by field, where that collection is at hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crawler.extract.reader import Reader
from crawler.extract.words import compact
from records.types import PageReading

PAGES = Path(__file__).parents[3].parent / "shared" / "pages"
FLOOR = {  # field: (least share read right of those shown, most wrong values)
    "title": (0.85, 12),
    "index_number": (0.9, 0),
    "publish_date": (0.85, 4),
    "written_date": (0.8, 1),
    "publisher": (0.8, 2),
    "doc_number": (0.75, 2),
}


def read_value(field: str, reading: PageReading) -> str | None:
    header = reading.header
    value: Any = {
        "title": reading.title,
        "index_number": header.index_number,
        "publish_date": header.published_on,
        "written_date": header.formed_on,
        "publisher": header.publisher,
        "doc_number": header.document_number,
    }[field]
    return None if value is None else compact(str(value))


def rows() -> list[dict[str, Any]]:
    if not PAGES.is_dir():
        pytest.skip("the collection of real pages (../shared/pages) is not on this machine")
    lines = (PAGES / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for line in lines if (row := json.loads(line)) and (PAGES / row["file"]).is_file()]


def readings() -> list[tuple[dict[str, Any], PageReading]]:
    reader = Reader()
    found = []
    for row in rows():
        url = row["url"] or f"http://{row['site'].split('//')[-1].strip('/')}/page.html"
        body = (PAGES / row["file"]).read_bytes()
        found.append((row, reader.read(body, url, is_home=row["page_type"] == "home")))
    return found


def test_fields_of_real_articles_are_read_and_hardly_ever_wrong() -> None:
    right, wrong, shown = Counter[str](), Counter[str](), Counter[str]()
    faults: list[str] = []
    for row, reading in readings():
        if row["page_type"] != "article":
            continue
        for field in FLOOR:
            want, got = row.get(field), read_value(field, reading)
            want = compact(want)[:10] if want and field.endswith("date") else compact(want) if want else None
            shown[field] += want is not None
            right[field] += want is not None and got == want
            wrong[field] += got is not None and got != want
            if got != want:
                faults.append(f"{row['file']} {field}: want {want!r}, got {got!r}")
    assert sum(shown.values()) > 20, "the collection holds labelled articles"
    text = "\n".join(faults)
    for field, (share, most) in FLOOR.items():
        assert right[field] >= share * shown[field], f"{field} {right[field]}/{shown[field]}\n{text}"
        assert wrong[field] <= most, f"{field}: {wrong[field]} wrong\n{text}"


def test_items_of_real_lists_are_found() -> None:
    faults, lists = [], 0
    for row, reading in readings():
        if row.get("dated_items"):
            lists += 1
            dated = sum(i.published_on is not None or bool(i.date_text) for i in reading.items)
            if abs(dated - row["dated_items"]) > 1:
                faults.append(f"{row['file']}: want {row['dated_items']} dated items, got {dated}")
    assert lists > 3
    assert len(faults) <= lists * 0.25, "\n".join(faults)
