"""The items of the site's work plan as subjects: their facts are what the rules that serve them have found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from records.types import Fact, FactSheet, Finding, Site, Subject
from records.vocabulary import Outcome, Reason, SubjectKind
from rules.model import Plan, PlanItem

SEEN = 6  # pieces of evidence an item shows


def plan_sheets(
    plan: Plan, site: Site, findings: Sequence[Finding], titles: Mapping[str, str]
) -> Iterator[FactSheet]:
    """One sheet an item, from the findings of its rules about what it concerns; `titles` are those of the rules."""
    for item in plan.items:
        yield _sheet(item, site, [f for f in findings if item.id in f.plan_items], titles)


def _sheet(item: PlanItem, site: Site, about: list[Finding], titles: Mapping[str, str]) -> FactSheet:
    fails, reviews, unseen = (
        [f for f in about if f.outcome is outcome]
        for outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.UNCHECKED)
    )
    seen = tuple(dict.fromkeys(e for f in (*fails, *reviews, *unseen) for e in f.evidence[:1]))[:SEEN]
    why = Reason(unseen[0].reason) if unseen else None
    told = fails or reviews or unseen
    return FactSheet(
        subject=Subject(SubjectKind.PLAN_ITEM, f"{site.code}/{SubjectKind.PLAN_ITEM.value}/{item.id}"),
        facts=(
            Fact("item_kind", item.kind),
            Fact("item_fails", len(fails), None, seen),
            Fact("item_reviews", len(reviews), None, seen),
            Fact("item_unchecked", None if why else 0, why, seen),
            Fact("item_rules", "; ".join(dict.fromkeys(titles.get(f.rule, f.rule) for f in told))),
            Fact("item_promise", item.quote or item.title),
        ),
        url=site.home,
        title=f"{item.id}{item.title}",
        parents=(site.code,),
    )
