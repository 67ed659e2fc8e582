"""One crawl: everything that belongs to it while it runs."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crawler.answers import now_iso, tries_left
from crawler.extract.reader import Reader
from crawler.feed import Feed, Seen
from crawler.flights import Flights
from crawler.memory import Memory, reader_digest
from crawler.outage import ON_LOOPBACK, Outage
from crawler.pace import Pause, seconds_until_open
from crawler.rendering.need import Renders
from crawler.robots import Robots
from crawler.scope import Scope
from crawler.searching import SearchNotes
from crawler.seeing import Eye
from crawler.settings import insist_on_contact, is_loopback, tool_version
from crawler.traps import Traps
from records.addresses import page_key
from records.archive import Archive
from records.claim import Claim
from records.errors import CrawlError, InputError
from records.sitefile import load_site
from records.store import Store
from records.types import Fetch, FrontierRow, Run, Site
from records.vocabulary import FetchState, FrontierState, RunState

BATCH, GENTLE_BATCH = 32, 16  # addresses saved together; fewer where a batch takes half a minute to come back
AGAIN_SECONDS, AGAIN_LOOPBACK = 30.0, 1.0  # between the end of the frontier and the second try
PROGRESS_SECONDS = 0.25
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a crawl is: addresses seen and known, and pages a second since it began or went on.

    With `documents` the crawl has ended, and the counts are of its documents being read.
    """

    seen: int
    known: int
    rate: float
    documents: bool = False


class CrawlJob:
    """The state of one crawl. `claim` keeps other processes from crawling the same; `ending` is why it ends before the frontier is empty; `error` ends it at once."""

    claim: Claim

    def __init__(self, site: Site, store: Store, archive: Archive, run: Run) -> None:
        self.site, self.store, self.archive, self.run = site, store, archive, run
        self.traps = Traps(int(run.started_at[:4]))
        self.scope = Scope(site, self.traps)
        self.robots = Robots()
        archive.known = store.body
        self.memory = Memory(store, archive, site.code)
        self.memory.told = self.scope.has_decided
        self.eye = Eye(Reader(site), archive, self.memory)
        self.notes = SearchNotes(site.portal)
        self.renders = Renders(site)
        self.loopback = is_loopback(site.home)
        self.pause = Pause(0.05 if self.loopback else 1.0)
        self.flights = Flights()
        self.outage = Outage(ON_LOOPBACK if self.loopback else 1.0)
        self.feed = Feed(store, archive, run.id, self.scope)
        self.feed.size = GENTLE_BATCH if site.pace.delay else BATCH
        self.feed.watchers.append(self._note)
        self.home = FrontierRow(page_key(site.home), site.home, 0, 0)
        self.home_seen = False
        self.searched = self.pages_used_up = False
        self.ending = ""
        self.error: BaseException | None = None
        self.progress: Callable[[CrawlProgress], None] | None = None
        self.newest = ""  # when the last answer came
        self.received = 0  # bytes of answers, as they came over the wire
        self._seen = self._before = self._failed = self._traps = 0
        self._began = self._told = time.monotonic()

    @classmethod
    def begin(cls, site: Site, store: Store, archive: Archive, resume: Run | None) -> CrawlJob:
        """A new run, or an unfinished one as it was left."""
        insist_on_contact(site.home)
        claim = _claimed(site, store)
        store.be_patient()
        files = archive.mend()
        if resume is None:
            run = store.new_run(site, started_at=now_iso(), tool_version=tool_version())
            store.set_reader(run.id, reader_digest())
            job = cls(site, store, archive, run)
        else:
            store.set_run(resume.id, state=RunState.CRAWLING, finish_reason="")
            store.requeue_lost(resume.id, {f: _size(archive.folder / f) for f in files})
            job = cls(site, store, archive, store.run(resume.id))
            job._recollect()
        job.claim = claim
        return job

    @classmethod
    def of_file(cls, site: str, db: Path) -> CrawlJob:
        """The job of a site file, going on with its unfinished run; its store and archive are to be closed with it."""
        if not site:
            raise InputError("no site file named", remedy="scrapy crawl bureau -a site=FILE")
        found, store = load_site(Path(site)), Store.open(db)
        return cls.begin(found, store, Archive(db.with_suffix(".archive")), store.unfinished_run(found.code))

    def flow(self) -> None:
        """The home page is read: let the frontier flow."""
        self.home_seen = True
        self._seen = max(self._seen, 1)  # the home page
        self.feed.budget = max(0, self.site.pace.max_pages - self._seen)
        self._began, self._before = time.monotonic(), self._seen
        self.feed.resume()

    def over(self) -> bool:
        """Nothing more is to be asked for."""
        if not self.ending and self.seconds_left() < 0:
            self.ending = "minutes"
        if not self.ending and self.received > self.site.pace.max_megabytes * MEGABYTE:
            self.ending = "bytes"
        if self.site.pace.window and not self.ending and self.closed_for():
            self.ending = "window"
        return bool(self.ending or self.error)

    def seconds_left(self) -> float:
        """Of the minutes of the site file."""
        return self.site.pace.max_minutes * 60 - (time.monotonic() - self._began)

    def pace(self) -> float:
        """Seconds from one request to the next: the site file's, or what robots.txt asks for; 0 without a pace."""
        delay = self.site.pace.delay
        return max(delay, self.robots.delay()) if delay else 0.0

    def closed_for(self) -> float:
        """Seconds until the hours of the site file begin."""
        return seconds_until_open(self.site.pace.window, dt.datetime.now().astimezone())

    def next(self) -> FrontierRow | None:
        """The next address to ask for; what robots.txt forbids is recorded on the way."""
        while not self.over() and not self.pause.left() and not self.outage.suspected:
            row = self.feed.next()
            if row is None or self.robots.allows(row.url):
                return row
            fetch = Fetch(row.url, FetchState.ROBOTS, row.tries, fetched_at=now_iso(), error="robots")
            self.keep(Seen(row, fetch))
        return None

    def keep(self, seen: Seen) -> None:
        """An address has come back."""
        if self.error is None:
            self.outage.heed(seen.fetch)
            self.feed.back(seen)
            self._seen += seen.row.tries == 0
            self._note_traps()
            self._tell()

    def drained(self) -> None:
        """All that could be asked for is back: what the budget left out gets its final state."""
        if self.feed.budget <= 0 and self.store.frontier_counts(self.run.id).get(FrontierState.QUEUED):
            self.feed.close_out(FetchState.OVER_BUDGET, "pages")
            self.pages_used_up = True

    def fail(self, error: BaseException) -> None:
        """End the crawl with this error; the first one counts."""
        self.error = self.error or error

    def ask_failed_again(self) -> None:
        """The next try of what failed."""
        self._failed = 0
        self.feed.ask_failed_again()

    @property
    def failed(self) -> int:
        """How many addresses failed and wait for another try."""
        return self._failed

    def _note(self, seen: Seen) -> None:
        fetch, reading = seen.fetch, seen.reading
        self.newest = max(self.newest, fetch.fetched_at or "")
        self._failed += tries_left(fetch) > 0
        self.home_seen = self.home_seen or seen.row.key == self.home.key
        if reading is not None:
            self.notes.see(seen)
            self.renders.note(seen)
            shown = (reading.title, reading.text_chars, len(reading.items), len(reading.attachments))
            self.traps.saw(seen.row.url, shown)

    def _note_traps(self) -> None:
        """Keep what was left out as endless, each time that another trap is met."""
        if len(self.traps.dropped) != self._traps:
            self._traps = len(self.traps.dropped)
            self.store.set_traps(self.run.id, self.traps.told())

    def _recollect(self) -> None:
        """What a former process of this run knew, from what it saved."""
        for trap in self.store.traps(self.run.id):
            self.traps.met(trap)
        for key, url in self.store.known(self.run.id):
            self.scope.remember(key, url)
        for page in self.store.pages(self.run.id):
            row = FrontierRow(page.key, page.fetch.url, page.depth, 0, tries=page.fetch.tries)
            self._note(Seen(row, page.fetch, None, page.reading))
            self._seen += 1
            self.pages_used_up = self.pages_used_up or page.fetch.state is FetchState.OVER_BUDGET
            self.received += 0 if page.fetch.unchanged else page.fetch.bytes or 0
        for _, link in self.store.links(self.run.id):
            self.notes.note_link(link.text)

    def _tell(self) -> None:
        now = time.monotonic()
        if self.progress is not None and now - self._told >= PROGRESS_SECONDS:
            self._told = now
            rate = (self._seen - self._before) / max(now - self._began, 0.001)
            self.progress(CrawlProgress(self._seen, self.scope.known, rate))


def _claimed(site: Site, store: Store) -> Claim:
    """The right to crawl this site into this database; CrawlError while another process has it."""
    path = store.path.with_name(f"{store.path.name}.{site.code}.lock")
    claim = Claim(path)
    if not claim.take():
        raise CrawlError(
            "another process is crawling this site into this database",
            where=str(store.path),
            remedy="wait for it, or stop it; then run again / 另一个进程正在采集该网站，请等它结束或先停止它",
        )
    return claim


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
