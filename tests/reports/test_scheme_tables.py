"""Schemes as spreadsheets: there and back, and faults that say where and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from records.errors import InputError, RuleError
from reports.schemes.loading import load_scheme, scheme_files, scheme_of
from reports.schemes.reading import read_scheme, scheme_text
from reports.schemes.writing import example, write_scheme
from rules.ruleset import load_ruleset
from tests.reports.making_schemes import RULES as FEW
from tests.reports.making_schemes import written as trial

TITLES = {rule: text.title for rule, text in load_ruleset(None).rule_texts("zh").items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(scheme_files()))
def test_a_bundled_scheme_comes_back_the_same(tmp_path: Path, name: str, lang: str) -> None:
    scheme = load_scheme(name, TITLES.keys())
    write_scheme(scheme, tmp_path / "t.xlsx", lang, TITLES)
    door = read_scheme(tmp_path / "t.xlsx", TITLES.keys())
    assert scheme_of(door) == scheme
    (tmp_path / "s.yml").write_text(scheme_text(door), encoding="utf-8")
    assert load_scheme(str(tmp_path / "s.yml"), TITLES.keys()) == scheme


def test_trees_bonus_and_modes_come_back_the_same(tmp_path: Path) -> None:
    scheme = load_scheme(trial(tmp_path), FEW)
    write_scheme(scheme, tmp_path / "t.xlsx", "zh", dict.fromkeys(FEW, ""))
    assert scheme_of(read_scheme(tmp_path / "t.xlsx", FEW)) == scheme


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_empty_table_is_a_scheme_that_works_with_lists_to_choose_from(tmp_path: Path, lang: str) -> None:
    write_scheme(example(lang), tmp_path / "t.xlsx", lang, TITLES)
    assert scheme_of(read_scheme(tmp_path / "t.xlsx", TITLES.keys())) == example(lang)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert len(book.worksheets) == 5
    assert len(book.worksheets[1].data_validations.dataValidation) == 3
    assert {row[0].value for row in book.worksheets[3].iter_rows(min_row=2)} == set(TITLES)


def faults(folder: Path, change: Callable[[Any], None]) -> str:
    """What is said of the example table after `change` (of the workbook)."""
    write_scheme(example("zh"), folder / "t.xlsx", "zh", TITLES)
    book = openpyxl.load_workbook(folder / "t.xlsx")
    change(book)
    book.save(folder / "t.xlsx")
    with pytest.raises(RuleError) as told:
        read_scheme(folder / "t.xlsx", TITLES.keys())
    return str(told.value)


def put(sheet: str, cell: str, value: object) -> Callable[[Any], None]:
    """A change of one cell."""

    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("指标", "F4", "许多"), "“指标”表第 4 行“分值”：“许多”不是数字；写数字，未核实的写“待填”"),
        (put("指标", "F4", -3), "“指标”表第 4 行“分值”：必须大于 0"),
        (
            put("指标", "I4", "column-presnt"),
            "“指标”表第 4 行“规则”：no rule 'column-presnt'; did you mean 'column-present'?",
        ),
        (put("指标", "K5", "newz"), "“指标”表第 5 行“规则”：no column 'newz'; did you mean 'news'?"),
        (
            put("指标", "B4", "publishin"),
            "“指标”表第 4 行“上级”：上面没有编号为“publishin”的指标；是不是“publishing”？",
        ),
        (put("指标", "C4", "应设 栏目"), "“指标”表第 4 行“编号”：“应设 栏目”不能作编号"),
        (
            put("指标", "C5", "required-columns"),
            "“指标”表第 5 行“编号”：indicator 'required-columns' stands twice",
        ),
        (put("指标", "A4", "别的"), "“指标”表第 4 行“部分”：“别的”不在可选之列；写：单项否决, 指标, 加分"),
        (put("指标", "A4", "加分"), "“指标”表第 4 行“部分”：与上级“publishing”不在同一部分"),
        (put("指标", "D4", ""), "“指标”表第 4 行“指标名称”"),
        (put("指标", "I3", "column-present"), "有下级指标的不能再写规则"),
        (put("指标", "F1", "权数"), "“指标”表第 1 行“分值”：表头没有“分值”一栏"),
        (put("方案", "B10", None), "“方案”表第 10 行“满分”：有指标时必须写满分"),
        (put("方案", "B2", "我的方案"), "“方案”表第 2 行“方案编号”：写法不对"),
        (put("方案", "A11", "及格线"), "没有“合格线”一行"),
        (put("方案", "B12", "也许"), "“也许”不在可选之列；写：是, 否"),
    ],
)
def test_a_fault_names_sheet_row_column_and_remedy(
    tmp_path: Path, change: Callable[[Any], None], told: str
) -> None:
    said = faults(tmp_path, change)
    assert told.replace("“上级”", "“上级编号”") in said, said
    assert "没有写出任何文件" in said


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["指标"]["F4"], book["指标"]["G4"], book["方案"]["B11"] = "x", "y", "z"

    assert faults(tmp_path, change).count("行“") == 3


def test_numbered_ids_and_headings_in_any_order_are_understood(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "方案"
    keys = {
        "方案编号": "plain",
        "名称": "甲",
        "依据": "乙",
        "单位": "分",
        "满分": 10,
        "分值适用的机关类别": "全部",
    }
    rest = (
        "英文名称",
        "依据（英文）",
        "单位（英文）",
        "合格线",
        "不适用和未查的指标按比例折算",
        "指标取自工作要点，每项分值",
        "加分起点",
        "加分上限",
    )
    for key, value in {**keys, **dict.fromkeys(rest)}.items():
        first.append([key, value])
    tree = book.create_sheet("指标")
    tree.append(
        [
            "编号",
            "上级编号",
            "指标名称",
            "规则",
            "分值",
            "部分",
            "英文名称",
            "计分",
            "来源",
            "每项扣（加）分",
            "限于栏目",
            "违反时",
        ]
    )
    tree.append(["1", None, "一", None, 10])
    tree.append(["1.1", "1", "一之一", "column-updated", 10, "指标", None, None, None, 2, "news，notices"])
    tree.append([None, None, None, "column-not-empty", None, None, None, None, None, 3])
    book.save(tmp_path / "t.xlsx")
    scheme = scheme_of(read_scheme(tmp_path / "t.xlsx", TITLES.keys()))
    leaf = scheme.indicators[0].children[0]
    assert (scheme.indicators[0].id, leaf.id) == ("i1", "i1-1")
    assert [(f.rule, f.points) for f in leaf.feeds] == [("column-updated", 2.0), ("column-not-empty", 3.0)]
    assert leaf.feeds[0].columns == {"news", "notices"}


def test_a_file_that_is_no_workbook_and_one_without_the_sheets_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"no")
    with pytest.raises(InputError, match="不是可读的 xlsx"):
        read_scheme(tmp_path / "no.xlsx", TITLES.keys())
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(InputError, match="schemes template"):
        read_scheme(tmp_path / "empty.xlsx", TITLES.keys())
