"""The text of documents by page key: written with its page, read one at a time, never all at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from records.documents import DocumentText
from records.papers import BodyLink, Paper, of_document
from records.serial import from_json, to_json
from records.store_base import Tables, pack, unpack

PAPERS_HELD = 32  # the last ones asked for
INSERT_PAPER = "INSERT OR REPLACE INTO paper (run, key, json) VALUES (?, ?, ?)"
_PAPER = (
    "SELECT paper.json, page.url, page.sha256 FROM paper JOIN page USING (run, key) WHERE run = ? AND key = ?"
)
_DOCUMENT = (
    "SELECT document.json, page.url, page.sha256 FROM page JOIN document USING (sha256)"
    " WHERE run = ? AND key = ? AND page.reading IS NULL"
)
_KEYS = (
    "SELECT key FROM paper WHERE run = :run UNION"
    " SELECT key FROM page JOIN document USING (sha256) WHERE run = :run AND page.reading IS NULL ORDER BY key"
)

_LINKS = "SELECT links FROM page WHERE run = ? AND key = ? AND links IS NOT NULL"
_TARGET = "SELECT url, text FROM target WHERE n = ?"
_LINKED = "SELECT key FROM page WHERE run = ? AND links IS NOT NULL ORDER BY key"


def paper_row(number: int, key: str, paper: Paper) -> tuple[int, str, bytes]:
    """The values of `INSERT_PAPER`."""
    return number, key, pack(to_json(paper))


class PaperTables(Tables):
    """The `paper` table, and documents as papers."""

    def papers(self, run: str) -> Mapping[str, Paper]:
        """Page key → paper, for pages that are documents and for documents that hang on them; read when asked for."""
        return Papers(self, self.run_number(run))

    def text_views(self, run: str) -> tuple[Mapping[str, Paper], Mapping[str, tuple[BodyLink, ...]]]:
        """The papers of a run, and the links of its pages."""
        return self.papers(run), PageLinks(self, self.run_number(run))

    def page_links(self, number: int, key: str) -> tuple[BodyLink, ...] | None:
        """All links of one page by the run's number, None for a page that was not read."""
        row = self.conn.execute(_LINKS, (number, key)).fetchone()
        if row is None:
            return None
        found = (self.conn.execute(_TARGET, (n,)).fetchone() for n in array("I", row[0]))
        return tuple(BodyLink(*target) for target in found)

    def link_keys(self, number: int) -> list[str]:
        """Keys of the pages of a run that have links, sorted."""
        return [row[0] for row in self.conn.execute(_LINKED, (number,))]

    def paper(self, number: int, key: str) -> Paper | None:
        """One paper of a run by the run's number, None where there is no text."""
        row = self.conn.execute(_PAPER, (number, key)).fetchone()
        if row is not None:
            return replace(from_json(Paper, unpack(row[0])), url=row[1], sha256=row[2] or "")
        row = self.conn.execute(_DOCUMENT, (number, key)).fetchone()
        return of_document(from_json(DocumentText, unpack(row[0])), row[1], row[2]) if row else None

    def paper_keys(self, number: int) -> list[str]:
        """The keys of all papers of a run, sorted."""
        return [row[0] for row in self.conn.execute(_KEYS, {"run": number})]


class Papers(Mapping[str, Paper]):
    """A read-only view of a run's papers; it holds the last few only."""

    def __init__(self, tables: PaperTables, number: int) -> None:
        self._tables, self._number = tables, number
        self._find = lru_cache(maxsize=PAPERS_HELD)(lambda key: tables.paper(number, key))

    def __getitem__(self, key: str) -> Paper:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables.paper_keys(self._number))

    def __len__(self) -> int:
        return len(self._tables.paper_keys(self._number))


class PageLinks(Mapping[str, tuple[BodyLink, ...]]):
    """A read-only view of the links of a run's pages, read when asked for."""

    def __init__(self, tables: PaperTables, number: int) -> None:
        self._tables, self._number = tables, number

    def __getitem__(self, key: str) -> tuple[BodyLink, ...]:
        found = self._tables.page_links(self._number, key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables.link_keys(self._number))

    def __len__(self) -> int:
        return len(self._tables.link_keys(self._number))
