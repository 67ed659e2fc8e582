"""Progress on standard error, so that standard output stays clean for `--json`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from console.listening import listening
from console.texts import say

if TYPE_CHECKING:
    from crawler.job import CrawlProgress


@contextmanager
def watching(title: str, console: Console) -> Iterator[Callable[[CrawlProgress], None]]:
    """A live line on a terminal (pages seen, known, rate); on a pipe nothing but the end."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
    )
    shown = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    with shown as bar, listening(console):
        task = bar.add_task(title, total=None, note="")

        def show(now: CrawlProgress) -> None:
            key = "progress.documents" if now.documents else "progress.note"
            note = say(key, seen=now.seen, known=now.known, rate=f"{now.rate:.1f}")
            bar.update(task, completed=now.seen, total=now.known, note=note)

        yield show
