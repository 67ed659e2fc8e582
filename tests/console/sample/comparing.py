"""The difference between truth and findings, in words a person can act on."""

from __future__ import annotations

from collections.abc import Mapping

from console.sample.truth import Told, as_told, places
from records.types import Finding


def difference(
    wanted: Mapping[Told, str], findings: tuple[Finding, ...], served: tuple[str, str]
) -> list[str]:
    """One line a finding that is missing or too many; `served` is base address and variant. Empty: they agree."""
    names = places(*served)
    found = as_told(findings)
    by_told = {next(iter(as_told((f,)))): f for f in findings}
    missing = [f"missing  {_line(t, names)}  ({wanted[t]})" for t in sorted(set(wanted) - found)]
    surplus = [
        f"surplus  {_line(t, names)}  ({by_told[t].message} | {by_told[t].observed} | {by_told[t].reason})"
        for t in sorted(found - set(wanted))
    ]
    return missing + surplus


def _line(told: Told, names: Mapping[str, str]) -> str:
    place = told.subject
    for subject in sorted(names, key=len, reverse=True):
        if place == subject or place.startswith(f"{subject}/"):
            place = names[subject] + place[len(subject) :]
            break
    return f"{told.rule}  {told.outcome}  {place.removeprefix('sample-hrss/')}"
