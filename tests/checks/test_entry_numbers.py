"""Facts about index numbers: scheme, code, year, uniqueness, sources, order – and what a document is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from records.types import Entry, IndexScheme, ListItem
from records.vocabulary import FetchState, Reason
from tests.checks.building import (
    BASE,
    CODE,
    checked,
    column,
    documents,
    dossier,
    entry,
    facts,
    failed,
    numbered,
    of_entry,
    ok,
    site,
    told,
)

PAPERS = column("normative-documents")
NOTICES = column("notices")
OWN = "市人力资源社会保障局"
DECLARED = site(index_number=IndexScheme(("uscc/YYYY-n",), "publication"))
DAY = date(2026, 5, 6)


def one(wanted: Entry, name: str, *others: Entry, declared: bool = True) -> object:
    where = DECLARED if declared else site()
    return of_entry(dossier([PAPERS, NOTICES], [wanted, *others], site=where), wanted, name)


def test_the_seed_page_reads_as_it_should() -> None:
    seed = entry(
        PAPERS,
        "2020年度政府信息公开工作要点",
        listed=date(2020, 8, 7),
        index_number="113715000044281785/2020-4387560",
        published_on=date(2020, 8, 7),
        published_at="2020-08-07 15:47:17",
        publisher=OWN,
    )
    found = next(s for s in checked(dossier([PAPERS], [seed], site=DECLARED)).values() if s.url == seed.url)
    assert told(found, "index_form") == "ok"
    assert told(found, "code_state") == "valid"
    assert told(found, "code_owner") == "own"
    assert told(found, "index_year") == told(found, "scheme_year") == 2020
    assert told(found, "bound_by_20_days") is True
    assert told(found, "working_days_taken") is Reason.NO_FORMED_DATE
    assert told(found, "list_page_gap_days") == 0
    assert facts(found)["published_on"].evidence[0].quote == "2020-08-07 15:47:17"


def test_an_unread_page_leaves_open_whether_it_shows_a_number_unless_the_list_does() -> None:
    blocked = failed(f"{BASE}/b", FetchState.BLOCKED)
    assert one(entry(PAPERS, fetch=blocked), "index_number_shown") is Reason.BLOCKED
    listed = ListItem(f"{BASE}/n.html", "文件", index_number=numbered(1))
    assert one(entry(PAPERS, url=f"{BASE}/n.html", item=listed, fetch=blocked), "index_number_shown") is True


def test_where_no_number_is_expected_an_unread_page_is_not_asked_about_it() -> None:
    unread = failed(f"{BASE}/b")
    assert one(entry(NOTICES, fetch=unread), "index_number_shown") is False
    assert (
        one(entry(PAPERS, fetch=failed("http://x.example/", FetchState.OUT_OF_SCOPE, 0)), "is_document")
        is False
    )
    nowhere = entry(PAPERS, url="", fetch=None)
    assert one(nowhere, "index_number_shown") is False
    assert one(nowhere, "both_dates") is False


def test_an_entry_without_address_is_shown_where_the_list_names_it() -> None:
    nowhere = entry(PAPERS, url="", fetch=None)
    found = next(
        s for s in checked(dossier([PAPERS], [nowhere])).values() if s.subject.id.endswith(nowhere.key)
    )
    assert found.url == PAPERS.url
    assert all(e.url for f in found.facts for e in f.evidence)


def test_a_number_in_the_metadata_counts_as_shown() -> None:
    assert one(entry(PAPERS, meta=(("IndexNumber", numbered(1)),)), "index_number_shown") is True


def test_a_list_may_show_the_tail_alone() -> None:
    item = ListItem(f"{BASE}/t.html", "文件", index_number="2026-4387560")
    assert one(entry(PAPERS, url=item.url, item=item), "index_form") == "ok"
    assert one(entry(PAPERS, index_number="2026-4387560"), "index_form") is Reason.AMBIGUOUS


def test_a_number_of_another_form_is_other_when_the_site_file_names_the_family() -> None:
    assert one(entry(PAPERS, index_number="113715000044281785-2026-17"), "index_form") == "other"
    assert one(entry(PAPERS, index_number="000014349/2017-00110"), "index_form") == "other"
    assert one(entry(PAPERS, index_number=numbered(1)), "index_form") == "ok"


def test_without_a_scheme_the_form_is_unknown_but_what_is_wrong_anywhere_is_not() -> None:
    assert one(entry(PAPERS, index_number=numbered(1)), "index_form", declared=False) is Reason.SCHEME_UNKNOWN
    broken = entry(PAPERS, index_number=f"{CODE}/2026-None")
    assert one(broken, "index_form", declared=False) == "null_serial"


def test_a_scheme_is_learned_from_twenty_numbers_that_agree() -> None:
    odd = entry(PAPERS, "写错的文件", index_number=f"{CODE}-2026-17", published_on=DAY)
    assert one(odd, "index_form", *documents(PAPERS, 25), declared=False) == "other"
    assert one(odd, "index_form", *documents(PAPERS, 10), declared=False) is Reason.SCHEME_UNKNOWN


def test_an_older_family_with_a_right_code_is_no_fault_under_a_learned_scheme() -> None:
    old = entry(PAPERS, "旧文件", index_number="004428178/2014-00012", published_on=date(2014, 3, 3))
    assert one(old, "index_form", *documents(PAPERS, 25), declared=False) is Reason.SCHEME_UNKNOWN


def test_a_mistyped_code_is_told_from_the_code_used_throughout() -> None:
    slip = entry(PAPERS, "代码有误的文件", index_number=numbered(99, code="113715000044281786"))
    assert one(slip, "code_state", *documents(PAPERS, 5)) == "check_failed"
    assert one(slip, "code_owner", *documents(PAPERS, 5)) == "none"
    assert one(slip, "code_state") == "check_failed_house"


def test_another_bodys_valid_code_is_named_as_such() -> None:
    other = entry(PAPERS, "他机关文件", index_number=numbered(99, code="11371500MB28359259"))
    assert one(other, "code_owner", *documents(PAPERS, 5)) == "other"
    assert one(entry(PAPERS, index_number="004428178/2014-00012"), "code_owner") == "own"


def test_whose_a_code_is_stays_open_when_the_sites_own_is_not_known() -> None:
    nameless = site(credit_code=None)
    wanted = entry(PAPERS, index_number=numbered(1))
    assert of_entry(dossier([PAPERS], [wanted], site=nameless), wanted, "code_owner") is Reason.AMBIGUOUS
    many = dossier([PAPERS], [wanted, *documents(PAPERS, 8)], site=nameless)
    assert of_entry(many, wanted, "code_owner") == "own"


@pytest.mark.parametrize(
    ("source", "reprint"),
    [
        (OWN, False),
        ("聊城市人社局", False),
        ("本站", False),
        ("就业促进科", False),
        ("局办公室", False),
        ("市人社局办公室", False),
        ("聊城人社网", False),
        ("聊城日报", True),
        ("县人社局", True),
        ("admin", False),
        (None, False),
        ("山东省人力资源和社会保障厅", True),
        ("聊城市财政局", True),
        ("国务院办公厅", True),
        ("大众日报", True),
        ("市财政局、市人社局", False),
    ],
)
def test_a_reprint_names_another_body_as_its_source(source: str | None, reprint: bool) -> None:
    assert one(entry(PAPERS, content_source=source, index_number=numbered(1)), "is_reprint") is reprint


def test_the_year_is_compared_with_what_the_scheme_means() -> None:
    late = entry(PAPERS, index_number=numbered(1, 2025), published_on=DAY, formed_on=date(2025, 12, 30))
    assert (one(late, "index_year"), one(late, "scheme_year")) == (2025, 2026)
    formed = site(index_number=IndexScheme(("uscc/YYYY-n",), "formation"))
    assert of_entry(dossier([PAPERS], [late], site=formed), late, "scheme_year") == 2025
    assert one(late, "scheme_year", declared=False) is Reason.SCHEME_UNKNOWN


def test_a_learned_year_leaves_a_year_of_formation_open_and_an_undated_entry_unknown() -> None:
    late = entry(PAPERS, index_number=numbered(1, 2025), published_on=DAY, formed_on=date(2025, 12, 30))
    assert one(late, "scheme_year", *documents(PAPERS, 25), declared=False) is Reason.SCHEME_UNKNOWN
    wrong = entry(PAPERS, "年份有误的文件", index_number=numbered(99, 2020), published_on=DAY)
    assert one(wrong, "scheme_year", *documents(PAPERS, 25), declared=False) == 2026
    assert one(entry(PAPERS, index_number=numbered(1)), "scheme_year") is Reason.NO_DATE


def test_one_number_on_two_documents_is_counted_and_the_other_named() -> None:
    first = entry(PAPERS, "甲文件", index_number=numbered(1), published_on=DAY)
    second = entry(PAPERS, "乙文件", index_number=numbered(1), published_on=DAY)
    assert one(first, "same_number_documents", second) == 2
    assert one(first, "same_number_other", second) == "乙文件"
    assert one(first, "same_number_documents") == 1


@pytest.mark.parametrize(
    ("title", "day"),
    [("甲文件", DAY), ("甲文件", None), ("甲…", DAY)],
)
def test_one_document_under_two_addresses_is_one_document(title: str, day: date | None) -> None:
    first = entry(PAPERS, "甲文件", index_number=numbered(1), published_on=DAY)
    again = entry(PAPERS, title, path="again", index_number=numbered(1), published_on=day)
    assert one(first, "same_number_documents", again) == 1


def test_one_body_under_two_titles_is_one_document() -> None:
    first = entry(
        PAPERS, "甲文件", index_number=numbered(1), published_on=DAY, fetch=ok(f"{BASE}/1", sha256="a" * 64)
    )
    again = entry(
        PAPERS,
        "甲文件（网页版）",
        index_number=numbered(1),
        published_on=DAY,
        fetch=ok(f"{BASE}/2", sha256="a" * 64),
    )
    other = entry(
        PAPERS, "乙文件", index_number=numbered(1), published_on=DAY, fetch=ok(f"{BASE}/3", sha256="b" * 64)
    )
    assert one(first, "same_number_documents", again) == 1
    assert one(first, "same_number_documents", again, other) == 2


def test_many_documents_with_one_number_are_counted_by_title() -> None:
    same = [entry(PAPERS, f"文件{n}", index_number=numbered(1), published_on=DAY) for n in range(80)]
    assert one(same[0], "same_number_documents", *same[1:]) == 80


def test_what_the_year_means_is_not_learned_from_a_few_numbers() -> None:
    wrong = entry(PAPERS, "年份有误的文件", index_number=numbered(99, 2020), published_on=DAY)
    assert one(wrong, "scheme_year", *documents(PAPERS, 10), declared=False) is Reason.SCHEME_UNKNOWN
    by_formation = [
        entry(
            PAPERS, f"文件{n}", index_number=numbered(n, 2020), published_on=DAY, formed_on=date(2020, 5, 5)
        )
        for n in range(25)
    ]
    assert one(by_formation[0], "scheme_year", *by_formation[1:], declared=False) == 2020


def test_a_tail_or_a_broken_number_is_never_called_a_double() -> None:
    broken = [entry(PAPERS, t, index_number=f"{CODE}/2026-None", published_on=DAY) for t in ("甲", "乙")]
    assert one(broken[0], "same_number_documents", broken[1]) == 0


def test_sources_are_compared_tail_with_tail() -> None:
    def with_list(shown: str) -> Entry:
        item = ListItem(f"{BASE}/s.html", "文件", index_number=shown)
        return entry(PAPERS, url=item.url, item=item, index_number=f"{CODE}/2026-17")

    assert one(with_list("2026-17"), "number_sources_differ") is False
    assert one(with_list(f"{CODE}/2026-17"), "number_sources_differ") is False
    assert one(with_list("1137150000…"), "number_sources_differ") is False
    assert one(with_list("2026-18"), "number_sources_differ") is True
    assert str(one(with_list("2026-18"), "number_sources")).count("2026-1") == 2


def test_a_serial_far_below_those_of_earlier_documents_is_measured_in_days() -> None:
    others = documents(PAPERS, 40)
    odd = entry(PAPERS, "倒填的文件", index_number=f"{CODE}/2026-45962999", published_on=date(2026, 9, 1))
    behind = one(odd, "serial_behind_days", *others)
    assert isinstance(behind, int)
    assert behind > 200
    assert one(others[20], "serial_behind_days", odd, *others) == 0
    assert one(odd, "serial_behind_days", *others[:8]) == 0


def test_serials_that_begin_anew_each_year_are_compared_within_it() -> None:
    years = [documents(PAPERS, 30, year=y) for y in (2024, 2025, 2026)]
    anew = [
        entry(
            PAPERS, f"第{n}号文件（{y}）", index_number=f"{CODE}/{y}-{n + 1:05d}", published_on=e.published_on
        )
        for y, group in zip((2024, 2025, 2026), years, strict=True)
        for n, e in enumerate(group)
    ]
    assert all(one(e, "serial_behind_days", *(a for a in anew if a is not e)) == 0 for e in anew[::13])
    late = entry(PAPERS, "补录的文件", index_number=f"{CODE}/2026-00003", published_on=date(2026, 11, 1))
    behind = one(late, "serial_behind_days", *anew)
    assert isinstance(behind, int)
    assert behind > 200


def test_serials_that_do_not_grow_with_time_tell_nothing() -> None:
    mixed = [
        entry(
            PAPERS,
            f"文件{n}",
            index_number=f"{CODE}/2026-{(n * 37) % 101 + 1}",
            published_on=DAY + timedelta(n),
        )
        for n in range(60)
    ]
    assert all(one(e, "serial_behind_days", *mixed) == 0 for e in mixed[::20])
