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
