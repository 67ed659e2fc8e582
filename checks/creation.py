"""When a page came into being by evidence outside its text: object ids and days in addresses, Last-Modified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

from checks import words
from records.types import Entry, Evidence, Fetch

BEIJING = timezone(timedelta(hours=8))
MIGRATION_SHARE = 0.2  # of a site's ids within 24 hours: a migration, no creation
DAY = timedelta(hours=24)
LATE, RARE = 7, 0.05  # days after the shown date; share of a site's entries that stands out
EARLIEST = datetime(2005, 1, 1, tzinfo=BEIJING)


@dataclass(frozen=True, slots=True)
class Creation:
    """A moment (UTC+8) and what told it: the address `url`, or the answer's Last-Modified."""

    at: datetime
    url: str
    answer: Fetch | None = None

    @property
    def on(self) -> date:
        """The day in UTC+8."""
        return self.at.date()

    @property
    def evidence(self) -> Evidence:
        """What told it."""
        seen = self.answer
        if seen is None:
            return Evidence(self.url, quote=self.url, place=words.sentence("address"))
        modified = f"{seen.last_modified}"
        return Evidence(self.url, seen.fetched_at, seen.status, seen.sha256, modified, "Last-Modified")


def creations(entries: Iterable[Entry], crawled_on: date | None) -> Mapping[str, Creation]:
    """Creation evidence by entry key, without what fell into a migration."""
    latest = datetime.combine(crawled_on, datetime.max.time(), BEIJING) if crawled_on else None
    seen = tuple(entries)
    found = {e.key: told for e in seen if (told := _creation(e, latest))}
    moved = _migrated(sorted(c.at for c in found.values()))
    kept = {key: c for key, c in found.items() if c.at not in moved}
    hung = {e.key: told for e in seen if (told := _hung(e, latest))}
    kept |= _standing_out(seen, kept, hung)
    return kept | _standing_out(seen, kept, {e.key: told for e in seen if (told := _served(e))})


def _standing_out(
    entries: tuple[Entry, ...], known: Mapping[str, Creation], other: Mapping[str, Creation]
) -> dict[str, Creation]:
    """Other evidence of a day well after the shown one and what is known, where it is rare.

    Where many pages have it, the site writes its pages or moves its files anew, which tells nothing.
    """
    told: dict[str, Creation] = {}
    for entry in entries:
        found, shown, former = other.get(entry.key), entry.published_on, known.get(entry.key)
        late = found is not None and shown is not None and (found.on - shown).days > LATE
        if found is not None and late and (former is None or former.at < found.at):
            told[entry.key] = found
    return told if len(told) <= RARE * len(entries) else {}


def _hung(entry: Entry, latest: datetime | None) -> Creation | None:
    """The latest day in the addresses of what hangs on a page or is shown in its text."""
    days = [(at, url) for url in _hung_on(entry) if (at := _of_path(url)) and at >= EARLIEST]
    days = [(at, url) for at, url in days if latest is None or at <= latest]
    return Creation(*max(days)) if days else None


def _hung_on(entry: Entry) -> tuple[str, ...]:
    return (*(a.url for a in entry.attachments), *entry.body.dated_pictures)


def _creation(entry: Entry, latest: datetime | None) -> Creation | None:
    """The strongest evidence: an object id, a day in the address, one in the address of a file or picture, Last-Modified."""
    addresses = [entry.url, *_hung_on(entry)]
    told = [(_of_id(entry.url), entry.url), *((_of_path(url), url) for url in addresses)]
    for at, url in told:
        if at and at >= EARLIEST and (latest is None or at <= latest):
            return Creation(at, url)
    return _served(entry)


def _served(entry: Entry) -> Creation | None:
    """By Last-Modified."""
    at = _of_response(entry.fetch)
    if at is None or entry.fetch is None or at < EARLIEST:
        return None
    return Creation(at, entry.url, entry.fetch)


def _of_id(url: str) -> datetime | None:
    """A 24-hex object id begins with four bytes of Unix time."""
    found = words.pattern("object_id").findall(url.rsplit("/", 1)[-1])
    if len(found) != 1 or found[0].isdigit():
        return None
    return datetime.fromtimestamp(int(found[0][:8], 16), BEIJING)


def _of_path(url: str) -> datetime | None:
    for pattern in words.patterns("address_days"):
        for digits in pattern.findall(url):
            day = _day(digits)
            if day:
                return day
    return None


@lru_cache(maxsize=10_000)
def _day(digits: str) -> datetime | None:
    parts = digits.replace("-", "/").split("/")
    year, month, day = parts if len(parts) == 3 else (digits[:4], digits[4:6], digits[6:8])
    try:
        return datetime(int(year), int(month), int(day), tzinfo=BEIJING)
    except ValueError:
        return None


def _of_response(fetch: Fetch | None) -> datetime | None:
    """Last-Modified, unless the server only names the moment it answered."""
    if fetch is None or not fetch.last_modified or not fetch.fetched_at:
        return None
    try:
        at = parsedate_to_datetime(fetch.last_modified)
        asked = datetime.fromisoformat(fetch.fetched_at)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    asked = asked.replace(tzinfo=BEIJING) if asked.tzinfo is None else asked
    return at.astimezone(BEIJING) if asked - at > DAY else None


def _migrated(moments: list[datetime]) -> set[datetime]:
    """All moments that lie in some 24 hours holding more than a fifth of them."""
    moved: set[datetime] = set()
    start, marked = 0, 0
    for end, moment in enumerate(moments):
        while moment - moments[start] >= DAY:
            start += 1
        if end - start + 1 > MIGRATION_SHARE * len(moments):
            moved.update(moments[max(start, marked) : end + 1])
            marked = end + 1
    return moved
