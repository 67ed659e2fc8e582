"""Facts about whether a column is found, named and placed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records.types import Column, Dossier, Portal
from records.vocabulary import FetchState, Place, Reason
from tests.checks.building import (
    BASE,
    CUT,
    PORTAL_NAME,
    checked,
    column,
    dossier,
    entry,
    facts,
    failed,
    of_column,
    site,
)

DEPARTMENT = site(profile="department")


def seen(*columns: Column, **given: object) -> Dossier:
    return dossier(columns, **({"site": DEPARTMENT} | given))


def test_a_found_column_is_counted_by_its_places() -> None:
    twice = seen(column("guide"), column("guide", path="other"))
    assert (of_column(twice, "guide", "places"), of_column(twice, "guide", "found_count")) == (2, 2)


def test_a_missing_required_column_is_zero_when_the_crawl_was_complete() -> None:
    assert of_column(seen(column("notices")), "guide", "found_count") == 0
    assert of_column(seen(), "guide", "required") is True
    assert of_column(seen(), "guide", "required_by") == "profile"


def test_a_crawl_cut_short_never_tells_that_a_column_is_missing() -> None:
    cut = seen(coverage=CUT)
    assert of_column(cut, "guide", "places") is Reason.CUT_SHORT
    assert of_column(cut, "guide", "found_count") is Reason.CUT_SHORT


def test_a_portal_that_was_not_read_leaves_open_what_stands_in_it() -> None:
    away = failed("http://portal.example/", FetchState.OUT_OF_SCOPE, 0)
    portal = Portal("http://portal.example/", "portal.example", (), "home link", away)
    assert of_column(seen(portal=portal), "guide", "found_count") is Reason.NOT_FETCHED
    assert of_column(seen(portal=portal), "notices", "places") is Reason.NOT_FETCHED
    assert of_column(seen(column("guide"), portal=portal), "guide", "found_count") == 1


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (column(None, "公开服务指南手册"), False),  # a service guide is no disclosure guide
        (column(None, "申请指南"), True),
        (column(None, "专题", candidates=("guide",)), True),
        (column(None, "相关链接"), False),
    ],
)
def test_an_unmapped_column_that_could_be_it_leaves_it_open(other: Column, alike: bool) -> None:
    wanted = Reason.LOOKALIKE if alike else 0
    assert of_column(seen(other), "guide", "found_count") == wanted
    assert of_column(seen(other), "guide", "lookalikes") == (other.name if alike else "")


def test_a_column_mapped_surely_is_no_lookalike_unless_its_name_says_both() -> None:
    assert of_column(seen(column("budget", "部门预算")), "final-accounts", "found_count") == 0
    both = seen(column("budget", "财政预决算"))
    assert of_column(both, "final-accounts", "found_count") is Reason.LOOKALIKE


def test_entries_of_the_items_kind_make_an_unmapped_column_a_lookalike() -> None:
    other = column(None, "历年")
    reports = [entry(other, f"{y}年政府信息公开工作年度报告") for y in (2023, 2024)]
    assert of_column(seen(other, entries=tuple(reports)), "annual-report", "found_count") is Reason.LOOKALIKE


def test_a_column_that_holds_what_belongs_below_a_section_may_be_the_section_where_no_portal_is_known() -> (
    None
):
    above = column(None, "政务公开")
    below = (column("plans", parent=above.id), column("normative-documents", parent=above.id))
    assert of_column(seen(above, *below, portal=None), "statutory", "found_count") is Reason.LOOKALIKE
    assert of_column(seen(above, *below, portal=None), "system", "found_count") == 0
    assert of_column(seen(above, below[0], portal=None), "statutory", "found_count") == 0
    assert of_column(seen(above, *below), "statutory", "found_count") == 0


def test_a_page_that_bears_the_items_own_name_may_be_the_item() -> None:
    notices = column("notices")
    guide = seen(notices, entries=(entry(notices, "聊城市人社局政府信息公开指南"),))
    assert of_column(guide, "guide", "found_count") is Reason.LOOKALIKE
    assert of_column(guide, "guide", "lookalikes") == "聊城市人社局政府信息公开指南"
    yearly = seen(notices, entries=(entry(notices, "聊城市人社局2024年政府信息公开年报"),))
    assert of_column(yearly, "annual-report", "found_count") == 0


def test_an_unconfirmed_basis_leaves_absence_open_unless_the_plan_asks_for_it() -> None:
    assert of_column(seen(), "policy-interpretation", "found_count") is Reason.BASIS_UNCONFIRMED
    planned = {"plan_columns": frozenset({"policy-interpretation", "meetings"})}
    assert of_column(seen(), "policy-interpretation", "found_count", **planned) == 0
    assert of_column(seen(), "policy-interpretation", "required_by", **planned) == "plan"
    assert of_column(seen(), "meetings", "found_count", **planned) == 0
    assert of_column(seen(), "guide", "required_by", **planned) == "profile"


def test_absence_is_proved_by_tree_names_pages_and_coverage() -> None:
    shown = column("notices")
    proof = facts(checked(seen(shown))["lc-hrss/guide"])["found_count"].evidence
    text = " ".join(e.quote for e in proof)
    assert "通知公告" in text
    assert "政府信息公开指南" in text
    assert "抓取完整" in text
    assert any(e.url == shown.url and e.sha256 for e in proof)
    many = seen(*(column(None, f"栏目{n}") for n in range(400)))
    proof = facts(checked(many)["lc-hrss/guide"])["found_count"].evidence
    assert len(proof) < 20


def test_names_are_compared_with_every_standard_name() -> None:
    assert (
        of_column(
            seen(column("annual-report", "政府信息公开工作年度报告")), "annual-report", "name_is_standard"
        )
        is True
    )
    assert of_column(seen(column("guide", "公开指南")), "guide", "name_is_standard") is False
    assert (
        of_column(seen(column("guide", "聊城市人社局政府信息公开指南")), "guide", "name_is_standard") is True
    )
    both = seen(column("guide", "公开指南"), column("guide", path="std"))
    assert of_column(both, "guide", "found_name") == "政府信息公开指南"


def test_a_name_is_held_against_a_column_only_when_all_of_the_site_was_seen() -> None:
    yearly = column("annual-report", "年度报告")
    assert of_column(seen(yearly), "annual-report", "name_is_standard") is False
    assert of_column(seen(yearly, coverage=CUT), "annual-report", "name_is_standard") is Reason.CUT_SHORT
    menu = column(None, PORTAL_NAME, url=None, is_group=True, list_unread=Reason.NO_ADDRESS)
    assert (
        of_column(seen(yearly, menu, portal=None), "annual-report", "name_is_standard") is Reason.NO_ADDRESS
    )
    assert of_column(seen(column("guide"), coverage=CUT), "guide", "name_is_standard") is True


def test_a_column_stands_below_its_parent_at_one_of_its_places() -> None:
    statutory = column("statutory")
    outside = column("fees", place=Place.HOME, below_statutory=False)
    inside = column("fees", path="in")
    assert of_column(seen(statutory, outside, inside), "fees", "under_standard_parent") is True
    assert of_column(seen(statutory, outside), "fees", "under_standard_parent") is False
    assert (
        of_column(seen(statutory, outside, coverage=CUT), "fees", "under_standard_parent") is Reason.CUT_SHORT
    )
    unsure = replace(outside, confidence=0.5)
    assert of_column(seen(statutory, unsure), "fees", "under_standard_parent") is Reason.LOW_CONFIDENCE


def test_where_the_statutory_section_is_missing_any_place_in_the_portal_will_do() -> None:
    flat = column("fees", place=Place.PORTAL, below_statutory=False)
    assert of_column(seen(flat), "fees", "under_standard_parent") is True
    assert of_column(seen(column("statutory"), flat), "fees", "under_standard_parent") is False


def test_a_column_whose_page_was_not_read_may_stand_anywhere() -> None:
    address = f"{BASE}/fees/"
    away = {"place": Place.ELSEWHERE, "below_statutory": False, "parent": None, "url": address}
    walled = column("fees", fetch=failed(address, FetchState.BLOCKED), **away)
    read = column("fees", **away)
    assert of_column(seen(column("statutory"), walled), "fees", "under_standard_parent") is Reason.BLOCKED
    assert of_column(seen(column("statutory"), read), "fees", "under_standard_parent") is False
