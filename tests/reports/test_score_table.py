"""评估得分表: the tree, every deduction linked to its findings and back."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from records.vocabulary import Outcome
from reports.schemes.loading import load_scheme
from reports.score_table import write_score_table
from reports.scoring import score
from reports.scoring_model import Score
from rules.ruleset import load_ruleset
from tests.reports.building import material


def scored() -> Score:
    """The invented run by the website check, points and all."""
    counts: dict[tuple[str, str], Counter[Outcome]] = {}
    for f in material().findings:
        counts.setdefault((f.rule, f.column), Counter())[f.outcome] += 1
    scheme = load_scheme("website-check-2019", load_ruleset(None).rules.keys())
    return score(scheme, material(), counts, with_points=True)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("score") / "score.xlsx"
    write_score_table(scored(), path)
    return openpyxl.load_workbook(path)


def test_the_sheet_says_the_range_the_coverage_and_the_result_first(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["评估得分表", "扣分问题", "概况"]
    top = "\n".join(str(row[0].value) for row in book["评估得分表"].iter_rows(max_row=5))
    assert "得分 95–100（满 100 分" in top and "覆盖 14%" in top and "结论：单项否决" in top
    assert "分值待填" in top


def test_every_indicator_of_the_scheme_stands_in_the_tree(book: openpyxl.Workbook) -> None:
    shown = "\n".join(str(row[0].value) for row in book["评估得分表"].iter_rows())

    def ids(nodes: object) -> list[str]:
        return [i for n in nodes for i in (n.id, *ids(n.children))]  # type: ignore[attr-defined]

    scheme = scored().scheme
    assert [
        i for i in ids((*scheme.vetoes, *scheme.indicators, *scheme.bonus)) if f"{i}\u3000" not in shown
    ] == []


def test_every_deduction_leads_to_its_first_finding_and_that_back_to_it(book: openpyxl.Workbook) -> None:
    tree, found = book["评估得分表"], book["扣分问题"]
    heads = [c.value for c in found[1]]
    links = [row[8] for row in tree.iter_rows() if row[8].hyperlink]
    losses = [
        x for line in (*scored().vetoes, *scored().lines) for leaf in line.leaves() for x in leaf.losses
    ]
    assert len(links) == len(losses) > 1
    for cell in links:
        place = re.fullmatch(r"'扣分问题'!A(\d+)", cell.hyperlink.location)
        assert place
        row = found[int(place[1])]
        assert row[heads.index("编号")].value == str(tree.cell(cell.row, 10).value).split()[-1]
        assert row[0].hyperlink.location == f"'评估得分表'!A{cell.row}"


def test_the_overview_attests_the_run(book: openpyxl.Workbook) -> None:
    rows = dict([c.value for c in row][:2] for row in book["概况"].iter_rows())
    assert rows["规则摘要"] == "3f9c21a7d05e4b18" and rows["应查网页"] == 2418


def test_an_unwritable_place_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_score_table(scored(), tmp_path / "none" / "score.xlsx")
