"""What falls due and the warnings ahead: settings, days, calendar."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest

from records.types import Fetch, ListItem
from records.vocabulary import FetchState, Outcome
from reports.due import DueItem
from reports.due_shown import due_calendar, due_object
from reports.due_warnings import warnings_ahead
from reports.material import EntryDay, ReportInput
from reports.summary import summarise
from reports.texts import Texts
from tests.reports.building import dossier, material, run, site
from tests.reports.findings import TODAY, finding


def due(given: ReportInput) -> dict[str, DueItem]:
    """What falls due by key, columns aside."""
    return {d.key: d for d in summarise(given).due if d.key != "due.column"}


def on_day(day: date, **given: object) -> ReportInput:
    return material(today=day, run=replace(run(), crawled_on=day), **given)


def test_the_days_of_january_are_listed_early_and_become_a_warning_thirty_days_before() -> None:
    early, near = due(on_day(date(2026, 12, 31))), due(on_day(date(2027, 1, 2)))
    assert not early["due.january"].warning
    assert near["due.january"].warning
    assert (near["due.january"].year, near["due.january"].days) == (2026, 29)
    assert near["due.enforcement"].on == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("day", "key", "on", "year"),
    [
        (date(2027, 3, 10), "due.budget", date(2027, 4, 30), 2027),
        (date(2027, 9, 10), "due.final-accounts", date(2027, 10, 31), 2026),
    ],
)
def test_budget_and_accounts_fall_due_at_the_end_of_their_usual_month(
    day: date, key: str, on: date, year: int
) -> None:
    item = due(on_day(day))[key]
    assert (item.on, item.year) == (on, year)
    column = key.removeprefix("due.")
    seen = dossier()
    entry = next(e for e in seen.entries if e.column == f"id-{column}")
    out = replace(entry, key="new", title=f"{year}年公开", header=replace(entry.header, published_on=day))
    assert key not in due(on_day(day, dossier=replace(seen, entries=(*seen.entries, out))))


def test_the_month_is_the_sites_own_where_its_file_sets_one() -> None:
    own = replace(site(), settings={"budget-published.month": 3})
    assert due(on_day(date(2027, 3, 10), site=own))["due.budget"].on == date(2027, 3, 31)


def test_a_consultation_ends_and_its_answer_is_due_thirty_days_later() -> None:
    running = EntryDay(
        "consultation", TODAY + timedelta(days=5), "某办法征求意见", "http://a.example/1", "consultation"
    )
    ended = replace(running, on=TODAY - timedelta(days=20), url="http://a.example/2")
    answered = replace(ended, settled=True, url="http://a.example/3")
    found = due(material(entry_days=(running,)))
    assert found["due.consultation"].days == 5
    assert found["due.consultation"].warning
    assert due(material(entry_days=(ended,)))["due.answer"].days == 10
    assert "due.answer" not in due(material(entry_days=(answered,)))


def test_days_count_from_the_day_asked_for_and_may_have_passed_since_the_crawl() -> None:
    later = summarise(material(today=TODAY + timedelta(days=14)))
    columns = [d for d in later.due if d.key == "due.column"]
    assert columns
    assert all(d.days == (d.on - later.material.today).days == -4 for d in columns)


# ---------------------------------------------------------------- warnings ahead


def warned(given: ReportInput) -> dict[str, int]:
    return {w.key: w.seen for w in warnings_ahead(given)}


def home_of(days: int) -> ReportInput:
    seen = dossier()
    assert seen.home is not None
    item = ListItem("http://a.example/", "x", TODAY - timedelta(days=days))
    return material(dossier=replace(seen, home=replace(seen.home, items=(item,))), findings=())


def test_a_home_page_that_stands_still_is_told_from_the_tenth_day_until_it_is_a_finding() -> None:
    assert "warning.home" not in warned(home_of(9))
    assert warned(home_of(10)) == {"warning.home": 10}
    vetoed = (finding("home-updated", "", "首页不更新"),)
    assert "warning.home" not in warned(replace(home_of(15), findings=vetoed))


@pytest.mark.parametrize(
    ("rule", "veto", "key", "most"),
    [
        ("column-not-empty", "blank-columns-few", "warning.blank_columns", 2),
        ("column-updated", "stale-columns-few", "warning.stale_columns", 6),
    ],
)
def test_columns_are_counted_before_the_veto(rule: str, veto: str, key: str, most: int) -> None:
    broken = tuple(finding(rule, f"x-{n}", "…", column_name=f"栏目{n}") for n in range(most + 1))
    asked = tuple(replace(f, outcome=Outcome.REVIEW) for f in broken)
    assert warned(material(findings=broken[:most])).get(key) is None
    assert warned(material(findings=broken))[key] == most + 1
    assert key not in warned(material(findings=asked))
    assert key not in warned(material(findings=(*broken, finding(veto, "", "…"))))
    own = replace(site(), settings={f"due-soon.{key.removeprefix('warning.')}": 9})
    assert key not in warned(material(findings=broken, site=own))


def test_failed_visits_to_the_home_page_are_told_although_it_opened_in_the_end() -> None:
    seen = dossier()
    assert seen.home is not None
    tries = (Fetch("http://a.example/", FetchState.TIMED_OUT), Fetch("http://a.example/", FetchState.OK))
    given = material(dossier=replace(seen, home=replace(seen.home, tries=tries)), findings=())
    assert warned(given)["warning.unreachable"] == 50


# ---------------------------------------------------------------- calendar and JSON


def test_the_calendar_is_valid_and_holds_every_day_once() -> None:
    long = EntryDay(
        "consultation", TODAY + timedelta(days=9), "办法，草案；“一”\\二" * 30, "javascript:alert(1)"
    )
    summary = summarise(material(entry_days=(long,)))
    text = due_calendar(summary, Texts("zh"))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert [e.errors for e in events] == [[]] * len(summary.due)
    assert [e["DTSTART"].dt for e in events] == [d.on for d in summary.due]
    assert all(e["DTEND"].dt - e["DTSTART"].dt == timedelta(days=1) for e in events)
    assert len({e["UID"] for e in events}) == len(events)
    assert any(str(e["SUMMARY"]).count("办法，草案；“一”\\二") == 30 for e in events)
    assert "javascript" not in text
    assert text == due_calendar(summarise(material(entry_days=(long,))), Texts("zh"))


def test_a_duty_keeps_its_identity_from_run_to_run() -> None:
    def uids(given: ReportInput) -> set[str]:
        events = icalendar.Calendar.from_ical(due_calendar(summarise(given), Texts("zh"))).walk("VEVENT")
        return {str(e["UID"]) for e in events}

    assert uids(material()) == uids(on_day(TODAY + timedelta(days=1)))


def test_the_object_says_the_same_as_the_report() -> None:
    summary = summarise(material())
    told = json.loads(json.dumps(due_object(summary, Texts("en"))))
    assert [(d["on"], d["days"]) for d in told["due"]] == [(d.on.isoformat(), d.days) for d in summary.due]
    assert {d["kind"] for d in told["due"]} == {"column", "january", "enforcement"}
