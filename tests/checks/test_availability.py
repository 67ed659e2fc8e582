"""Facts of the availability probes."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from checks.sheets import sheets
from records.probes import DAYS, Probe, ProbeOutcome, ProbeWatch
from records.types import CheckInput, Evidence, FactValue
from records.vocabulary import Reason
from tests.checks.building import BASE, TODAY, dossier

START = datetime(2026, 11, 5, 9, 0, tzinfo=timezone(timedelta(hours=8)))
ENDED = date(2026, 11, 13)


def watch(opened: int, bad: int = 0, uncounted: int = 0, start: datetime = START) -> ProbeWatch:
    outcomes = [ProbeOutcome.BAD] * bad + [ProbeOutcome.OPEN] * opened + [ProbeOutcome.UNCOUNTED] * uncounted
    made = [
        Probe(n, start + n * timedelta(minutes=72), o, 15.0, None, "timeout") for n, o in enumerate(outcomes)
    ]
    return ProbeWatch(1, "lc-hrss", f"{BASE}/", start, probes=tuple(made), taken=frozenset(range(len(made))))


def told(*watches: ProbeWatch, today: date = TODAY) -> tuple[FactValue | Reason, FactValue | Reason]:
    site = next(iter(sheets(CheckInput(dossier(), today, watches=watches))))
    found = {f.name: f.reason if f.value is None else f.value for f in site.facts}
    return found["probe_count"], found["probe_bad_permille"]


def proof(*watches: ProbeWatch) -> tuple[Evidence, ...]:
    site = next(iter(sheets(CheckInput(dossier(), TODAY, watches=watches))))
    return next(f.evidence for f in site.facts if f.name == "probe_bad_permille")


def test_without_a_watch_probing_is_off() -> None:
    assert told() == (Reason.PROBING_OFF, Reason.PROBING_OFF)


@pytest.mark.parametrize(("bad", "permille"), [(0, 0), (6, 42), (7, 50), (140, 1000)])
def test_a_full_week_tells_the_share_of_bad_visits(bad: int, permille: int) -> None:
    assert told(watch(140 - bad, bad)) == (140, permille)


def test_visits_that_do_not_count_are_left_out_of_the_share() -> None:
    assert told(watch(123, 7, uncounted=10)) == (130, 53)
    assert told(watch(122, 7, uncounted=11)) == (129, Reason.TOO_FEW_PROBES)


def test_a_week_tells_nothing_before_it_is_over() -> None:
    assert told(watch(140), today=ENDED - timedelta(1)) == (140, Reason.TOO_FEW_PROBES)
    assert told(watch(140), today=ENDED) == (140, 0)


def test_what_was_seen_long_ago_or_later_says_nothing_about_the_day_of_judging() -> None:
    assert told(watch(140), today=date(2026, 11, 4)) == (Reason.PROBING_OFF, Reason.PROBING_OFF)
    assert told(watch(140), today=date(2026, 12, 20)) == (Reason.PROBING_OFF, Reason.PROBING_OFF)


def test_a_full_week_counts_while_the_next_one_runs() -> None:
    running = watch(20, 20, start=START + timedelta(days=DAYS + 4))
    assert told(running, watch(140)) == (140, 0)


def test_the_proof_names_the_week_and_the_visits_that_failed() -> None:
    total, *bad = proof(watch(138, 2))
    assert "140" in total.quote
    assert "2026-11-05" in total.quote
    assert [e.fetched_at for e in bad] == ["2026-11-05T09:00:00+08:00", "2026-11-05T10:12:00+08:00"]
