"""Small invented sites: pages as a dict of path → HTML, read and put in order without network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from crawler.extract.reader import Reader
from crawler.finish import build_dossier
from records.addresses import page_key
from records.store import PageRecord, Store
from records.types import Column, Dossier, Entry, Fetch, FrontierRow, Page, Site
from records.vocabulary import FetchState, FrontierState, RunState

BASE = "http://rsj.example.gov.cn"
AT = "2026-11-19T22:04:31+08:00"
SITE = Site("sample", "示例县人力资源和社会保障局", BASE + "/", ("rsj.example.gov.cn",))
DEAD = Fetch("", FetchState.FAILED, 2, 404, AT, error="http-404")


@dataclass(frozen=True)
class Crawl:
    """How a run came out: `answers` are addresses without a page, `asked` false for those never asked for."""

    site: Site = SITE
    answers: Mapping[str, Fetch] = field(default_factory=dict)
    never_asked: tuple[str, ...] = ()
    state: RunState = RunState.FINISHED
    reason: str = "finished"


def assembled(pages: Mapping[str, str], folder: Path, crawl: Crawl | None = None) -> Dossier:
    """The dossier of a crawl that saw these pages."""
    crawl = crawl or Crawl()
    with Store.open(folder / "x.db") as store:
        run = store.new_run(crawl.site, started_at=AT, tool_version="test").id
        store.enqueue(
            run, (FrontierRow(page_key(BASE + p), BASE + p, 1, 1) for p in (*pages, *crawl.never_asked))
        )
        store.save_pages(run, records(pages, crawl))
        store.set_run(run, state=crawl.state, finish_reason=crawl.reason)
        dossier = build_dossier(store, run)
        assert store.dossier(run) == dossier
        return dossier


def records(pages: Mapping[str, str], crawl: Crawl) -> list[PageRecord]:
    """What a crawl of these pages keeps."""
    reader = Reader(crawl.site)
    kept = []
    for path, html in pages.items():
        url = BASE + path
        reading = reader.read(html.encode(), url, is_home=path == "/")
        fetch = Fetch(url, FetchState.OK, 1, 200, AT, page_key(html), len(html), "text/html", sniffed="html")
        kept.append(PageRecord(Page(page_key(url), fetch, 1, reading), None, (), FrontierState.DONE))
    for path, fetch in crawl.answers.items():
        url = path if path.startswith("http") else BASE + path
        kept.append(PageRecord(Page(page_key(url), replace(fetch, url=url), 1), None, (), FrontierState.DONE))
    return kept


def page(*parts: str, title: str = "示例县人力资源和社会保障局", menu: str = "") -> str:
    """A page with the site's frame."""
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    foot = "<div class='footer'>主办单位：示例县人力资源和社会保障局 ICP备00000000号</div>"
    return f"<!DOCTYPE html><html>{head}<body>{menu or nav()}{''.join(parts)}{foot}</body></html>"


def nav(**extra: str) -> str:
    """The navigation that every page of the site repeats."""
    names = {"首页": "/", "工作动态": "/gzdt/", "通知公告": "/tzgg/", "政府信息公开": "/zwgk/"} | extra
    return (
        "<div class='nav'><ul>"
        + "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in names.items())
        + "</ul></div>"
    )


def crumbs(*steps: tuple[str, str] | str) -> str:
    """A breadcrumb: (name, address) for links, plain names else."""
    shown = [s if isinstance(s, str) else f"<a href='{s[1]}'>{s[0]}</a>" for s in (("首页", "/"), *steps)]
    return f"<div class='position'>当前位置：{' &gt; '.join(shown)}</div>"


def menu(*names: tuple[str, str]) -> str:
    """A side menu."""
    rows = "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in names)
    return f"<div class='left'><ul>{rows}</ul></div>"


def rows(*items: tuple[str, str, str]) -> str:
    """A list: (address, title, date)."""
    made = "".join(f"<li><a href='{u}'>{t}</a><span>{d}</span></li>" for u, t, d in items)
    return f"<div class='list'><ul>{made}</ul></div>"


def entry(title: str, day: str = "2026-11-02", *, trail: str = "", body: str = "") -> str:
    """One document."""
    text = body or "<p>" + "为做好本县有关工作，现将有关事项公布如下，请各有关单位认真贯彻执行。" * 4 + "</p>"
    shown = f"<div class='content'><h1>{title}</h1><p>发布日期：{day}</p><div class='article_content'>{text}</div></div>"
    return page(trail, shown, title=title).replace(
        "<title>", f"<meta name='ArticleTitle' content='{title}'><title>"
    )


def many(folder: str, count: int, *, month: str = "2026-10") -> list[tuple[str, str, str]]:
    """Rows of a list with invented titles."""
    topics = ["培训", "考试", "补贴", "招聘", "仲裁", "职称", "参保", "监察", "调解", "援助"]
    return [
        (
            f"{folder}t20261001_{n:04d}.html",
            f"关于做好第{n}批{topics[n % 10]}服务工作的情况",
            f"{month}-{n % 28 + 1:02d}",
        )
        for n in range(1, count + 1)
    ]


def column(dossier: Dossier, name: str) -> Column:
    """The one column of that name."""
    found = [c for c in dossier.columns if c.name == name]
    assert len(found) == 1, [c.path for c in dossier.columns]
    return found[0]


def entries_of(dossier: Dossier, name: str) -> list[Entry]:
    """The entries that the column owns."""
    wanted = column(dossier, name).id
    return [e for e in dossier.entries if e.column == wanted]
