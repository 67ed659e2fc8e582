"""What guides, consultations, hiring notices and yearly items must say: found out from text, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checks.sheets import sheets
from checks.spans import Span, longest_span
from records.addresses import page_key
from records.papers import Paper, Paragraph
from records.types import CheckInput, Column, Entry, FactSheet
from records.vocabulary import Reason, SubjectKind
from tests.checks.building import TODAY, column, dossier, entry, site

DAY = date(2026, 3, 1)
GUIDE = (
    "本机关主动公开的信息分为三类。信息按索引号编排。可以查阅，也可以提出书面申请。"
    "机构名称：某局办公室。办公地址：某路1号。办公时间：上午8:30。联系电话：0999-8120012。"
)


def paper(text: str, **given: Any) -> Paper:
    return Paper(tuple(Paragraph(line) for line in text.split("\n")), **given)


def told(
    found: list[Column], entries: list[Entry], papers: dict[str, Paper], **about: Any
) -> list[FactSheet]:
    given = CheckInput(dossier(found, entries, site=site(**about)), TODAY, papers=papers)
    return list(sheets(given))


def value(of: list[FactSheet], kind: SubjectKind, name: str) -> Any:
    sheet = next(s for s in of if s.subject.kind is kind)
    fact = next(f for f in sheet.facts if f.name == name)
    return fact.reason or fact.value


def guide(text: str, **given: Any) -> Any:
    page = replace(column("guide"), single_article=True, text_chars=300)
    papers = {page_key(page.url or ""): paper(text, **given)} if text else {}
    return value(told([page], [], papers), SubjectKind.COLUMN, "elements_missing")


def test_a_missing_element_is_named() -> None:
    assert guide(GUIDE + "电子邮箱：a@b.example。") == "传真"
    assert guide(GUIDE + "传真：无。电子邮箱：a@b.example。") == ""


def test_a_fax_number_is_no_telephone_and_a_body_may_be_named_in_a_sentence() -> None:
    text = GUIDE.replace("联系电话：0999-8120012。", "传真号码：0999-8120013。互联网联系方式：a@b.example。")
    assert guide(text) == "联系电话"
    spoken = GUIDE.replace("机构名称：某局办公室。", "本机关负责政府信息公开的机构为某市某某局综合科。")
    assert guide(spoken + "传真：0999-8120013。电子邮箱：a@b.example。") == ""


def test_nothing_is_missing_from_what_was_not_read_whole() -> None:
    assert guide(GUIDE, pictures=1) is Reason.UNREADABLE
    assert guide(GUIDE, embedded=1) is Reason.UNREADABLE
    assert guide(GUIDE, truncated=True) is Reason.OVER_BUDGET
    assert guide("") is Reason.UNREADABLE


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("本机关自收到申请之日起15个工作日内予以答复", "15个工作日答复"),
        ("本机关自收到申请之日起20个工作日内予以答复", ""),
        ("第三方应当自收到征求意见书之日起15个工作日内答复", ""),
        ("提供政府信息收取检索、复制、邮寄等成本费", "收取成本费"),
        ("提供政府信息不收取检索、复制、邮寄等成本费", ""),
        ("超过合理范围的，收取信息处理费", ""),
        ("根据国务院令第492号编制", "国务院令第492号"),
        ("根据国务院令第492号公布、第711号修订的条例编制", ""),
    ],
)
def test_signs_of_the_old_regulation_are_told_from_lawful_words(text: str, signs: str) -> None:
    page = replace(column("guide"), single_article=True, text_chars=300)
    found = told([page], [], {page_key(page.url or ""): paper(text)})
    assert value(found, SubjectKind.COLUMN, "old_rule_signs") == signs


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("征求意见时间为2026年3月2日至3月31日", 30),
        ("征集时间:2026年3月1日—3月31日", 31),
        ("请于2026年3月20日前反馈意见", 19),
        ("征求意见时间为公告之日起三十日", 30),
        ("自2026年12月20日起至2027年1月5日止", 17),
        ("公示时间:2026年3月2日至9日", 8),
        ("公示时间:3月2日-9日", 8),
        ("公示时间:2026.3.2-3.9", 8),
        ("公示时间为2026年3月2日零时至3月9日24时", 8),
        ("公示时间:2026年3月2日(星期一)9:00至2026年3月9日(星期一)17:00", 8),
    ],
)
def test_a_period_is_read_as_it_is_written(text: str, days: int) -> None:
    span = longest_span([text], DAY)
    assert isinstance(span, Span)
    assert span.days == days


def test_stated_working_days_count_and_no_period_is_unknown() -> None:
    span = longest_span(["公示7个工作日(3月2日至3月10日)"], DAY)
    assert isinstance(span, Span)
    assert span.working == 7
    assert longest_span(["欢迎提出意见"], DAY) is Reason.NO_DATE


def service_guide(title: str, text: str) -> Any:
    place = column("licences")
    item = entry(place, title, listed=date(2026, 9, 4))
    found = told([place], [item], {item.key: paper(text)}, profile="county-hrss")
    return value(found, SubjectKind.ENTRY, "guide_lacks"), value(found, SubjectKind.ENTRY, "is_service_guide")


def test_a_service_guide_that_lacks_nearly_everything_may_be_none() -> None:
    text = "事项名称:社保登记。办理材料:营业执照。办理方式:窗口。办理时限:即办。结果送达:当场。收费:不收费。"
    lacking, _ = service_guide("社会保险登记办事指南", text)
    assert lacking == "事项简述、办事时间、咨询查询途径、监督投诉渠道"
    assert service_guide("就业创业服务指南", "欢迎大家前来。")[0] is Reason.AMBIGUOUS


def test_the_guide_to_requests_is_no_service_guide() -> None:
    assert service_guide("政府信息公开申请指南", "请提交申请。") == ("", False)


def consultation(text: str, others: tuple[Entry, ...] = ()) -> list[FactSheet]:
    place = column("consultation")
    item = entry(place, "关于《技能培训补贴办法（草案）》公开征求意见的公告", listed=date(2026, 9, 1))
    return told([place], [item, *others], {item.key: paper(text)})


def test_a_consultation_ends_on_its_last_day_and_is_answered_by_title() -> None:
    text = "本事项列入重大行政决策事项目录。征求意见时间为2026年9月2日至2026年9月20日。"
    place = column("consultation")
    answer = entry(place, "关于《技能培训补贴办法（草案）》意见采纳情况的公告", listed=date(2026, 9, 30))
    alone, answered = consultation(text), consultation(text, (answer,))
    for name, wanted in (("consultation_days", 19), ("consultation_binds", "decision"), ("answer_days", 61)):
        assert value(alone, SubjectKind.ENTRY, name) == wanted
    assert value(answered, SubjectKind.ENTRY, "answer_days") == 10


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("因上级文件时限要求，征求意见期限为7天。", True),
        ("鉴于工作任务紧迫，现缩短征求意见期限。", True),
        ("与去年同期相比，平均办理时间缩短7天。", False),
        ("压缩审批环节，办理期限缩短一半。欢迎提出意见。", False),
    ],
)
def test_a_reason_for_a_short_consultation_speaks_of_the_consultation(text: str, wanted: bool) -> None:
    found = consultation(text + "征求意见时间为2026年9月2日至2026年9月8日。")
    assert value(found, SubjectKind.ENTRY, "shorter_for_reason") == wanted


def test_five_days_may_mean_working_days() -> None:
    place = column("recruitment")
    item = entry(place, "2026年考试录用公务员拟录用人员公示", listed=date(2026, 9, 4))
    for text, wanted in (("公示期5天。", Reason.AMBIGUOUS), ("公示期为9月7日至9月10日。", 4)):
        found = told([place], [item], {item.key: paper(text)})
        assert value(found, SubjectKind.ENTRY, "publicity_days") == wanted


def test_a_task_named_in_a_text_is_reported_and_the_plan_itself_is_not() -> None:
    place = column("news")
    item = entry(place, "我局推进重点工作", listed=date(2026, 11, 1))
    plan = entry(place, "2026年政务公开工作要点", listed=date(2026, 11, 10))
    papers = {item.key: paper("落实“十大工程”任务。"), plan.key: paper("公开“十大工程”进展。")}
    found = told([place], [item, plan], papers, tasks=("十大工程",))
    assert value(found, SubjectKind.TASK, "task_newest_on") == date(2026, 11, 1)
    assert value(found, SubjectKind.TASK, "task_items") == 1


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("负责全市教育工作。", ""),
        ("拟订人力资源和社会保障事业发展规划。", ""),
        ("负责全面工作，分管就业和人事工作。", "机关职能"),
    ],
)
def test_what_a_leader_answers_for_is_not_what_the_body_does(text: str, missing: str) -> None:
    page = replace(column("institution"), single_article=True, text_chars=300)
    said = "内设机构:办公室。地址:人民路1号。办公时间:8:30-17:30。电话:0999-1234567。局长:张三。" + text
    found = told([page], [], {page_key(page.url or ""): paper(said)})
    assert value(found, SubjectKind.COLUMN, "elements_missing") == missing


def request(text: str) -> Any:
    page = replace(column("request"), single_article=True, text_chars=300)
    return value(
        told([page], [], {page_key(page.url or ""): paper(text)}), SubjectKind.COLUMN, "elements_missing"
    )


def test_a_word_that_only_sounds_like_a_channel_is_none() -> None:
    form = "申请人信息：姓名、证件名称、所需信息的内容描述。"
    assert request(form + "本平台公开的信息请自行查阅。") == "网上或信函渠道"
    assert request(form + "可以通过信函提出申请。") == ""
    assert request(form + "登录网站在线提交申请。") == ""


def test_the_guide_counts_where_the_request_page_speaks_of_it() -> None:
    page = replace(column("request"), single_article=True, text_chars=300)
    guide_page = replace(column("guide"), single_article=True, text_chars=300)
    form = "申请人信息：姓名、证件名称、所需信息的内容描述。"
    for said, missing in ((form, "网上或信函渠道"), (form + "申请办法见政府信息公开指南。", "")):
        papers = {
            page_key(page.url or ""): paper(said),
            page_key(guide_page.url or ""): paper("可以通过信函提出申请。"),
        }
        (found,) = (s for s in told([page, guide_page], [], papers) if s.subject.id.endswith("/request"))
        assert value([found], SubjectKind.COLUMN, "elements_missing") == missing


def test_a_consultation_may_say_in_its_text_that_it_concerns_market_entities() -> None:
    period = "征求意见时间为2026年9月2日至2026年9月16日。"
    said = consultation("本文件与市场主体生产经营活动密切相关。" + period)
    assert value(said, SubjectKind.ENTRY, "consultation_binds") == "market"
    denied = consultation("本文件不涉及市场主体切身利益。" + period)
    assert value(denied, SubjectKind.ENTRY, "consultation_binds") == ""


def test_what_comes_before_the_end_is_no_answer() -> None:
    text = "本事项列入重大行政决策事项目录。征求意见时间为2026年9月2日至2026年9月20日。"
    early = entry(
        column("consultation"), "关于《技能培训补贴办法》意见采纳情况的公告", listed=date(2026, 9, 10)
    )
    assert value(consultation(text, (early,)), SubjectKind.ENTRY, "answers") == 0


def test_a_labelled_guide_is_judged_by_its_labels() -> None:
    lines = (
        "事项名称:社保登记", "事项简述:登记", "办理材料:营业执照", "办理时限:即办", "结果送达:窗口领取", "收费依据:不收费",
        "办事时间:上午9:00", "办理地点:大厅窗口,可网上办理", "咨询电话:12333", "监督电话:12345",
    )  # fmt: skip
    assert service_guide("社会保险登记办事指南", "\n".join(lines))[0] == "办理方式"
    assert service_guide("社会保险登记办事指南", "\n".join((*lines, "办理方式:窗口")))[0] == ""


def test_news_about_guides_is_no_guide() -> None:
    assert service_guide("我局集中修订办事指南让群众少跑腿", "新闻。") == ("", False)


def catalogue(heads: str) -> Any:
    page = replace(column("base-catalogue"), single_article=True, text_chars=300)
    items = "就业信息服务 职业介绍 专项活动 失业登记 创业服务 就业援助 毕业生 政府购买服务 外国人 对象范围"
    papers = {page_key(page.url or ""): paper(f"{heads}\n{items}")}
    return value(told([page], [], papers), SubjectKind.COLUMN, "elements_missing")


def test_headings_of_the_catalogue_are_looked_for_in_its_head() -> None:
    heads = "序号 公开事项 公开内容 公开依据 公开时限 公开主体 公开渠道和载体 公开对象 公开方式 公开层级"
    assert catalogue(heads) == ""
    assert catalogue(heads.replace("公开对象", "")) == "公开对象"


def proposals(*titles: str) -> tuple[Any, Any]:
    place = column("proposals")
    entries = [entry(place, t, listed=date(2025, 9, n + 1)) for n, t in enumerate(titles)]
    found = told([place], entries, {})
    return tuple(value(found, SubjectKind.COLUMN, n) for n in ("summaries_found", "replies_found"))  # type: ignore[return-value]


def test_a_reply_to_one_proposal_is_no_summary() -> None:
    assert proposals("关于第12号建议办理情况的答复函") == (0, 1)
    assert proposals("2025年建议提案办理情况") == (1, 0)
    assert proposals("2025年建议提案办理总体情况（含第1号至第9号）") == (1, 0)


def test_an_event_of_a_longer_name_is_found_by_all_of_it() -> None:
    place = column("news")
    for title, found in (
        ("组织河道采砂管理业务培训", 0),
        ("举办政府信息公开业务培训", 1),
        ("开展培训推进政务公开", 1),
    ):
        item = entry(place, f"我局{title}", listed=date(2026, 11, 1))
        sheets_ = told([place], [item], {}, events=("政务公开培训",))
        assert value(sheets_, SubjectKind.EVENT, "event_items") == found
