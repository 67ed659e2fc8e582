"""Judging: every pair once, in the order of RULES, with findings that can be proved."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from records.errors import EngineError, InputError
from records.types import Exemption, FactSheet, SiteState, finding_id
from records.vocabulary import BasisKind, Outcome, Severity, SubjectKind
from rules import judge as judging
from rules.judge import evaluator_for
from rules.signals import asked_of
from tests.rules.making import RULES, RUN, TODAY, UNKNOWN, judged, sheets, site


def test_every_rule_and_subject_end_in_exactly_one_verdict() -> None:
    found = judged(sheets())
    pairs = Counter((v.rule, v.subject) for v in found.verdicts)
    assert set(pairs.values()) == {1}
    forms = sum(r.site_form is not None for r in RULES.rules.values())  # judge the site beside their subjects
    more = sum(len(r.also) for r in RULES.rules.values())  # further kinds of subjects of one rule
    assert len(pairs) == len(RULES.rules) + forms + more
    assert {v.rule for v in found.verdicts} == set(RULES.rules)
    assert found.findings == () and found.rules_digest == RULES.digest and found.today == TODAY


def test_a_finding_says_what_was_seen_what_is_required_and_in_whose_name() -> None:
    facts = {
        "column_code": "news",
        "newest_on": date(2026, 8, 18),
        "newest_days": 94,
        "period_is_binding": True,
    }
    (found,) = judged(sheets(column=facts)).findings
    assert found.message == "“news”栏目最新一条为 2026-08-18，距检查日 94 天，超过 60 天的更新期限。"
    assert (found.observed, found.expected) == ("最新一条 2026-08-18，94 天前", "60 天内有更新")
    assert found.id == finding_id("column-updated", "t/news") and found.subject == "t/news"
    assert (found.outcome, found.severity, found.reason, found.cause) == (
        Outcome.FAIL,
        Severity.MAJOR,
        "",
        "",
    )
    assert found.basis[0].kind is BasisKind.LAW and "国办秘函〔2019〕19号" in found.basis[0].law
    assert found.evidence and found.evidence[0].sha256 and found.fix and found.first_seen == "2026-11-20"


def test_findings_can_be_told_in_english() -> None:
    (found,) = judged(sheets(entry={"date_shown": False}), lang="en").findings
    assert (
        found.message == "“T” shows no date in the list nor on its page; inspections count it as not updated."
    )


def test_the_same_facts_give_the_same_findings_with_both_evaluators() -> None:
    facts = sheets(entry={"index_form": "title", "working_days_taken": UNKNOWN}, column={"content_items": 0})
    one, two = judged(facts, evaluator="auto"), judged(facts, evaluator="reference")
    assert (
        (one.findings, one.verdicts)
        == (two.findings, two.verdicts)
        == (judged(facts).findings, judged(facts).verdicts)
    )


def test_where_durable_rules_cannot_be_had_the_reference_decides_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judging, "durable_problem", lambda: "ImportError: no module")
    assert judged(sheets()).evaluator == "reference"
    with pytest.raises(InputError, match="no module"):
        judged(sheets(), evaluator="durable-rules")
    with pytest.raises(InputError, match="magic"):
        judged(sheets(), evaluator="magic")


def test_sheets_out_of_order_stop_the_judging_instead_of_guessing() -> None:
    with pytest.raises(EngineError, match="out of order"):
        judged(sheets()[1:])
    with pytest.raises(EngineError, match="out of order"):
        judged(sheets()[2:])


def test_a_fact_that_was_not_yielded_stops_the_judging() -> None:
    first, *rest = sheets()
    short = type(first)(first.subject, first.facts[1:], parents=first.parents)
    with pytest.raises(EngineError, match="home_answered"):
        judged([short, *rest])


def test_an_unchecked_requirement_leaves_what_hangs_on_it_unchecked_for_the_same_reason() -> None:
    found = judged(sheets(entry={"index_number_shown": {"unknown": "blocked"}}))
    told = {f.rule: f.reason for f in found.findings}
    assert (
        told["index-number-present"]
        == told["index-number-wellformed"]
        == told["index-number-unique"]
        == "blocked"
    )


def test_one_cause_is_one_accusation() -> None:
    found = judged(
        sheets(site={"home_answered": False, "portal_entry_visible_count": {"unknown": "home_not_opened"}})
    )
    causes = {v.rule: v.cause for v in found.verdicts if v.outcome is Outcome.NOT_APPLICABLE}
    assert (
        causes["portal-entry-on-home"]
        == causes["portal-entry-name"]
        == causes["column-placed"]
        == "requires site-reachable"
    )
    assert [f.rule for f in found.findings] == ["site-reachable"]


def test_an_exemption_covers_its_subject_until_its_day_and_nothing_else() -> None:
    facts = sheets(entry={"date_shown": False})
    until = date(2026, 11, 20)
    for subject, day, left in (
        ("", TODAY, 0),
        ("t/news", TODAY, 0),
        ("t/new", TODAY, 1),
        ("", date(2026, 11, 21), 1),
    ):
        about = site(exemptions=(Exemption("date-present", subject, "in preparation", until),))
        assert len(judged(facts, about, today=day).findings) == left, subject


def test_a_closed_site_is_an_exception_only_while_it_is_closed() -> None:
    closed = site(state=SiteState("rebuilding", date(2026, 11, 1), date(2026, 12, 1), "改版"))
    facts = sheets(site={"home_answered": False}, entry={"date_shown": False})
    assert {v.cause for v in judged(facts, closed).verdicts} == {"rebuilding"}
    assert judged(facts, closed, today=date(2026, 12, 2)).findings


def test_an_unchecked_finding_is_told_without_a_word_of_breach() -> None:
    (found,) = judged(sheets(attachment={"download_state": {"unknown": "robots"}})).findings
    assert (found.outcome, found.reason, found.cause) == (Outcome.UNCHECKED, "robots", "robots")
    assert found.message == "附件《T》：未能检查“附件能够下载”，网站的 robots.txt 不允许访问。"


def test_hostile_titles_are_text_and_nothing_else() -> None:
    hostile = [
        s if s.subject.kind is not SubjectKind.ENTRY else _titled(s, "{0.__class__} {today}\ud800\x00" * 40)
        for s in sheets(entry={"date_shown": False})
    ]
    (found,) = judged(hostile).findings
    assert (
        "{0.__class__} {today}?" in found.message and "\x00" not in found.message and len(found.message) < 300
    )


def test_settings_of_the_site_change_what_a_proposal_asks() -> None:
    facts = sheets(entry={"list_page_gap_days": 3})
    assert len(judged(facts).findings) == 1
    assert judged(facts, site(settings={"date-consistent.days": 3})).findings == ()


def test_evaluators_are_named_and_closed() -> None:
    asked = asked_of(RULES.rules, RULES.settings_for(site()))
    reference = evaluator_for("reference", asked)
    assert reference.name == "reference" and reference.decide(SubjectKind.HOST, []) == []
    reference.close()
    assert RUN.id == "r1"


def _titled(sheet: FactSheet, title: str) -> FactSheet:
    return replace(sheet, title=title)
