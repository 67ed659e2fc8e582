"""Warnings ahead: how near the site is to a veto (RULES, "Warnings ahead"); no findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from records.vocabulary import FetchState, Outcome
from reports.limits import limit
from reports.material import ReportInput


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning. `key` names its text (warning.home …); `seen` is past `limit`; `names` the columns meant."""

    key: str
    seen: int
    limit: int
    names: tuple[str, ...] = ()


def warnings_ahead(material: ReportInput) -> tuple[Warned, ...]:
    """What is past its limit; a veto that was found already is a finding and no warning."""
    found = [
        *_home(material),
        *_columns(material, "column-not-empty", "blank-columns-few", "blank_columns"),
        *_columns(material, "column-updated", "stale-columns-few", "stale_columns"),
        *_reachability(material),
    ]
    return tuple(found)


def _home(material: ReportInput) -> Iterator[Warned]:
    """The home page has stood still for some days; unknown dates give no warning."""
    home = material.dossier.home
    days = (i.published_on for i in home.items) if home else ()
    newest = max((d for d in days if d and d <= material.as_of), default=None)
    if newest is None or _failed(material, "home-updated"):
        return
    still, most = (material.as_of - newest).days, limit("due-soon.home_days", material.site)
    if still >= most:
        yield Warned("warning.home", still, most)


def _columns(material: ReportInput, rule: str, veto: str, name: str) -> Iterator[Warned]:
    """More columns than the limit break a rule, though fewer than bring the veto."""
    named = {
        f.column: f.column_name for f in material.findings if f.rule == rule and f.outcome is Outcome.FAIL
    }
    most = limit(f"due-soon.{name}", material.site)
    if len(named) > most and not _failed(material, veto):
        yield Warned(f"warning.{name}", len(named), most, tuple(named.values()))


def _reachability(material: ReportInput) -> Iterator[Warned]:
    """The home page failed to open now and then: tries of this run."""
    home = material.dossier.home
    tries = home.tries if home else ()
    failed = sum(t.state in {FetchState.FAILED, FetchState.TIMED_OUT} for t in tries)
    if not failed or _failed(material, "site-reachable") or _failed(material, "site-availability"):
        return
    percent, most = round(100 * failed / len(tries)), limit("due-soon.unreachable_percent", material.site)
    if percent > most:
        yield Warned("warning.unreachable", percent, most)


def _failed(material: ReportInput, rule: str) -> bool:
    return any(f.rule == rule and f.outcome is Outcome.FAIL for f in material.findings)
