"""When a page came into being by evidence outside its text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from records.types import Attachment, Body, Entry
from records.vocabulary import DownloadState, Reason
from tests.checks.building import (
    BASE,
    TODAY,
    column,
    dossier,
    entry,
    of_column,
    of_entry,
    ok,
)

PAPERS = column("normative-documents")
NOTICES = column("notices")
PENALTIES = column("penalties")
DAY = date(2026, 3, 2)


def one(wanted: Entry, name: str, *others: Entry, today: date = TODAY) -> object:
    return of_entry(dossier([PAPERS, NOTICES, PENALTIES], [wanted, *others]), wanted, name, today=today)


def object_id(day: date) -> str:
    moment = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    return f"{int(moment.timestamp()):08x}f9c86dc29d5ee8d7"


def made_on(day: date, n: int = 0, **given: object) -> Entry:
    url = f"{BASE}/channel_x/doc_{object_id(day)}.html?{n}"
    return entry(NOTICES, f"第{n}则通知", url=url, **given)


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


def test_a_page_rewritten_long_after_its_date_stands_out_where_few_are() -> None:
    def served(n: int, day: str) -> Entry:
        shown = date(2026, 1, 1) + timedelta(n)
        url = f"{BASE}/a/{shown:%Y%m%d}/{n}.html"
        return entry(NOTICES, f"第{n}条", url=url, listed=shown, fetch=ok(url, last_modified=day))

    late, early = "Thu, 02 Jul 2026 03:00:00 GMT", "Thu, 01 Jan 2026 03:00:00 GMT"
    others = [served(n, early) for n in range(1, 40)]
    assert one(served(0, late), "created_on", *others) == date(2026, 7, 2)
    many = [served(n, late) for n in range(1, 40)]
    assert one(served(0, late), "created_on", *many) == date(2026, 1, 1)


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
    assert of_column(dossier([NOTICES], even), "notices", "burst_percent") == 12
    week_apart = [made_on(date(2025, 3, 1) + timedelta(7 * n), 300 + n) for n in range(10)]
    assert of_column(dossier([NOTICES], [*week_apart, *even[:40]]), "notices", "burst_percent") == 10
    assert of_column(dossier([NOTICES]), "notices", "burst_year") == 0


def test_the_year_that_stands_out_is_told_not_the_fullest() -> None:
    crowd = [made_on(date(2025, 12, 20) + timedelta(n), 100 + n) for n in range(6)]
    even = [made_on(date(2026, 1, 3) + timedelta(30 * n), n) for n in range(9)]
    seen = dossier([NOTICES], [*crowd, *even])
    assert of_column(seen, "notices", "burst_year") == 2025
    assert of_column(seen, "notices", "burst_percent") == 100
    few = dossier([NOTICES], [*crowd[:4], *even])
    assert of_column(few, "notices", "burst_year") == 2026


def test_entries_of_unknown_making_are_no_part_of_a_burst() -> None:
    crowd = [made_on(date(2025, 12, 20) + timedelta(n), 100 + n) for n in range(6)]
    untold = [entry(NOTICES, f"其他{n}", listed=date(2025, 1 + n, 5)) for n in range(6)]
    seen = dossier([NOTICES], [*crowd, *untold])
    assert of_column(seen, "notices", "burst_percent") == 50


def test_a_picture_of_a_later_day_in_the_text_stands_out_where_few_are() -> None:
    def illustrated(n: int, picture: date) -> Entry:
        shown = date(2026, 1, 1) + timedelta(n)
        body = Body(400, 1, dated_pictures=(f"{BASE}/resources/public/{picture:%Y%m%d}/1.jpg",))
        return entry(NOTICES, f"第{n}条", url=f"{BASE}/a/{shown:%Y%m%d}/{n}.html", listed=shown, body=body)

    late = illustrated(0, date(2026, 2, 20))
    others = [illustrated(n, date(2026, 1, 1) + timedelta(n)) for n in range(1, 40)]
    assert one(late, "created_on", *others) == date(2026, 2, 20)
    moved = [illustrated(n, date(2026, 6, 1)) for n in range(1, 40)]
    assert one(late, "created_on", *moved) == date(2026, 1, 1)
