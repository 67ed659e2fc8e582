"""What persons say of findings: verdicts and appeals. The machine's answer stays beside them, as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from records.types import Finding
from records.vocabulary import Outcome, Severity

AGEING = "days"
"""Facts with this in their name grow with the day of judging; what they are counted from is a fact beside them."""
OF_THE_DAY = frozenset({"as_of", "home_tries"})
OPEN = frozenset({Outcome.FAIL, Outcome.REVIEW})


class ReviewVerdict(StrEnum):
    """What a person found on looking at a finding."""

    CONFIRMED = "confirmed"
    NOT_A_FAULT = "not_a_fault"
    EXPLAINED = "explained"  # it is so, and the body's explanation is accepted
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Review:
    """One person's verdict on one finding. `number` 0: not stored yet. `mark`: what the finding then said (`mark_of`)."""

    site: str
    finding: str
    run: str
    verdict: ReviewVerdict
    who: str
    at: str
    why: str
    mark: str
    rule: str
    rule_version: str
    outcome: Outcome
    severity: Severity
    message: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class AppealFile:
    """A file handed in with an appeal. `kept`: its name in the folder of appeals beside the database."""

    name: str
    kept: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Appeal:
    """The body's objection to a finding, with what it handed in."""

    site: str
    finding: str
    run: str
    who: str
    at: str
    reason: str
    files: tuple[AppealFile, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class PackNote:
    """An evidence package that was written: for which finding, when, by whom, whether unmasked, and its manifest's hash."""

    finding: str
    run: str
    at: str
    who: str
    file: str
    manifest: str
    unmasked: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding's last verdict as it bears on one run. `is_former`: given in an earlier run, to the same unchanged finding."""

    review: Review
    is_former: bool = False


def mark_of(finding: Finding) -> str:
    """16 hex of what a finding says: equal over runs while rule, outcome, cause and the values looked at stay the same.

    Ages are left out: they grow every day, and the dates they are counted from stand beside them.
    """
    values = [
        f"{c.name}={c.value}{c.reason}"
        for c in finding.compared
        if c.name not in OF_THE_DAY and AGEING not in c.name.split("_")
    ]
    said = (
        finding.rule,
        finding.rule_version,
        finding.outcome.value,
        finding.severity.value,
        finding.column,
        finding.cause,
    )
    return hashlib.sha256("\n".join([*said, *values]).encode("utf-8", "replace")).hexdigest()[:16]


def standings(run: str, marks: Mapping[str, str], latest: Mapping[str, Review]) -> dict[str, Standing]:
    """Finding id -> the verdict that holds for it in a run whose open findings have these marks.

    A verdict on what a finding no longer says does not hold.
    """
    return {
        finding: Standing(review, is_former=review.run != run)
        for finding, mark in marks.items()
        if (review := latest.get(finding)) is not None and review.mark == mark
    }
