"""What a child process is told to do, what it has done of it, and what it says on the way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from records.fleet import Progress
from records.serial import from_json, to_json
from records.types import Site


@dataclass(frozen=True, slots=True)
class Order:
    """One audit for one child. `folder` is the site's own, kept from audit to audit: its database, archive and this order.

    `rules`: a folder of rules, empty for the bundled ones.
    """

    key: str
    site: Site
    folder: str
    rules: str = ""

    @property
    def database(self) -> Path:
        """The site's own database."""
        return Path(self.folder) / "site.db"

    @property
    def bundle(self) -> Path:
        """Where the result is put for its runner."""
        return Path(self.folder) / "result.gongkai.zip"


@dataclass(frozen=True, slots=True)
class Done:
    """How far an order has come: the run that was made for it."""

    key: str
    run: str


@dataclass(frozen=True, slots=True)
class Word:
    """One line of a child on its standard output."""

    progress: Progress | None = None
    run: str = ""
    error: str = ""


def write_order(order: Order) -> Path:
    """Put an order into its folder; gives the file."""
    path = Path(order.folder) / "order.json"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _replace(path, to_json(order))
    return path


def read_order(path: Path) -> Order:
    """The order in that file."""
    return from_json(Order, path.read_text(encoding="utf-8"))


def done_of(order: Order) -> Done | None:
    """What an earlier child did for this order, if one did."""
    path = Path(order.folder) / "done.json"
    if not path.is_file():
        return None
    done = from_json(Done, path.read_text(encoding="utf-8"))
    return done if done.key == order.key else None


def note_done(order: Order, run: str) -> None:
    """Remember the run of an order, so that a later child goes on with it."""
    _replace(Path(order.folder) / "done.json", to_json(Done(order.key, run)))


def word_of(line: str) -> Word | None:
    """What a line of a child says; None for a line that is no word of ours."""
    try:
        return from_json(Word, line)
    except (json.JSONDecodeError, TypeError, KeyError, AttributeError):
        return None


def _replace(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
