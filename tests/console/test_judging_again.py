"""Two runs side by side, and one crawl under other rules: what changed, and what the rules alone changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import rules
from records.store import Store
from records.types import finding_id
from rules.ruleset import load_ruleset
from rules.standing import changed_rules, rule_as_it_stood, ruleset_as_it_stood
from tests.console.conftest import Demo
from tests.console.evidence_world import SITE, world
from tests.console.running import gongkai

NUMBER = finding_id("index-number-wellformed", "ls-hrss/notices/aaaa")


@pytest.fixture
def stricter(tmp_path: Path) -> Path:
    """The bundled rules, under which a column has to be updated within twenty days."""
    folder = tmp_path / "rules"
    bundled = Path(rules.__file__).parent
    for part in ("disclosure", "plans"):
        shutil.copytree(bundled / part, folder / part)
    shutil.copy(bundled / "laws.yml", folder / "laws.yml")
    file = folder / "disclosure" / "freshness.yml"
    text = file.read_text(encoding="utf-8")
    assert "newest_days: {gt: $period_days}" in text
    file.write_text(
        text.replace("newest_days: {gt: $period_days}", "newest_days: {gt: 20}"), encoding="utf-8"
    )
    return folder


@pytest.fixture
def judged(demo: Demo, tmp_path: Path) -> Path:
    """A copy of the demo's database, to be judged again."""
    return Path(shutil.copy(demo.db, tmp_path / "again.db"))


# ---------------------------------------------------------------- one crawl, other rules


def test_the_report_tells_what_the_rules_alone_changed(judged: Path, stricter: Path, tmp_path: Path) -> None:
    shown = gongkai("assess", "latest", "--db", judged, "--rules", stricter, "--today", "2026-11-20")
    assert "同一次采集" in shown.stdout, shown.stderr
    with Store.open(judged) as store:
        change = store.rule_change(store.run().id)
    assert change is not None
    assert change.rules == ("column-updated",)
    assert {s.rule for s in change.new} >= {"column-updated"}
    assert change.gone == ()
    gongkai("report", "--db", judged, "--rules", stricter, "--out", tmp_path, "--format", "html")
    page = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    assert "规则变化的影响" in page
    assert "因规则变化新增" in page


def test_another_day_is_no_change_of_rules(judged: Path, stricter: Path) -> None:
    """Old rules and new are compared on the new day: what only ages is no matter of the rules."""
    gongkai("assess", "latest", "--db", judged, "--today", "2026-11-21")
    with Store.open(judged) as store:
        assert store.rule_change(store.run().id) is None
    gongkai("assess", "latest", "--db", judged, "--rules", stricter, "--today", "2027-11-20")
    with Store.open(judged) as store:
        change = store.rule_change(store.run().id)
    assert change is not None
    assert str(change.today) == "2027-11-20"
    others = {s.rule for s in (*change.new, *change.gone, *change.otherwise)}
    assert others <= {"column-updated", "stale-columns-few", "plan-item-covered", "burst-update"}


def test_rules_that_were_not_kept_are_said_to_be_unknown(judged: Path, stricter: Path) -> None:
    with Store.open(judged) as store:
        store.conn.execute("DELETE FROM ruleset")
        store.conn.commit()
    done = gongkai("assess", "latest", "--db", judged, "--rules", stricter, "--today", "2026-11-20")
    assert done.returncode == 0
    assert "无法单独说明规则变化的影响" in done.stderr


# ---------------------------------------------------------------- rules as they stood


def test_the_rules_of_a_run_can_be_had_again_by_their_digest() -> None:
    bundled = load_ruleset(None)
    again = ruleset_as_it_stood(bundled.files, bundled.digest, SITE)
    assert again.digest == bundled.digest
    assert list(again.rules) == list(bundled.rules)


def test_a_rule_stands_with_the_laws_it_names() -> None:
    text = rule_as_it_stood(load_ruleset(None).files, "column-updated")
    assert "id: column-updated" in text
    assert "19号" in text
    assert "id: site-reachable" not in text


def test_other_words_are_no_other_rule() -> None:
    files = dict(load_ruleset(None).files)
    file = next(f for f in files if "freshness" in f)
    worded = {**files, file: files[file].replace("栏目按期更新", "栏目及时更新")}
    assert changed_rules(files, worded) == frozenset()
    decided = {**files, file: files[file].replace("newest_days: {gt: $period_days}", "newest_days: {gt: 20}")}
    assert changed_rules(files, decided) == {"column-updated"}


# ---------------------------------------------------------------- two runs


def test_what_is_new_gone_and_still_open_is_told(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    first = world(db)
    second = world(db, at="2026-11-27T09:00:00+08:00")
    with Store.open(db) as store:
        store.conn.execute("DELETE FROM finding WHERE run = 2 AND rule = 'date-not-future'")
        store.conn.execute("DELETE FROM finding WHERE run = 1 AND rule = 'meta-tags-true'")
        for run, rule in ((2, "date-not-future"), (1, "meta-tags-true")):
            store.conn.execute(
                "UPDATE verdict SET outcome = 'pass' WHERE run = ? AND rule = (SELECT n FROM word WHERE text = ?)",
                (run, rule),
            )
        store.conn.commit()
    done = gongkai("diff", first, second, "--db", db, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    kinds = {row["rule"]: row["change"] for row in map(json.loads, done.stdout.splitlines())}
    assert kinds["date-not-future"] == "gone"
    assert kinds["meta-tags-true"] == "new"
    assert kinds["index-number-wellformed"] == "still"
    table = gongkai("diff", first, second, "--db", db).stdout
    assert "新增 1" in table
    assert "已消除 1" in table
    only = gongkai("diff", first, second, "--db", db, "--kind", "gone", "--format", "jsonl").stdout
    assert len(only.splitlines()) == 1


def test_a_run_that_is_not_there_is_told(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    world(db)
    done = gongkai("diff", "20260101-000000-nowhere", "latest", "--db", db)
    assert done.returncode == 2
    assert "no run" in done.stderr
