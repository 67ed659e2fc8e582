"""The text of documents by page key: written with its page, read one at a time, never all at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from records.documents import DocumentText
from records.papers import BodyLink, Glance, Paper, ReadAhead, of_document
from records.serial import from_json, to_json
from records.store_base import Tables, pack, unpack

PAPERS_HELD = 32  # the last ones asked for
MOST_AT_ONCE = 200
_GLANCED = ('"hits":', '"problem":')
INSERT_PAPER = "INSERT OR REPLACE INTO paper (run, key, json) VALUES (?, ?, ?)"
_PAPER = (
    "SELECT paper.key, paper.json, page.url, page.sha256 FROM paper JOIN page USING (run, key)"
    " WHERE run = ? AND key IN ({marks})"
)
_DOCUMENT = (
    "SELECT page.key, document.json, page.url, page.sha256 FROM page JOIN document USING (sha256)"
    " WHERE run = ? AND key IN ({marks}) AND page.reading IS NULL"
)
_KEYS = (
    "SELECT key FROM paper WHERE run = :run UNION"
    " SELECT key FROM page JOIN document USING (sha256) WHERE run = :run AND page.reading IS NULL ORDER BY key"
)

_LINKS = "SELECT links FROM page WHERE run = ? AND key = ? AND links IS NOT NULL"
_TARGETS = "SELECT n, url, text FROM target WHERE n IN ({marks})"
_LINKED = "SELECT key FROM page WHERE run = ? AND links IS NOT NULL ORDER BY key"


def paper_row(number: int, key: str, paper: Paper) -> tuple[int, str, bytes]:
    """The values of `INSERT_PAPER`."""
    return number, key, pack(to_json(paper))


@dataclass(frozen=True, slots=True)
class Packed:
    """A paper as it is stored; `is_document`: the text of a file, not of a page."""

    json: bytes
    url: str
    sha256: str | None
    is_document: bool

    def paper(self, text: str) -> Paper:
        """The paper, from its unpacked JSON."""
        if self.is_document:
            return of_document(from_json(DocumentText, text), self.url, self.sha256 or "")
        return replace(from_json(Paper, text), url=self.url, sha256=self.sha256 or "")


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
        numbers = array("I", row[0])
        known: dict[int, BodyLink] = {}
        for start in range(0, len(numbers), MOST_AT_ONCE):
            part = numbers[start : start + MOST_AT_ONCE]
            asked = _TARGETS.format(marks=",".join("?" * len(part)))
            known |= {n: BodyLink(url, text) for n, url, text in self.conn.execute(asked, part)}
        return tuple([known[n] for n in numbers])

    def link_keys(self, number: int) -> list[str]:
        """Keys of the pages of a run that have links, sorted."""
        return [row[0] for row in self.conn.execute(_LINKED, (number,))]

    def packed_papers(self, number: int, keys: Sequence[str]) -> dict[str, Packed]:
        """Those of a run that have a text, by the run's number; at most `MOST_AT_ONCE`."""
        found: dict[str, Packed] = {}
        for query, is_document in ((_PAPER, False), (_DOCUMENT, True)):
            wanted = [key for key in keys if key not in found]
            if wanted:
                asked = query.format(marks=",".join("?" * len(wanted)))
                rows = self.conn.execute(asked, (number, *wanted))
                found |= {key: Packed(json, url, sha, is_document) for key, json, url, sha in rows}
        return found

    def paper_keys(self, number: int) -> list[str]:
        """The keys of all papers of a run, sorted."""
        return [row[0] for row in self.conn.execute(_KEYS, {"run": number})]


class Papers(ReadAhead):
    """A read-only view of a run's papers; it holds the last few only, and packed those that are expected."""

    def __init__(self, tables: PaperTables, number: int) -> None:
        self._tables, self._number = tables, number
        self._find = lru_cache(maxsize=PAPERS_HELD)(self._read)
        self._ahead: dict[str, Packed | None] = {}

    def __getitem__(self, key: str) -> Paper:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables.paper_keys(self._number))

    def __len__(self) -> int:
        return len(self._tables.paper_keys(self._number))

    def expect(self, keys: Sequence[str]) -> None:
        """Fetch these together; what was expected before is let go."""
        self._ahead = dict.fromkeys(keys)
        for start in range(0, len(keys), MOST_AT_ONCE):
            self._ahead.update(self._tables.packed_papers(self._number, keys[start : start + MOST_AT_ONCE]))

    def glance(self, key: str) -> Glance | None:
        """Most papers hold no personal data and no problem: their text is not taken apart to see that."""
        packed = self._packed(key)
        if packed is None:
            return None
        text = unpack(packed.json)
        if not any(name in text for name in _GLANCED):  # quotes within texts are written otherwise
            return Glance()
        paper = packed.paper(text)
        return Glance(paper.hits, paper.problem)

    def _read(self, key: str) -> Paper | None:
        packed = self._packed(key)
        return packed.paper(unpack(packed.json)) if packed else None

    def _packed(self, key: str) -> Packed | None:
        if key in self._ahead:
            return self._ahead[key]
        return self._tables.packed_papers(self._number, [key]).get(key)


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
