"""`gongkai score`, `schemes` and `due` as a user runs them, on the sample site."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import icalendar
import openpyxl

from tests.console.conftest import Demo
from tests.console.running import ROOT, gongkai


def test_the_work_plan_is_scored_as_a_range_with_its_findings(demo: Demo) -> None:
    shown = gongkai("score", "latest", "--scheme", "work-plan", "--db", demo.db)
    assert shown.returncode == 0, shown.stderr
    assert "覆盖" in shown.stdout
    assert "三(二)" in shown.stdout
    done = gongkai("score", "--scheme", "work-plan", "--db", demo.db, "--json")
    told = json.loads(done.stdout)
    assert told["worst"] < told["best"] <= told["total"] == 16
    rows = gongkai("findings", "--db", demo.db, "--format", "jsonl").stdout.splitlines()
    known = {json.loads(row)["id"] for row in rows}
    losses = [x for i in told["indicators"] for x in i["losses"]]
    assert losses
    assert all(x["findings"] and set(x["findings"]) <= known for x in losses)


def test_a_department_is_judged_by_the_vetoes_of_the_website_check_alone(demo: Demo) -> None:
    told = json.loads(gongkai("score", "--scheme", "website-check-2019", "--db", demo.db, "--json").stdout)
    assert told["best"] is None
    assert {v["id"] for v in told["vetoes"]} >= {"unreachable", "home-stale", "columns-stale"}
    copied = gongkai("score", "--scheme", "website-check-2019", "--with-points", "--db", demo.db, "--json")
    assert json.loads(copied.stdout)["total"] == 100


def test_many_sites_stand_in_one_table_and_one_spreadsheet(demo: Demo, tmp_path: Path) -> None:
    out = tmp_path / "scores.xlsx"
    done = gongkai("score", "--all", "--db", demo.db, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "sample-hrss" in done.stdout
    book = openpyxl.load_workbook(out)
    assert book.worksheets[0]["A2"].value == "sample-hrss"
    both = gongkai("score", "some-run", "--site", "sample-hrss", "--db", demo.db)
    assert both.returncode == 2


def test_schemes_are_listed_shown_and_checked(tmp_path: Path) -> None:
    assert "work-plan" in gongkai("schemes", "list").stdout
    assert "required-columns" in gongkai("schemes", "check", "website-check-2019").stdout
    shown = gongkai("schemes", "show", "website-check-2019", "--lang", "en").stdout
    assert "to be filled in" in shown
    own = tmp_path / "own.yml"
    own.write_text("id: own\ntitle: {zh: 甲, en: a}\n", encoding="utf-8")
    refused = gongkai("schemes", "check", own)
    assert refused.returncode == 2
    assert f"{own}:1" in refused.stderr


def test_what_falls_due_is_the_same_in_every_form(demo: Demo, tmp_path: Path) -> None:
    table = gongkai("due", "sample-hrss", "--db", demo.db)
    assert table.returncode == 0, table.stderr
    told = json.loads(gongkai("due", "--db", demo.db, "--format", "json").stdout)
    assert told["due"]
    assert all(item["on"] in table.stdout for item in told["due"])
    out = tmp_path / "due.ics"
    assert gongkai("due", "--db", demo.db, "--out", out).returncode == 0
    events = icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert [e["DTSTART"].dt.isoformat() for e in events] == [item["on"] for item in told["due"]]
    printed = gongkai("due", "--db", demo.db, "--format", "ics").stdout
    assert printed.replace("\r\n", "\n") == out.read_text(encoding="utf-8").replace("\r\n", "\n")


def test_an_unknown_site_or_scheme_is_named_with_the_remedy(demo: Demo) -> None:
    for words in (("due", "no-such-site"), ("score", "--scheme", "work-plans")):
        done = gongkai(*words, "--db", demo.db)
        assert done.returncode == 2
        assert "→" in done.stderr


def test_help_needs_neither_crawler_nor_checks() -> None:
    code = "import console.cli, sys; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert "console.verbs.score_verbs" in loaded
    assert not {"scrapy", "twisted", "lxml", "checks.sheets"} & set(loaded)
