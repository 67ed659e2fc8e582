"""Facts about what a column holds: several places, reachable, empty, focused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from records.types import Column, Dossier
from records.vocabulary import FetchState, Place, Reason
from tests.checks.building import (
    BASE,
    CUT,
    checked,
    column,
    dossier,
    entry,
    facts,
    failed,
    of_column,
    of_site,
    site,
)

DEPARTMENT = site(profile="department")
DAY = date(2026, 11, 3)


def seen(*columns: Column, **given: object) -> Dossier:
    return dossier(columns, **({"site": DEPARTMENT} | given))


def test_places_differ_when_their_items_do() -> None:
    one, two = column("fees"), column("fees", path="two")
    mine = [entry(one, f"甲{n}", listed=DAY - timedelta(n)) for n in range(3)]
    theirs = [entry(two, f"乙{n}", listed=DAY - timedelta(n)) for n in range(3)]
    differing = seen(one, two, entries=(*mine, *theirs))
    assert of_column(differing, "fees", "differing_places") == 2
    copies = [entry(two, e.title, listed=e.listed_on) for e in mine]
    same = seen(one, two, entries=(*mine, *copies))
    assert of_column(same, "fees", "differing_places") == 1


def test_a_longer_list_with_the_same_newest_items_is_the_same_column() -> None:
    one, two = column("fees"), column("fees", path="two")
    mine = [entry(one, f"甲{n}", listed=DAY - timedelta(n)) for n in range(9)]
    short = [entry(two, e.title, listed=e.listed_on) for e in mine[:6]]
    assert of_column(seen(one, two, entries=(*mine, *short)), "fees", "differing_places") == 1
    old = [entry(two, e.title, listed=e.listed_on) for e in mine[3:]]
    assert of_column(seen(one, two, entries=(*mine, *old)), "fees", "differing_places") == 2


def test_columns_of_other_names_and_empty_places_are_not_compared() -> None:
    one, other = column("notices"), column("notices", "公示公告", path="two")
    held = (entry(one, "甲"), entry(other, "乙"))
    assert of_column(seen(one, other, entries=held), "notices", "differing_places") == 0
    assert (
        of_column(seen(one, column("notices", path="e"), entries=held[:1]), "notices", "differing_places")
        == 1
    )


def test_unread_lists_leave_a_difference_open() -> None:
    one, two = column("fees"), column("fees", path="two", list_unread=Reason.OVER_BUDGET)
    held = (entry(one, "甲"), entry(two, "乙"))
    assert of_column(seen(one, two, entries=held), "fees", "differing_places") is Reason.OVER_BUDGET


def test_news_columns_of_the_navigation_count_by_name() -> None:
    names = ("基层动态", "县区要闻", "部门要闻", "乡镇动态（镇街）", "历史动态（已归档）")
    places = [column(name=n, path=f"n{i}", place=Place.HOME, first_level=True) for i, n in enumerate(names)]
    old = [entry(p, f"{p.name}{n}", listed=DAY - timedelta(40 + n)) for p in places for n in range(3)]
    found = dossier(places, old, site=DEPARTMENT)
    assert of_site(found, "stale_prompt_columns") == 4
    assert of_column(found, places[0].key, "period_days") == 14
    assert of_column(found, places[4].key, "period_days") == 0


def test_a_page_of_pictures_or_folded_text_is_not_known_to_be_empty() -> None:
    drawn = column("institution", parts=2)
    assert of_column(seen(drawn), "institution", "text_chars") is Reason.UNREADABLE
    assert of_column(seen(column("institution")), "institution", "text_chars") == 0
    written = column("institution", parts=2, text_chars=200)
    assert of_column(seen(written), "institution", "text_chars") == 200


@pytest.mark.parametrize(
    ("state", "tries", "expected"),
    [
        (FetchState.FAILED, 2, False),
        (FetchState.FAILED, 1, Reason.TRIED_ONCE),
        (FetchState.BLOCKED, 2, Reason.BLOCKED),
        (FetchState.TIMED_OUT, 2, Reason.TIMED_OUT),
        (FetchState.CUT_SHORT, 0, Reason.CUT_SHORT),
    ],
)
def test_a_link_is_dead_only_after_two_failures(state: FetchState, tries: int, expected: object) -> None:
    wanted = column("fees", fetch=failed(f"{BASE}/fees/", state, tries))
    assert of_column(seen(wanted), "fees", "link_answers") == expected
    assert of_column(seen(column("fees")), "fees", "link_answers") is True
    assert of_column(seen(column("fees")), "fees", "link_error") == ""


def test_a_heading_has_no_page_of_its_own() -> None:
    heading = column("fees", url=None, is_group=True)
    assert of_column(seen(heading), "fees", "has_own_page") is False
    assert of_column(seen(heading), "fees", "link_answers") is True


def test_a_column_of_another_site_is_not_counted_among_the_blank_or_unread() -> None:
    away = [
        column(None, f"外站{n}", fetch=failed("http://x.example/", FetchState.OUT_OF_SCOPE, 0))
        for n in range(9)
    ]
    assert of_site(seen(*away), "blank_columns") == 0
    assert of_column(seen(away[0]), away[0].key, "content_items") is Reason.NOT_FETCHED


def test_content_counts_entries_below_and_pages_that_are_content() -> None:
    top = column("fees")
    below = column(None, "明细", parent=top.id)
    assert of_column(seen(top, below, entries=(entry(below, "甲"),)), "fees", "content_items") == 1
    article = replace(top, single_article=True, text_chars=900)
    assert of_column(seen(article), "fees", "content_items") == 1
    assert of_column(seen(top), "fees", "content_items") == 0


def test_nothing_is_called_empty_that_was_not_seen() -> None:
    assert of_column(seen(column("fees"), coverage=CUT), "fees", "content_items") is Reason.CUT_SHORT
    scripted = column("fees", list_unread=Reason.RENDERER_MISSING)
    assert of_column(seen(scripted), "fees", "content_items") is Reason.RENDERER_MISSING
    top = column("fees")
    walled = column(None, "明细", parent=top.id, fetch=failed(f"{BASE}/w", FetchState.BLOCKED))
    assert of_column(seen(top, walled), "fees", "content_items") is Reason.BLOCKED


def test_a_placeholder_is_no_content_and_a_note_is_noted() -> None:
    assert of_column(seen(column("fees", text_chars=4)), "fees", "text_chars") == 4
    assert of_site(seen(column("fees", text_chars=4)), "blank_columns") == 1
    assert of_site(seen(column("fees", text_chars=300)), "blank_columns") == 0
    assert of_column(seen(column("fees", text_chars=4, single_article=True)), "fees", "content_items") == 0
    assert of_column(seen(column("fees", text_chars=300)), "fees", "text_chars") == 300
    noted = seen(column("fees", text_chars=9, absence_note="本机关无此类信息"))
    assert of_column(noted, "fees", "absence_noted") is True
    assert "本机关无此类信息" in facts(checked(noted)["lc-hrss/fees"])["absence_noted"].evidence[0].quote


def test_blank_columns_are_counted_unless_unread_ones_could_reach_the_limit() -> None:
    codes = ["fees", "plans", "procurement", "statistics", "power-list", "licences"]
    blank = [column(c) for c in codes]
    assert of_site(seen(*blank), "blank_columns") == 6
    assert of_site(seen(*blank[:3]), "blank_columns") == 3
    walled = [column(c, fetch=failed(f"{BASE}/w", FetchState.BLOCKED)) for c in codes]
    assert of_site(seen(*blank[:3], *walled[3:5]), "blank_columns") is Reason.BLOCKED
    assert of_site(seen(*blank[:3], walled[3]), "blank_columns") == 3
    assert of_site(seen(*blank[:3], coverage=CUT), "blank_columns") is Reason.CUT_SHORT
    noted = [replace(c, absence_note="本机关无此类信息") for c in blank]
    assert of_site(seen(*noted), "blank_columns") == 0
    assert of_site(seen(*blank[:3]), "blank_column_names") == "、".join(c.name for c in blank[:3])


def test_the_limit_follows_the_settings() -> None:
    walled = [column(c, fetch=failed(f"{BASE}/w", FetchState.BLOCKED)) for c in ("fees", "plans")]
    assert of_site(seen(*walled), "blank_columns", settings={"blank-columns-few.limit": 2}) is Reason.BLOCKED
    assert of_site(seen(*walled), "blank_columns") == 0


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        (column("news", below_statutory=True), "news"),
        (column(None, "党建工作", below_statutory=True), "party"),
        (column(None, "图片新闻", below_statutory=True), "picture"),
        (column(None, "技能提升行动", below_statutory=True), "disclosure"),
        (column(None, "人才服务动态", below_statutory=True), Reason.AMBIGUOUS),
        (column("news"), "disclosure"),
        (column("statistics"), "disclosure"),
    ],
)
def test_what_a_column_is_about_is_told_by_its_name(wanted: Column, kind: object) -> None:
    assert of_column(seen(wanted), wanted.key, "focus_kind") == kind


def test_news_about_proposals_belong_to_the_proposals() -> None:
    top = column("proposals")
    below = column("news", parent=top.id, below_statutory=True)
    assert of_column(seen(top, below), "news", "focus_kind") == "disclosure"
