"""Every subject has a sheet, every sheet has every fact of its kind, and checking is quick and repeatable."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date, timedelta

from checks.sheets import sheets
from records.fact_names import FACTS
from records.types import Applicability, Attachment, CheckInput, Dossier
from records.vocabulary import DownloadState, SubjectKind
from tests.checks.building import (
    BASE,
    CODE,
    TODAY,
    checked,
    column,
    documents,
    dossier,
    entry,
    failed,
    ok,
    site,
    told,
)

WANTED = {kind: {f.name for f in FACTS if f.kind is kind} for kind in SubjectKind}


def small() -> Dossier:
    notices, papers = column("notices"), column("normative-documents")
    plain = entry(
        notices,
        listed=date(2026, 11, 2),
        attachments=(
            Attachment(1, f"{BASE}/a.pdf", "附件", "pdf", ok(f"{BASE}/a.pdf"), DownloadState.OK, "pdf"),
        ),
    )
    unread = entry(papers, "未能打开的文件", fetch=failed(f"{BASE}/x"))
    return dossier([notices, papers], [plain, unread, *documents(papers, 3)], site=site(profile="department"))


def test_every_sheet_carries_exactly_the_vocabulary_of_its_kind() -> None:
    kinds = set()
    for sheet in sheets(CheckInput(small(), TODAY)):
        names = [f.name for f in sheet.facts]
        assert len(names) == len(set(names)), sheet.subject
        assert set(names) == WANTED[sheet.subject.kind], sheet.subject
        kinds.add(sheet.subject.kind)
    assert kinds == {SubjectKind.SITE, SubjectKind.COLUMN, SubjectKind.ENTRY, SubjectKind.ATTACHMENT}


def test_values_have_the_type_the_vocabulary_promises() -> None:
    types = {"str": str, "int": int, "bool": bool, "date": date}
    promised = {f.name: types[f.type] for f in FACTS}
    for sheet in sheets(CheckInput(small(), TODAY)):
        for fact in sheet.facts:
            assert fact.value is None or type(fact.value) is promised[fact.name], fact


def test_every_fact_has_evidence() -> None:
    for sheet in sheets(CheckInput(small(), TODAY)):
        assert all(f.evidence for f in sheet.facts), sheet.subject


def test_a_required_column_that_was_not_found_is_a_subject_too() -> None:
    found = checked(small())
    assert "lc-hrss/guide" in found
    assert found["lc-hrss/guide"].url == f"{BASE}/zwgk/"
    assert found["lc-hrss/guide"].column_name == "政府信息公开指南"
    assert "lc-hrss/major-projects" not in found


def test_a_column_the_site_file_excludes_is_no_subject() -> None:
    excluded = {"guide": Applicability(False, "另设")}
    assert "lc-hrss/guide" not in checked(dossier(site=site(profile="department", catalogue=excluded)))


def test_an_attachment_stands_below_its_entry() -> None:
    found = [s for s in checked(small()).values() if s.subject.kind is SubjectKind.ATTACHMENT]
    assert len(found) == 1
    assert found[0].subject.id == f"{found[0].parents[0]}/att/1"
    assert found[0].parents[1:] == ("lc-hrss/notices", "lc-hrss")


def test_checking_twice_tells_the_same() -> None:
    given = CheckInput(small(), TODAY)
    assert list(sheets(given)) == list(sheets(given))


def test_ages_run_to_the_crawl_day_when_today_is_later_and_to_today_when_it_is_earlier() -> None:
    seen = dossier(crawled_on=date(2026, 11, 20))
    assert told(checked(seen, date(2027, 3, 1))["lc-hrss"], "as_of") == date(2026, 11, 20)
    assert told(checked(seen, date(2026, 3, 1))["lc-hrss"], "as_of") == date(2026, 3, 1)


def many(count: int) -> CheckInput:
    papers, start = column("normative-documents"), date(2010, 1, 1)
    days = [start + timedelta(n // 4) for n in range(count)]
    entries = [
        entry(
            papers,
            f"第{n}号文件",
            listed=day,
            index_number=f"{CODE}/2026-{n:08}",
            published_on=day,
            formed_on=day - timedelta(9),
            publisher="市人力资源社会保障局",
        )
        for n, day in enumerate(days)
    ]
    return CheckInput(dossier([papers], entries), TODAY)


def test_twenty_thousand_entries_take_seconds() -> None:
    given = many(20_000)
    began = time.process_time()
    assert sum(1 for _ in sheets(given)) == 20_002
    assert time.process_time() - began < 8  # 100,000 in 20 s, doubled for a busy machine


def test_entries_are_yielded_one_by_one_and_not_kept() -> None:
    given = many(4_000)
    tracemalloc.start()
    for _ in sheets(given):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 12_000_000  # all sheets at once would be over 30 MB
