"""Facts about the home page: does it open, how fresh is it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from records.types import Column, Dossier, Entry, HomeLink, ListItem
from records.vocabulary import FetchState, Place, Reason, Visibility
from tests.checks.building import (
    BASE,
    CUT,
    TODAY,
    column,
    dossier,
    entry,
    failed,
    home,
    of_site,
    ok,
    site,
)

NEWS = column("news")


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def aged(within: Column, *days: int) -> list[Entry]:
    return [entry(within, f"{within.name}{d}", listed=ago(d), row=n) for n, d in enumerate(days, 1)]


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


def test_links_to_documents_outside_readable_lists_show_what_is_new_but_not_that_nothing_is() -> None:
    first = replace(NEWS, place=Place.HOME, first_level=True)
    old = aged(first, 50, 60, 70, 80)
    links = tuple(HomeLink(e.url, e.title, Visibility.VISIBLE) for e in old)
    assert of_site(dossier([first], old, home=home(links=links)), "home_newest_days") is Reason.NO_DATE
    assert of_site(dossier([first], old, home=home(links=links[:1])), "home_newest_days") == 50
    (new,) = aged(first, 5)
    shown = (*links, HomeLink(new.url, new.title, Visibility.VISIBLE))
    assert of_site(dossier([first], [*old, new], home=home(links=shown)), "home_newest_days") == 5


def test_a_home_page_that_is_only_navigation_is_as_fresh_as_the_second_level() -> None:
    first = replace(NEWS, place=Place.HOME, first_level=True)
    assert of_site(dossier([first], aged(first, 9)), "home_newest_days") == 9
    assert of_site(dossier([first], aged(first, 50)), "home_newest_days") == 50
    assert of_site(dossier([first], aged(first, 14), coverage=CUT), "home_newest_days") == 14
    partly = replace(first, list_unread=Reason.OVER_BUDGET)
    assert of_site(dossier([partly], aged(first, 14)), "home_newest_days") == 14
    assert of_site(dossier([partly], aged(first, 15)), "home_newest_days") is Reason.OVER_BUDGET
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


def test_a_portal_that_only_a_script_opens_is_not_absent() -> None:
    menu = column(name="政府信息公开", url=None, list_unread=Reason.RENDERER_MISSING, is_group=True)
    assert of_site(dossier([menu], portal=None), "portal_found") is Reason.RENDERER_MISSING
    assert of_site(dossier([NEWS], portal=None), "portal_found") is False
    elsewhere = column(name="政务服务", url=None, list_unread=Reason.RENDERER_MISSING, is_group=True)
    assert of_site(dossier([elsewhere], portal=None), "portal_found") is False


def test_fewer_tries_will_do_where_the_settings_say_so() -> None:
    fetch = failed(f"{BASE}/")
    found = dossier(home=home(fetch=fetch, tries=(fetch, fetch)), site=site())
    assert of_site(found, "home_answered", settings={"site-reachable.tries": 2}) is False
