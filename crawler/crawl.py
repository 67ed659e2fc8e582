"""Crawling a site in this process: one call from outside, Scrapy inside."""

from __future__ import annotations

import contextlib
import gc
import logging
import signal
import sys
from collections.abc import Callable, Iterator

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.job import CrawlJob, CrawlProgress
from crawler.settings import site_settings, user_agent
from crawler.spiders.bureau import BureauSpider
from records.archive import Archive
from records.errors import CrawlError
from records.store import Store
from records.types import Run, Site

__all__ = ["CrawlProgress", "crawl"]


def crawl(
    site: Site,
    store: Store,
    archive: Archive,
    *,
    resume: Run | None = None,
    full: bool = False,
    progress: Callable[[CrawlProgress], None] | None = None,
) -> Run:
    """Crawl `site`, going on with `resume`; `full` asks for unchanged pages too. The run as it ended. Once a process: Scrapy's reactor starts only once.

    CrawlError when there is no site to crawl; StoreError and ArchiveError as they come, with the run left to be resumed.
    """
    if "twisted.internet.reactor" in sys.modules:
        raise CrawlError("one process makes one crawl", remedy="start another process for the next site")
    job = CrawlJob.begin(site, store, archive, resume)
    job.progress = progress
    job.memory.full = full
    process = AsyncCrawlerProcess(_settings(site))  # sets the levels of loggers
    with _own_signals(), _quiet(), _fewer_collections():
        crawler = process.create_crawler(BureauSpider)
        process.crawl(crawler, job=job)
        process.start()
    if isinstance(crawler.spider, BureauSpider):
        crawler.spider.finish(stopped=True)  # only where Scrapy was ended by force
    if job.error is not None:
        raise job.error
    return job.run


def _settings(site: Site) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    own = {"USER_AGENT": user_agent(), "LOG_INSTALL_ROOT_HANDLER": False}  # who calls us has a log of his own
    settings.setdict({**site_settings(site), **own}, priority="cmdline")
    return settings


@contextlib.contextmanager
def _own_signals() -> Iterator[None]:
    """Scrapy takes Ctrl-C and the like for the time of the crawl; afterwards they are as they were."""
    names = [n for n in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, n)]
    before = {n: signal.getsignal(getattr(signal, n)) for n in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            if handler is not None:
                signal.signal(getattr(signal, name), handler)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Only what goes wrong in the machinery is heard of Scrapy and Twisted."""
    loggers = [logging.getLogger(name) for name in ("scrapy", "twisted")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextlib.contextmanager
def _fewer_collections() -> Iterator[None]:
    """A page makes thousands of short-lived objects without cycles: looking for cycles costs an eighth of the crawl."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
