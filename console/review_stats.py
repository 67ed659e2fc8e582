"""How often the machine was right, by rule, from the reviews that persons gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from records.reviews import Review, ReviewVerdict
from records.vocabulary import Outcome

RIGHT = frozenset({ReviewVerdict.CONFIRMED, ReviewVerdict.EXPLAINED})


@dataclass(slots=True)
class RuleStats:
    """Reviews of one rule's findings of one outcome; the last one of each finding counts."""

    rule: str
    outcome: Outcome
    right: int = 0
    wrong: int = 0
    undecidable: int = 0

    @property
    def n(self) -> int:
        """Decided reviews."""
        return self.right + self.wrong

    @property
    def precision(self) -> float | None:
        """Share of findings that hold among those decided; None when none was."""
        return self.right / self.n if self.n else None


def stats_of(reviews: Iterable[Review]) -> list[RuleStats]:
    """By rule and outcome, accusations (fail) before questions (review); a finding counts by its last review."""
    last = {(r.site, r.finding): r for r in reviews}
    found: dict[tuple[str, Outcome], RuleStats] = {}
    for review in last.values():
        stats = found.setdefault((review.rule, review.outcome), RuleStats(review.rule, review.outcome))
        if review.verdict in RIGHT:
            stats.right += 1
        elif review.verdict is ReviewVerdict.NOT_A_FAULT:
            stats.wrong += 1
        else:
            stats.undecidable += 1
    return sorted(found.values(), key=lambda s: (s.outcome is not Outcome.FAIL, s.rule))
