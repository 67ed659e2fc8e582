"""Random fact sets around the thresholds of the rules: what both evaluators are compared on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from records.fact_names import BY_NAME
from rules.expressions import Expr, Leaf, Ref, Scalar, bind, leaves
from rules.model import Rule
from rules.recording import LIMIT
from rules.reference import FALSE, TRUE, UNKNOWN, Record, Truth, truth_of
from rules.signals import Asked, own_settings

Draft = dict[str, Scalar]
MISSING = (0.0, 0.0, 0.05, 0.15, 0.4)  # share of unknown facts in one set, drawn for each set
STRANGE = 0.03
ODD: Mapping[str, tuple[Scalar, ...]] = {
    "int": (0, -1, LIMIT, -LIMIT),
    "str": ("~unknown~", 'a"b\\c', "社会保障", "行\n列", "～"),
}
STEERED, TRIES = (0, 1, 1, 1, 2), 4  # rules that one set is steered to, and how often that is tried
SAMPLE = 250
DAYS = (739_000, 739_001, 2025, 2026, 2027)  # where facts are compared with one another only


@dataclass(frozen=True, slots=True)
class Part:
    """A condition and what it is to come to."""

    expr: Expr
    wanted: int
    truth: Truth

    def is_met(self, draft: Record) -> bool:
        """It came to that."""
        return self.truth(draft) == self.wanted


@dataclass(frozen=True, slots=True)
class Aim:
    """Conditions that make a rule fire, pass or stay open; `share` of several cases."""

    parts: tuple[Part, ...]
    share: float = 1.0

    def is_met(self, draft: Record) -> bool:
        """All of them came to what they are to."""
        return all(part.is_met(draft) for part in self.parts)


class Sets:
    """Draws the facts of one kind of subject under one choice of settings."""

    def __init__(self, rules: Sequence[Rule], asked: Asked, settings: Mapping[str, int]) -> None:
        bound = [bind(e, own_settings(r, settings)) for r in rules for e in _conditions(r)]
        conditions = [*bound, *(s.condition for s in asked.signals)]
        self._values = values_around(conditions, sorted(asked.facts))
        self._tables = {name: _table(name, found) for name, found in self._values.items()}
        self._fitting: dict[tuple[Leaf, int], list[Scalar]] = {}
        self._aims = [aim for r in rules for aim in _aims(r, asked, own_settings(r, settings))]
        self._weights = list(accumulate(self._rarity(random.Random(0))))

    def draw(self, rng: random.Random) -> Record:
        """The facts of one subject: random values, then steered to some ends of rules, rare ones more often."""
        draft = self._plain(rng)
        for aim in rng.choices(self._aims, cum_weights=self._weights, k=rng.choice(STEERED)):
            self._steer(draft, aim, rng)
        return draft

    def _plain(self, rng: random.Random) -> Draft:
        """One random number decides whether a fact is known, and its value."""
        missing, draw = rng.choice(MISSING), rng.random
        scale = 1 / (1 - missing)
        return {
            name: table[int((at - missing) * scale * len(table))]
            for name, table in self._tables.items()
            if (at := draw()) >= missing
        }

    def _rarity(self, rng: random.Random) -> list[float]:
        """How much more often than others each aim is steered to, by how seldom random values meet it."""
        drafts = [self._plain(rng) for _ in range(SAMPLE)]
        met = [sum(aim.is_met(d) for d in drafts) for aim in self._aims]
        fair = 2 / len(self._aims)
        return [a.share * max(fair - n / SAMPLE, fair / 20) for a, n in zip(self._aims, met, strict=True)]

    def _steer(self, draft: Draft, aim: Aim, rng: random.Random) -> None:
        for _ in range(TRIES):
            for part in aim.parts:
                self._put(draft, part.expr, part.wanted, rng)
            if aim.is_met(draft):
                return

    def _put(self, draft: Draft, expr: Expr, wanted: int, rng: random.Random) -> None:
        """Change the draft so that the condition comes to what is wanted, as far as its parts do not clash."""
        if isinstance(expr, Leaf):
            self._put_leaf(draft, expr, wanted, rng)
            return
        rest = TRUE if expr.join == "all" else FALSE
        one = int(rng.random() * len(expr.parts)) if wanted != rest else -1
        for n, part in enumerate(expr.parts):
            if n == one:
                self._put(draft, part, wanted, rng)
            elif one < 0 or wanted == UNKNOWN:
                self._put(draft, part, rest, rng)

    def _put_leaf(self, draft: Draft, leaf: Leaf, wanted: int, rng: random.Random) -> None:
        names = [leaf.fact, *([leaf.value.name] if isinstance(leaf.value, Ref) else [])]
        if wanted == UNKNOWN:
            draft.pop(names[int(rng.random() * len(names))], None)
            return
        for name in names[1:]:
            draft.setdefault(name, _one(self._tables[name], rng))
        fitting = self._fits(leaf, wanted, {name: draft[name] for name in names[1:]})
        if fitting:
            draft[leaf.fact] = _one(fitting, rng)

    def _fits(self, leaf: Leaf, wanted: int, others: Draft) -> Sequence[Scalar]:
        """The values of the fact with which the comparison comes to what is wanted."""
        known = self._fitting.get((leaf, wanted)) if not others else None
        if known is None:
            truth = truth_of(leaf)
            known = [v for v in self._values[leaf.fact] if truth({**others, leaf.fact: v}) == wanted]
            if not others:
                self._fitting[leaf, wanted] = known
        return known


def _table(name: str, values: Sequence[Scalar]) -> Sequence[Scalar]:
    """The values with strange ones among them, as often as `STRANGE` says."""
    odd = ODD.get(BY_NAME[name].type, ())
    times = max(1, round(len(odd) / STRANGE / len(values))) if odd else 1
    return (*odd, *(tuple(values) * times))


def _one(values: Sequence[Scalar], rng: random.Random) -> Scalar:
    return values[int(rng.random() * len(values))]


def values_around(conditions: Sequence[Expr], facts: Sequence[str]) -> dict[str, tuple[Scalar, ...]]:
    """For each fact the values that the conditions tell apart: bounds −1, 0, +1, named words, and one word more."""
    found: dict[str, set[Scalar]] = {name: set() for name in facts}
    known = [leaf for c in conditions for leaf in leaves(c)]
    for leaf in known:
        if not isinstance(leaf.value, Ref):
            found[leaf.fact].update(leaf.value if isinstance(leaf.value, tuple) else (leaf.value,))
    for leaf in known:
        if isinstance(leaf.value, Ref):
            shared = found[leaf.fact] | found[leaf.value.name]
            found[leaf.fact], found[leaf.value.name] = shared, set(shared)
    return {name: tuple(sorted(_spread(BY_NAME[name].type, found[name]), key=str)) for name in facts}


def random_settings(rules: Mapping[str, Rule], rng: random.Random) -> dict[str, int]:
    """Every setting somewhere within its bounds, near its default."""
    return {
        f"{rule.id}.{s.name}": min(s.most, max(s.least, rng.randint(s.default // 2, s.default * 2 + 1)))
        for rule in rules.values()
        for s in rule.settings.values()
    }


def _spread(kind: str, known: set[Scalar]) -> set[Scalar]:
    if kind == "bool":
        return {0, 1}
    if kind == "str":
        return known | {"", "word"}
    numbers = {v for v in known if isinstance(v, int)} or set(DAYS)
    return {v + by for v in numbers for by in (-1, 0, 1)}


def _conditions(rule: Rule) -> list[Expr]:
    return [e for e in (rule.when, rule.applies, *(b.when for b in rule.bases)) if e is not None]


def _aims(rule: Rule, asked: Asked, settings: Mapping[str, int]) -> Iterator[Aim]:
    """Each case fires; the rule applies and passes; it is open."""
    cases = [s.condition for s in asked.signals if s.rule == rule.id and not s.site_form and s.case >= 0]
    when = bind(rule.when, settings)
    applies = (_part(bind(rule.applies, settings), TRUE),) if rule.applies is not None else ()
    for case in cases:
        yield Aim((_part(case, TRUE),), 1 / len(cases))
    yield Aim((*applies, _part(when, FALSE)))
    yield Aim((*applies, _part(when, UNKNOWN)))


def _part(expr: Expr, wanted: int) -> Part:
    return Part(expr, wanted, truth_of(expr))
