"""Whether the whole site, or our own network, has gone away: then nothing more is asked until the home page answers again."""

from __future__ import annotations

from records.types import Fetch
from records.vocabulary import FetchState

AFTER = 6  # addresses in a row without any answer
FIRST_WAIT, LONGEST_WAIT = 2.0, 60.0  # seconds between looks at the home page, doubled each time
LONGEST = 900.0  # seconds without the home page, after which the crawl is stopped, to be gone on with later
ON_LOOPBACK = 1 / 60  # of these times


class Outage:
    """Counts addresses in a row that brought no answer at all. `scale` shortens the times on loopback."""

    def __init__(self, scale: float) -> None:
        self._scale, self._silent, self._waited, self._wait = scale, 0, 0.0, FIRST_WAIT
        self.looking = False

    def heed(self, fetch: Fetch) -> None:
        """What came of one address; any answer says that the site is there."""
        if fetch.status is not None:
            self.end()
        elif fetch.state in {FetchState.FAILED, FetchState.TIMED_OUT}:
            self._silent += 1

    @property
    def suspected(self) -> bool:
        """So many in a row that the home page is to be asked before anything else."""
        return self._silent >= AFTER

    def next_wait(self) -> float | None:
        """Seconds until the next look at the home page; None when it was awaited long enough."""
        if self._waited >= LONGEST * self._scale:
            return None
        wait, self._wait = self._wait * self._scale, min(self._wait * 2, LONGEST_WAIT)
        self._waited += wait
        return wait

    def end(self) -> None:
        """The site answers."""
        self._silent, self._waited, self._wait = 0, 0.0, FIRST_WAIT
