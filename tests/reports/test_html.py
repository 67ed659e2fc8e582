"""The HTML report as people read it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from records.types import Coverage
from records.vocabulary import Outcome, RunState
from reports.html import render
from tests.reports.building import dossier, material, run
from tests.reports.findings import CODE, evidence, finding


@pytest.fixture(scope="module")
def page() -> str:
    return render(material())


def text_of(page: str) -> str:
    body = re.sub(r"<(style|script)[^>]*>.*?</\1>", "", page, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body))


def test_the_report_needs_no_network_and_no_script(page: str) -> None:
    assert not re.search(r"<(link|img|iframe|object|embed)\b", page)
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_every_problem_shows_what_was_seen_what_should_be_the_law_the_evidence_and_the_remedy(
    page: str,
) -> None:
    card = text_of(page.split('<article class="minor"')[1].split("</article>")[0])
    for words in (
        "“社会保障”栏目 94 天未更新",
        "首次发现 2026-10-21",
        "责任科室：养老保险科",
        "所见最新一条公布于 2026-08-18，距检查日 94 天",
        "应为60 天内有更新",
        "通行做法",
        "2026-11-20 09:14:31 北京时间",
        "HTTP 200",
        "SHA-256",
        "怎么改",
    ):
        assert words in card, words


def test_the_quoted_evidence_is_marked_where_it_stands(page: str) -> None:
    assert "最新一条公布于 <mark>2026-08-18</mark>" in page


def test_one_cause_is_one_card_with_three_samples_and_the_rest_folded(page: str) -> None:
    assert page.count("等 57 处（同一原因）") == 1
    card = page[page.index("等 57 处（同一原因）") :].split("</article>")[0]
    assert card.split("<details>")[0].count("<li>") == 3
    assert "还有 14 处，见同名 xlsx 问题清单。" in card


def test_questions_have_boxes_to_tick_and_say_why_the_machine_cannot_decide(page: str) -> None:
    card = text_of(page.split('<article class="review"')[2].split("</article>")[0])
    assert "为何待定没有成文日期" in card
    assert "□ 符合要求" in card


def test_the_lead_sentence_counts_and_names_the_first_problems(page: str) -> None:
    assert "发现红线问题 1 项、应当整改 2 项、建议整改 2 项。首先要看：全站有 6 个空白栏目；" in text_of(page)


def test_the_foot_attests_version_run_rules_day_evaluator_and_coverage(page: str) -> None:
    foot = text_of(page.split("<footer>")[1])
    for words in (
        "0.1.0",
        "20261120-085500-ls-hrss",
        "3f9c21a7d05e4b18",
        "2026-11-20",
        "durable-rules",
        "2325/2418",
    ):
        assert words in foot


def test_an_incomplete_crawl_is_said_before_the_lead() -> None:
    seen = Coverage(2000, 300, 2, 0, 1698, False, "minutes")
    page = text_of(render(material(dossier=dossier(seen), run=run(state=RunState.PARTIAL))))
    assert page.index("本次采集不完整（达到时间上限），还有 1700 个网页没有查到") < page.index("一句话")
    assert "已查 300（15%）" in page
    assert "不比较新增和消除" in page


def test_missing_pages_never_read_as_one_hundred_percent() -> None:
    seen = Coverage(100_000, 99_999, 1, 0, 0, True)
    assert "（99.9%）" in text_of(render(material(dossier=dossier(seen))))


def test_a_site_without_problems_says_so_and_that_it_means_no_more_than_that() -> None:
    page = text_of(render(material(findings=(), previous=None)))
    assert "本次没有发现问题" in page
    assert "“没有发现问题”不等于“已落实”" in page


def test_the_english_report_has_no_chinese_of_ours() -> None:
    made = material(lang="en", findings=(), previous=None, plan_items=(), rules={})
    made = replace(
        made, dossier=replace(dossier(), columns=(), entries=()), site=replace(made.site, name="Bureau")
    )
    assert not re.search(r"[\u4e00-\u9fff]", text_of(render(made)))


def test_a_report_of_many_causes_stops_and_points_to_the_spreadsheet() -> None:
    found = tuple(finding("column-updated", f"x-{n:016x}", f"第 {n} 个栏目超期") for n in range(300))
    page = render(material(findings=found))
    assert page.count('<article class="major"') == 120
    assert "本组还有 180 项，见同名 xlsx 问题清单。" in page


def test_a_rule_the_rule_set_no_longer_has_is_named_by_its_id() -> None:
    gone = finding("retired-rule", "news", "旧规则的问题", outcome=Outcome.FAIL)
    assert "retired-rule" in render(material(findings=(gone,)))


def test_the_same_material_gives_the_same_page(page: str) -> None:
    assert render(material()) == page


def test_a_page_that_proves_twice_is_shown_once_with_both_places() -> None:
    twice = (evidence("a.html", "甲", "列表第 3 行"), evidence("a.html", "乙", "信息头"), evidence("b.html"))
    page = text_of(
        render(material(findings=(finding("date-consistent", "news/1", "日期不同。", evidence=twice),)))
    )
    assert page.count("http://rsj.lingshi.example/a.html ·") == 1
    assert "列表第 3 行、信息头" in page
    assert "日期不同 " in page


def test_the_judged_page_is_linked_when_the_evidence_is_another_address() -> None:
    found = finding(
        "attachments-download", "news/1/att/1", "打不开", evidence=(evidence("files/a.xlsx"),), title="公示"
    )
    page = render(material(findings=(found,)))
    assert f'<a href="{found.url}" target="_blank" rel="noopener noreferrer">公示</a>' in page


def test_a_group_of_unchecked_findings_names_each_place_once() -> None:
    same = [
        replace(
            finding(rule, CODE, "x"), outcome=Outcome.UNCHECKED, reason="probing_off", title="岭石市人社局"
        )
        for rule in ("site-availability", "blank-columns-few", "portal-entry-on-home")
    ]
    shown = render(material(findings=tuple(same)))
    section = shown[shown.index('id="unchecked"') : shown.index('id="columns"')]
    assert section.count("岭石市人社局") == 1
