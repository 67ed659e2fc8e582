"""A judged run scored by a scheme: a range (all reviews pass … all reviews fail), its coverage, and every point lost by cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from records.errors import InputError
from records.types import Finding, Verdict
from records.vocabulary import Outcome
from reports.causes import causes
from reports.material import PlanItem, ReportInput
from reports.plan import COVERING, MACHINE, PERSON
from reports.schemes.loading import Feed, Indicator, Scheme, with_plan
from reports.scoring_model import Line, Loss, Result, Score, State, Tally

_DECIDED = (Outcome.PASS, Outcome.FAIL, Outcome.REVIEW)


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Outcomes counted by rule and column."""
    found: dict[tuple[str, str], Counter[Outcome]] = {}
    for v in verdicts:
        parts = v.subject.split("/")
        found.setdefault((v.rule, parts[1] if len(parts) > 1 else ""), Counter())[v.outcome] += 1
    return found


def score(scheme: Scheme, material: ReportInput, counts: Tally, *, with_points: bool = False) -> Score:
    """The site's score; InputError for a plan's scheme when the site file names no plan."""
    scheme = _planned(scheme, material)
    bound = scheme.scores_for is None or material.site.profile in scheme.scores_for or with_points
    scorer = _Scorer(material.findings, counts)
    lines = tuple(scorer.line(i) for i in scheme.indicators) if bound else ()
    bonus = tuple(scorer.line(i) for i in scheme.bonus) if bound else ()
    vetoes = tuple(scorer.veto(i) for i in scheme.vetoes)
    total, best, worst = _points(scheme, lines) if bound and lines else (None, None, None)
    best, worst = _with_bonus(scheme, bonus, best), _with_bonus(scheme, bonus, worst, worst=True)
    scored = Score(scheme, material, lines, vetoes, bonus, total, best, worst, 0.0, Result.NONE)
    return replace(scored, coverage=_coverage(lines or vetoes), result=_result(scored))


def _planned(scheme: Scheme, material: ReportInput) -> Scheme:
    if scheme.plan_points is None:
        return scheme
    if not material.plan_items:
        raise InputError(
            f"{material.site.code}: the site file names no plan", remedy="plan: … (gongkai sites check)"
        )
    return with_plan(scheme, [_item(i, scheme.plan_points) for i in material.plan_items])


def _item(item: PlanItem, points: float) -> Indicator:
    feeds = tuple(Feed(rule, points) for rule in item.rules)
    title = {"zh": item.title, "en": item.title}
    return Indicator(item.id, title, points, kind=item.kind, feeds=feeds, plan_item=item.id)


class _Scorer:
    """Scores indicators from the findings and counts of one run."""

    def __init__(self, findings: Iterable[Finding], counts: Tally) -> None:
        self._by_rule: dict[str, list[Finding]] = {}
        for f in findings:
            self._by_rule.setdefault(f.rule, []).append(f)
        self._counts = counts

    def line(self, indicator: Indicator) -> Line:
        """One indicator with everything below it."""
        if indicator.children:
            return self._sum(indicator, tuple(self.line(c) for c in indicator.children))
        losses = self._losses(indicator)
        state, coverage = self._state(indicator)
        weight = indicator.weight
        if state in {State.UNCHECKED, State.NOT_APPLICABLE}:
            return Line(indicator, state, coverage=coverage)
        if indicator.adds:
            return self._added(Line(indicator, state, weight=weight, coverage=coverage, losses=losses))
        sure = sum(x.points or 0 for x in losses if not x.open)
        most = sum(x.points or 0 for x in losses)
        if indicator.kind != MACHINE:  # never better than a question
            most = max(most, weight or 0.0)
        return Line(indicator, state, _capped(sure, weight), _capped(most, weight), weight, coverage, losses)

    def veto(self, indicator: Indicator) -> Line:
        """One veto: hit by a fail, open by a question or by what was not looked at, else clear."""
        losses = self._losses(indicator)
        state, coverage = self._state(indicator)
        if any(not x.open for x in losses):
            state = State.HIT
        elif losses:
            state = State.OPEN
        elif state is State.JUDGED:
            state = State.CLEAR if coverage == 1 else State.UNCHECKED
        return Line(indicator, state, coverage=coverage, losses=losses)

    def _losses(self, indicator: Indicator) -> tuple[Loss, ...]:
        found = []
        for feed in indicator.feeds:
            mine = [f for f in self._by_rule.get(feed.rule, ()) if _feeds(f, feed, indicator)]
            found += [Loss(feed.points, c, feed.asks) for c in causes(mine, Outcome.FAIL)]
            found += [Loss(feed.points, c, True) for c in causes(mine, Outcome.REVIEW)]
        return tuple(found)

    def _state(self, indicator: Indicator) -> tuple[State, float]:
        counts: Counter[Outcome] = Counter()
        for feed in indicator.feeds:
            counts += self._of(feed)
        decided, unchecked = sum(counts[o] for o in _DECIDED), counts[Outcome.UNCHECKED]
        if indicator.kind == PERSON or (indicator.kind != MACHINE and not indicator.feeds):
            return State.PERSON, 0.0
        if not decided:
            return (State.UNCHECKED if unchecked else State.NOT_APPLICABLE), 0.0
        return State.JUDGED, decided / (decided + unchecked)

    def _added(self, line: Line) -> Line:
        """Points earned by rules that were met; what is not earned is lost."""
        lost = {x.cause.first.rule for x in line.losses if not x.open}
        asked = {x.cause.first.rule for x in line.losses}
        met = [f for f in line.indicator.feeds if self._of(f)[Outcome.PASS] or f.rule in asked]
        weight = line.weight or 0.0
        best = min(weight, sum(f.points or 0 for f in met if f.rule not in lost))
        worst = min(weight, sum(f.points or 0 for f in met if f.rule not in asked))
        return replace(line, sure=weight - best, most=weight - worst)

    def _sum(self, indicator: Indicator, children: tuple[Line, ...]) -> Line:
        counted = [c for c in children if c.state is State.JUDGED or c.counts]
        weights = [c.weight for c in counted]
        weight = indicator.weight
        if weight is None and weights and None not in weights:
            weight = sum(w for w in weights if w is not None)
        state = State.JUDGED if counted else next(iter({c.state for c in children}), State.NOT_APPLICABLE)
        sure, most = sum(c.sure for c in counted), sum(c.most for c in counted)
        coverage = _coverage(children)
        return Line(
            indicator, state, _capped(sure, weight), _capped(most, weight), weight, coverage, (), children
        )

    def _of(self, feed: Feed) -> Counter[Outcome]:
        counts: Counter[Outcome] = Counter()
        for (rule, column), found in self._counts.items():
            if rule == feed.rule and (not feed.columns or column in feed.columns):
                counts += found
        return counts


def _feeds(finding: Finding, feed: Feed, indicator: Indicator) -> bool:
    if indicator.plan_item:
        return indicator.plan_item in finding.plan_items and finding.rule != COVERING
    return not feed.columns or finding.column in feed.columns


def _capped(points: float, weight: float | None) -> float:
    return points if weight is None else min(points, weight)


def _points(scheme: Scheme, lines: tuple[Line, ...]) -> tuple[float, float, float]:
    """Total, best and worst. What does not apply or was not checked is rescaled away where every weight is known."""
    counted = [x for x in lines if x.counts]
    weights = [x.weight for x in counted]
    sure, most = sum(x.sure for x in counted), sum(x.most for x in counted)
    full = sum(w for w in weights if w is not None)
    total = scheme.total if scheme.total is not None else full
    if None in weights or not full or not scheme.rescale or total == full:
        return total, max(total - sure, 0.0), max(total - most, 0.0)
    return total, total * (full - sure) / full, total * (full - most) / full


def _with_bonus(
    scheme: Scheme, bonus: tuple[Line, ...], points: float | None, *, worst: bool = False
) -> float | None:
    if points is None or scheme.bonus_above is None or points <= scheme.bonus_above:
        return points
    earned = [(x.weight or 0.0) - (x.most if worst else x.sure) for x in bonus if x.state is State.JUDGED]
    return points + min(sum(earned), scheme.bonus_most)


def _coverage(lines: Iterable[Line]) -> float:
    """The share of what applies that was looked at and can be decided by machine, by weight where weights are known."""
    leaves = [x for line in lines for x in line.leaves() if x.state is not State.NOT_APPLICABLE]
    weights = [x.indicator.weight for x in leaves]
    shares = [1.0] * len(leaves) if None in weights else [w or 0.0 for w in weights]
    whole = sum(shares)
    return sum(s * x.coverage for s, x in zip(shares, leaves, strict=True)) / whole if whole else 0.0


def _result(found: Score) -> Result:
    mark, states = found.scheme.pass_mark, {v.state for v in found.vetoes}
    if State.HIT in states:
        return Result.VETOED
    if mark is None and not found.vetoes:
        return Result.NONE
    if mark is not None and found.best is not None and found.worst is not None:
        if found.best < mark:
            return Result.FAILED
        if found.worst < mark:
            return Result.OPEN
    return Result.PASSED if states <= {State.CLEAR, State.NOT_APPLICABLE} else Result.OPEN
