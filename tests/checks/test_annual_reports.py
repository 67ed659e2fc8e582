"""Facts about annual reports: parts, tables, sums, years – in both forms, from pages and from files."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from records.addresses import page_key
from records.papers import Paper, of_document
from records.types import Attachment, Entry, HomeLink
from records.vocabulary import FetchState, Reason, Visibility
from tests.checks.annual_form import (
    HEADINGS,
    ORDINARY,
    SUITS,
    file_of,
    page,
    report,
    request_rows,
    request_table,
    suit_table,
)
from tests.checks.building import (
    BASE,
    CUT,
    column,
    dossier,
    entry,
    failed,
    home,
    of_column,
    of_entry,
    of_site,
    ok,
)

COLUMN = column("annual-report")
NAME = "某市人力资源和社会保障局{}年政府信息公开工作年度报告"


def said(name: str, paper: Paper | None, *, year: int = 2025, **given: object) -> object:
    """One fact of a report whose page says this."""
    mine = entry(COLUMN, NAME.format(year), listed=date(year + 1, 1, 20), **given)
    papers = {mine.key: paper} if paper else {}
    return of_entry(dossier([COLUMN], [mine]), mine, name, papers=papers)


def both(name: str, last: Paper, this: Paper) -> object:
    """One fact of a report that follows another."""
    old = entry(COLUMN, NAME.format(2024), listed=date(2025, 1, 20))
    new = entry(COLUMN, NAME.format(2025), listed=date(2026, 1, 20))
    return of_entry(dossier([COLUMN], [old, new]), new, name, papers={old.key: last, new.key: this})


def years(name: str, *rows: tuple[str, date], today: date = date(2026, 11, 20), **given: object) -> object:
    """One fact of the column that lists these titles."""
    entries = [entry(COLUMN, title, listed=day) for title, day in rows]
    return of_column(dossier([COLUMN], entries, **given), "annual-report", name, today=today)


YEARLY = tuple((NAME.format(y), date(y + 1, 1, 20)) for y in (2022, 2023, 2024, 2025))


@pytest.mark.parametrize("form, year", [("30", 2025), ("30", 2021), ("60", 2020)])
def test_a_complete_report_of_either_form_has_nothing_wrong(form: str, year: int) -> None:
    paper = page(report(form, requests=request_table(form)))
    assert said("report_format", paper, year=year) == form
    assert said("report_parts_missing", paper, year=year) == ""
    assert said("report_parts_in_order", paper, year=year) is True
    assert said("report_tables", paper, year=year) == "text"
    assert said("report_sum_faults", paper, year=year) == ""
    assert said("report_text_differs", paper, year=year) == ""
    assert said("report_fee_told", paper, year=year) is True


def test_a_form_binds_by_the_year_of_the_report_and_not_by_its_day() -> None:
    paper = page(report())
    assert [said("report_format", paper, year=y) for y in (2018, 2019, 2020, 2021)] == [
        "",
        "2019",
        "60",
        "30",
    ]


@pytest.mark.parametrize(
    "number, heading",
    [
        (3, "四、因政府信息公开工作被申请行政复议和提起行政诉讼情况"),
        (3, "四、政府信息公开行政复议、行政诉讼情况"),
        (4, "五、政府信息公开工作存在的主要问题及改进情况"),
        (4, "五、存在主要问题和改进措施"),
        (5, "六、其他需要报告的事项"),
        (2, "三、依申请公开政府信息情况"),
        (0, "一、总体情况"),
    ],
)
def test_headings_may_be_worded_differently(number: int, heading: str) -> None:
    headings = [*HEADINGS["30"]]
    headings[number] = heading
    assert said("report_parts_missing", page(report(headings=headings))) == ""


def test_a_missing_part_is_named_and_swapped_parts_are_noticed() -> None:
    without = [h for h in HEADINGS["30"] if not h.startswith("六")]
    assert said("report_parts_missing", page(report(headings=without))) == "六、其他需要报告的事项"
    one, two, three, four, five, six = HEADINGS["30"]
    swapped = page(report(headings=[one, two, three, four, six, five]))
    assert said("report_parts_missing", swapped) == ""
    assert said("report_parts_in_order", swapped) is False


def test_a_list_of_contents_before_the_parts_changes_nothing() -> None:
    contents = "".join(f"<p>{h}</p>" for h in HEADINGS["30"])
    paper = page(contents + report())
    assert said("report_parts_in_order", paper) is True


def test_tables_as_pictures_are_noticed_and_tables_that_lost_their_markup_are_not_called_so() -> None:
    picture = "<p><img src=b.png width=700></p>"
    assert said("report_tables", page(report(requests=picture, suits=picture))) == "pictures"
    spoken = {1: "全年新收政府信息公开申请33件，均依法办理。"}
    assert said("report_tables", page(report(requests=picture, suits=picture, texts=spoken))) == "pictures"
    lines = "<p>一、本年新收政府信息公开申请数量 3</p><p>结果维持 1</p>" + picture
    assert said("report_tables", page(report(requests=lines, suits=picture))) == "text"
    assert said("report_tables", page(report(requests="", suits=""))) is Reason.UNREADABLE


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"结转下年": (3, 0, 0, 0, 0, 0, 3)}, "“自然人”列：新收 8 + 上年结转 1 = 9 ≠ 办理结果总计 7 + 结转下年度 3 = 10"),
        ({"新收": (8, 2, 0, 0, 1, 0, 12)}, "“新收”行：自然人 8 + 商业企业 2 + 法律服务机构 1 = 11 ≠ 总计 12"),
        ({"（一）予以公开": (4, 1, 0, 0, 1, 0, 6)}, "“自然人”列：（一）予以公开 4 + 2.没有现成信息需要另行制作 2 = 6 ≠ 办理结果总计 7"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form, year", [("30", 2025), ("60", 2020)])
def test_what_does_not_add_up_is_told_with_cells_and_values(
    changed: dict[str, object], told: str, form: str, year: int
) -> None:
    paper = page(report(form, requests=request_table(form, ORDINARY | changed)))  # type: ignore[arg-type]
    found = said("report_sum_faults", paper, year=year)
    assert isinstance(found, str) and told in found


def test_lawsuits_are_summed_by_group() -> None:
    cells = (1, 0, 0, 0, 1, 1, 1, 0, 0, 3, 0, 0, 0, 0, 0)
    found = said("report_sum_faults", page(report(suits=suit_table(cells))))
    assert found == "第四部分表“未经复议直接起诉”：结果维持 1 + 结果纠正 1 = 2 ≠ 总计 3"


def test_blank_cells_are_no_fault() -> None:
    blank = {name: tuple(v or "" for v in row) for name, row in ORDINARY.items()}
    assert said("report_sum_faults", page(report(requests=request_table("30", blank)))) == ""
    totals = {n: ("", "", "", "", "", "", row[6]) for n, row in ORDINARY.items() if n[0] not in "（2"}
    rows = {labels[-1]: ("",) * 7 for labels, _ in request_rows("30", {})}
    totals = rows | totals | {"（七）总计": ("", "", "", "", "", "", 10)}
    assert said("report_sum_faults", page(report(requests=request_table("30", totals)))) == ""


def test_a_blank_that_may_hide_the_difference_is_left_to_a_person() -> None:
    open_row = ORDINARY | {"上年结转": ("", 0, 0, 0, 0, 0, "")}
    assert said("report_sum_faults", page(report(requests=request_table("30", open_row)))) is Reason.AMBIGUOUS
    certain = ORDINARY | {"新收": ("", 2, 0, 0, 1, 0, 2), "上年结转": (0, 0, 0, 0, 0, 0, 0)}
    found = said("report_sum_faults", page(report(requests=request_table("30", certain))))
    assert isinstance(found, str) and "“新收”行：商业企业 2 + 法律服务机构 1 = 3 ≠ 总计 2" in found


def test_a_table_with_a_lost_row_or_an_odd_cell_is_not_summed() -> None:
    lost = re.sub("<tr><td[^>]*>2.重复申请</td>.*?</tr>", "", request_table())
    assert lost != request_table()
    assert said("report_sum_faults", page(report(requests=lost))) is Reason.UNREADABLE
    odd = ORDINARY | {"新收": ("见附表", 2, 0, 0, 1, 0, 11)}
    assert said("report_sum_faults", page(report(requests=request_table("30", odd)))) is Reason.UNREADABLE


def test_a_report_in_a_file_is_read_like_one_on_a_page() -> None:
    wrong = request_table("30", ORDINARY | {"结转下年": (3, 0, 0, 0, 0, 0, 3)})
    url = f"{BASE}/files/report.docx"
    file = of_document(file_of(page(report(requests=wrong))), url, "cd" * 32)
    mine = entry(
        COLUMN,
        NAME.format(2025),
        listed=date(2026, 1, 20),
        attachments=(Attachment(1, url, "年度报告", "docx", ok(url)),),
    )
    papers = {mine.key: page("<p>年度报告见附件。</p>"), page_key(url): file}
    seen = dossier([COLUMN], [mine])
    assert of_entry(seen, mine, "report_parts_missing", papers=papers) == ""
    found = of_entry(seen, mine, "report_sum_faults", papers=papers)
    assert isinstance(found, str) and "结转下年度 3" in found


def attached(paper: Paper | None, state: FetchState = FetchState.OK) -> tuple[Entry, dict[str, Paper]]:
    """A page that only points to a file, with what the file says."""
    url = f"{BASE}/files/report.pdf"
    fetch = ok(url) if state is FetchState.OK else failed(url, state)
    mine = entry(COLUMN, NAME.format(2025), attachments=(Attachment(1, url, "年度报告", "pdf", fetch),))
    papers = {mine.key: page("<p>年度报告见附件。</p>")}
    return mine, papers | ({page_key(url): paper} if paper else {})


def test_a_scan_is_unreadable_and_a_walled_file_was_not_checked() -> None:
    scan, papers = attached(Paper(problem="scanned_picture", source="attachment"))
    assert (
        of_entry(dossier([COLUMN], [scan]), scan, "report_parts_missing", papers=papers) is Reason.UNREADABLE
    )
    walled, papers = attached(None, FetchState.BLOCKED)
    assert (
        of_entry(dossier([COLUMN], [walled]), walled, "report_parts_missing", papers=papers) is Reason.BLOCKED
    )


def test_a_page_that_holds_one_picture_is_unreadable() -> None:
    assert (
        said("report_parts_missing", page("<p>见图。</p><img src=report.jpg width=800>")) is Reason.UNREADABLE
    )


def test_an_unread_page_says_why() -> None:
    url = f"{BASE}/x.html"
    assert (
        said("report_parts_missing", None, url=url, fetch=failed(url, FetchState.BLOCKED)) is Reason.BLOCKED
    )


@pytest.mark.parametrize(
    "title",
    [
        "2025年政府网站工作年度报表",
        "安林局2021年预算公开",
        "政府信息公开指南",
        "关于报送2025年政府信息公开工作年度报告的通知",
    ],
)
def test_other_entries_of_the_column_are_no_reports(title: str) -> None:
    mine = entry(COLUMN, title, listed=date(2026, 1, 20))
    assert (
        of_entry(dossier([COLUMN], [mine]), mine, "report_format", papers={mine.key: page("<p>正文。</p>")})
        == ""
    )


def test_the_year_comes_from_the_title_else_from_the_period_the_text_names() -> None:
    mine = entry(COLUMN, "政府信息公开工作年度报告", listed=date(2024, 3, 1))
    seen = dossier([COLUMN], [mine])
    assert of_entry(seen, mine, "report_year", papers={mine.key: page(report())}) == 2025
    assert of_entry(seen, mine, "report_year", papers={mine.key: Paper()}) is Reason.AMBIGUOUS


def test_what_was_carried_over_is_compared_column_by_column() -> None:
    last = page(report(requests=request_table("30", ORDINARY | {"结转下年": (1, 0, 0, 0, 0, 0, 1)})))
    assert both("report_before", last, page(report())) is True
    assert both("report_carry_differs", last, page(report())) == ""
    more = page(report(requests=request_table("30", ORDINARY | {"结转下年": (3, 0, 0, 0, 0, 0, 3)})))
    found = both("report_carry_differs", more, page(report()))
    assert isinstance(found, str) and "“总计”列：上年报告“结转下年度”为 3，本年报告“上年结转”为 1" in found
    blank = page(report(requests=request_table("30", ORDINARY | {"结转下年": ("",) * 7})))
    assert both("report_before", blank, page(report())) is False


def test_reports_of_different_bodies_in_one_column_are_not_compared() -> None:
    old = entry(COLUMN, "市就业服务中心2024年政府信息公开工作年度报告")
    new = entry(COLUMN, NAME.format(2025))
    seen = dossier([COLUMN], [old, new])
    papers = {old.key: page(report()), new.key: page(report())}
    assert of_entry(seen, new, "report_before", papers=papers) is False


def test_reports_under_the_bodys_short_and_whole_name_follow_one_another() -> None:
    old = entry(COLUMN, "市人社局2024年政府信息公开工作年度报告")
    new = entry(COLUMN, "聊城市人力资源和社会保障局2025年度政府信息公开年度报告")
    papers = {old.key: page(report()), new.key: page(report())}
    assert of_entry(dossier([COLUMN], [old, new]), new, "report_before", papers=papers) is True


def test_numbers_of_the_text_are_compared_with_the_tables() -> None:
    def text(sentence: str) -> object:
        return said("report_text_differs", page(report(texts={1: sentence})))

    assert text("全年共收到政府信息公开申请11件，均按期答复。") == ""
    assert text("全年共收到政府信息公开申请12件（含上年结转1件），均按期答复。") == ""
    assert (
        text("全年共收到政府信息公开申请15件，均按期答复。")
        == "正文写“收到政府信息公开申请”15 件，表中为 11 件"
    )
    assert text("全年新收政府信息公开申请12件，均按期答复。") == (
        "正文写“收到政府信息公开申请”12 件，表中为 11 件"
    )
    assert text("被申请行政复议1件、行政诉讼0件。") == ""
    assert text("上年收到政府信息公开申请9件，本年收到政府信息公开申请11件。") == ""


def test_documents_in_force_are_compared_with_the_table_of_part_two() -> None:
    def text(sentence: str) -> object:
        return said("report_text_differs", page(report(texts={1: sentence})))

    assert text("制发行政规范性文件2件，废止规范性文件1件，现行有效的行政规范性文件9件。") == ""
    assert text("截至年底，现行有效规范性文件12件。") == "正文写“现行有效规范性文件”12 件，表中为 9 件"
    assert text("本年度制定规范性文件5件。") == "正文写“制发规范性文件”5 件，表中为 2 件"
    assert text("全市现行有效政策320条，惠及群众。") == ""


def test_a_year_in_words_is_a_year() -> None:
    titles = [("二〇二五年度政府信息公开工作年度报告", date(2026, 3, 1))]
    assert years("report_missing", *YEARLY[:-1], *titles) is False
    assert years("report_days_late", *YEARLY[:-1], *titles) == 29
    wide = [("某局２０２５年政府信息公开工作年度报告", date(2026, 1, 20))]
    assert years("report_missing", *YEARLY[:-1], *wide) is False


def test_the_text_of_the_year_before_is_recognised() -> None:
    text = "本年度围绕就业创业、社会保障、人事人才、劳动关系等重点领域，主动公开各类政策文件和办理结果。" * 12
    other = (
        "我局健全公开制度，规范申请办理流程，开展业务培训，推进平台建设，回应群众关切，加强监督检查和考核评议。"
        * 12
    )
    same = page(report(texts={1: text + "共公开120条。"}))
    assert both("report_likeness", page(report(texts={1: text + "共公开98条。"})), same) == 100
    likeness = both("report_likeness", page(report(texts={1: other})), same)
    assert isinstance(likeness, int) and likeness < 60
    assert both("report_likeness", page(report()), page(report())) == 0


def test_a_report_of_short_sentences_is_compared_too() -> None:
    parts = [
        "（一）主动公开。本年度通过网站发布各类信息{}条。",
        "（二）依申请公开。新收政府信息公开申请{}件，均依法办理。",
        "（三）政府信息管理。严格落实发布审核制度，做好动态调整。",
        "（四）平台建设。优化专栏设置，完善检索、查阅、下载功能。",
        "（五）监督保障。组织业务培训{}次，自觉接受社会监督。",
        "下一步，将围绕就业创业和社会保障细化公开要求，加强督促检查。",
        "部分栏目更新不够均衡，基层公开力量不足，专业能力有待提高。",
        "一是健全工作机制，二是加强队伍建设，三是拓宽公开渠道。",
        "对群众关心的问题及时回应，政策解读的形式需要更加丰富。",
        "本机关没有收取信息处理费，也没有其他需要报告的事项。",
    ]
    this, last = ("\n".join(parts).format(n, n + 1, n + 2) for n in (31, 12))
    assert both("report_likeness", page(report(texts={1: this})), page(report(texts={1: last}))) == 100


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2025年政府信息公开工作年度报告编制工作的公告",
        "2025年度政府信息公开工作第三方评估报告",
        "2025年政府信息公开工作自查报告",
        "2025年政务公开工作整改情况报告",
    ],
)
def test_papers_about_reports_are_no_reports(title: str) -> None:
    assert years("report_missing", *YEARLY[:-1], (title, date(2025, 12, 20))) is True


def test_last_years_report_is_due_after_31_january() -> None:
    assert years("report_due", *YEARLY, today=date(2026, 1, 31)) is False
    assert years("report_due", *YEARLY, today=date(2026, 2, 1)) is True
    assert years("report_missing", *YEARLY) is False
    assert years("report_missing", *YEARLY[:-1]) is True
    assert years("report_missing", *YEARLY[:-1], coverage=CUT) is Reason.CUT_SHORT


def test_a_report_published_in_the_year_is_not_taken_for_that_years() -> None:
    assert years("report_missing", (NAME.format(2024), date(2026, 1, 15))) is True


def test_days_late_count_from_31_january() -> None:
    def late(day: date) -> object:
        return years("report_days_late", *YEARLY[:-1], (NAME.format(2025), day))

    assert late(date(2026, 1, 31)) == 0
    assert late(date(2026, 2, 1)) == 1
    undated = entry(COLUMN, NAME.format(2025))
    assert of_column(dossier([COLUMN], [undated]), "annual-report", "report_days_late") is Reason.NO_DATE


def test_a_title_without_a_year_may_be_the_missing_one() -> None:
    assert years("report_missing", *YEARLY[:-1], ("政府信息公开工作年度报告", date(2026, 1, 20))) is False


def test_another_report_of_that_year_may_be_it_and_the_websites_report_or_a_budget_is_not() -> None:
    day = date(2026, 1, 20)
    assert years("report_missing", *YEARLY[:-1], ("2025年度工作情况报告", day)) is Reason.LOOKALIKE
    assert years("report_missing", *YEARLY[:-1], ("2025年度政府网站工作年度报表", day)) is True
    assert years("report_missing", *YEARLY[:-1], ("2025年部门预算公开", day)) is True
    between = (YEARLY[0], ("2023年度工作情况报告", date(2024, 1, 9)), YEARLY[2])
    assert years("report_years_missing", *between) is Reason.LOOKALIKE


def test_years_between_the_first_and_the_newest_are_looked_for() -> None:
    assert years("report_years_missing", *YEARLY) == ""
    assert years("report_years_missing", YEARLY[0], YEARLY[3]) == "2023、2024"
    assert years("report_years_missing", YEARLY[0], YEARLY[3], ("2023年度年报", date(2024, 1, 1))) == "2024"
    assert (
        years("report_years_missing", YEARLY[0], (NAME.format("2023—2024"), date(2025, 1, 1)), YEARLY[3])
        == ""
    )


def linked(*texts: str, entries: tuple[Entry, ...] = ()) -> object:
    links = tuple(HomeLink(f"{BASE}/{n}.html", t, Visibility.VISIBLE) for n, t in enumerate(texts))
    return of_site(dossier([COLUMN], entries, home=home(links=links)), "website_report_linked")


def test_the_websites_own_report_is_looked_for_on_the_home_page() -> None:
    assert linked("政府网站工作年度报表（2025年度）") is True
    assert linked("某局网站工作年度报表（2025年度）") is True
    assert linked("网站年报（2025年）") is True
    assert linked("2025年度政府网站年度工作报表") is True
    assert linked("政府信息公开", "通知公告") is False
    assert linked("2024年政府网站工作年度报表") is False
    assert linked("政府网站年度报表") is Reason.AMBIGUOUS
    shown = entry(column("notices"), "2025年政府网站工作年度报表", listed=date(2026, 1, 20))
    assert linked("政府网站年度报表", entries=(shown,)) is True
    assert linked("更多", entries=(replace(shown, url=f"{BASE}/0.html"),)) is True


def test_a_home_page_that_was_not_opened_tells_nothing() -> None:
    closed = home(fetch=failed(f"{BASE}/", FetchState.BLOCKED))
    assert of_site(dossier([COLUMN], home=closed), "website_report_linked") is Reason.BLOCKED


def test_the_tables_of_lawsuits_are_nought_without_a_fault() -> None:
    assert said("report_sum_faults", page(report(suits=suit_table((0,) * 15)))) == ""
    assert len(SUITS) == 15
