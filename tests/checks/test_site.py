"""Facts about the portal, its entry on the home page and its search."""

from __future__ import annotations

import pytest

from records.addresses import host_of
from records.types import Dossier, HomeLink, Portal, SearchTrial
from records.vocabulary import FetchState, Reason, SearchState, Visibility
from tests.checks.building import (
    BASE,
    CUT,
    dossier,
    failed,
    home,
    of_site,
    ok,
    site,
)

VISIBLE, HIDDEN, UNSURE = Visibility.VISIBLE, Visibility.HIDDEN, Visibility.UNDECIDABLE


def links(*told: tuple[str, Visibility]) -> Dossier:
    found = tuple(HomeLink(f"{BASE}/zwgk/", text, visibility, "style") for text, visibility in told)
    other = HomeLink(f"{BASE}/news/", "工作动态", VISIBLE)
    return dossier(home=home(links=(*found, other), portal_links=found))


def test_visible_hidden_and_undecidable_links_are_told_apart() -> None:
    assert of_site(links(("政务公开", VISIBLE), ("公开", HIDDEN)), "portal_entry_visible_count") == 1
    hidden = links(("政府信息公开", HIDDEN))
    assert of_site(hidden, "portal_entry_visible_count") == 0
    assert of_site(hidden, "portal_entry_hidden_count") == 1
    assert of_site(links(("公开", UNSURE)), "portal_entry_visible_count") is Reason.VISIBILITY_UNDECIDABLE
    assert of_site(links(("公开", UNSURE), ("公开", VISIBLE)), "portal_entry_visible_count") == 1
    assert of_site(links(), "portal_entry_visible_count") == 0


def test_one_link_with_the_standard_name_is_enough() -> None:
    both = links(("政务公开", VISIBLE), ("政府信息公开", VISIBLE))
    assert of_site(both, "portal_entry_name_is_standard") is True
    assert of_site(both, "portal_entry_text") == "政府信息公开"
    other = links(("政务公开", VISIBLE), ("政府信息公开", HIDDEN))
    assert of_site(other, "portal_entry_name_is_standard") is False
    assert of_site(other, "portal_entry_text") == "政务公开"


def test_a_home_page_without_any_link_was_not_read_as_visitors_see_it() -> None:
    bare = dossier(home=home(links=(), portal_links=()))
    assert of_site(bare, "portal_entry_visible_count") is Reason.UNREADABLE


def test_a_portal_is_missing_only_when_all_was_seen() -> None:
    assert of_site(dossier(), "portal_found") is True
    assert of_site(dossier(portal=None), "portal_found") is False
    assert of_site(dossier(portal=None), "portal_host_kind") == ""
    cut = dossier(portal=None, coverage=CUT, home=home(portal_links=()))
    assert of_site(cut, "portal_found") is Reason.CUT_SHORT
    assert of_site(cut, "portal_entry_visible_count") is Reason.CUT_SHORT
    closed = dossier(portal=None, home=home(fetch=failed(f"{BASE}/", tries=5)))
    assert of_site(closed, "portal_found") is Reason.HOME_NOT_OPENED


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("rsj.example.gov.cn", "own"),
        ("www.rsj.example.gov.cn", "own"),
        ("www.example.gov.cn", "parent"),
        ("example.gov.cn", "parent"),
        ("known.province.gov.cn", "parent"),
        ("xxgk.example.gov.cn", Reason.OUTSIDE_KNOWLEDGE),
        ("rsjxxgk.example.gov.cn", "separate"),
        ("rsj-open.com", "separate"),
    ],
)
def test_the_portals_host_is_own_the_parents_or_separate(host: str, kind: object) -> None:
    portal = Portal(
        f"http://{host}/zwgk/", host, ("guide", "system"), "home link", ok(f"http://{host}/zwgk/")
    )
    found = dossier(portal=portal, site=site(known_hosts=("known.province.gov.cn",)))
    assert of_site(found, "portal_host_kind") == kind


def test_another_port_of_an_address_in_numbers_is_separate() -> None:
    where = site(home="http://127.0.0.1:8001/", hosts=("127.0.0.1:8001",))
    for port, kind in ((8001, "own"), (8002, "separate")):
        url = f"http://127.0.0.1:{port}/zwgk/"
        portal = Portal(url, host_of(url), ("guide", "system"), "home link", ok(url))
        assert of_site(dossier(portal=portal, site=where), "portal_host_kind") == kind


@pytest.mark.parametrize(
    ("state", "fetch", "expected"),
    [
        (SearchState.FOUND, None, "found"),
        (SearchState.MISSED, None, "missed"),
        (SearchState.ABSENT, None, "absent"),
        (SearchState.POST_ONLY, None, Reason.SEARCH_NOT_TRIABLE),
        (SearchState.SCRIPTED, None, Reason.SEARCH_NOT_TRIABLE),
        (SearchState.NOT_TRIED, None, Reason.NOT_FETCHED),
        (SearchState.FAILED, failed(f"{BASE}/s", FetchState.BLOCKED), Reason.BLOCKED),
        (SearchState.FAILED, failed(f"{BASE}/s", tries=1), Reason.TRIED_ONCE),
        (SearchState.FAILED, failed(f"{BASE}/s", tries=2), "missed"),
    ],
)
def test_the_search_is_told_as_it_went(state: SearchState, fetch: object, expected: object) -> None:
    trial = SearchTrial(state, f"{BASE}/s?q=1", "关于培训的通知", fetch)  # type: ignore[arg-type]
    assert of_site(dossier(search=trial), "portal_search") == expected
    assert of_site(dossier(search=trial), "portal_search_query") == "关于培训的通知"
