"""Whether two fetches of a page say the same: what every fetch changes (counters, today's date, tokens) is left out."""

from __future__ import annotations

import hashlib

from crawler.crawl_words import crawl_words
from records.types import PageReading


def likeness(reading: PageReading) -> str:
    """A hash of what the page says: title, header, dated rows, text, tables, attachments. Menus and links are no part of it."""
    header, paper = reading.header, reading.paper
    said = [reading.title, reading.headline, repr(header), reading.absence_note or ""]
    said.extend(f"{i.url}\t{i.title}\t{i.date_text}" for i in reading.items)
    said.extend(f"{a.url}\t{a.name}" for a in reading.attachments)
    if paper is not None:
        said.append(paper.text)
    text = crawl_words().passing.sub("", "\n".join(said))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
