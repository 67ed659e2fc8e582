"""Links by number: an address with its text and title stands once in the database, pages hold numbers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from records.store_base import Tables
from records.types import Link

HELD = 20_000  # links kept at hand, in each direction; then they are forgotten and asked for again
_TARGET = "INSERT OR IGNORE INTO target (url, text, title) VALUES (?, ?, ?)"
_KNOWN_TARGET = "SELECT n FROM target WHERE url = ? AND text = ? AND title = ?"
_OF_NUMBER = "SELECT url, text, title FROM target WHERE n = ?"


class TargetTables(Tables):
    """The `target` table."""

    @cached_property
    def _targets(self) -> dict[tuple[str, str, str], int]:
        return {}

    @cached_property
    def _numbered(self) -> dict[int, Link]:
        return {}

    @cached_property
    def _handed(self) -> set[int]:
        return set()

    def pack_links(self, links: Sequence[Link]) -> bytes | None:
        """Links as numbers of four bytes; new ones get theirs, inside the transaction that is open."""
        known, told = self._targets.get, [(link.url, link.text, link.title) for link in links]
        return array("I", [known(link) or self._target(*link) for link in told]).tobytes() if told else None

    def unpack_links(self, packed: bytes | None) -> tuple[Link, ...]:
        """The links from `pack_links`."""
        known = self._numbered.get
        return tuple([known(n) or self._link(n) for n in array("I", packed or b"")])

    def unpack_new_links(self, packed: bytes | None, told: Callable[[str], bool]) -> tuple[Link, ...]:
        """The same without those that were handed out before and whose address `told` knew then."""
        if len(self._handed) > HELD:
            self._handed.clear()
        handed = self._handed
        links = [
            (n, self._numbered.get(n) or self._link(n)) for n in array("I", packed or b"") if n not in handed
        ]
        handed.update(n for n, link in links if told(link.url))
        return tuple([link for _, link in links])

    def forget_links(self) -> None:
        """After a transaction that failed: its numbers do not hold."""
        self._targets.clear()
        self._numbered.clear()
        self._handed.clear()

    def numbered_links(self) -> Iterator[tuple[int, Link]]:
        """Every link of the database with its number, also those of other runs."""
        for number, url, text, title in self.conn.execute("SELECT n, url, text, title FROM target"):
            yield number, Link(url, text, title)

    def _target(self, url: str, text: str, title: str) -> int:
        values = (url, text[:200], title[:200])
        made = self.conn.execute(_TARGET, values)
        number = (made.lastrowid or 0) if made.rowcount else 0
        number = number or int(self.conn.execute(_KNOWN_TARGET, values).fetchone()[0])
        if len(self._targets) >= HELD:
            self._targets.clear()
        self._targets[url, text, title] = number
        return number

    def _link(self, number: int) -> Link:
        link = Link(*self.conn.execute(_OF_NUMBER, (number,)).fetchone())
        if len(self._numbered) >= HELD:
            self._numbered.clear()
        self._numbered[number] = link
        return link
