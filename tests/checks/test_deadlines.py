"""Facts about working days to publication, and about attachments."""

from __future__ import annotations

from datetime import date

import pytest

from records.types import Attachment, Entry, Header, ListItem
from records.vocabulary import DownloadState, FetchState, Reason
from tests.checks.building import (
    BASE,
    TODAY,
    checked,
    column,
    dossier,
    entry,
    failed,
    of_entry,
    ok,
    told,
)

PAPERS = column("normative-documents")
NOTICES = column("notices")
PENALTIES = column("penalties")
OWN = "市人力资源社会保障局"
DAY = date(2026, 3, 2)


def one(wanted: Entry, name: str, *others: Entry, today: date = TODAY) -> object:
    return of_entry(dossier([PAPERS, NOTICES, PENALTIES], [wanted, *others]), wanted, name, today=today)


def paper(formed: date | None, published: date, **given: object) -> Entry:
    told = {"publisher": OWN, "document_number": "聊人社发〔2021〕3号"} | given
    return entry(PAPERS, "关于印发办法的通知", published_on=published, formed_on=formed, **told)


def test_working_days_from_formation_to_publication() -> None:
    quick = paper(date(2021, 3, 26), date(2021, 4, 7))
    assert (one(quick, "working_days_taken"), one(quick, "bound_by_20_days")) == (7, True)
    assert one(quick, "working_days_approximate") is False
    assert one(paper(None, DAY), "working_days_taken") is Reason.NO_FORMED_DATE


def test_a_year_without_calendar_makes_the_count_approximate() -> None:
    late = paper(date(2026, 12, 21), date(2027, 2, 1))
    assert one(late, "working_days_approximate", today=date(2027, 3, 1)) is True


def test_an_unread_page_is_not_taken_for_one_without_date_of_formation() -> None:
    item = ListItem(f"{BASE}/w.html", "通知", DAY, f"{DAY}", document_number="聊人社发〔2021〕3号")
    wanted = entry(
        PAPERS, url=item.url, item=item, header=Header(), fetch=failed(item.url, FetchState.BLOCKED)
    )
    assert one(wanted, "bound_by_20_days") is True
    assert one(wanted, "working_days_taken") is Reason.BLOCKED


@pytest.mark.parametrize(
    "given",
    [
        {"content_source": "国务院办公厅"},
        {"publisher": "山东省人力资源和社会保障厅"},
    ],
)
def test_a_reprint_is_not_bound(given: dict[str, object]) -> None:
    assert one(paper(date(2021, 3, 26), date(2021, 9, 7), **given), "bound_by_20_days") is False


def test_only_documents_below_the_statutory_section_are_bound() -> None:
    outside = entry(NOTICES, document_number="聊人社发〔2021〕3号", formed_on=DAY, published_on=DAY)
    assert one(outside, "bound_by_20_days") is False
    assert one(paper(date(2007, 3, 1), date(2008, 3, 1)), "bound_by_20_days") is False


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某公司行政处罚决定书", "decision"),
        ("关于对某公司违反劳动法行为的行政处罚决定", "decision"),
        ("某公司未按规定支付工资行政处罚决定书", "decision"),
        ("行政处罚信息公示（第5批）", "decision"),
        ("责令限期改正决定书", "other"),
        ("行政处罚裁量基准", "none"),
        ("行政处罚流程图", "none"),
        ("2025年度行政处罚情况统计", "none"),
    ],
)
def test_decisions_are_told_from_papers_about_decisions(title: str, kind: str) -> None:
    assert one(entry(PENALTIES, title), "enforcement_kind") == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于准予某民办职业培训学校设立的决定", "decision"),
        ("关于准予某公司洪水影响评价审批的决定", "decision"),
        ("关于修改部分许可事项办理条件的决定", "none"),
        ("行政许可事项清单", "none"),
        ("人力资源服务许可办事指南", "none"),
    ],
)
def test_an_entry_among_permits_that_decides_one_case_is_a_decision(title: str, kind: str) -> None:
    permits = column("licences")
    wanted = entry(permits, title)
    assert of_entry(dossier([permits], [wanted]), wanted, "enforcement_kind") == kind
    assert one(entry(NOTICES, title), "enforcement_kind") == "none"


def test_a_case_among_penalties_whose_page_names_the_day_of_decision_is_a_decision() -> None:
    penalties = column("penalties")
    wanted = entry(penalties, "某公司未按规定备案案", decided_on=DAY)
    assert of_entry(dossier([penalties], [wanted]), wanted, "enforcement_kind") == "decision"
    other = entry(penalties, "行政处罚裁量基准", decided_on=DAY)
    assert of_entry(dossier([penalties], [other]), other, "enforcement_kind") == "none"


def test_a_day_of_decision_makes_no_penalty_of_another_decision() -> None:
    penalties = column("penalties")
    forced = entry(penalties, "行政强制执行决定书（某公司）", decided_on=DAY)
    assert of_entry(dossier([penalties], [forced]), forced, "enforcement_kind") == "other"


def test_the_day_of_decision_its_page_names_goes_before_the_day_it_was_formed() -> None:
    wanted = entry(
        PENALTIES,
        "某公司行政处罚决定书",
        formed_on=date(2021, 3, 20),
        decided_on=date(2021, 3, 26),
        published_on=date(2021, 4, 7),
    )
    assert one(wanted, "working_days_since_decision") == 7


def test_a_decision_is_bound_by_its_own_deadline_only() -> None:
    wanted = entry(
        PENALTIES,
        "某公司行政处罚决定书",
        document_number="聊人社监罚字〔2021〕3号",
        formed_on=date(2021, 3, 26),
        published_on=date(2021, 4, 8),
    )
    assert one(wanted, "bound_by_20_days") is False
    assert one(wanted, "working_days_since_decision") == 8


def test_the_day_of_decision_may_stand_in_the_title_and_is_unknown_otherwise() -> None:
    titled = entry(PENALTIES, "某公司行政处罚决定书（2021年3月26日）", published_on=date(2021, 4, 7))
    assert one(titled, "decided_on") == date(2021, 3, 26)
    assert one(titled, "working_days_since_decision") == 7
    bare = entry(PENALTIES, "某公司行政处罚决定书", published_on=date(2021, 4, 7))
    assert one(bare, "working_days_since_decision") is Reason.NO_DECISION_DATE
    assert one(paper(DAY, DAY), "decided_on") is Reason.NO_DECISION_DATE


@pytest.mark.parametrize(
    ("state", "tries", "expected"),
    [
        (DownloadState.OK, 1, "ok"),
        (DownloadState.DEAD, 2, "dead"),
        (DownloadState.DEAD, 1, Reason.TRIED_ONCE),
        (DownloadState.HTML, 1, "html"),
        (DownloadState.EMPTY, 1, "empty"),
        (DownloadState.MISMATCH, 1, "mismatch"),
        (None, 1, Reason.BLOCKED),
    ],
)
def test_an_attachment_is_dead_only_after_two_tries(
    state: DownloadState | None, tries: int, expected: object
) -> None:
    fetch = failed(f"{BASE}/a.pdf", FetchState.BLOCKED if state is None else FetchState.FAILED, tries)
    wanted = entry(NOTICES, attachments=(Attachment(1, f"{BASE}/a.pdf", "附件", "pdf", fetch, state),))
    found = checked(dossier([NOTICES], [wanted]))
    assert told(found[f"lc-hrss/notices/{wanted.key}/att/1"], "download_state") == expected


def test_the_note_on_an_attachment_tells_what_was_seen() -> None:
    fetch = ok(f"{BASE}/a.pdf", content_type="text/html", bytes=335, sniffed="html")
    wanted = entry(
        NOTICES,
        attachments=(Attachment(1, f"{BASE}/a.pdf", "附件", "pdf", fetch, DownloadState.HTML, "html"),),
    )
    found = checked(dossier([NOTICES], [wanted]))
    assert told(found[f"lc-hrss/notices/{wanted.key}/att/1"], "download_note") == "html"
