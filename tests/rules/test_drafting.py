"""`gongkai rules new`: a skeleton that loads, is not judged, and says what is to be filled in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from rules.check import run_cases
from rules.ruleset import BUNDLED, load_ruleset
from tests.console.running import gongkai

CASES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the rules and cases that a test may change."""

    rules: Path
    cases: Path

    def run(self, *words: str) -> tuple[int, str]:
        """`gongkai rules words…` on the copy."""
        done = gongkai("rules", *words, "--rules", self.rules, "--cases", self.cases)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    for name in ("disclosure", "plans"):
        shutil.copytree(BUNDLED / name, tmp_path / "rules" / name)
    shutil.copy(BUNDLED / "laws.yml", tmp_path / "rules")
    (tmp_path / "tests" / "cases").mkdir(parents=True)
    shutil.copy(CASES / "freshness.yml", tmp_path / "tests" / "cases")
    return Copy(tmp_path / "rules", tmp_path / "tests" / "cases")


def test_a_draft_has_entry_cases_and_page_and_is_not_judged(copy: Copy) -> None:
    code, said = copy.run("new", "invented-by-a-test", "--theme", "freshness", "--subject", "entry")
    assert code == 0, said
    assert said.count("invented-by-a-test.") == 2
    assert "invented-by-a-test" not in load_ruleset(copy.rules).rules
    drafted = load_ruleset(copy.rules, drafts=True)
    assert drafted.drafts == {"invented-by-a-test"}
    results = [r for r in run_cases(drafted, copy.cases) if r.rule == "invented-by-a-test"]
    assert {r.name for r in results} >= {"??? met", "??? breached", "??? a person must decide"}
    assert all(r.agrees for r in results)
    assert run_cases(load_ruleset(copy.rules), copy.cases)  # rows of drafts are left out


def test_check_names_every_place_to_fill_in_until_the_rule_is_finished(copy: Copy) -> None:
    assert copy.run("check")[0] == 0
    copy.run("new", "invented-by-a-test", "--theme", "freshness")
    code, said = copy.run("check")
    assert code == 1
    assert "invented-by-a-test" in said
    for place in ("title:", "message:", "fix:", "??? breached"):
        assert place in said
    assert "invented-by-a-test.html" in said and "invented-by-a-test.yml" in said
    fixtures = copy.cases.parent / "fixtures" / "freshness"
    pages = [fixtures / f"invented-by-a-test.{kind}" for kind in ("html", "yml")]
    for path in (copy.rules / "disclosure" / "freshness.yml", copy.cases / "freshness.yml", *pages):
        text = path.read_text(encoding="utf-8").replace("???", "")
        path.write_text("\n".join(x for x in text.splitlines() if "draft: true" not in x), encoding="utf-8")
    assert copy.run("check")[0] == 0
    assert "invented-by-a-test" in load_ruleset(copy.rules).rules


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("date-present", "--theme", "freshness"), "already"),
        (("Summary", "--theme", "freshness"), "lower-case"),
        (("invented-by-a-test", "--theme", "freshnes"), "did you mean 'freshness'"),
    ],
)
def test_an_id_that_cannot_be_is_refused_and_nothing_is_written(
    copy: Copy, words: tuple[str, ...], said: str
) -> None:
    before = {p: p.read_bytes() for p in copy.rules.parent.rglob("*") if p.is_file()}
    code, told = copy.run("new", *words)
    assert code == 2
    assert said in told
    assert {p: p.read_bytes() for p in copy.rules.parent.rglob("*") if p.is_file()} == before


def test_a_finished_rule_may_not_lean_on_a_draft(copy: Copy) -> None:
    copy.run("new", "invented-by-a-test", "--theme", "freshness")
    path = copy.rules / "disclosure" / "freshness.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  - id: date-present\n", "  - id: date-present\n    requires: [invented-by-a-test]\n"),
        encoding="utf-8",
    )
    code, said = copy.run("check")
    assert code == 2
    assert "is a draft" in said


def test_a_rule_that_still_has_gaps_is_a_draft_or_an_error(copy: Copy) -> None:
    copy.run("new", "invented-by-a-test", "--theme", "freshness")
    path = copy.rules / "disclosure" / "freshness.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(x for x in text.splitlines() if "draft: true" not in x), encoding="utf-8")
    code, said = copy.run("check")
    assert code == 2
    assert "still to be filled in" in said


@pytest.mark.parametrize("subject", ["site", "column", "entry", "attachment", "page"])
def test_a_rule_of_a_new_theme_begins_with_files_that_editors_know(copy: Copy, subject: str) -> None:
    shutil.copytree(BUNDLED / "schemas", copy.rules / "schemas")
    code, said = copy.run("new", "invented-by-a-test", "--theme", "brand-new", "--subject", subject)
    assert code == 0, said
    for folder in (copy.rules / "disclosure", copy.cases):
        first = (folder / "brand-new.yml").read_text(encoding="utf-8").splitlines()[0]
        schema = folder / first.partition("$schema=")[2]
        assert "yaml-language-server" in first and schema.exists()
    results = run_cases(load_ruleset(copy.rules, drafts=True), copy.cases)
    assert all(r.agrees for r in results)
    assert sum(r.rule == "invented-by-a-test" for r in results) >= 5
