"""Facts about the dates an entry shows."""

from __future__ import annotations

from datetime import date, timedelta

from records.types import Entry, Listing, ListItem
from records.vocabulary import FetchState, Reason
from tests.checks.building import (
    BASE,
    TODAY,
    column,
    dossier,
    entry,
    failed,
    of_entry,
    ok,
)

PAPERS = column("normative-documents")
NOTICES = column("notices")
PENALTIES = column("penalties")
DAY = date(2026, 3, 2)


def one(wanted: Entry, name: str, *others: Entry, today: date = TODAY) -> object:
    return of_entry(dossier([PAPERS, NOTICES, PENALTIES], [wanted, *others]), wanted, name, today=today)


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
