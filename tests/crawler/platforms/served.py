"""Whole invented sites in the manner of one publishing platform, served on loopback, crawled and put in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.finish import build_dossier
from records.store import Store
from records.types import Column, Dossier
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site

TOPICS = ("培训", "考试", "补贴", "招聘", "仲裁", "职称", "参保", "监察", "调解", "援助")
TEXT = "为做好本县有关工作，现将有关事项通知如下，请各有关单位认真贯彻执行，并及时报告落实情况。"


@dataclass(frozen=True)
class Row:
    """One row of a list."""

    url: str
    title: str
    day: str  # ISO


def rows(address: Callable[[int], str], count: int) -> list[Row]:
    """Invented rows, the newest first: 2026-10-28, 2026-10-27 … a day each."""
    return [
        Row(address(n), f"关于做好第{n}批{TOPICS[n % 10]}服务工作的通知", _day(n))
        for n in range(1, count + 1)
    ]


def _day(n: int) -> str:
    month, day = divmod(n - 1, 28)
    return f"2026-{10 - month:02d}-{28 - day:02d}"


def page(head: str, body: str, encoding: str = "utf-8") -> Answer:
    """A page of this head and body."""
    text = f"<!DOCTYPE html><html><head><meta charset='{encoding}'>{head}</head><body>{body}</body></html>"
    return Answer(text.encode(encoding), headers={"Content-Type": "text/html"})


def data(text: str, kind: str = "application/json") -> Answer:
    """What an interface answers."""
    return Answer(text.encode(), headers={"Content-Type": f"{kind}; charset=utf-8"})


def groups(items: list[Row], size: int) -> list[list[Row]]:
    """The rows by page."""
    return [items[n : n + size] for n in range(0, len(items), size)]


@dataclass(frozen=True)
class Found:
    """What a crawl of a site came to."""

    dossier: Dossier
    told: dict[str, Any]
    asked: list[str]
    posted: list[str]

    def column(self, name: str) -> Column:
        """The one column of that name."""
        found = [c for c in self.dossier.columns if c.name == name]
        assert len(found) == 1, [c.path for c in self.dossier.columns]
        return found[0]

    def rows(self, name: str) -> list[tuple[str, str]]:
        """Title and listed day of the entries the column owns, in order."""
        wanted = self.column(name).id
        return sorted((e.title, str(e.listed_on)) for e in self.dossier.entries if e.column == wanted)

    def has_all(self, name: str, expected: list[Row]) -> None:
        """Every row of every page is there with its date, nothing else is, and nothing is left unread."""
        column = self.column(name)
        assert self.rows(name) == sorted((r.title, r.day) for r in expected)
        assert column.list_unread is None
        assert column.list_pages_read == column.list_pages_known
        assert self.posted == []


def crawl_of(pages: Mapping[str, Page], folder: Path, **changes: Any) -> Found:
    """A crawl of these pages."""
    with Site(dict(pages)) as site:
        told = crawled(site, folder / "x.db", **changes)
        with Store.open(folder / "x.db") as store:
            dossier = build_dossier(store, told["run"]["id"])
    return Found(dossier, told, site.asked, site.posted)
