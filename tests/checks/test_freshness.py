"""Facts about how fresh columns are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from records.types import Column, Dossier, Entry, ListItem
from records.vocabulary import FetchState, Reason
from tests.checks.building import (
    BASE,
    CUT,
    TODAY,
    column,
    dossier,
    entry,
    failed,
    of_column,
    of_site,
)

NEWS, STATISTICS = column("news"), column("statistics")


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def aged(within: Column, *days: int) -> list[Entry]:
    return [entry(within, f"{within.name}{d}", listed=ago(d), row=n) for n, d in enumerate(days, 1)]


def seen(columns: list[Column], entries: list[Entry], **given: object) -> Dossier:
    return dossier(columns, entries, **given)


def test_the_newest_date_is_the_largest_not_the_first_row() -> None:
    rows = aged(NEWS, 900, 5, 30)
    assert of_column(seen([NEWS], rows), "news", "newest_on") == ago(5)
    assert of_column(seen([NEWS], rows), "news", "newest_days") == 5


def test_page_dates_and_columns_below_count_too() -> None:
    below = column(None, "科室动态", parent=NEWS.id)
    rows = [*aged(NEWS, 90), entry(below, "页上有日期", published_on=ago(3))]
    assert of_column(seen([NEWS, below], rows), "news", "newest_on") == ago(3)


def test_without_any_date_the_age_is_unknown() -> None:
    assert of_column(seen([NEWS], [entry(NEWS)]), "news", "newest_days") is Reason.NO_DATE
    assert of_column(seen([NEWS], [entry(NEWS), *aged(NEWS, 40)]), "news", "newest_days") == 40


def test_an_undated_entry_whose_page_was_not_read_may_be_newer() -> None:
    unread = entry(NEWS, "未读", fetch=failed(f"{BASE}/u", FetchState.BLOCKED))
    assert of_column(seen([NEWS], [unread, *aged(NEWS, 40)]), "news", "newest_days") is Reason.BLOCKED
    assert of_column(seen([NEWS], [unread, *aged(NEWS, 4)]), "news", "newest_days") == 4


def test_unread_pages_of_a_list_that_runs_newest_first_hold_nothing_newer() -> None:
    part = replace(NEWS, list_unread=Reason.OVER_BUDGET, list_pages_known=9)
    assert of_column(seen([part], aged(part, 40, 50, 60)), "news", "newest_days") == 40
    assert of_column(seen([part], aged(part, 50, 40, 60)), "news", "newest_days") is Reason.OVER_BUDGET
    assert of_column(seen([part], aged(part, 50, 4, 60)), "news", "newest_days") == 4
    pinned = entry(
        part, "置顶", item=ListItem(f"{BASE}/p", "置顶", ago(400), "", pinned=True), url=f"{BASE}/p"
    )
    assert of_column(seen([part], [pinned, *aged(part, 40, 50)]), "news", "newest_days") == 40


def test_a_column_below_that_was_not_fetched_may_hold_something_newer() -> None:
    below = column(None, "科室动态", parent=NEWS.id, fetch=failed(f"{BASE}/k", FetchState.CUT_SHORT, 0))
    assert of_column(seen([NEWS, below], aged(NEWS, 40)), "news", "newest_days") is Reason.CUT_SHORT
    assert of_column(seen([NEWS, below], aged(NEWS, 4)), "news", "newest_days") == 4


def test_a_content_page_of_unknown_date_may_be_newer() -> None:
    page = replace(column("institution"), single_article=True, text_chars=800)
    assert of_column(seen([page], []), "institution", "newest_days") is Reason.NO_DATE
    assert of_column(seen([page], aged(page, 900)), "institution", "newest_days") is Reason.NO_DATE
    assert of_column(seen([page], aged(page, 90)), "institution", "newest_days") == 90


def test_a_content_page_is_as_fresh_as_the_date_it_shows() -> None:
    page = replace(column("institution"), single_article=True, text_chars=800, shown_on=ago(200))
    assert of_column(seen([page], []), "institution", "newest_days") == 200
    assert of_column(seen([page], aged(page, 300)), "institution", "newest_on") == ago(200)
    old = replace(page, shown_on=ago(900))
    assert of_column(seen([old], []), "institution", "newest_days") == 900


def test_an_impossible_date_hides_when_that_item_appeared() -> None:
    assert of_column(seen([NEWS], aged(NEWS, -30, 40)), "news", "newest_days") is Reason.AMBIGUOUS
    assert of_column(seen([NEWS], aged(NEWS, -30, 4)), "news", "newest_days") == 4


def test_judged_for_an_earlier_day_later_entries_are_not_there_yet() -> None:
    rows = aged(NEWS, 4, 100)
    assert of_column(seen([NEWS], rows), "news", "newest_days", today=ago(60)) == 40


def test_periods_come_from_catalogue_plan_and_settings() -> None:
    both = seen([NEWS, STATISTICS], [])
    assert (of_column(both, "news", "period_days"), of_column(both, "news", "period_is_binding")) == (
        14,
        True,
    )
    assert of_column(both, "statistics", "period_days") == 100
    assert of_column(both, "statistics", "period_is_binding") is False
    planned = {"plan_columns": frozenset({"statistics"})}
    assert of_column(both, "statistics", "period_is_binding", **planned) is True
    for name in ("column-updated.statistics", "column-updated.statistics"):
        assert of_column(both, "statistics", "period_days", settings={name: 31}) == 31
        assert of_column(both, "statistics", "period_is_binding", settings={name: 31}) is True
    by_class = {"settings": {"column-updated.prompt": 7}}
    assert of_column(both, "news", "period_days", **by_class) == 7


def test_columns_with_rules_of_their_own_and_unmapped_ones_have_no_period() -> None:
    guide, other = column("guide"), column(None, "专题")
    both = seen([guide, other], [])
    assert of_column(both, "guide", "has_period") is False
    assert of_column(both, other.key, "period_days") == 0
    assert of_column(both, other.key, "has_period", settings={f"column-updated.{other.key}": 30}) is True


def test_columns_of_events_are_named_as_such() -> None:
    personnel = column("personnel")
    assert of_column(seen([personnel], []), "personnel", "is_event_column") is True
    assert of_column(seen([personnel], []), "personnel", "is_periodic") is False
    assert of_column(seen([NEWS], []), "news", "is_periodic") is True


def test_stale_columns_are_counted_by_place_and_sort() -> None:
    news = [column("news", path=f"n{n}") for n in range(3)]
    notices = [column("notices"), column("notices", path="deep", first_level=False)]
    rows = [e for c in (*news, *notices) for e in aged(c, 200)]
    both = seen([*news, *notices, STATISTICS], [*rows, *aged(STATISTICS, 150)])
    assert of_site(both, "stale_prompt_columns") == 4
    assert of_site(both, "stale_other_columns") == 2
    assert str(of_site(both, "stale_column_names")).startswith("工作动态")


def test_columns_that_only_their_name_calls_news_make_the_count_a_question_where_they_could_reach_the_limit() -> (
    None
):
    named = [
        column(None, name, first_level=False)
        for name in ("业务要闻", "行业动态", "基层动态", "工作动态", "专题")
    ]
    rows = [e for c in (NEWS, *named) for e in aged(c, 200)]
    both = seen([NEWS, *named], rows)
    assert of_site(both, "stale_prompt_columns") is Reason.LOW_CONFIDENCE
    assert of_site(both, "stale_alike_names") == "业务要闻、行业动态、基层动态、工作动态"
    assert of_site(seen([NEWS, *named[:3]], rows), "stale_prompt_columns") == 1
    fresh = [e for c in named for e in aged(c, 3)]
    assert of_site(seen([NEWS, *named], [*aged(NEWS, 200), *fresh]), "stale_prompt_columns") == 1


def test_fresh_blank_and_event_columns_are_not_stale() -> None:
    personnel, plans = column("personnel"), column("plans")
    both = seen([NEWS, personnel, plans], [*aged(NEWS, 3), *aged(personnel, 900)])
    assert of_site(both, "stale_prompt_columns") == 0
    assert of_site(both, "stale_other_columns") == 0


def test_columns_of_another_site_are_neither_stale_nor_unknown() -> None:
    away = failed("http://x.example/", FetchState.OUT_OF_SCOPE, 0)
    news = [column("news", path=f"n{n}", fetch=away) for n in range(6)]
    assert of_site(seen(news, []), "stale_prompt_columns") == 0
    assert of_site(seen(news, aged(news[0], 90)), "stale_prompt_columns") == 0


def test_copies_of_one_list_count_once() -> None:
    one, two = column("news"), column("news", path="two")
    rows = aged(one, 40)
    copied = [replace(e, listings=(*e.listings, replace(e.listings[0], column=two.id))) for e in rows]
    assert of_site(seen([one, two], copied), "stale_prompt_columns") == 1


def test_unread_columns_that_could_reach_the_limit_make_the_count_unknown() -> None:
    news = [column("news", path=f"n{n}") for n in range(5)]
    blocked = failed(f"{BASE}/w", FetchState.BLOCKED)
    rows = [e for c in news for e in aged(c, 200)]
    walled = [*news[:3], *(replace(c, fetch=blocked) for c in news[3:])]
    assert of_site(seen(news, rows), "stale_prompt_columns") == 5
    assert of_site(seen(walled, rows), "stale_prompt_columns") is Reason.BLOCKED
    assert of_site(seen(walled[1:], rows[1:]), "stale_prompt_columns") == 2
    assert of_site(seen(news[:2], rows[:2], coverage=CUT), "stale_prompt_columns") is Reason.CUT_SHORT
