"""`scrapy crawl` with the exit codes of gongkai: 2 could not run, 3 the crawl is incomplete, 0 done."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from crawler.job import CrawlJob
from crawler.spiders.bureau import BureauSpider, job_of
from records.errors import GongkaiError
from records.vocabulary import RunState

FAILED, INCOMPLETE = 2, 3


class Command(ScrapyCrawl):
    """Scrapy's command, told how the crawl ended."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl; an error is one message, never a traceback."""
        if args != [BureauSpider.name]:
            raise UsageError
        assert self.crawler_process is not None
        try:
            job = job_of(opts.spargs)
        except GongkaiError as error:
            self._fail(error)
            return
        crawler = self._create_crawler(BureauSpider.name)
        self.crawler_process.crawl(crawler, job=job, owned=True, **opts.spargs)
        self.crawler_process.start()
        self._end(job, started=isinstance(crawler.spider, BureauSpider))

    def _end(self, job: CrawlJob, *, started: bool) -> None:
        if job.error is not None or not started:
            self._fail(job.error or "the spider did not start")
        elif job.run.state is not RunState.FINISHED:
            self.exitcode = INCOMPLETE

    def _fail(self, error: BaseException | str) -> None:
        sys.stderr.write(f"{error}\n")
        self.exitcode = FAILED
