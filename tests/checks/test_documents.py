"""What a document is, and how many of them show an index number."""

from __future__ import annotations

from datetime import date

import pytest

from records.types import Entry, IndexScheme
from records.vocabulary import FetchState, PageKind, Reason
from tests.checks.building import (
    BASE,
    column,
    documents,
    dossier,
    entry,
    failed,
    numbered,
    of_entry,
    of_site,
    site,
)

PAPERS = column("normative-documents")
NOTICES = column("notices")
OWN = "市人力资源社会保障局"
DECLARED = site(index_number=IndexScheme(("uscc/YYYY-n",), "publication"))
DAY = date(2026, 5, 6)


def one(wanted: Entry, name: str, *others: Entry, declared: bool = True) -> object:
    where = DECLARED if declared else site()
    return of_entry(dossier([PAPERS, NOTICES], [wanted, *others], site=where), wanted, name)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"document_number": "聊人社发〔2026〕3号"}, True),
        ({"publisher": OWN, "formed_on": DAY}, True),
        ({"index_number": numbered(1), "publisher": OWN}, True),
        ({"labels": ("index_number", "publisher")}, True),
        ({"publisher": OWN}, False),
        ({"published_on": DAY, "content_source": OWN}, False),
    ],
)
def test_a_document_has_a_number_or_two_marks(header: dict[str, object], expected: bool) -> None:
    assert one(entry(PAPERS, **header), "is_document") is expected


def test_a_document_stands_below_the_statutory_section_to_need_an_index_number() -> None:
    marks = {"document_number": "聊人社发〔2026〕3号"}
    assert one(entry(PAPERS, **marks), "document_below_statutory") is True
    assert one(entry(NOTICES, **marks), "document_below_statutory") is False


def test_a_page_among_numbered_documents_is_like_a_document_when_it_lacks_only_the_number() -> None:
    wanted = entry(PAPERS, "漏编索引号的文件", publisher=OWN, published_on=DAY)
    assert one(wanted, "document_below_statutory", *documents(PAPERS, 8)) is True
    assert one(wanted, "index_number_shown", *documents(PAPERS, 8)) is False
    assert one(wanted, "document_below_statutory") is False
    assert (
        one(entry(PAPERS, "图片", published_on=DAY), "document_below_statutory", *documents(PAPERS, 8))
        is False
    )


def test_the_only_page_of_a_column_without_any_header_lacks_its_number() -> None:
    bare = entry(PAPERS, "没有信息头的文件", published_on=DAY, kind=PageKind.ENTRY)
    others = documents(PAPERS, 6)
    assert one(bare, "document_below_statutory", *others) is True
    second = entry(PAPERS, "也没有信息头的文件", published_on=DAY, kind=PageKind.ENTRY)
    assert one(bare, "document_below_statutory", second, *others) is False
    assert one(bare, "document_below_statutory", *documents(PAPERS, 3)) is False


def test_the_site_counts_its_documents_and_those_with_a_number() -> None:
    bare = [entry(PAPERS, f"文件{n}", document_number=f"聊人社发〔2026〕{n}号") for n in range(1, 4)]
    seen = dossier([PAPERS], bare)
    assert (of_site(seen, "documents"), of_site(seen, "documents_with_index_number")) == (3, 0)
    mixed = dossier([PAPERS], [*bare, *documents(PAPERS, 2)])
    assert (of_site(mixed, "documents"), of_site(mixed, "documents_with_index_number")) == (5, 2)
    unread = dossier(
        [PAPERS], [*bare, entry(PAPERS, "未读", fetch=failed(f"{BASE}/u", FetchState.OVER_BUDGET))]
    )
    assert of_site(unread, "documents_with_index_number") is Reason.OVER_BUDGET


def test_documents_of_the_whole_site_tell_about_columns_with_few() -> None:
    plans = column("plans")
    wanted = entry(plans, "漏编索引号的规划", publisher=OWN, published_on=DAY)
    for count, expected in ((25, True), (10, False)):
        seen = dossier([PAPERS, plans], [wanted, *documents(PAPERS, count)])
        assert of_entry(seen, wanted, "document_below_statutory") is expected
    bare = [entry(PAPERS, f"文件{n}", publisher=OWN, formed_on=DAY) for n in range(30)]
    seen = dossier([PAPERS, plans], [wanted, *bare])
    assert of_entry(seen, wanted, "document_below_statutory") is False


def test_without_a_chinese_name_the_publisher_most_documents_name_is_the_body() -> None:
    nameless = site(name="127.0.0.1:8000", aliases=())
    paper = {"document_number": "聊人社发〔2026〕3号"}
    mine = [entry(PAPERS, f"文件{n}", publisher=OWN, **paper) for n in range(6)]
    other = entry(PAPERS, "他机关文件", publisher="省财政厅", **paper)
    assert of_entry(dossier([PAPERS], [*mine, other], site=nameless), other, "bound_by_20_days") is False
    assert of_entry(dossier([PAPERS], [*mine, other], site=nameless), mine[0], "bound_by_20_days") is True
    assert of_entry(dossier([PAPERS], [*mine[:3], other], site=nameless), other, "bound_by_20_days") is True
