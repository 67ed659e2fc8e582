"""From a reply to what is remembered: the fetch in the words of the vocabulary, the body in the archive, the page as read."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, replace

from scrapy.http import Headers, Response

from crawler.answers import failed_fetch, fetch_of, is_page, now_iso, wall_in
from crawler.asking import Reply
from crawler.extract.reader import Reader
from crawler.feed import Seen
from crawler.forgetting import Forgetting
from crawler.memory import Memory, memo_of
from crawler.scope import Priority
from records.addresses import normalise
from records.archive import Archive, Exchange
from records.types import Fetch, FrontierRow, PageReading
from records.vocabulary import FetchState

LIST_DATA = frozenset(
    {"json", "xml", "text"}
)  # what an interface answers where a list says its further pages are
NOT_MODIFIED = 304
_TROUBLE = {
    "off-site": FetchState.OUT_OF_SCOPE,
    "robots": FetchState.ROBOTS,
    "redirect-loop": FetchState.FAILED,
    "wall:cookie": FetchState.BLOCKED,
}


@dataclass(frozen=True, slots=True)
class Lens:
    """How to read a page: the home page also tells which of its links a visitor sees."""

    is_home: bool = False
    styles: tuple[str, ...] = ()


PLAIN = Lens()


class Eye:
    """Reads every page of a crawl once."""

    def __init__(self, reader: Reader, archive: Archive, memory: Memory) -> None:
        self._reader, self._archive, self._memory = reader, archive, memory
        self._forgetting = Forgetting(reader)

    def see(self, row: FrontierRow, reply: Reply, lens: Lens = PLAIN) -> Seen:
        """What a reply tells about the address that was asked for."""
        asked, last = normalise(row.url), normalise(reply.url)
        moved = last if last != asked else None
        response, tries = reply.response, row.tries + 1
        for at, hop in reply.hops:
            self._archive.append(_exchange(hop, at, fetch_of(hop, row.url, tries)))
        if response is None:
            return Seen(row, replace(_without_answer(reply, row.url, tries), final_url=moved))
        if response.status == NOT_MODIFIED and (unchanged := self._unchanged(row, reply.url, response)):
            return unchanged
        self._memory.forget(row)
        fetch = replace(fetch_of(response, row.url, tries), final_url=moved)
        body = self._archive.append(_exchange(response, reply.url, fetch), fetch.sha256)
        listed = row.priority <= Priority.LIST and fetch.sniffed in LIST_DATA and not lens.is_home
        if fetch.state is not FetchState.OK or not (listed or is_page(fetch)):
            return Seen(row, fetch, body, memo=memo_of(fetch, None, fetch.etag))
        reading = self._reader.read(
            response.body,
            last,
            content_type=fetch.content_type,
            is_home=lens.is_home,
            styles=lens.styles,
        )
        self._forgetting.note(len(response.body))
        fetch = wall_in(fetch, response.body, reading)
        if fetch.state is not FetchState.OK:
            return Seen(row, fetch, body)
        return Seen(row, fetch, body, reading, memo_of(fetch, reading, fetch.etag))

    def _unchanged(self, row: FrontierRow, url: str, response: Response) -> Seen | None:
        """The page as an earlier run saw it, which the server says it still is."""
        recalled = self._memory.recall(row)
        if recalled is None:
            return None
        page, memo = recalled
        at, ip = now_iso(), str(response.ip_address) if response.ip_address else None
        fetch = replace(page.fetch, tries=row.tries + 1, fetched_at=at, ip=ip, unchanged=True)
        exchange = replace(_exchange(response, url, fetch), body=b"")
        self._archive.revisit(exchange, page.fetch.sha256 or "", page.fetch.fetched_at or at)
        return Seen(row, fetch, None, page.reading, memo)

    def read_again(self, url: str, body: bytes, content_type: str, lens: Lens) -> PageReading:
        """A page's markup after its scripts have run."""
        return self._reader.read(
            body, url, content_type=content_type, is_home=lens.is_home, styles=lens.styles
        )


def _without_answer(reply: Reply, url: str, tries: int) -> Fetch:
    if reply.failure is not None:
        return failed_fetch(reply.failure, url, tries)
    return Fetch(url, _TROUBLE[reply.trouble], tries, fetched_at=now_iso(), error=reply.trouble)


def _exchange(response: Response, url: str, fetch: Fetch) -> Exchange:
    request = response.request
    seconds = request.meta.get("download_latency", 0.0) if request is not None else 0.0
    return Exchange(
        url=url,
        status=response.status,
        reason=http.client.responses.get(response.status, ""),
        headers=_pairs(response.headers),
        body=response.body,
        fetched_at=fetch.fetched_at or now_iso(),
        ip=fetch.ip,
        request_headers=_pairs(request.headers) if request is not None else (),
        told=(("fetchTimeMs", str(round(1000 * seconds))), ("tries", str(fetch.tries))),
    )


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )
