"""Starting crawls in processes of their own: Scrapy's reactor starts only once in a process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from records.sitefile import site_to_json
from records.types import Pace
from records.types import Site as SiteRecord
from tests.crawler.crawl.site import Site

ROOT = Path(__file__).parents[3]


def record(site: Site, **changes: Any) -> SiteRecord:
    """The site as its file would describe it: loopback, no pace."""
    host = site.url.removeprefix("http://")
    given = {
        "home": site.url + "/",
        "pace": Pace(delay=0, concurrency=4),
        "allow_private": True,
        "hosts": (host,),
    } | changes
    return SiteRecord("t", "示例局", **given)


def start(site: SiteRecord, db: Path, **options: Any) -> subprocess.Popen[str]:
    """A crawl that runs."""
    command = [
        sys.executable,
        "-m",
        "tests.crawler.crawl.driver",
        str(db),
        site_to_json(site),
        json.dumps(options),
    ]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What a crawl told at its end."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    told: dict[str, Any] = json.loads(out)
    told["stderr"] = err
    return told


def crawled(site: Site, db: Path, *, options: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A whole crawl of a site."""
    return ended(start(record(site, **changes), db, **(options or {})))
