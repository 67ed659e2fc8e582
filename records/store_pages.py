"""Pages: what was fetched and read, its links and where its body lies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from records.serial import from_json, to_json
from records.store_base import Tables, pack, unpack
from records.store_frontier import INSERT, frontier_values
from records.types import BodyRef, Fetch, FrontierRow, Link, Page, PageReading, TreeNode
from records.vocabulary import FrontierState, PageKind

_PAGE = (
    "INSERT OR REPLACE INTO page (run, key, url, depth, kind, title, state, status, sha256, fetch, reading, tree)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_TARGET = "INSERT OR IGNORE INTO target (url, text, title) VALUES (?, ?, ?)"
_LINK = "INSERT OR IGNORE INTO link (run, page, target) VALUES (?, ?, ?)"
_DONE = "UPDATE frontier SET state = ?, tries = ? WHERE run = ? AND key = ?"


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One fetched page with what to remember of it, saved together or not at all."""

    page: Page
    body: BodyRef | None
    discovered: tuple[FrontierRow, ...]
    state: FrontierState


class PageTables(Tables):
    """The `page`, `tree`, `target`, `link` and `body` tables."""

    _targets: dict[str, int] | None = None
    _trees: set[str] | None = None

    def save_pages(self, run: str, batch: Sequence[PageRecord]) -> None:
        """A batch of pages, their links, bodies, frontier states and new addresses, in one transaction."""
        number = self.run_number(run)
        with self.writing() as db:
            trees: dict[str, tuple[TreeNode, ...]] = {}
            for record in batch:
                reading = record.page.reading
                if reading is not None and reading.tree:
                    trees.setdefault(_tree_hash(reading), reading.tree)
            self._save_trees(trees)
            db.executemany(_PAGE, (_page_values(number, r.page) for r in batch))
            self._save_links(number, batch)
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

    def _save_links(self, number: int, batch: Sequence[PageRecord]) -> None:
        if self._targets is None:
            self._targets = {}
        known = self._targets
        pages = [(r.page.key, r.page.reading.links) for r in batch if r.page.reading is not None]
        fresh = {link.url: link for _, links in pages for link in links if link.url not in known}
        self.conn.executemany(_TARGET, ((u, x.text[:200], x.title[:200]) for u, x in fresh.items()))
        for url in fresh:
            known[url] = self.conn.execute("SELECT n FROM target WHERE url = ?", (url,)).fetchone()[0]
        rows = sorted({(number, key, known[link.url]) for key, links in pages for link in links})
        self.conn.executemany(_LINK, rows)

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

    def links(self, run: str) -> Iterator[tuple[str, Link]]:
        """(address of the page, link) for every link of a run."""
        rows = self.conn.execute(
            "SELECT p.url, t.url, t.text, t.title FROM link l JOIN page p ON p.run = l.run AND p.key = l.page"
            " JOIN target t ON t.n = l.target WHERE l.run = ? ORDER BY l.page, l.target",
            (self.run_number(run),),
        )
        for page, url, text, title in rows:
            yield page, Link(url, text, title)

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
                found = self.conn.execute("SELECT json FROM tree WHERE hash = ?", (tree,)).fetchone()
                trees[tree] = from_json(PageReading, unpack(found[0])).tree
            reading = replace(reading, tree=trees[tree])
        return Page(key, from_json(Fetch, fetch), depth, reading)


_NO_KIND = (PageKind.OTHER, "", "")


def _tree_hash(reading: PageReading) -> str:
    return hashlib.sha256(repr(reading.tree).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _page_values(number: int, page: Page) -> tuple[object, ...]:
    fetch, reading = page.fetch, page.reading
    packed = tree = kind = title = None
    if reading is not None:
        tree = _tree_hash(reading) if reading.tree else None
        packed = pack(_bare_json(reading))
        kind, title = reading.kind.value, reading.title
    head = (number, page.key, fetch.url, page.depth, kind, title)
    return (*head, fetch.state.value, fetch.status, fetch.sha256, to_json(fetch), packed, tree)


def _bare_json(reading: PageReading) -> str:
    return to_json(replace(reading, links=(), tree=()))
