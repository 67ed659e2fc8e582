"""What is remembered of a page from crawl to crawl: what its server said of its version, and when it was seen and changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Memo:
    """What the next crawl is to know of a page.

    `likeness`: a hash of what the page says; equal hashes mean no change. `etag` and `modified`: the server's words for this
    version, both empty where the page is always to be asked for in full. `copied`: the internal number of the run whose page
    this one repeats, because the server said that nothing had changed.
    """

    likeness: str
    etag: str = ""
    modified: str = ""
    copied: int | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """When a page was first and last there, and when it was first seen as it is now; ISO 8601 with zone."""

    first_seen: str
    last_seen: str
    changed_at: str
