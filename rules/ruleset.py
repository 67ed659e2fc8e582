"""The rule set: laws, rules and plans from YAML, proved as a whole."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from records import catalogue
from records.catalogue import load_catalogue
from records.errors import InputError, RuleError
from records.types import RuleText, Site
from records.vocabulary import BasisKind
from rules.building import laws_of, plan_of, rules_of
from rules.expressions import facts_of, nearest
from rules.model import Law, Plan, Rule
from rules.sources import Faults, Source, read
from rules.texts import say, told_by_settings

BUNDLED = Path(__file__).parent
PASSED_ON = ("due-soon.", "crawl.")  # settings that no rule reads, but the reports or the crawl
COLUMN_KEY = re.compile(r"x-[0-9a-f]{16}")
Settings = Mapping[str, int | float | str]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Everything that decides. `digest` is the same for the same content, whatever its layout."""

    rules: Mapping[str, Rule]
    laws: Mapping[str, Law]
    plans: Mapping[str, Plan]
    digest: str
    drafts: frozenset[str] = frozenset()  # rules in the making; among `rules` only where asked for
    files: Mapping[str, str] = field(
        default_factory=dict
    )  # what they were read from: file below the folder -> text

    def settings_for(self, site: Site) -> Settings:
        """Every threshold by "rule.setting": defaults, then the site's own. Updating periods only where the site sets them.

        InputError for a setting that does not exist, cannot be changed, or has no sensible value.
        """
        found: dict[str, int | float | str] = {
            f"{rule.id}.{s.name}": s.default for rule in self.rules.values() for s in rule.settings.values()
        }
        for name, value in site.settings.items():
            if name.startswith(PASSED_ON):
                found[name] = value
                continue
            rule, setting = self._setting(name)
            found[f"{rule.id}.{setting}"] = _number(name, value, *self._bounds(rule, setting))
        return found

    def check_site(self, site: Site) -> None:
        """InputError with every unknown plan, exemption of an unknown rule, and setting that cannot be."""
        faults = [what for _, what in self.site_faults(site)]
        if faults:
            raise InputError("\n  ".join(faults), remedy="gongkai rules list; gongkai explain RULE")

    def site_faults(self, site: Site) -> list[tuple[tuple[str, ...], str]]:
        """What a site file asks for that the rules cannot give: the key it stands under, and what is wrong."""
        found: list[tuple[tuple[str, ...], str]] = []
        for name, value in site.settings.items():
            try:
                self.settings_for(replace(site, settings={name: value}))
            except InputError as error:
                found.append((("settings", name), error.message))
        if site.plan is not None and site.plan not in self.plans:
            near = (
                nearest(site.plan, self.plans.keys()) or f"; known: {', '.join(self.plans)}, or a .yml file"
            )
            found.append((("plan",), f"plan: no plan {site.plan!r}{near}"))
        for n, exemption in enumerate(site.exemptions):
            if self._named(exemption.rule) is None:
                near = nearest(exemption.rule, self.rules.keys())
                found.append(
                    (("exemptions", str(n), "rule"), f"exemptions: no rule {exemption.rule!r}{near}")
                )
        return found

    def rule_texts(self, lang: str) -> Mapping[str, RuleText]:
        """How reports name the rules, in the order of the files."""
        return {r.id: _rule_text(r, lang) for r in self.rules.values()}

    def facts_read(self, rule_id: str) -> tuple[str, ...]:
        """Names of the facts a rule reads, those of its conditions first; InputError for an unknown rule."""
        rule = self.rule(rule_id)
        return (*rule.facts, *facts_of(rule.site_form.when if rule.site_form else None))

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id or alias; InputError names the nearest one."""
        found = self._named(rule_id)
        if found is None:
            raise InputError(
                f"no rule {rule_id!r}{nearest(rule_id, self.rules.keys())}", remedy="gongkai rules list"
            )
        return found

    def _named(self, name: str) -> Rule | None:
        return self.rules.get(name) or next((r for r in self.rules.values() if name in r.aliases), None)

    def _setting(self, name: str) -> tuple[Rule, str]:
        """The rule and short name behind "rule.setting"."""
        rule_id, _, setting = name.partition(".")
        rule = self._named(rule_id)
        own_column = rule is not None and rule.periods and COLUMN_KEY.fullmatch(setting)
        if rule is None or not (own_column or setting in {*rule.settings, *_periods(rule)}):
            known = [f"{r.id}.{s}" for r in self.rules.values() for s in (*r.settings, *_periods(r))]
            raise InputError(
                f"settings: no setting {name!r}{nearest(name, known)}", remedy="gongkai rules list"
            )
        return rule, setting

    def _bounds(self, rule: Rule, name: str) -> tuple[int, int]:
        """The least and largest value of a setting; InputError when a law fixes it."""
        own = rule.settings.get(name)
        fixed = own.source if own else _periods(rule).get(name, BasisKind.PROPOSAL)
        if fixed != BasisKind.PROPOSAL:
            both = " / ".join(say("setting.fixed", lang) for lang in ("en", "zh"))
            raise InputError(f"settings: {rule.id}.{name} {both}")
        return (own.least, own.most) if own else (1, 3660)


def defaults(rule: Rule) -> dict[str, int]:
    """The rule's settings as the rule file gives them."""
    return {name: s.default for name, s in rule.settings.items()}


def load_ruleset(path: Path | None, *, drafts: bool = False) -> Ruleset:
    """The rules in the folder `path`, or the bundled ones; RuleError lists every fault with file and line.

    Rules marked `draft: true` are proved like the others and left out, unless `drafts` asks for them.
    """
    return _bundled(drafts) if path is None else _load(path, drafts)


@cache
def _bundled(drafts: bool) -> Ruleset:
    return _load(BUNDLED, drafts)


def _load(folder: Path, drafts: bool) -> Ruleset:
    if not (folder / "laws.yml").is_file():
        raise RuleError(
            "no laws.yml here", where=str(folder), remedy="laws.yml, disclosure/*.yml, plans/*.yml"
        )
    faults = Faults()
    sources = {
        kind: _sources(folder, kind, faults) for kind in ("laws.yml", "disclosure/*.yml", "plans/*.yml")
    }
    laws = {k: v for s in sources["laws.yml"] for k, v in laws_of(s).items()}
    files = sorted(((s, *rules_of(s, laws)) for s in sources["disclosure/*.yml"]), key=lambda f: f[1])
    rules: dict[str, Rule] = {}
    for source, _, found in files:
        for rule in found:
            if rule.id in rules:
                source.fault(("rules",), f"rule {rule.id!r} stands twice")
            rules[rule.id] = rule
    _prove_requirements(rules, sources["disclosure/*.yml"])
    making = _drafts(sources["disclosure/*.yml"])
    rules = {k: r for k, r in rules.items() if drafts or k not in making}
    plans = {p.id: p for s in sources["plans/*.yml"] if (p := plan_of(s, rules.keys()))}
    faults.raise_any()
    if not rules:
        raise RuleError("no rules here", where=str(folder), remedy="disclosure/*.yml")
    digest = _digest([s for group in sources.values() for s in group])
    texts = {s.path.relative_to(folder).as_posix(): s.text for group in sources.values() for s in group}
    return Ruleset(rules, laws, plans, digest, making, texts)


def _drafts(sources: list[Source]) -> frozenset[str]:
    """Ids of the rules in the making; a finished rule may not require one."""
    raw = [(s, n, r) for s in sources for n, r in enumerate(_raw_rules(s))]
    making = frozenset(str(r.get("id")) for _, _, r in raw if r.get("draft") is True)
    for source, n, rule in raw:
        wanted = rule.get("requires")
        if rule.get("draft") is not True and isinstance(wanted, list):
            for name in (w for w in map(str, wanted) if w in making):
                source.fault(("rules", n, "requires"), f"rule {name!r} is a draft")
    return making


def _raw_rules(source: Source) -> list[dict[str, Any]]:
    found = source.data.get("rules") if isinstance(source.data, dict) else None
    return [r if isinstance(r, dict) else {} for r in found] if isinstance(found, list) else []


def _rule_text(rule: Rule, lang: str) -> RuleText:
    expected = told_by_settings(rule.cases[-1].texts.expected, defaults(rule), lang, blank="…")
    return RuleText(rule.id, rule.title.of(lang), rule.theme.of(lang), rule.severity, expected)


def _sources(folder: Path, pattern: str, faults: Faults) -> list[Source]:
    return [s for p in sorted(folder.glob(pattern)) if (s := read(p, faults)) is not None]


def _prove_requirements(rules: Mapping[str, Rule], sources: list[Source]) -> None:
    """Required rules exist and never lead back."""
    for source in sources:
        for n, raw in enumerate(source.data.get("rules") or () if isinstance(source.data, dict) else ()):
            rule = rules.get(raw.get("id", "")) if isinstance(raw, dict) else None
            for name in rule.requires if rule else ():
                if name not in rules:
                    source.fault(("rules", n, "requires"), f"no rule {name!r}{nearest(name, rules.keys())}")
                elif rule and rule.id in _behind(name, rules):
                    source.fault(("rules", n, "requires"), f"{rule.id} and {name} require each other")


def _behind(name: str, rules: Mapping[str, Rule]) -> set[str]:
    """Everything `name` requires, itself included."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found and current in rules:
            found.add(current)
            waiting += rules[current].requires
    return found


def _periods(rule: Rule) -> dict[str, str]:
    """Columns and period classes that can be set for this rule, with who fixes each."""
    if not rule.periods:
        return {}
    columns = load_catalogue()
    sources = {name: p.source for name, p in columns.periods.items()}
    return sources | {i.code: sources.get(i.period, BasisKind.PROPOSAL.value) for i in columns.items}


def _number(name: str, value: int | float | str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InputError(f"settings: {name} needs a whole number from {least} to {most}, not {value!r}")
    return value


def _digest(sources: list[Source]) -> str:
    """16 hex of what the files say, and of the catalogue they lean on."""
    columns = yaml.safe_load(Path(catalogue.__file__).with_name("catalogue.yml").read_text(encoding="utf-8"))
    data = [*(s.data for s in sources), columns]
    content = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
