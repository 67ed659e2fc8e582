"""How gently: the hours a crawl may run in, and stepping back when a server asks for it."""

from __future__ import annotations

import datetime as dt
import time
from email.utils import parsedate_to_datetime

from scrapy.http import Response

BUSY = frozenset({429, 503})
LONGEST_PAUSE = 300.0  # seconds a Retry-After can make us wait
FIRST_PAUSE = 5.0  # seconds, doubled each time, when the server does not say how long


class Pause:
    """Whether to wait before the next request, because a server said that it is busy. `scale` shortens on loopback."""

    def __init__(self, scale: float) -> None:
        self._scale, self._until, self._times = scale, 0.0, 0

    def heed(self, response: Response) -> float:
        """Seconds to wait after this answer, 0 for an ordinary one."""
        if response.status not in BUSY:
            self._times = 0
            return 0.0
        asked = retry_after(response)
        self._times += self.left() == 0  # answers to what was sent before the pause count once
        wait = (
            asked if asked is not None else FIRST_PAUSE * self._scale * 2 ** min(max(self._times - 1, 0), 5)
        )
        wait = min(wait, LONGEST_PAUSE)
        self._until = max(self._until, time.monotonic() + wait)
        return wait

    def left(self) -> float:
        """Seconds until requests may go on."""
        return max(0.0, self._until - time.monotonic())


def retry_after(response: Response) -> float | None:
    """Seconds from a Retry-After header, of digits or a date; None when there is none."""
    value = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_PAUSE)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, at.timestamp() - time.time())


def seconds_until_open(window: str | None, now: dt.datetime) -> float:
    """How long until the hours of `window` ("22:00-06:00", local time) begin; 0 inside them or without a window."""
    if not window:
        return 0.0
    start, end = (dt.time.fromisoformat(part) for part in window.split("-"))
    at = now.time()
    inside = start <= at < end if start < end else at >= start or at < end
    if inside:
        return 0.0
    opens = dt.datetime.combine(now.date(), start, now.tzinfo)
    return ((opens if opens > now else opens + dt.timedelta(days=1)) - now).total_seconds()
