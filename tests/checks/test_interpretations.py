"""Facts about interpretations, placement and personal data."""

from __future__ import annotations

from datetime import date

import pytest

from records.papers import BodyLink, Hit, Paper, Paragraph
from records.types import Attachment, Body, Entry, FactSheet
from records.vocabulary import DownloadState, FetchState, Reason
from tests.checks.building import BASE, CUT, checked, column, dossier, entry, failed, of_entry, ok, told

PAPERS = column("normative-documents")
READ = column("policy-interpretation")
NOTICES, NEWS, BUDGET = column("notices"), column("news"), column("budget")
OWN = "市人力资源社会保障局"
DAY = date(2026, 3, 2)
TITLE = "聊城市人力资源和社会保障局关于印发《职业培训管理办法》的通知"


def document(title: str = TITLE, **given: object) -> Entry:
    given = {
        "published_on": DAY,
        "publisher": OWN,
        "validity": "有效",
        "document_number": "聊人社规〔2026〕3号",
    } | given
    return entry(PAPERS, title, **given)  # type: ignore[arg-type]


def reading(title: str, on: date = DAY, **given: object) -> Entry:
    return entry(READ, title, published_on=on, **given)  # type: ignore[arg-type]


def one(wanted: Entry, name: str, *others: Entry, **given: object) -> object:
    coverage = given.pop("coverage", None)
    seen = dossier(
        [PAPERS, READ, NOTICES, NEWS, BUDGET],
        [wanted, *others],
        **({"coverage": coverage} if coverage else {}),
    )
    return of_entry(seen, wanted, name, **given)


@pytest.mark.parametrize(
    "title",
    [
        "《职业培训管理办法》政策解读",
        "一图读懂《职业培训管理办法》",
        "关于《职业培训管理办法》的解读",
        "《聊城市职业培训管理办法》解读材料",
        "职业培训管理办法政策解读",
        "聊人社规〔2026〕3号文件解读",
    ],
)
def test_an_interpretation_is_found_by_what_its_title_names(title: str) -> None:
    assert (
        one(document(), "interpretations", reading(title)),
        one(document(), "pair_known", reading(title)),
    ) == (1, True)


def test_an_interpretation_of_another_document_is_none() -> None:
    other = reading("《失业保险经办规程》政策解读")
    assert one(document(), "interpretations", other) == 0
    assert one(document(), "interpretation_due", other) is True


def test_a_similar_title_is_a_question() -> None:
    assert (
        one(document(), "interpretations", reading("关于职业培训管理办法有关问题的政策解读"))
        is Reason.AMBIGUOUS
    )


def test_form_words_and_interpretations_of_others_make_no_likeness() -> None:
    wanted = document("聊城市人力资源和社会保障局关于规范就业帮扶车间工作有关事项的通知")
    assert one(wanted, "interpretations", reading("关于规范公益性岗位工作有关事项的通知解读")) == 0
    other = document("关于印发就业帮扶车间管理办法的通知", document_number="聊人社规〔2026〕4号")
    assert one(wanted, "interpretations", other, reading("《就业帮扶车间管理办法》解读")) == 0


def test_the_issuer_in_both_titles_makes_no_likeness() -> None:
    wanted = document("聊城市水利局关于印发取用水管理暂行规定的通知")
    assert one(wanted, "interpretations", reading("一图看懂市水利局节约用水")) == 0


def test_a_link_called_interpretation_counts_without_making_a_pair() -> None:
    wanted = document()
    paper = Paper((Paragraph("正文"),), links=(BodyLink("http://www.example.com/1.html", "政策解读"),))
    given = {"papers": {wanted.key: paper}}
    assert (one(wanted, "interpretations", **given), one(wanted, "pair_known", **given)) == (1, False)


def test_what_was_not_seen_may_hold_an_interpretation() -> None:
    assert one(document(), "interpretations", coverage=CUT) is Reason.CUT_SHORT


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({}, True),
        ({"published_on": date(2026, 11, 19)}, False),
        ({"published_on": date(2016, 5, 3)}, False),
        ({"validity": "废止"}, False),
    ],
)
def test_old_new_and_ended_documents_need_none(given: dict[str, object], due: bool) -> None:
    assert one(document(**given), "interpretation_due") is due  # type: ignore[arg-type]


def test_working_days_run_from_the_documents_publication_to_the_first_interpretation() -> None:
    late, later = (
        reading("《职业培训管理办法》解读", date(2026, 3, 9)),
        reading("《职业培训管理办法》图解", date(2026, 4, 1)),
    )
    wanted = document()
    assert one(wanted, "working_days_to_interpretation", late, later) == 5
    assert one(wanted, "interpretation_on", late, later) == date(2026, 3, 9)
    undated = reading("《职业培训管理办法》解读", None)  # type: ignore[arg-type]
    assert one(wanted, "working_days_to_interpretation", undated) is Reason.NO_DATE


def test_links_are_looked_for_on_the_whole_page() -> None:
    wanted, partner = document(), reading("《职业培训管理办法》解读")
    links = {wanted.key: (BodyLink(partner.url, "解读"),), partner.key: (BodyLink(f"{BASE}/", "首页"),)}
    assert one(wanted, "links_to_interpretation", partner, page_links=links) is True
    assert one(wanted, "interpretation_links_back", partner, page_links=links) is False
    assert one(wanted, "interpretation_links_back", partner) is Reason.UNREADABLE


def test_a_copied_interpretation_overlaps_with_its_document() -> None:
    text = "".join(f"第{n}条 本市职业培训机构应当建立第{n}类台账，并按规定报送。" for n in range(1, 60))
    other = "".join(
        f"问题{n}：怎么办理第{n}项补贴？答：可以网上申请，也可以到窗口申请。" for n in range(1, 60)
    )
    wanted, partner = document(), reading("《职业培训管理办法》解读")
    for said, low, high in ((text, 95, 100), (other, 0, 10)):
        papers = {wanted.key: Paper((Paragraph(text),)), partner.key: Paper((Paragraph(said),))}
        overlap = one(partner, "overlap_percent", wanted, papers=papers)
        assert isinstance(overlap, int) and low <= overlap <= high
        assert one(partner, "interprets_in_text", wanted, papers=papers) is True
    pictures = {partner.key: Paper((Paragraph("见图"),), pictures=3)}
    assert one(partner, "interprets_in_text", wanted, papers=pictures) is False


BUDGET_TITLE = "聊城市人力资源和社会保障局2022年部门预算"
BUDGET_TEXT = Paper((Paragraph("部门预算收入和支出总体情况，财政拨款“三公”经费预算。"),))


def test_a_budget_among_the_notices_is_misplaced() -> None:
    misfiled = entry(NOTICES, BUDGET_TITLE, published_on=DAY)
    texts = {misfiled.key: BUDGET_TEXT}
    assert one(misfiled, "placement", papers=texts) == "elsewhere"
    assert one(misfiled, "right_column", papers=texts) == "部门预算"
    assert one(misfiled, "placement") == "unsure"  # only its title looks so


def test_a_copy_beside_the_right_place_is_not_misplaced() -> None:
    also = entry(NEWS, BUDGET_TITLE, published_on=DAY, path="also")
    assert one(also, "placement", entry(BUDGET, BUDGET_TITLE), papers={also.key: BUDGET_TEXT}) == "here"


def linked(links: tuple[BodyLink, ...], **given: object) -> object:
    wanted, other = document(**given), reading("《职业培训管理办法》政策解读")
    pages = {wanted.key: links, other.key: ()}
    return one(wanted, "links_to_interpretation", other, page_links=pages)


def test_a_link_counts_by_address_or_by_title() -> None:
    other = reading("《职业培训管理办法》政策解读")
    assert linked((BodyLink(other.url, "更多"),)) is True
    assert linked((BodyLink("https://m.example.gov.cn/other.html", other.title),)) is True
    assert linked((BodyLink(f"{BASE}/list/", "上一篇"),)) is False


def test_pages_that_link_to_one_another_are_a_pair_whatever_their_titles() -> None:
    wanted, other = document(), reading("一图读懂职业培训新政策")
    there, back = BodyLink(other.url, "解读"), BodyLink(wanted.url, "文件")
    both = {wanted.key: (there,), other.key: (back,)}
    assert one(wanted, "pair_known", other, page_links=both) is True
    assert one(wanted, "pair_known", other, page_links={wanted.key: (there,), other.key: ()}) is False


def test_a_link_called_interpretation_to_a_page_that_was_not_read_is_a_question() -> None:
    assert linked((BodyLink("http://www.example.com/9.html", "政策解读"),)) is Reason.AMBIGUOUS
    assert linked((BodyLink(READ.url or "", "政策解读"),)) is False


def test_links_that_a_script_would_write_are_not_missing() -> None:
    assert linked((), body=Body(chars=400, related_unwritten=True)) is Reason.UNREADABLE


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2025年政府信息公开工作年度报告编制工作的通知",
        "我局召开2026年部门预算编制会议",
        "关于批复2026年部门预算的通知",
        "市财政局2026年部门预算",
        "《职业培训管理办法》解读会召开",
    ],
)
def test_titles_that_only_mention_a_kind_are_of_no_kind(title: str) -> None:
    assert one(entry(NOTICES, title), "entry_kind") == ""


HIT = Hit("citizen_id", "371*************23", table=1, row=3, column=4)


def attached(**given: object) -> tuple[Entry, Attachment]:
    url = f"{BASE}/list.xlsx"
    hung = Attachment(1, url, "名单", "xlsx", given.pop("fetch", ok(url, sniffed="zip")), **given)  # type: ignore[arg-type]
    return entry(NOTICES, "关于公布名单的公告", attachments=(hung,)), hung


def sheet_of(wanted: Entry, papers: dict[str, Paper]) -> FactSheet:
    found = checked(dossier([NOTICES], [wanted]), papers=papers)
    return next(s for i, s in found.items() if i.endswith("/att/1"))


def test_personal_data_is_told_masked_with_its_place() -> None:
    wanted = entry(NOTICES, "关于公布名单的公告")
    papers = {wanted.key: Paper(hits=(HIT, Hit("mobile", "139******32", paragraph=2)))}
    assert one(wanted, "personal_hits", papers=papers) == 2
    told_masked = "居民身份证号码 371*************23（第1个表格第3行第4列）； 手机号码 139******32（第2段）"
    assert one(wanted, "personal_found", papers=papers) == told_masked


def test_attachments_are_looked_at_each_for_itself() -> None:
    wanted, hung = attached(state=DownloadState.OK)
    key = entry(NOTICES, url=hung.url).key
    assert told(sheet_of(wanted, {key: Paper(hits=(HIT,))}), "personal_hits") == 1
    scan = sheet_of(wanted, {key: Paper(problem="scanned_picture")})
    assert (told(scan, "personal_hits"), told(scan, "text_readable")) == (0, False)
    assert told(scan, "text_problem") == "scanned_picture"
    for problem, why in (("timed_out", Reason.OVER_BUDGET), ("damaged", Reason.FILE_DAMAGED)):
        assert told(sheet_of(wanted, {key: Paper(problem=problem)}), "personal_hits") is why


def test_a_dead_attachment_shows_nothing_and_a_walled_one_is_not_known() -> None:
    gone, _ = attached(state=DownloadState.DEAD, fetch=failed(f"{BASE}/list.xlsx"))
    assert told(sheet_of(gone, {}), "text_readable") is True
    walled, _ = attached(state=None, fetch=failed(f"{BASE}/list.xlsx", FetchState.BLOCKED))
    assert told(sheet_of(walled, {}), "personal_hits") is Reason.BLOCKED
    once, _ = attached(state=None, fetch=failed(f"{BASE}/list.xlsx", tries=1))
    assert told(sheet_of(once, {}), "personal_hits") is Reason.FILE_NOT_FETCHED
