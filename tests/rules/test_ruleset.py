"""Rule files: faults are told all at once, settings are guarded, nothing in them is unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from records.catalogue import load_catalogue
from records.errors import InputError, RuleError
from records.fact_names import FACTS
from records.types import Exemption
from records.vocabulary import BasisKind, Outcome, Reason
from rules.expressions import facts_of
from rules.model import Rule
from rules.ruleset import BUNDLED, load_ruleset
from rules.texts import names_in, shared
from tests.rules.making import RULES, changed, rules_copy, site

PLAN = RULES.plans["liaocheng-hrss-2020"]
ALL = [pytest.param(r, id=r.id) for r in RULES.rules.values()]
ACCUSING = re.compile("违反|违规|违法|不合格|超过期限|未按规定|应当处理|造假|伪造")


def test_the_rules_stand_in_the_order_of_the_contract_theme_by_theme() -> None:
    themes = list(dict.fromkeys(r.theme.en for r in RULES.rules.values()))
    assert themes[:3] == ["Platform and placement", "Index numbers", "Freshness and dates"]
    assert list(RULES.rules)[:2] == ["site-reachable", "site-availability"]
    assert len(RULES.rules) == len(set(RULES.rules)) >= 70


def test_all_faults_are_told_at_once_with_file_line_and_the_nearest_name(tmp_path: Path) -> None:
    rules = rules_copy(tmp_path) / "disclosure" / "freshness.yml"
    changed(rules, "{newest_days: {gt: $period_days}}", "{newest_day: {gt: $period_days}}")
    changed(rules, "requires: [column-not-empty]", "requires: [column-not-emty]")
    changed(rules, "law: 普查", "law: 普察")
    changed(rules, "date_shown: {eq: false}", "date_shown: {equals: false}")
    changed(rules, "{newest_on}，距检查日", "{newest_onn}，距检查日")
    with pytest.raises(RuleError) as caught:
        load_ruleset(tmp_path)
    told = str(caught.value)
    assert len(re.findall(r"freshness\.yml:\d+: ", told)) >= 5
    for word in ("did you mean 'newest_days'", "did you mean '普查'", "no operator 'equals'", "{newest_onn}"):
        assert word in told, told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("severity: veto", "severity: deadly", "veto"),
        ('    version: "1"\n', '    version: "1"\n    colour: red\n', "unknown key"),
        (
            "when: {home_answered: {eq: false}}",
            "when: {home_answered: {gt: 1}}",
            "compares numbers and dates",
        ),
        ("when: {home_answered: {eq: false}}", "when: {home_answered: {eq: 2}}", "not a value of type bool"),
        (
            "when: {home_answered: {eq: false}}",
            "when: {all: [{any: [{all: [{home_answered: {eq: true}}]}]}]}",
            "two deep",
        ),
        ("id: site-availability", "id: site-reachable", "stands twice"),
        (
            "when: {home_answered: {eq: false}}",
            "when: {all: ["
            + "{any: [{home_tries: {eq: 1}}, {home_tries: {eq: 2}}]}, " * 9
            + "{home_tries: {gt: 0}}]}",
            "can hold in 512 ways",
        ),
        ("requires: [portal-entry-on-home]", "requires: [portal-entry-name]", "require each other"),
        ("en: The home page opens}", "fr: x}", "title"),
        ("subject: site", "subject: column", "home_answered"),
        ("default: 5, source: proposal", "default: 500, source: proposal", "not within"),
        ("severity: veto", "severity: veto\n    severity: major", "stands twice"),
    ],
)
def test_each_kind_of_fault_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    changed(rules_copy(tmp_path) / "disclosure" / "platform.yml", old, new)
    with pytest.raises(RuleError, match=told):
        load_ruleset(tmp_path)


def test_a_plan_may_name_only_rules_and_columns_that_exist(tmp_path: Path) -> None:
    plan = rules_copy(tmp_path) / "plans" / "liaocheng-hrss-2020.yml"
    changed(plan, "- column-present\n", "- column-presents\n")
    changed(plan, "required_columns: [proposals]", "required_columns: [propsals]")
    with pytest.raises(RuleError) as caught:
        load_ruleset(tmp_path)
    assert "did you mean 'column-present'" in str(caught.value)
    assert "did you mean 'proposals'" in str(caught.value)


def test_broken_yaml_and_a_folder_without_rules_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"laws\.yml"):
        load_ruleset(tmp_path)
    (tmp_path / "laws.yml").write_text("laws: []\n")
    with pytest.raises(RuleError, match="no rules here"):
        load_ruleset(tmp_path)
    (rules_copy(tmp_path) / "disclosure" / "platform.yml").write_text("rules: [\n")
    with pytest.raises(RuleError, match=r"platform\.yml:\d+: not valid YAML"):
        load_ruleset(tmp_path)


def test_the_digest_says_the_same_of_another_layout_and_another_of_other_content(tmp_path: Path) -> None:
    laws = rules_copy(tmp_path) / "laws.yml"
    laws.write_text(yaml.safe_dump(yaml.safe_load(laws.read_text()), allow_unicode=True))
    assert load_ruleset(tmp_path).digest == RULES.digest == load_ruleset(BUNDLED).digest
    changed(tmp_path / "disclosure" / "platform.yml", "severity: minor", "severity: notice")
    assert load_ruleset(tmp_path).digest != RULES.digest


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("home-updated.days", 30, "fixed by law"),
        ("column-updated.news", 30, "fixed by law"),
        ("date-plausible.day", 3, "did you mean 'date-plausible.days'"),
        ("date-plausable.days", 3, "did you mean 'date-plausible.days'"),
        ("date-plausible.days", "three", "whole number"),
        ("date-plausible.days", 1.5, "whole number"),
        ("date-plausible.days", 0, "from 1 to"),
        ("column-updated.sozial", 30, "did you mean"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_the_nearest(name: str, value: object, told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told) if "(" in told else told):
        RULES.check_site(site(settings={name: value}))


def test_proposals_can_be_set_and_periods_appear_only_where_they_are_set() -> None:
    own = {
        "date-plausible.days": 3,
        "column-updated.social-security": 45,
        "column-updated.x-0123456789abcdef": 30,
    }
    found = RULES.settings_for(site(settings={**own, "due-soon.column_days": 7}))
    assert {k: found[k] for k in own} == own
    assert found["home-updated.days"] == 14
    assert found["due-soon.column_days"] == 7
    assert not any(k.startswith("column-updated.") for k in RULES.settings_for(site()))


def test_an_unknown_plan_or_an_exemption_of_an_unknown_rule_is_refused() -> None:
    with pytest.raises(InputError, match="did you mean 'liaocheng-hrss-2020'"):
        RULES.check_site(site(plan="liaocheng-hrss-2021"))
    with pytest.raises(InputError, match="did you mean 'column-present'"):
        RULES.check_site(site(exemptions=(Exemption("column-presnt", "", "x"),)))
    with pytest.raises(InputError, match="did you mean 'date-present'"):
        RULES.facts_read("date-presents")


def test_the_work_plan_has_its_sixteen_items_and_what_it_makes_required() -> None:
    assert len(PLAN.items) == 16
    kinds = [i.kind for i in PLAN.items]
    assert (kinds.count("machine"), kinds.count("partly"), kinds.count("person")) == (3, 10, 3)
    assert PLAN.required_columns == {"consultation", "decisions", "meetings", "proposals", "base-catalogue"}


def test_every_fact_is_read_by_a_rule() -> None:
    read = {name for r in RULES.rules for name in RULES.facts_read(r)}
    assert [f.name for f in FACTS if f.name not in read] == []


def test_every_article_is_cited_and_every_setting_used() -> None:
    cited = {(b.law, b.article) for r in RULES.rules.values() for b in r.bases}
    assert {(law.id, a) for law in RULES.laws.values() for a in law.articles} - cited == set()
    for rule in RULES.rules.values():
        words = [w for c in rule.cases for w in (c.texts.message.zh, c.texts.expected.zh)]
        named = set(re.findall(r"\$(\w+)", str((rule.when, rule.applies)))) | {
            n for t in words for n in names_in(t)
        }
        named |= {n for e in (rule.when, rule.applies, *(c.when for c in rule.cases)) for n in facts_of(e)}
        assert set(rule.settings) - named == set(), rule.id


def test_updating_periods_that_a_law_sets_are_the_ones_the_rule_cites_it_for() -> None:
    catalogue = load_catalogue()
    by_law = {
        i.code for i in catalogue.items if i.period and catalogue.periods[i.period].source == BasisKind.LAW
    }
    basis, _ = RULES.rules["column-updated"].bases  # the other: columns of news that are no standard column
    assert set(basis.when.value) == by_law  # type: ignore[union-attr, arg-type]


@pytest.mark.parametrize("rule", ALL)
def test_every_text_is_filled_in_both_languages_and_names_the_same_facts(rule: Rule) -> None:
    pairs = [(c.texts.message, c.texts.fix) for c in rule.cases]
    for words in [w for p in pairs for w in p] + list(rule.questions.values()):
        assert re.search("[\u4e00-\u9fff]", words.zh)
        assert not re.search(
            "[\u4e00-\u9fff]", words.en.replace("政府信息公开", "").replace("法定主动公开内容", "")
        )
        assert names_in(words.zh) == names_in(words.en) or words in [p[1] for p in pairs]


@pytest.mark.parametrize("rule", ALL)
def test_a_question_asks_and_accuses_nobody(rule: Rule) -> None:
    asking = [c.texts.message for c in rule.cases if c.then is Outcome.REVIEW] + list(rule.questions.values())
    for words in asking:
        assert re.search("请|？", words.zh), words.zh
        assert "?" in words.en, words.en
        assert not ACCUSING.search(words.zh), words.zh


def test_every_reason_has_words_and_a_remedy() -> None:
    for reason in Reason:
        assert f"reason.{reason.value}" in shared()
        assert f"remedy.{reason.value}" in shared()


def test_every_shared_sentence_is_used() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in BUNDLED.glob("*.py"))
    families = (
        "reason.",
        "remedy.",
        "kind.",
        "severity.",
        "outcome.",
        "source.",
        "kinds.",
        "plan_kind.",
        "place.",
        "open.",
        "word.",
    )
    unused = [
        k for k in shared() if not k.startswith(families) and f'"{k}"' not in code and f"'{k}'" not in code
    ]
    assert [k for k in unused if k not in {"doc.all", "doc.any"}] == []
