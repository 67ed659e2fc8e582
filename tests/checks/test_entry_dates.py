"""Facts about dates, creation evidence and deadlines of entries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from records.types import Attachment, Entry, Header, Listing, ListItem
from records.vocabulary import DownloadState, FetchState, Reason
from tests.checks.building import (
    BASE,
    TODAY,
    checked,
    column,
    dossier,
    entry,
    failed,
    of_column,
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


def object_id(day: date) -> str:
    moment = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    return f"{int(moment.timestamp()):08x}f9c86dc29d5ee8d7"


def made_on(day: date, n: int = 0, **given: object) -> Entry:
    url = f"{BASE}/channel_x/doc_{object_id(day)}.html?{n}"
    return entry(NOTICES, f"第{n}则通知", url=url, **given)


# ---------------------------------------------------------------- dates


def test_a_date_is_shown_by_the_page_or_by_a_list() -> None:
    assert one(entry(NOTICES, listed=DAY), "date_shown") is True
    assert one(entry(NOTICES, published_on=DAY), "date_shown") is True
    assert one(entry(NOTICES), "date_shown") is False
    assert one(entry(NOTICES), "published_on") is Reason.NO_DATE


def test_a_date_without_year_is_a_shown_date_that_is_not_certain() -> None:
    partial = entry(NOTICES, item=ListItem(f"{BASE}/p.html", "通知", None, "08-07"), url=f"{BASE}/p.html")
    assert one(partial, "date_shown") is True
    assert one(partial, "published_on") is Reason.NO_DATE


def test_an_unread_page_and_a_file_leave_open_whether_a_date_is_shown() -> None:
    assert one(entry(NOTICES, fetch=failed(f"{BASE}/b", FetchState.BLOCKED)), "date_shown") is Reason.BLOCKED
    assert one(entry(NOTICES, fetch=ok(f"{BASE}/b.pdf", sniffed="pdf")), "date_shown") is Reason.UNREADABLE
    assert one(entry(NOTICES, listed=DAY, fetch=failed(f"{BASE}/b")), "date_shown") is True


def test_days_ahead_are_counted_from_today() -> None:
    assert one(entry(NOTICES, listed=TODAY + timedelta(3)), "days_ahead") == 3
    assert one(entry(NOTICES, listed=TODAY), "days_ahead") == 0
    assert one(entry(NOTICES, listed=DAY), "days_ahead", today=date(2026, 3, 1)) == 1


def test_list_and_page_are_compared_by_the_row_that_differs_most() -> None:
    both = entry(NOTICES, listed=DAY, published_on=DAY + timedelta(5))
    assert (one(both, "both_dates"), one(both, "list_page_gap_days")) == (True, 5)
    rows = tuple(
        Listing(
            NOTICES.id, NOTICES.url or "", n, ListItem(both.url, both.title, DAY + timedelta(n), f"{DAY}")
        )
        for n in (4, 1)
    )
    assert one(entry(NOTICES, published_on=DAY + timedelta(5), listings=rows), "list_page_gap_days") == 4


def test_without_both_dates_there_is_no_gap() -> None:
    assert one(entry(NOTICES, listed=DAY), "both_dates") is False
    assert one(entry(NOTICES, listed=DAY), "list_page_gap_days") is Reason.NO_DATE
    unread = entry(NOTICES, listed=DAY, fetch=failed(f"{BASE}/t", FetchState.TIMED_OUT))
    assert one(unread, "both_dates") is Reason.TIMED_OUT
    elsewhere = entry(NOTICES, listed=DAY, fetch=failed("http://other.example/", FetchState.OUT_OF_SCOPE, 0))
    assert one(elsewhere, "both_dates") is False


# ---------------------------------------------------------------- creation


def spread(count: int = 12) -> list[Entry]:
    return [made_on(date(2025, 1, 1) + timedelta(20 * n), n + 1) for n in range(count)]


def test_an_object_id_tells_the_day_of_creation() -> None:
    late = made_on(date(2026, 3, 22), listed=DAY)
    assert one(late, "creation_known", *spread()) is True
    assert one(late, "created_on", *spread()) == date(2026, 3, 22)
    assert one(late, "created_after_shown_days", *spread()) == 20


def test_the_day_is_that_of_beijing() -> None:
    late = datetime(2026, 1, 29, 17, 30, tzinfo=UTC)  # 01:30 of the next day there
    url = f"{BASE}/doc_{int(late.timestamp()):08x}f9c86dc29d5ee8d7"
    assert one(entry(NOTICES, url=url), "created_on", *spread()) == date(2026, 1, 30)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        (f"{BASE}/202106/t20210624_1234.html", date(2021, 6, 24)),
        (f"{BASE}/art/2020/6/17/art_15164_1.html", date(2020, 6, 17)),
        (f"{BASE}/202106/t20219924_1234.html", None),
        (f"{BASE}/doc_ffffffff9c86dc29d5ee8d71.html", None),
        (f"{BASE}/doc_202106241530001234567890.html", None),
        (f"{BASE}/about.html", None),
    ],
)
def test_days_in_addresses_are_read_and_impossible_ones_are_not(url: str, day: date | None) -> None:
    wanted = entry(NOTICES, url=url)
    assert one(wanted, "creation_known", *spread()) is (day is not None)
    assert one(wanted, "created_on", *spread()) == (day or Reason.NO_EVIDENCE)


def test_a_day_in_an_attachments_address_is_evidence_too() -> None:
    url = f"{BASE}/resources/public/20260129/a.pdf"
    wanted = entry(NOTICES, attachments=(Attachment(1, url, "附件", "pdf", ok(url), DownloadState.OK),))
    assert one(wanted, "created_on", *spread()) == date(2026, 1, 29)


def test_last_modified_counts_unless_it_only_names_the_moment_of_asking() -> None:
    old = ok(f"{BASE}/o.html", last_modified="Thu, 02 Apr 2026 03:00:00 GMT")
    assert one(entry(NOTICES, fetch=old), "created_on", *spread()) == date(2026, 4, 2)
    now = ok(f"{BASE}/o.html", last_modified="Thu, 19 Nov 2026 17:00:00 GMT")
    assert one(entry(NOTICES, fetch=now), "creation_known", *spread()) is False


def test_a_migration_is_no_creation() -> None:
    moved = [made_on(date(2025, 6, 1), 50 + n, listed=date(2020, 1, 1)) for n in range(6)]
    assert one(moved[0], "creation_known", *moved[1:], *spread()) is False
    assert one(spread()[3], "creation_known", *moved, *spread()[:3], *spread()[4:]) is True


def test_a_burst_is_the_largest_share_of_a_year_within_a_week() -> None:
    crowd = [made_on(date(2025, 12, 15) + timedelta(n), 100 + n) for n in range(7)]
    even = [made_on(date(2018, 1, 3) + timedelta(40 * n), n) for n in range(72)]  # into the autumn of 2025
    seen = dossier([NOTICES], [*crowd, *even[:60]])
    assert of_column(seen, "notices", "burst_year") == 2025
    assert of_column(seen, "notices", "year_entries") == 7
    assert of_column(seen, "notices", "burst_percent") == 100
    assert of_column(dossier([NOTICES], even), "notices", "burst_percent") == 11
    assert of_column(dossier([NOTICES]), "notices", "burst_year") == 0


# ---------------------------------------------------------------- deadlines


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


# ---------------------------------------------------------------- attachments


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
