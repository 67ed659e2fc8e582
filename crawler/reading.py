"""One page read by itself: from a file, or from an address that is asked for once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from crawler.documents.limits import Limits
from crawler.documents.reading import is_document, name_of
from crawler.documents.reading_room import ReadingRoom
from crawler.extract.masking import masked_document
from crawler.extract.reader import Reader
from crawler.extract.sniffing import sniff
from crawler.plain_client import MAX_BYTES, Answer, get
from records.addresses import normalise
from records.documents import DocumentProblem, DocumentText
from records.errors import InputError
from records.types import Fetch, PageReading
from records.vocabulary import FetchState, PageKind

FILE_ADDRESS = "http://page.invalid/"  # what a file's relative links are joined to when no address is given
MAX_STYLES = 8


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What one file or address shows: a page, or a document with what it holds."""

    fetch: Fetch
    reading: PageReading
    document: DocumentText | None = None


def read_source(
    source: str, *, url: str | None, is_home: bool, allow_private: bool
) -> tuple[Fetch, PageReading]:
    """As `open_source`, of the page alone."""
    seen = open_source(source, url=url, is_home=is_home, allow_private=allow_private)
    return seen.fetch, seen.reading


def open_source(source: str, *, url: str | None, is_home: bool, allow_private: bool) -> SourceReading:
    """What the readers see in a file or at an address; InputError when there is nothing to read.

    `url` is the address a file was saved from. An address is fetched once; style sheets only for a home page.
    """
    if urlsplit(source).scheme in {"http", "https"}:
        return _from_address(source, is_home, allow_private)
    return _from_file(source, url, is_home)


def _document(fetch: Fetch, body: bytes, most: int) -> SourceReading:
    """What a document holds; one that reached `most` bytes was cut, and half a document is none."""
    if len(body) >= most:
        reason = f"{most} bytes or more"
        found = DocumentText(fetch.sniffed, problem=DocumentProblem.TOO_LARGE, reason=reason)
    else:
        with ReadingRoom() as room:
            found = masked_document(room.read(body, name_of(fetch)))
    return SourceReading(
        fetch, PageReading(fetch.final_url or fetch.url, PageKind.OTHER, "generic", ""), found
    )


def _from_file(source: str, url: str | None, is_home: bool) -> SourceReading:
    path = Path(source)
    try:
        with path.open("rb") as file:
            body = file.read(Limits().bytes_in + 1)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}",
            where=source,
            remedy="give a saved page, or an address beginning with http:// or https://",
        ) from None
    address = url or FILE_ADDRESS + path.name
    fetch = Fetch(
        url=address,
        state=FetchState.OK,
        sha256=hashlib.sha256(body).hexdigest(),
        bytes=len(body),
        sniffed=sniff(body),
    )
    if is_document(fetch):
        return _document(fetch, body, Limits().bytes_in + 1)
    return SourceReading(fetch, Reader().read(body[:MAX_BYTES], address, is_home=is_home))


def _from_address(source: str, is_home: bool, allow_private: bool) -> SourceReading:
    answer = get(source, allow_private=allow_private)
    fetch = _fetch(source, answer)
    if is_document(fetch):
        return _document(fetch, answer.body, MAX_BYTES)
    reader, url = Reader(), normalise(answer.url)
    reading = reader.read(answer.body, url, content_type=answer.content_type, is_home=is_home)
    if is_home and reading.stylesheets:
        styles = tuple(_styles(reading.stylesheets[:MAX_STYLES], allow_private))
        reading = reader.read(answer.body, url, content_type=answer.content_type, is_home=True, styles=styles)
    return SourceReading(fetch, reading)


def _styles(addresses: tuple[str, ...], allow_private: bool) -> list[str]:
    """Texts of the style sheets that can be had; a missing one decides nothing."""
    texts: list[str] = []
    for address in addresses:
        try:
            answer = get(address, allow_private=allow_private)
        except InputError:
            continue
        if answer.status == 200:
            texts.append(answer.body.decode("utf-8", "replace"))
    return texts


def _fetch(source: str, answer: Answer) -> Fetch:
    good = 200 <= answer.status < 300 and bool(answer.body)
    error = "" if good else f"http-{answer.status}" if answer.body or answer.status >= 300 else "empty"
    return Fetch(
        url=normalise(source),
        state=FetchState.OK if good else FetchState.FAILED,
        tries=1,
        status=answer.status,
        fetched_at=answer.fetched_at,
        sha256=hashlib.sha256(answer.body).hexdigest(),
        bytes=len(answer.body),
        content_type=answer.content_type,
        last_modified=answer.last_modified,
        ip=answer.ip,
        error=error,
        final_url=normalise(answer.url) if normalise(answer.url) != normalise(source) else None,
        sniffed=sniff(answer.body),
    )
