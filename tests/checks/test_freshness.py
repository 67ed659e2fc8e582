"""Facts about how fresh columns and the home page are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from records.types import Column, Dossier, Entry, ListItem
from records.vocabulary import FetchState, Place, Reason
from tests.checks.building import (
    BASE,
    CUT,
    TODAY,
    column,
    dossier,
    entry,
    failed,
    home,
    of_column,
    of_site,
    ok,
    site,
)

NEWS, NOTICES, STATISTICS = column("news"), column("notices"), column("statistics")


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def aged(within: Column, *days: int) -> list[Entry]:
    return [entry(within, f"{within.name}{d}", listed=ago(d), row=n) for n, d in enumerate(days, 1)]


def seen(columns: list[Column], entries: list[Entry], **given: object) -> Dossier:
    return dossier(columns, entries, **given)


# ---------------------------------------------------------------- newest


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


def test_an_impossible_date_hides_when_that_item_appeared() -> None:
    assert of_column(seen([NEWS], aged(NEWS, -30, 40)), "news", "newest_days") is Reason.AMBIGUOUS
    assert of_column(seen([NEWS], aged(NEWS, -30, 4)), "news", "newest_days") == 4


def test_judged_for_an_earlier_day_later_entries_are_not_there_yet() -> None:
    rows = aged(NEWS, 4, 100)
    assert of_column(seen([NEWS], rows), "news", "newest_days", today=ago(60)) == 40


# ---------------------------------------------------------------- periods


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


# ---------------------------------------------------------------- stale columns


def test_stale_columns_are_counted_by_place_and_sort() -> None:
    news = [column("news", path=f"n{n}") for n in range(3)]
    notices = [column("notices"), column("notices", path="deep", first_level=False)]
    rows = [e for c in (*news, *notices) for e in aged(c, 200)]
    both = seen([*news, *notices, STATISTICS], [*rows, *aged(STATISTICS, 150)])
    assert of_site(both, "stale_prompt_columns") == 4
    assert of_site(both, "stale_other_columns") == 2
    assert str(of_site(both, "stale_column_names")).startswith("工作动态")


def test_fresh_blank_and_event_columns_are_not_stale() -> None:
    personnel, plans = column("personnel"), column("plans")
    both = seen([NEWS, personnel, plans], [*aged(NEWS, 3), *aged(personnel, 900)])
    assert of_site(both, "stale_prompt_columns") == 0
    assert of_site(both, "stale_other_columns") == 0


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


# ---------------------------------------------------------------- home page


def shown(*days: int) -> Dossier:
    items = tuple(ListItem(f"{BASE}/{d}.html", f"新闻{d}", ago(d), f"{ago(d)}") for d in days)
    return dossier(home=home(items=items))


def test_the_home_page_is_as_fresh_as_its_newest_dated_item() -> None:
    assert of_site(shown(30, 4, 90), "home_newest_on") == ago(4)
    assert of_site(shown(30), "home_newest_days") == 30
    assert of_site(shown(30, -20), "home_newest_days") is Reason.AMBIGUOUS
    assert of_site(shown(3, -20), "home_newest_days") == 3


def test_items_without_date_borrow_that_of_their_page() -> None:
    wanted = entry(NEWS, "新闻", published_on=ago(6))
    undated = home(items=(ListItem(wanted.url, "新闻"),))
    assert of_site(dossier([NEWS], [wanted], home=undated), "home_newest_days") == 6
    assert of_site(dossier([NEWS], [], home=undated), "home_newest_days") is Reason.NO_DATE


def test_a_home_page_that_is_only_navigation_is_as_fresh_as_the_second_level() -> None:
    first = replace(NEWS, place=Place.HOME, first_level=True)
    assert of_site(dossier([first], aged(first, 9)), "home_newest_days") == 9
    assert of_site(dossier([first], aged(first, 50)), "home_newest_days") == 50
    unread = replace(first, fetch=failed(f"{BASE}/n", FetchState.BLOCKED))
    assert of_site(dossier([unread], []), "home_newest_days") is Reason.BLOCKED
    assert of_site(dossier(), "home_newest_days") is Reason.NO_DATE


@pytest.mark.parametrize(
    ("state", "tries", "answered", "newest"),
    [
        (FetchState.OK, 1, True, Reason.NO_DATE),
        (FetchState.FAILED, 5, False, Reason.HOME_NOT_OPENED),
        (FetchState.TIMED_OUT, 5, False, Reason.HOME_NOT_OPENED),
        (FetchState.FAILED, 2, Reason.TRIED_ONCE, Reason.HOME_NOT_OPENED),
        (FetchState.BLOCKED, 5, Reason.BLOCKED, Reason.BLOCKED),
        (FetchState.CUT_SHORT, 1, Reason.CUT_SHORT, Reason.CUT_SHORT),
    ],
)
def test_the_home_page_fails_only_after_all_its_tries(
    state: FetchState, tries: int, answered: object, newest: object
) -> None:
    fetch = ok(f"{BASE}/") if state is FetchState.OK else failed(f"{BASE}/", state, 1, "timeout")
    found = dossier(home=home(fetch=fetch, tries=(fetch,) * tries))
    assert of_site(found, "home_answered") == answered
    assert of_site(found, "home_newest_on") == newest
    assert of_site(found, "home_tries") == tries
    assert of_site(found, "home_error") == ("" if answered is True else "timeout")


def test_one_wall_among_the_tries_is_no_failure() -> None:
    fetch = failed(f"{BASE}/")
    tries = (fetch, failed(f"{BASE}/", FetchState.BLOCKED), fetch, fetch, fetch)
    assert of_site(dossier(home=home(fetch=fetch, tries=tries)), "home_answered") is Reason.BLOCKED


def test_fewer_tries_will_do_where_the_settings_say_so() -> None:
    fetch = failed(f"{BASE}/")
    found = dossier(home=home(fetch=fetch, tries=(fetch, fetch)), site=site())
    assert of_site(found, "home_answered", settings={"site-reachable.tries": 2}) is False
