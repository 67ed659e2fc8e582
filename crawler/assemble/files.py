"""Documents hung on entries: what their address answered, and whether that is what their name says."""

from __future__ import annotations

from crawler.assemble.addresses import place_of
from crawler.assemble.atlas import Atlas
from crawler.assemble.words import word_sets
from records.types import Attachment, AttachmentLink, Fetch
from records.vocabulary import DownloadState, FetchState

TWICE = 2


def attachments(atlas: Atlas, links: tuple[AttachmentLink, ...]) -> tuple[Attachment, ...]:
    """The attachments of one entry, numbered in the order of its page."""
    found = []
    for number, link in enumerate(links, start=1):
        seen = atlas.pages.get(place_of(link.url))
        nothing = FetchState.NOT_TRIED if atlas.own(link.url) else FetchState.OUT_OF_SCOPE
        fetch = seen.fetch if seen else Fetch(link.url, nothing)
        state = download_state(fetch, link.type)
        found.append(Attachment(number, link.url, link.name, link.type, fetch, state, fetch.sniffed or None))
    return tuple(found)


def download_state(fetch: Fetch, extension: str) -> DownloadState | None:
    """What the address answered with; None when it could not be looked at, also after a single failure."""
    if fetch.state is FetchState.FAILED:
        return _failed(fetch)
    if fetch.state is not FetchState.OK:
        return None
    if fetch.bytes == 0 or fetch.sniffed == "empty":
        return DownloadState.EMPTY
    known = word_sets("types_of").get(extension, frozenset())
    if fetch.sniffed == "html":
        served_as_page = (fetch.content_type or "").lower().startswith("text/html")
        return DownloadState.OK if "html" in known and not served_as_page else DownloadState.HTML
    if (
        not fetch.sniffed
        or not known
        or fetch.sniffed in known
        or fetch.sniffed not in word_sets("told")["apart"]
    ):
        return DownloadState.OK
    return DownloadState.MISMATCH


def _failed(fetch: Fetch) -> DownloadState | None:
    if fetch.error == "empty":
        return DownloadState.EMPTY
    return DownloadState.DEAD if is_dead(fetch) else None


def is_dead(fetch: Fetch) -> bool:
    """Gone, no such host, or refused, after two tries."""
    if fetch.state is not FetchState.FAILED or fetch.tries < TWICE:
        return False
    return fetch.status in {404, 410} or fetch.error in {"dns", "refused"}
