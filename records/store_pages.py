"""Pages: what was fetched and read, its links and where its body lies."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from records.serial import from_json, to_json
from records.store_base import Tables, pack, unpack
from records.store_frontier import INSERT, frontier_values
from records.store_papers import INSERT_PAPER, paper_row
from records.types import BodyRef, Fetch, FrontierRow, Link, Page, PageReading, TreeNode
from records.vocabulary import FrontierState, PageKind

_PAGE = (
    "INSERT OR REPLACE INTO page (run, key, url, depth, kind, title, state, status, sha256, fetch, reading, tree, links)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
TREES_HELD = 2000  # menus kept in memory while pages are read
_TARGET = "INSERT INTO target (url, text, title) VALUES (?, ?, ?)"
_KNOWN_TARGET = "SELECT n FROM target WHERE url = ? AND text = ? AND title = ?"
_REMEMBERED = 200_000  # links whose number is kept at hand
_DONE = "UPDATE frontier SET state = ?, tries = ? WHERE run = ? AND key = ?"


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One fetched page with what to remember of it, saved together or not at all."""

    page: Page
    body: BodyRef | None
    discovered: tuple[FrontierRow, ...]
    state: FrontierState


class PageTables(Tables):
    """The `page`, `tree`, `target` and `body` tables."""

    _targets: dict[Link, int] | None = None
    _trees: set[str] | None = None

    def save_pages(self, run: str, batch: Sequence[PageRecord]) -> None:
        """A batch of pages, their links, bodies, frontier states and new addresses, in one transaction."""
        number = self.run_number(run)
        with self.writing() as db:
            trees: dict[str, tuple[TreeNode, ...]] = {}
            for record in batch:
                reading = record.page.reading
                if reading is not None and reading.tree:
                    trees.setdefault(_tree_hash(reading.tree), reading.tree)
            self._save_trees(trees)
            db.executemany(
                _PAGE, [(*_page_values(number, r.page), self._links(r.page.reading)) for r in batch]
            )
            readings = [(r.page.key, reading) for r in batch if (reading := r.page.reading)]
            db.executemany(INSERT_PAPER, [paper_row(number, key, p) for key, r in readings if (p := r.paper)])
            bodies = [(b.sha256, b.file, b.offset, b.bytes) for r in batch if (b := r.body)]
            db.executemany(
                "INSERT OR IGNORE INTO body (sha256, file, offset, bytes) VALUES (?, ?, ?, ?)", bodies
            )
            db.executemany(INSERT, (frontier_values(number, row) for r in batch for row in r.discovered))
            db.executemany(_DONE, ((r.state.value, r.page.fetch.tries, number, r.page.key) for r in batch))

    def _save_trees(self, trees: dict[str, tuple[TreeNode, ...]]) -> None:
        known = self._trees if self._trees is not None else set()
        self._trees = known
        fresh = {h: t for h, t in trees.items() if h not in known}
        rows = ((h, pack(to_json(PageReading("", *_NO_KIND, tree=t)))) for h, t in fresh.items())
        self.conn.executemany("INSERT OR IGNORE INTO tree (hash, json) VALUES (?, ?)", rows)
        known.update(fresh)

    def _links(self, reading: PageReading | None) -> bytes | None:
        """The page's links as numbers; new ones get theirs."""
        if reading is None or not reading.links:
            return None
        if self._targets is None or len(self._targets) > _REMEMBERED:
            self._targets = {}
        known = self._targets
        for link in reading.links:
            if link not in known:
                known[link] = self._target(link)
        return array("I", [known[link] for link in reading.links]).tobytes()

    def _target(self, link: Link) -> int:
        values = (link.url, link.text[:200], link.title[:200])
        row = self.conn.execute(_KNOWN_TARGET, values).fetchone()
        number = row[0] if row else self.conn.execute(_TARGET, values).lastrowid
        assert number is not None
        return int(number)

    def pages(self, run: str) -> Iterator[Page]:
        """Every page of a run by key; readings come without their links (`links` has those)."""
        trees: dict[str, tuple[TreeNode, ...]] = {}
        rows = self.conn.execute(
            "SELECT key, depth, fetch, reading, tree FROM page WHERE run = ? ORDER BY key",
            (self.run_number(run),),
        )
        for row in rows:
            yield self._page(row, trees)

    def page(self, run: str, key: str) -> Page | None:
        """One page of a run, None when it was not fetched."""
        row = self.conn.execute(
            "SELECT key, depth, fetch, reading, tree FROM page WHERE run = ? AND key = ?",
            (self.run_number(run), key),
        ).fetchone()
        return self._page(row, {}) if row else None

    def amend_reading(
        self, run: str, keys: Sequence[str], change: Callable[[PageReading], PageReading]
    ) -> None:
        """What was read on these pages, changed in something else than its links, menu or paper."""
        number = self.run_number(run)
        with self.writing() as db:
            for key in keys:
                row = db.execute(
                    "SELECT reading FROM page WHERE run = ? AND key = ?", (number, key)
                ).fetchone()
                if row is not None and row[0] is not None:
                    packed = pack(_bare_json(change(from_json(PageReading, unpack(row[0])))))
                    db.execute("UPDATE page SET reading = ? WHERE run = ? AND key = ?", (packed, number, key))

    def links(self, run: str) -> Iterator[tuple[str, Link]]:
        """(address of the page, link) for every link of a run, pages by key, links as they stand on the page."""
        rows = self.conn.execute(
            "SELECT url, links FROM page WHERE run = ? AND links IS NOT NULL ORDER BY key",
            (self.run_number(run),),
        )
        known: dict[int, Link] = {}
        for page, packed in rows:
            for number in array("I", packed):
                if number not in known:
                    found = self.conn.execute("SELECT url, text, title FROM target WHERE n = ?", (number,))
                    known[number] = Link(*found.fetchone())
                yield page, known[number]

    def links_of(self, run: str, key: str) -> list[Link]:
        """The links of one page as they stand on it; none for a page that was not read."""
        row = self.conn.execute(
            "SELECT links FROM page WHERE run = ? AND key = ? AND links IS NOT NULL",
            (self.run_number(run), key),
        ).fetchone()
        numbers = array("I", row[0]) if row else ()
        found = "SELECT url, text, title FROM target WHERE n = ?"
        return [Link(*self.conn.execute(found, (n,)).fetchone()) for n in numbers]

    def link_numbers(self, run: str) -> Iterator[tuple[str, Sequence[int]]]:
        """(key of the page, numbers of its links) for every page of a run that has links."""
        rows = self.conn.execute(
            "SELECT key, links FROM page WHERE run = ? AND links IS NOT NULL ORDER BY key",
            (self.run_number(run),),
        )
        for key, packed in rows:
            yield key, array("I", packed)

    def numbered_links(self) -> Iterator[tuple[int, Link]]:
        """Every link of the database with its number, also those of other runs."""
        for number, url, text, title in self.conn.execute("SELECT n, url, text, title FROM target"):
            yield number, Link(url, text, title)

    def body(self, sha256: str) -> BodyRef | None:
        """Where a body lies in the archive."""
        row = self.conn.execute(
            "SELECT sha256, file, offset, bytes FROM body WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return BodyRef(*row) if row else None

    def _page(
        self, row: tuple[str, int, str, bytes | None, str | None], trees: dict[str, tuple[TreeNode, ...]]
    ) -> Page:
        key, depth, fetch, packed, tree = row
        reading = from_json(PageReading, unpack(packed)) if packed is not None else None
        if reading is not None and tree:
            if tree not in trees:
                if len(trees) >= TREES_HELD:
                    trees.clear()
                found = self.conn.execute("SELECT json FROM tree WHERE hash = ?", (tree,)).fetchone()
                trees[tree] = from_json(PageReading, unpack(found[0])).tree
            reading = replace(reading, tree=trees[tree])
        return Page(key, from_json(Fetch, fetch), depth, reading)


_NO_KIND = (PageKind.OTHER, "", "")


@lru_cache(maxsize=64)
def _tree_hash(tree: tuple[TreeNode, ...]) -> str:
    return hashlib.sha256(repr(tree).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _page_values(number: int, page: Page) -> tuple[object, ...]:
    fetch, reading = page.fetch, page.reading
    packed = tree = kind = title = None
    if reading is not None:
        tree = _tree_hash(reading.tree) if reading.tree else None
        packed = pack(_bare_json(reading))
        kind, title = reading.kind.value, reading.title
    head = (number, page.key, fetch.url, page.depth, kind, title)
    return (*head, fetch.state.value, fetch.status, fetch.sha256, to_json(fetch), packed, tree)


def _bare_json(reading: PageReading) -> str:
    return to_json(replace(reading, links=(), tree=(), paper=None))
