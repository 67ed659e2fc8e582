"""Sites in a group are compared in one table; a work plan may be a file beside the site file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from console.sample.server import serving
from tests.console.running import gongkai

SITE = "code: {code}\nname: 示例{code}局\nhome: {home}\nallow_private: true\npace: {{delay: 0, concurrency: 8}}\n"
PLAN = """\
id: own-2026
title: 示例局2026年要点
items:
  - {id: 一, title: 发布动态, kind: machine, quote: 及时发布动态, columns: [news], rules: [column-present, column-updated]}
  - id: 二
    title: 会议公开
    kind: partly
    quote: 公开会议
    columns: [emergency]
    required_columns: [emergency]
    rules: [column-present]
    promises: [column-present]
  - {id: 三, title: 培训, kind: person}
"""


class Two:
    """Two audited sites, one with a plan file and a group, and a third that was never audited."""

    def __init__(self, folder: Path) -> None:
        self.db, self.files = folder / "x.db", folder / "sites"

    def audited(self, code: str, home: str, more: str = "") -> None:
        path = self.files / f"{code}.yml"
        path.write_text(SITE.format(code=code, home=home) + more, encoding="utf-8")
        done = gongkai(
            "audit", path, "--db", self.db, "--out", self.db.parent / code, "--today", "2026-11-20"
        )
        assert done.returncode in {0, 3}, done.stderr


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    made = Two(tmp_path_factory.mktemp("two"))
    (made.files / "plans").mkdir(parents=True)
    (made.files / "plans" / "own.yaml").write_text(PLAN, encoding="utf-8")
    with serving() as home:
        made.audited("jia", home, "groups: [市直, 人社]\nplan: plans/own.yaml\n")
        made.audited("yi", home, "groups: [县区]\n")
    never = SITE.format(code="bing", home="http://bing.example/")
    (made.files / "bing.yml").write_text(never, encoding="utf-8")
    yield made


def test_a_group_by_name_holds_the_sites_whose_files_name_it(two: Two) -> None:
    shown = gongkai("score", "--group", "市直", "--scheme", "website-check-2019", "--db", two.db)
    assert shown.returncode == 0, shown.stderr
    assert "jia" in shown.stdout
    assert "yi" not in shown.stdout.replace("yijing", "")
    unknown = gongkai("score", "--group", "省直", "--scheme", "website-check-2019", "--db", two.db)
    assert unknown.returncode == 2
    assert "县区、市直" in unknown.stderr.replace("人社、", "")


def test_a_folder_of_site_files_is_a_group_and_sites_never_judged_say_so(two: Two, tmp_path: Path) -> None:
    out = tmp_path / "s.xlsx"
    words = ("score", "--group", two.files, "--scheme", "website-check-2019", "--with-points")
    shown = gongkai(*words, "--db", two.db, "--out", out)
    assert shown.returncode == 0, shown.stderr
    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = {row[0].value: [c.value for c in row] for row in sheet.iter_rows(min_row=2)}
    assert set(rows) == {"jia", "yi", "bing"}
    assert "没有检查记录" in rows["bing"]
    assert "并列" in rows["jia"]  # the same site twice: its scores cannot be told apart
    worst = [c.value for c in sheet[1]].index("下限")
    assert isinstance(rows["jia"][worst], int | float)


def test_one_site_is_scored_by_its_code_or_its_file(two: Two) -> None:
    for name in ("yi", two.files / "yi.yml"):
        words = ("score", name, "--scheme", "website-check-2019", "--db", two.db, "--json")
        assert json.loads(gongkai(*words).stdout)["site"] == "yi"


def test_a_plan_file_beside_the_site_file_judges_and_opens_the_report(two: Two) -> None:
    found = gongkai("findings", "--site", "jia", "--db", two.db, "--format", "jsonl").stdout.splitlines()
    items = [json.loads(line) for line in found if '"plan-item-covered"' in line]
    assert {f["subject"]: f["outcome"] for f in items}["jia/plan/三"] == "review"
    page = next((two.db.parent / "jia").glob("*.html")).read_text(encoding="utf-8")
    assert "示例局2026年要点" in page
    assert page.index("示例局2026年要点") < page.index("问题清单")
    told = json.loads(gongkai("score", "jia", "--db", two.db, "--json").stdout)
    assert told["total"] == 3
    assert gongkai("score", "yi", "--db", two.db).returncode == 2
    shown = gongkai("score", "--all", "--db", two.db)
    assert (shown.returncode, "没有写工作要点" in shown.stdout.replace(" ", "")) == (0, True)


def test_the_plan_is_part_of_the_digest_and_must_stay_where_it_was(two: Two, tmp_path: Path) -> None:
    one, other = (
        json.loads(
            gongkai(
                "assess", "latest", "--site", code, "--db", two.db, "--today", "2026-11-20", "--json"
            ).stdout
        )
        for code in ("jia", "yi")
    )
    assert one["rules_digest"] != other["rules_digest"]
    kept = tmp_path / "own.yaml"
    shutil.move(two.files / "plans" / "own.yaml", kept)
    try:
        gone = gongkai("assess", "latest", "--site", "jia", "--db", two.db)
        assert (gone.returncode, "own.yaml" in gone.stderr) == (2, True)
    finally:
        shutil.move(kept, two.files / "plans" / "own.yaml")
