"""Facts of the availability probes: only a watch whose seven days were over by the day of judging tells anything."""

from __future__ import annotations

from checks import words
from checks.facts import Facts, Seen
from checks.survey import Survey
from records.probes import Probe, ProbeOutcome, ProbeWatch
from records.types import Evidence
from records.vocabulary import Reason

SHOWN = 12


def tell_availability(facts: Facts, survey: Survey) -> None:
    """How many visits count, and how many in a thousand did not open in time."""
    watch = _watch(survey)
    if watch is None:
        facts.add("probe_count", Reason.PROBING_OFF)
        facts.add("probe_bad_permille", Reason.PROBING_OFF)
        return
    bad, counted = watch.count(ProbeOutcome.BAD), _counted(watch)
    seen = _proof(watch, counted)
    enough = _is_over(survey, watch) and counted >= words.limit("probes", survey.given.settings)
    facts.add("probe_count", counted, seen)
    facts.add("probe_bad_permille", bad * 1000 // counted if enough else Reason.TOO_FEW_PROBES, seen)


def _watch(survey: Survey) -> ProbeWatch | None:
    """The newest watch begun by the day of judging and not too old; a full week before one that is not."""
    settings, today = survey.given.settings, survey.given.today
    keep, least = words.limit("probe_days", settings), words.limit("probes", settings)
    recent = [w for w in survey.given.watches if 0 <= (today - w.started_at.date()).days <= keep]
    full = (w for w in recent if _is_over(survey, w) and _counted(w) >= least)
    return next(full, recent[0] if recent else None)


def _is_over(survey: Survey, watch: ProbeWatch) -> bool:
    """Over before the day of judging began, so that a later judging under the same day finds the same."""
    return watch.ends_at.date() < survey.given.today


def _counted(watch: ProbeWatch) -> int:
    return watch.count(ProbeOutcome.BAD) + watch.count(ProbeOutcome.OPEN)


def _proof(watch: ProbeWatch, counted: int) -> Seen:
    total = words.sentence(
        "probes",
        since=watch.started_at.date(),
        until=watch.ends_at.date(),
        made=len(watch.probes),
        counted=counted,
        bad=watch.count(ProbeOutcome.BAD),
    )
    bad = [p for p in watch.probes if p.outcome is ProbeOutcome.BAD]
    return (Evidence(watch.url, quote=total), *(_visit(watch, p) for p in bad[:SHOWN]))


def _visit(watch: ProbeWatch, probe: Probe) -> Evidence:
    said = words.sentence("probe", seconds=f"{probe.seconds:.1f}", error=probe.error)
    return Evidence(watch.url, probe.asked_at.isoformat(timespec="seconds"), probe.status, quote=said)
