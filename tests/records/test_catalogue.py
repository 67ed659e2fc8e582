"""Names that real sites print find their standard column; names that only look like one do not."""

from __future__ import annotations

import pytest

from records.catalogue import load_catalogue


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("政府信息公开指南", "guide"),
        ("政府信息公开 指南", "guide"),
        ("政府信息公开年报", "annual-report"),
        ("政府信息公开工作年度报告", "annual-report"),
        ("机构职能(3)", "institution"),
        ("通知公告 更多", "notices"),
        ("公示公告", "notices"),
        ("县人社局政府信息公开指南", "guide"),
        ("事业单位公开招聘", "public-hiring"),
        ("01 政府信息公开指南", "guide"),
        ("三、法定主动公开内容", "statutory"),
        ("（二）公开制度", "system"),
        ("【领导信息】", "leaders"),
        ("★政策解读", "policy-interpretation"),
        ("依申請公開", "request"),
        ("領導信息", "leaders"),
        ("行政处罚和行政强制信息公开", "penalties"),
        ("人大代表建议、政协委员提案办理", "proposals"),
        ("政府采购信息公开", "procurement"),
        ("本部门规范性文件", "normative-documents"),
        ("人大代表建议和政协提案办理情况", "proposals"),
    ],
)
def test_a_printed_name_finds_its_column(printed: str, code: str) -> None:
    match = load_catalogue().match(printed)
    assert match is not None and match.code == code and match.confidence >= 0.7


@pytest.mark.parametrize(
    "printed",
    [
        "办事指南",
        "联系我们",
        "",
        "网站年度工作报表",
        "领导信箱",
        "互动交流",
        "规划公示",
        "收费标准公示",
        "审计结果公告",
        "12345热线",
        "2026年",
    ],
)
def test_a_name_that_only_looks_like_one_finds_nothing(printed: str) -> None:
    match = load_catalogue().match(printed)
    assert match is None or match.confidence < 0.7


def test_a_name_for_two_items_is_known_however_its_parts_are_joined() -> None:
    together = load_catalogue().together
    assert (
        together("预算、决算")
        == together("预算/决算")
        == together("部门预决算")
        == ("budget", "final-accounts")
    )
    assert together("行政许可／行政处罚") == ("licences", "penalties")
    assert together("部门预算") == ()


def test_every_profile_requires_the_five_sections_or_more() -> None:
    catalogue = load_catalogue()
    sections = {"guide", "system", "statutory", "annual-report", "request"}
    assert all(sections <= catalogue.required(p) for p in ("department", "municipal-hrss", "county-hrss"))
    assert {i.code for i in catalogue.items if i.is_section} == sections


def test_items_hang_together() -> None:
    catalogue = load_catalogue()
    for item in catalogue.items:
        assert item.parent in {"", "portal", *catalogue.by_code}, item.code
        assert item.period in {"", *catalogue.periods}, item.code
