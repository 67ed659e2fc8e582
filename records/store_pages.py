"""Pages: what was fetched and read, its links and where its body lies."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from records.history import Memo
from records.serial import from_json, to_json
from records.store_base import Tables, pack, unpack
from records.store_frontier import INSERT, frontier_values
from records.store_history import REMEMBER, remembered
from records.store_papers import INSERT_PAPER, paper_row
from records.types import BodyRef, Fetch, FrontierRow, Link, Page, PageReading, TreeNode
from records.vocabulary import FrontierState, PageKind

_PAGE = (
    "INSERT OR REPLACE INTO page (run, key, url, depth, kind, title, state, status, sha256, fetch, reading, tree, links)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_COPY = (
    "INSERT OR REPLACE INTO page (run, key, url, depth, kind, title, state, status, sha256, fetch, reading, tree, links)"
    " SELECT ?, key, url, ?, kind, title, ?, ?, sha256, ?, reading, tree, links FROM page WHERE run = ? AND key = ?"
)
_COPY_PAPER = (
    "INSERT OR REPLACE INTO paper (run, key, json) SELECT ?, key, json FROM paper WHERE run = ? AND key = ?"
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
    memo: Memo | None = None


def _whole(packed: bytes) -> PageReading:
    return from_json(PageReading, unpack(packed))


class PageTables(Tables):
    """The `page`, `tree`, `target` and `body` tables."""

    _targets: dict[Link, int] | None = None
    _trees: set[str] | None = None

    @cached_property
    def _numbered(self) -> dict[int, Link]:
        return {}

    @cached_property
    def _menus(self) -> dict[str, tuple[TreeNode, ...]]:
        return {}

    def save_pages(self, run: str, batch: Sequence[PageRecord]) -> None:
        """A batch of pages, their links, bodies, frontier states and new addresses, in one transaction."""
        number = self.run_number(run)
        with self.writing() as db:
            self._save_new(number, [r for r in batch if not _is_copy(r)])
            self._copy(number, [r for r in batch if _is_copy(r)])
            bodies = [(b.sha256, b.file, b.offset, b.bytes) for r in batch if (b := r.body)]
            db.executemany(
                "INSERT OR REPLACE INTO body (sha256, file, offset, bytes) VALUES (?, ?, ?, ?)", bodies
            )
            db.executemany(INSERT, (frontier_values(number, row) for r in batch for row in r.discovered))
            db.executemany(_DONE, ((r.state.value, r.page.fetch.tries, number, r.page.key) for r in batch))
            db.executemany(REMEMBER, [remembered(number, r.page, m) for r in batch if (m := r.memo)])

    def _save_new(self, number: int, batch: Sequence[PageRecord]) -> None:
        readings = [(r.page.key, reading) for r in batch if (reading := r.page.reading)]
        trees = {_tree_hash(r.tree): r.tree for _, r in readings if r.tree}
        self._save_trees(trees)
        rows = [(*_page_values(number, r.page), self._links(r.page.reading)) for r in batch]
        self.conn.executemany(_PAGE, rows)
        papers = [paper_row(number, key, p) for key, r in readings if (p := r.paper)]
        self.conn.executemany(INSERT_PAPER, papers)

    def _copy(self, number: int, batch: Sequence[PageRecord]) -> None:
        """Pages that repeat those of an earlier run: all but how they were fetched is taken over as it lies there."""
        for record in batch:
            page, fetch, old = record.page, record.page.fetch, record.memo.copied if record.memo else None
            told = (number, page.depth, fetch.state.value, fetch.status, to_json(fetch), old, page.key)
            self.conn.execute(_COPY, told)
            self.conn.execute(_COPY_PAPER, (number, old, page.key))

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

    def pages(self, run: str, read: Callable[[bytes], PageReading] = _whole) -> Iterator[Page]:
        """Every page of a run by key; readings come without their links (`links` has those)."""
        trees: dict[str, tuple[TreeNode, ...]] = {}
        rows = self.conn.execute(
            "SELECT key, depth, fetch, reading, tree FROM page WHERE run = ? ORDER BY key",
            (self.run_number(run),),
        )
        for row in rows:
            yield self._page(row, trees, read)

    def page(self, run: str, key: str) -> Page | None:
        """One page of a run, None when it was not fetched."""
        row = self.conn.execute(
            "SELECT key, depth, fetch, reading, tree FROM page WHERE run = ? AND key = ?",
            (self.run_number(run), key),
        ).fetchone()
        return self._page(row, {}) if row else None

    def page_of(self, number: int, key: str) -> Page | None:
        """One page by the internal number of its run, with its links but without its paper."""
        row = self.conn.execute(
            "SELECT key, depth, fetch, reading, tree, links FROM page WHERE run = ? AND key = ?",
            (number, key),
        ).fetchone()
        page = self._page(row[:5], self._menus) if row else None
        if page is None or page.reading is None:
            return page
        links = tuple(self._link(n) for n in array("I", row[5] or b""))
        return replace(page, reading=replace(page.reading, links=links))

    def _link(self, number: int) -> Link:
        found = self._numbered.get(number)
        if found is None:
            row = self.conn.execute("SELECT url, text, title FROM target WHERE n = ?", (number,)).fetchone()
            if len(self._numbered) > _REMEMBERED:
                self._numbered.clear()
            found = self._numbered[number] = Link(*row)
        return found

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
        self,
        row: tuple[str, int, str, bytes | None, str | None],
        trees: dict[str, tuple[TreeNode, ...]],
        read: Callable[[bytes], PageReading] = _whole,
    ) -> Page:
        key, depth, fetch, packed, tree = row
        reading = read(packed) if packed is not None else None
        if reading is not None and tree:
            if tree not in trees:
                if len(trees) >= TREES_HELD:
                    trees.clear()
                found = self.conn.execute("SELECT json FROM tree WHERE hash = ?", (tree,)).fetchone()
                trees[tree] = from_json(PageReading, unpack(found[0])).tree
            reading = replace(reading, tree=trees[tree])
        return Page(key, from_json(Fetch, fetch), depth, reading)


def _is_copy(record: PageRecord) -> bool:
    return record.memo is not None and record.memo.copied is not None


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
