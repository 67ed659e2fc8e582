"""Pages: what was fetched and read, its links and where its body lies."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from records.addresses import page_key
from records.history import Memo
from records.proofs import PageSeen
from records.recent import Recent
from records.serial import from_json, from_plain, to_json
from records.store_base import pack, unpack
from records.store_frontier import INSERT, frontier_values
from records.store_history import REMEMBER, remembered
from records.store_papers import INSERT_PAPER, paper_row
from records.store_targets import TargetTables
from records.types import BodyRef, Fetch, FrontierRow, Link, Page, PageReading, TreeNode
from records.vocabulary import FetchState, FrontierState, PageKind

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
_WHOLE = "SELECT key, depth, fetch, reading, tree, links, kind FROM page WHERE run = ? AND key = ?"
_PLAIN = frozenset({PageKind.ENTRY.value, PageKind.OTHER.value})
_TOLD_OF_TEXT = frozenset({"header", "meta", "breadcrumbs", "body", "parts", "home_links", "stylesheets"})
TREES_KNOWN = 10_000  # menus known to lie in the database
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


class PageTables(TargetTables):
    """The `page`, `tree` and `body` tables."""

    @cached_property
    def _trees(self) -> Recent[str, bool]:
        return Recent(TREES_KNOWN)

    @cached_property
    def _menus(self) -> dict[str, tuple[TreeNode, ...]]:
        return {}

    def save_pages(self, run: str, batch: Sequence[PageRecord]) -> None:
        """A batch of pages, their links, bodies, frontier states and new addresses, in one transaction."""
        number = self.run_number(run)
        with self._remembering(), self.writing() as db:
            self._save_new(number, [r for r in batch if not _is_copy(r)])
            self._copy(number, [r for r in batch if _is_copy(r)])
            bodies = [(b.sha256, b.file, b.offset, b.bytes) for r in batch if (b := r.body)]
            db.executemany(
                "INSERT OR REPLACE INTO body (sha256, file, offset, bytes) VALUES (?, ?, ?, ?)", bodies
            )
            db.executemany(INSERT, (frontier_values(number, row) for r in batch for row in r.discovered))
            db.executemany(_DONE, ((r.state.value, r.page.fetch.tries, number, r.page.key) for r in batch))
            db.executemany(REMEMBER, [remembered(number, r.page, m) for r in batch if (m := r.memo)])

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        """What is kept at hand goes with a transaction that fails."""
        try:
            yield
        except BaseException:
            self.forget_links()
            self._trees.clear()
            raise

    def _save_new(self, number: int, batch: Sequence[PageRecord]) -> None:
        readings = [(r.page.key, reading) for r in batch if (reading := r.page.reading)]
        rows = [self._page_row(number, r.page) for r in batch]
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

    def _page_row(self, number: int, page: Page) -> tuple[object, ...]:
        reading = page.reading
        links = self.pack_links(reading.links) if reading is not None else None
        return (*_page_values(number, page), self._tree(reading.tree) if reading is not None else None, links)

    def _tree(self, tree: tuple[TreeNode, ...]) -> str | None:
        """The hash of a menu, which is kept once."""
        if not tree:
            return None
        name = _tree_hash(tree)
        if self._trees.get(name) is None:
            packed = pack(to_json(PageReading("", *_NO_KIND, tree=tree)))
            self.conn.execute("INSERT OR IGNORE INTO tree (hash, json) VALUES (?, ?)", (name, packed))
            self._trees.put(name, value=True)
        return name

    def pages(self, run: str, read: Callable[[bytes], PageReading] = _whole) -> Iterator[Page]:
        """Every page of a run by key; readings come without their links (`links` has those)."""
        trees: dict[str, tuple[TreeNode, ...]] = {}
        rows = self.conn.execute(
            "SELECT key, depth, fetch, reading, tree FROM page WHERE run = ? ORDER BY key",
            (self.run_number(run),),
        )
        for row in rows:
            yield self._page(row, trees, read)

    def pages_seen(self, run: str) -> Iterator[PageSeen]:
        """Every page of a run by address, without what was read there."""
        rows = self.conn.execute(
            "SELECT url, kind, fetch FROM page WHERE run = ? ORDER BY url", (self.run_number(run),)
        )
        for url, kind, fetch in rows:
            yield PageSeen(url, kind or "", from_json(Fetch, fetch))

    def opened(self, run: str) -> int:
        """How many pages of a run opened."""
        row = self.conn.execute(
            "SELECT count(*) FROM page WHERE run = ? AND state = ?",
            (self.run_number(run), FetchState.OK.value),
        )
        return int(row.fetchone()[0])

    def page(self, run: str, key: str) -> Page | None:
        """One page of a run, None when it was not fetched."""
        row = self.conn.execute(
            "SELECT key, depth, fetch, reading, tree FROM page WHERE run = ? AND key = ?",
            (self.run_number(run), key),
        ).fetchone()
        return self._page(row, {}) if row else None

    def page_of(self, number: int, key: str, told: Callable[[str], bool]) -> Page | None:
        """One page by the internal number of its run, as far as a crawl goes on from it: with its links, without its paper.

        Of what is no column, list or home page only that, without header, tags and text; menu and links without addresses
        that `told` knows already.
        """
        row = self.conn.execute(_WHOLE, (number, key)).fetchone()
        if row is None or row[3] is None:
            return self._page(row[:5], self._menus) if row else None
        if row[6] in _PLAIN:
            return Page(key, from_json(Fetch, row[2]), row[1], self._outline(row, told))
        page = self._page(row[:5], self._menus)
        links = self.unpack_links(row[5])
        return replace(page, reading=replace(page.reading, links=links)) if page.reading else page

    def _outline(self, row: Sequence[Any], told: Callable[[str], bool]) -> PageReading:
        _, _, _, packed, tree, links, _ = row
        outline = {name: v for name, v in json.loads(unpack(packed)).items() if name not in _TOLD_OF_TEXT}
        nodes = json.loads(self._tree_text(tree))["tree"] if tree else ()
        new = tuple(TreeNode(n["name"], url) for n in nodes if (url := n["url"]) and not told(url))
        reading = from_plain(PageReading, outline)
        return replace(reading, links=self.unpack_new_links(links, told), tree=new)

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
        for page, packed in rows:
            for link in self.unpack_links(packed):
                yield page, link

    def links_of(self, run: str, key: str) -> list[Link]:
        """The links of one page as they stand on it; none for a page that was not read."""
        row = self.conn.execute(
            "SELECT links FROM page WHERE run = ? AND key = ? AND links IS NOT NULL",
            (self.run_number(run), key),
        ).fetchone()
        return list(self.unpack_links(row[0] if row else None))

    def link_numbers(self, run: str) -> Iterator[tuple[str, Sequence[int]]]:
        """(key of the page, numbers of its links) for every page of a run that has links."""
        rows = self.conn.execute(
            "SELECT key, links FROM page WHERE run = ? AND links IS NOT NULL ORDER BY key",
            (self.run_number(run),),
        )
        for key, packed in rows:
            yield key, array("I", packed)

    def body(self, sha256: str) -> BodyRef | None:
        """Where a body lies in the archive."""
        row = self.conn.execute(
            "SELECT sha256, file, offset, bytes FROM body WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return BodyRef(*row) if row else None

    def body_at(self, url: str) -> BodyRef | None:
        """Where the newest body that was fetched at an address lies in the archive."""
        row = self.conn.execute(
            "SELECT b.sha256, b.file, b.offset, b.bytes FROM page p JOIN body b USING (sha256) WHERE p.key = ?"
            " ORDER BY p.run DESC LIMIT 1",
            (page_key(url),),
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
                trees[tree] = from_json(PageReading, self._tree_text(tree)).tree
            reading = replace(reading, tree=trees[tree])
        return Page(key, from_json(Fetch, fetch), depth, reading)

    def _tree_text(self, name: str) -> str:
        return unpack(self.conn.execute("SELECT json FROM tree WHERE hash = ?", (name,)).fetchone()[0])


def _is_copy(record: PageRecord) -> bool:
    return record.memo is not None and record.memo.copied is not None


_NO_KIND = (PageKind.OTHER, "", "")


def _tree_hash(tree: tuple[TreeNode, ...]) -> str:
    told = json.dumps([(n.name, n.url, n.parent, n.hidden) for n in tree], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _page_values(number: int, page: Page) -> tuple[object, ...]:
    fetch, reading = page.fetch, page.reading
    packed = kind = title = None
    if reading is not None:
        packed = pack(_bare_json(reading))
        kind, title = reading.kind.value, reading.title
    head = (number, page.key, fetch.url, page.depth, kind, title)
    return (*head, fetch.state.value, fetch.status, fetch.sha256, to_json(fetch), packed)


def _bare_json(reading: PageReading) -> str:
    return to_json(replace(reading, links=(), tree=(), paper=None))
