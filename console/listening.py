"""What a crawl says while it runs, in the user's language."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from console.texts import known, say
from crawler.telling import LOGGER


class _Said(logging.Handler):
    def __init__(self, console: Console) -> None:
        super().__init__(logging.WARNING)
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        """One line; what has no text of its own is shown as logged."""
        key = f"event.{getattr(record, 'event', '')}"
        values = getattr(record, "values", {})
        text = say(key, **values) if known(key) else record.getMessage()
        self._console.print(text, style="yellow", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def listening(console: Console) -> Iterator[None]:
    """Show on `console` what crawls of this process say."""
    handler, logger = _Said(console), logging.getLogger(LOGGER)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
