"""What a crawl says while it runs: to the log in English, and as an event to whoever listens in the user's language."""

from __future__ import annotations

import logging

LOGGER = "gongkai.crawl"
log = logging.getLogger(LOGGER)


def tell(event: str, message: str, **values: object) -> None:
    """Say `message` with `values` in it; the log record carries both, with the event's name, as `event` and `values`."""
    log.warning(message.format(**values), extra={"event": event, "values": values})
