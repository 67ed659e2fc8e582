"""The texts behind entries and columns."""

from __future__ import annotations

from collections.abc import Iterator

from records.addresses import page_key
from records.papers import Paper
from records.types import Attachment, CheckInput, Column, Entry


def entry_paper(given: CheckInput, entry: Entry) -> Paper | None:
    """What the entry's own page (or the file it leads to) says; None when there is no text of it."""
    return given.papers.get(entry.key)


def paper_keys(entry: Entry) -> list[str]:
    """Under which keys the text of its page and of its attachments lies."""
    return [entry.key, *(page_key(a.url) for a in entry.attachments)]


def attachment_papers(given: CheckInput, entry: Entry) -> Iterator[tuple[Attachment, Paper | None]]:
    """Its attachments with what they say; None where one was not read."""
    for attachment in entry.attachments:
        yield attachment, given.papers.get(page_key(attachment.url))


def column_paper(given: CheckInput, column: Column) -> Paper | None:
    """What a column's own page says where it is content itself; None when there is no text of it."""
    return given.papers.get(page_key(column.url)) if column.url else None
