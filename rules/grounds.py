"""In whose name a finding speaks: the laws that bind this site on this day, its plan, else common practice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from records.fact_rows import rows_of
from records.types import Basis, FactSheet, Run, Site
from records.vocabulary import BasisKind, SubjectKind
from rules.citing import cited
from rules.expressions import Expr, bind
from rules.model import BasisRef, Law, Plan, PlanItem, Rule
from rules.reference import TRUE, Record, truth_of
from rules.signals import own_settings
from rules.texts import say


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Which run of which site is judged, for which day, and in which language findings are told."""

    site: Site
    run: Run
    today: date
    lang: str


class Grounds:
    """The bases of one site's findings on one day."""

    def __init__(self, laws: Mapping[str, Law], plan: Plan | None, about: Circumstances) -> None:
        self._laws, self._plan = laws, plan
        self._site, self._today, self._lang = about.site, about.today, about.lang

    def bases(self, rule: Rule, sheet: FactSheet, record: Record) -> tuple[Basis, ...]:
        """Laws and standards first, then the plan; where neither binds, common practice."""
        day = day_of(rule, sheet, self._today)
        found = [self._cited(ref) for ref in rule.bases if self._binds(rule, ref, record, day)]
        found += [
            self._promised(item)
            for item in self._items(sheet)
            if rule.id in item.promises or sheet.subject.kind is SubjectKind.PLAN_ITEM
        ]
        return tuple(found) or (self._common(),)

    def plan_items(self, rule: Rule, sheet: FactSheet) -> tuple[str, ...]:
        """The items of the site's plan that this rule serves here."""
        is_item = sheet.subject.kind is SubjectKind.PLAN_ITEM
        return tuple(item.id for item in self._items(sheet) if is_item or rule.id in item.rules)

    @property
    def plan(self) -> Plan | None:
        """The site's plan, where it is in force."""
        plan = self._plan
        return plan if plan is not None and in_force(plan.since, plan.until, self._today) else None

    def _binds(self, rule: Rule, ref: BasisRef, record: Record, day: date) -> bool:
        law = self._laws[ref.law]
        return law_binds(law, self._site.region, day) and _holds(rule, ref.when, record, self._site)

    def _items(self, sheet: FactSheet) -> Iterator[PlanItem]:
        """The plan's items that concern this subject; an item that names no columns, tasks or events concerns all."""
        for item in self.plan.items if self.plan else ():
            if _concerns(item, sheet):
                yield item

    def _cited(self, ref: BasisRef) -> Basis:
        law = self._laws[ref.law]
        return Basis(cited(law), ref.article.split("#")[0], law.articles[ref.article], law.kind)

    def _promised(self, item: PlanItem) -> Basis:
        name = say("basis.plain", "zh", title=self._plan.title if self._plan else "")
        return Basis(name, item.id, item.quote or item.title, BasisKind.PLAN)

    def _common(self) -> Basis:
        return Basis(
            say("basis.common", self._lang), "", say("basis.common_note", self._lang), BasisKind.PROPOSAL
        )


def day_of(rule: Rule, sheet: FactSheet, today: date) -> date:
    """The day whose law judges the subject: that of what was done, where the rule says so and the day is known."""
    if not rule.dated_by:
        return today
    found = next((row[1] for row in rows_of(sheet.facts) if row[0] == rule.dated_by), None)
    return min(found, today) if isinstance(found, date) else today


def _concerns(item: PlanItem, sheet: FactSheet) -> bool:
    kind = sheet.subject.kind
    if kind is SubjectKind.PLAN_ITEM:
        return sheet.subject.id.endswith(f"/{kind.value}/{item.id}")
    if kind in {SubjectKind.TASK, SubjectKind.EVENT}:
        return not item.names or any(name in sheet.title or sheet.title in name for name in item.names)
    return not sheet.column or not item.columns or sheet.column in item.columns


def law_binds(law: Law, region: str | None, today: date) -> bool:
    """The law is in force on the day and in the site's region; a site without region is bound by national law only."""
    return in_region(law.region, region) and in_force(law.since, law.until, today)


def in_region(prefix: str, region: str | None) -> bool:
    """The area code `region` lies in `prefix`; an empty prefix is the whole country."""
    return not prefix or bool(region and region.startswith(prefix))


def in_force(since: date | None, until: date | None, today: date) -> bool:
    """`today` lies between the two days, both included; None is open."""
    return (since is None or since <= today) and (until is None or today <= until)


def _holds(rule: Rule, when: Expr | None, record: Record, site: Site) -> bool:
    return when is None or truth_of(bind(when, own_settings(rule, site.settings)))(record) == TRUE
