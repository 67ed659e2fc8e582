"""A bureau's site as it lies in store and archive, with findings of several kinds; its pages are hostile in many ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from records.addresses import page_key
from records.archive import Archive, Exchange
from records.documents import DocumentText, Table
from records.store import PageRecord, Store
from records.store_documents import KeptDocument
from records.types import (
    Column,
    Compared,
    Coverage,
    Dossier,
    Evidence,
    Fetch,
    Finding,
    Home,
    Judgement,
    Page,
    SearchTrial,
    Site,
    Verdict,
    finding_id,
)
from records.vocabulary import (
    FetchState,
    FrontierState,
    Outcome,
    Place,
    RunState,
    SearchState,
    Severity,
)
from rules.ruleset import load_ruleset

BASE = "http://rsj.lingshi.example/"
SITE = Site("ls-hrss", "岭石市人力资源和社会保障局", BASE, ("rsj.lingshi.example",))
AT = "2026-11-20T08:55:02+08:00"
TODAY = date(2026, 11, 20)
CITIZEN, CARD, MOBILE = "371501199003071234", "6222021234567890128", "13812345678"
MASKED = "371*************34"
ESCAPE = "\x1b[31m\x1b]0;owned\x07红\u202e字"

NOTICE = f"""<!doctype html><html><head><meta charset="utf-8"><title>关于{ESCAPE}公示的公告</title>
<meta name="PubDate" content="2026-05-11"><meta http-equiv="refresh" content="0;url=http://evil.example/">
<script>document.body.innerHTML = '{MOBILE}'</script></head><body onload="alert(1)">
<ul class="nav"><li><a href="/notices/">通知公告</a></li></ul>
<h1>关于{ESCAPE}公示的公告</h1><p>索引号：LS-2026-001</p>
<table><tr><th>姓名</th><th>证件</th></tr><tr><td>王某</td><td>{CITIZEN}</td></tr>
<tr><td>李某</td><td>身份证<b>371501</b>19900307<i>1234</i>，电话&#49;3812345678，卡{CARD}</td></tr></table>
<p>=HYPERLINK("http://evil.example/","点我")</p><img src="http://evil.example/p.png" alt="{MOBILE}">
<p><a href="/q?card={CITIZEN}">查询</a></p></body></html>"""
LIST = """<html><head><meta charset="utf-8"></head><body><ul class="list">
<li><a href="/notices/0.html">另一公告</a><span>2026-12-15</span></li>
<li><a href="/notices/1.html">公示公告</a><span>2026-12-15</span></li></ul></body></html>"""
PLAIN = '<html><head><meta charset="utf-8"></head><body><h1>首页</h1><p>没有栏目</p></body></html>'
PAGES = {
    BASE: (PLAIN, "text/html"),
    BASE + "notices/": (LIST, "text/html"),
    BASE + "notices/1.html": (NOTICE, "text/html; charset=utf-8"),
    BASE + f"q?id={CITIZEN}": (PLAIN.replace("首页", "查询结果"), "text/html"),
}
SHEET, SCAN, GONE = BASE + "f/1.xlsx", BASE + "f/2.jpg", BASE + "f/gone.html"
BODIES: dict[str, tuple[bytes, str]] = {
    **{url: (text.encode("utf-8", "surrogatepass"), kind) for url, (text, kind) in PAGES.items()},
    SHEET: (b"PK\x03\x04 a spreadsheet that nobody can mask", "application/vnd.ms-excel"),
    SCAN: (b"\xff\xd8\xff\xe0 a picture", "image/jpeg"),
}


def world(db: Path, *, observed: str = "LS-2026-001", at: str = AT) -> str:
    """A judged run in the database at `db`; its id. A second call adds a later run, whose index number says `observed`."""
    archive = Archive(db.with_suffix(".archive"))
    with Store.open(db) as store:
        archive.known = store.body
        run = store.new_run(SITE, started_at=at, tool_version="0.1.0")
        fetches = _fetch_all(store, archive, run.id, at)
        store.save_documents([KeptDocument(_sha(fetches, SHEET), _sheet())], 1)
        store.set_run(
            run.id, state=RunState.FINISHED, finished_at=at, crawled_on=TODAY, finish_reason="finished"
        )
        store.save_dossier(_dossier(store, run.id, fetches))
        rules = load_ruleset(None)
        found = tuple(findings(run.id, fetches, observed))
        verdicts = [Verdict(f.rule, f.subject, f.outcome) for f in found]
        verdicts.append(Verdict("site-reachable", "ls-hrss", Outcome.PASS))
        store.save_judgement(
            Judgement(run.id, TODAY, rules.digest, "reference", found, verdicts, rules.files)
        )
    archive.close()
    return run.id


def findings(run: str, fetches: dict[str, Fetch], observed: str = "LS-2026-001") -> list[Finding]:
    """One of each kind: a quote, a row, metadata, an absence, documents, an address with an id, a page that was not fetched."""
    notice, listed = BASE + "notices/1.html", BASE + "notices/"
    number = _finding(
        run, "index-number-wellformed", "notices/aaaa", notice, _seen(fetches, notice, observed, "页面")
    )
    number = replace(number, compared=(Compared("index_number", observed), Compared("newest_days", "113")))
    made = [
        number,
        _finding(
            run, "date-not-future", "notices/bbbb", notice, _seen(fetches, listed, "2026-12-15", "列表第2行")
        ),
        _finding(
            run,
            "meta-tags-true",
            "page/cccc",
            notice,
            _seen(fetches, notice, "PubDate “2026-05-11”", "PubDate"),
        ),
        _finding(
            run, "column-present", "fees", BASE, _seen(fetches, BASE, "按以下名称查找：收费", "已查看的页面")
        ),
        _finding(
            run,
            "personal-data-absent",
            "notices/dddd/att/1",
            SHEET,
            _seen(fetches, SHEET, MASKED, "第1个表格第2行第2列"),
        ),
        _finding(run, "attachments-download", "notices/dddd/att/2", SCAN, _seen(fetches, SCAN, "", "页面")),
        _finding(
            run,
            "links-alive",
            "page/eeee",
            BASE + f"q?id={CITIZEN}",
            _seen(fetches, BASE + f"q?id={CITIZEN}", "查询结果", ""),
        ),
        _finding(run, "column-reachable", "gone", GONE, Evidence(GONE, place="页面")),
    ]
    return [
        *made,
        replace(made[3], id=finding_id("date-present", "x"), rule="date-present", outcome=Outcome.REVIEW),
    ]


def _finding(run: str, rule: str, subject: str, url: str, *proof: Evidence) -> Finding:
    subject = f"ls-hrss/{subject}"
    return Finding(
        id=finding_id(rule, subject),
        run=run,
        rule=rule,
        rule_version="1",
        outcome=Outcome.FAIL,
        severity=Severity.MINOR,
        subject=subject,
        site="ls-hrss",
        column=subject.split("/")[1],
        column_name="通知公告",
        url=url,
        title=f"=1+1 {ESCAPE}",
        message=f"《{ESCAPE}》有问题：{MOBILE}",
        observed="所见",
        expected="应为",
        reason="",
        cause="",
        fix="改正",
        evidence=proof,
        first_seen="2026-11-20",
    )


def _seen(fetches: dict[str, Fetch], url: str, quote: str, place: str) -> Evidence:
    fetch = fetches[url]
    return Evidence(url, fetch.fetched_at, fetch.status, fetch.sha256, quote, place)


def _fetch_all(store: Store, archive: Archive, run: str, at: str) -> dict[str, Fetch]:
    found: dict[str, Fetch] = {}
    records = []
    for url, (body, kind) in BODIES.items():
        headers = (("Content-Type", kind), ("Set-Cookie", "session=secret"), ("Server", "nginx"))
        ref = archive.append(Exchange(url, 200, "OK", headers, body, at, ip="192.0.2.7"))
        found[url] = Fetch(url, FetchState.OK, 1, 200, at, ref.sha256, len(body), kind, ip="192.0.2.7")
        page = Page(page_key(url), found[url], 1)
        records.append(PageRecord(page, ref, (), FrontierState.DONE))
    gone = Fetch(GONE, FetchState.FAILED, 2, 404, at, error="http-404")
    records.append(PageRecord(Page(page_key(GONE), gone, 1), None, (), FrontierState.FAILED))
    archive.flush()
    store.save_pages(run, records)
    return found


def _dossier(store: Store, run: str, fetches: dict[str, Fetch]) -> Dossier:
    column = Column(
        id="c1",
        key="notices",
        code="notices",
        name="通知公告",
        url=BASE + "notices/",
        path=("通知公告",),
        parent=None,
        place=Place.HOME,
        first_level=True,
        below_statutory=False,
        confidence=1.0,
        mapping_reason="name",
        fetch=fetches[BASE + "notices/"],
    )
    seen = Coverage(7, 6, 1, 0, 0, True, "", AT, AT)
    home = Home(fetches[BASE])
    return Dossier(SITE, store.run(run), seen, home, None, SearchTrial(SearchState.NOT_TRIED), (column,), ())


def _sheet() -> DocumentText:
    rows = (("姓名", "证件"), ("王某", MASKED), ("电话", MOBILE))
    return DocumentText("xlsx", "\n".join("\t".join(r) for r in rows), (Table(rows),))


def _sha(fetches: dict[str, Fetch], url: str) -> str:
    return fetches[url].sha256 or ""
