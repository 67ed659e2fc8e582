"""Our side: `own_crawl.py SITE.yml DB crawl|audit OUT` – the crawl with extraction, archive and store, or the whole audit."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from records.sitefile import load_site
from records.store import Store


def main(site_file: Path, db: Path, what: str, out: Path) -> None:
    """Do it and print the number of pages."""
    from console.pipeline import Assessing, Crawling, assess_run, crawl_site, report_input
    from reports.writing import write_reports

    with Store.open(db) as store:
        run = crawl_site(load_site(site_file), store, Crawling(fresh=True))
        if what == "audit":
            assess_run(store, run, Assessing(date(2026, 11, 20)))
            write_reports(report_input(store, run), out, ("html", "xlsx", "csv", "jsonl"))
        print(json.dumps({"pages": sum(1 for _ in store.pages(run.id)), "state": run.state.value}))


def crawl_only(site_file: Path, db: Path) -> None:
    """The crawl alone, with no other room."""
    from crawler.crawl import crawl
    from records.archive import Archive

    with Store.open(db) as store:
        archive = Archive(db.with_suffix(".archive"))
        site = load_site(site_file)
        run = crawl(site, store, archive, resume=store.unfinished_run(site.code))
        archive.close()
        pages = store.conn.execute("SELECT count(*) FROM page").fetchone()[0]
        print(json.dumps({"pages": pages, "state": run.state.value}))


if __name__ == "__main__":
    file, base, wanted = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if wanted == "crawl":
        crawl_only(file, base)
    else:
        main(file, base, wanted, Path(sys.argv[4]))
