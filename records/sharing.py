"""Equal parts of many records as one object: 100,000 entries repeat most of what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from records.types import Attachment, Entry, Fetch, Header, Listing, ListItem, SitePage

T = TypeVar("T")
MOST, MOST_TAGS = (
    20_000,
    4_000,
)  # values that are looked for again: a bound keeps a hostile site from filling the memory
NOTHING: Mapping[str, str] = {}
ALIKE = 24  # characters; longer tags are seldom alike


class Sharing:
    """Hands out the first of equal values."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}
        self._times: dict[str, str] = {}
        self._tags: dict[str, dict[str, tuple[str, str]]] = {}

    def one(self, value: T) -> T:
        """The first value that is equal to this one."""
        known = self._known.get(value)
        if known is not None:
            return known  # type: ignore[return-value]
        if len(self._known) < MOST:
            self._known[value] = value
        return value

    def entry(self, entry: Entry) -> Entry:
        """The same entry on shared parts."""
        own = {entry.title: entry.title, entry.url: entry.url}
        fetch = entry.fetch
        return _changed(
            entry,
            column=self.one(entry.column),
            listings=_all(entry.listings, lambda x: self._listing(x, own)),
            fetch=self.fetch(fetch, own) if fetch else None,
            header=self.header(entry.header, own),
            breadcrumbs=self.one(entry.breadcrumbs),
            meta=self.tags(entry.meta, own),
            attachments=_all(entry.attachments, self._attachment),
            platform=self.one(entry.platform),
        )

    def page(self, page: SitePage) -> SitePage:
        """The same page on shared parts."""
        own = {page.title: page.title, page.fetch.url: page.fetch.url}
        return _changed(
            page,
            fetch=self.fetch(page.fetch, own),
            column=self.one(page.column),
            breadcrumbs=self.one(page.breadcrumbs),
            meta=self.tags(page.meta, own),
        )

    def fetch(self, fetch: Fetch, own: Mapping[str, str] = NOTHING) -> Fetch:
        """What came of asking; `own` holds texts of its record."""
        return _changed(
            fetch,
            url=own.get(fetch.url, fetch.url),
            content_type=self.one(fetch.content_type),
            fetched_at=self._time(fetch.fetched_at),
            ip=self.one(fetch.ip),
            sniffed=self.one(fetch.sniffed),
        )

    def header(self, header: Header, own: Mapping[str, str]) -> Header:
        """A header whose title is its record's."""
        if header == Header():
            return self.one(header)
        return _changed(
            header,
            title=own.get(header.title or "", header.title),
            publisher=self.one(header.publisher),
            content_source=self.one(header.content_source),
            validity=self.one(header.validity),
            labels=self.one(header.labels),
        )

    def tags(self, meta: tuple[tuple[str, str], ...], own: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Tags; those that many pages have alike are short."""
        return tuple([self._tag(name, own.get(value, value)) for name, value in meta])

    def _tag(self, name: str, value: str) -> tuple[str, str]:
        """Tags of a name are kept by themselves: keywords of 100,000 pages are no reason to forget the others."""
        known = self._tags.get(name)
        if known is None:
            known = self._tags.setdefault(self.one(name), {}) if len(self._tags) < MOST_TAGS else {}
        found = known.get(value)
        if found is None:
            found = (self.one(name), value)
            if len(value) <= ALIKE and len(known) < MOST_TAGS:
                known[value] = found
        return found

    def _time(self, value: str | None) -> str | None:
        if value is None or (known := self._times.get(value)) is None:
            known = value
            if value is not None and len(self._times) < MOST:
                self._times[value] = value
        return known

    def _listing(self, listing: Listing, own: Mapping[str, str]) -> Listing:
        return _changed(
            listing,
            column=self.one(listing.column),
            page_url=self.one(listing.page_url),
            item=self._item(listing.item, own),
        )

    def _item(self, item: ListItem, own: Mapping[str, str]) -> ListItem:
        return _changed(
            item,
            url=own.get(item.url, item.url),
            title=own.get(item.title, item.title),
            date_text=self.one(item.date_text),
            publisher=self.one(item.publisher),
        )

    def _attachment(self, attachment: Attachment) -> Attachment:
        own = {attachment.url: attachment.url}
        sniffed, kind = self.one(attachment.sniffed), self.one(attachment.type)
        return _changed(attachment, fetch=self.fetch(attachment.fetch, own), sniffed=sniffed, type=kind)


def _changed(value: T, **parts: object) -> T:
    """The value with these parts; itself where it has them already."""
    for name, part in parts.items():
        if getattr(value, name) is not part:
            break
    else:
        return value
    kind: Any = type(value)
    made: T = object.__new__(kind)
    for name, read, put in _members(kind):
        put(made, parts[name] if name in parts else read(value))
    return made


@cache
def _members(kind: type) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any, Any], None]], ...]:
    """The parts of a record that holds nothing else: copied one by one, in half the time of `replace`."""
    names: Iterable[str] = vars(kind)["__slots__"]
    return tuple((n, vars(kind)[n].__get__, vars(kind)[n].__set__) for n in names)


def _all(values: tuple[T, ...], one: Callable[[T], T]) -> tuple[T, ...]:
    """Each on shared parts; the tuple itself where nothing changed."""
    found = tuple([one(v) for v in values])
    return values if all(a is b for a, b in zip(found, values, strict=True)) else found
