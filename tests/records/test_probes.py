"""A watch of seven days: when a visit is due, and that none is made twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from records.probes import A_DAY, DAYS, Probe, ProbeOutcome, ProbeWatch
from records.store import Store

START = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
WATCH = ProbeWatch(1, "s", "http://127.0.0.1/", START)


def visits(every: dt.timedelta, slept: range = range(0)) -> list[dt.datetime]:
    """The moments at which a program that looks every so often would visit; `slept`: hours without it."""
    taken: set[int] = set()
    made = []
    now = START
    while now < START + dt.timedelta(days=9):
        slot = ProbeWatch(1, "s", "u", START, taken=frozenset(taken)).due(now)
        if slot is not None and (now - START) // dt.timedelta(hours=1) not in slept:
            taken.add(slot)
            made.append(now)
        now += every
    return made


def test_a_week_has_twenty_visits_a_day_at_even_distances() -> None:
    made = visits(dt.timedelta(minutes=10))
    assert len(made) == DAYS * A_DAY
    for day in range(DAYS):
        begin = START + dt.timedelta(days=day)
        assert sum(begin <= at < begin + dt.timedelta(days=1) for at in made) == A_DAY
    assert min(b - a for a, b in zip(made, made[1:], strict=False)) >= dt.timedelta(minutes=36)


def test_visits_missed_by_a_sleeping_machine_are_not_made_up_for() -> None:
    made = visits(dt.timedelta(minutes=10), slept=range(30, 54))
    assert len(made) == DAYS * A_DAY - A_DAY
    assert min(b - a for a, b in zip(made, made[1:], strict=False)) >= dt.timedelta(minutes=36)


def test_a_clock_set_back_makes_no_visit_again() -> None:
    again = ProbeWatch(1, "s", "u", START, taken=frozenset({0, 1, 2}))
    assert again.due(START + dt.timedelta(minutes=75)) is None
    assert again.due(START - dt.timedelta(hours=1)) is None
    assert again.next_at(START - dt.timedelta(hours=1)) == START


def test_a_watch_that_is_over_or_stopped_visits_no_more() -> None:
    late = START + dt.timedelta(days=7)
    assert WATCH.due(late) is None
    assert WATCH.next_at(late) is None
    stopped = ProbeWatch(1, "s", "u", START, stopped_at=START + dt.timedelta(hours=5))
    assert stopped.due(START + dt.timedelta(hours=6)) is None


def test_two_processes_never_make_the_same_visit(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as one, Store.open(tmp_path / "x.db") as other:
        watch = one.start_watch("s", "http://127.0.0.1/", START)
        assert one.take_slot(watch, 0, START)
        assert not other.take_slot(watch, 0, START)
        one.keep_probe(watch, Probe(0, START, ProbeOutcome.BAD, 15.0, None, "timeout"))
        (found,) = other.watches("s")
        assert found.probes == (Probe(0, START, ProbeOutcome.BAD, 15.0, None, "timeout"),)


def test_a_visit_that_was_killed_is_neither_counted_nor_made_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        watch = store.start_watch("s", "http://127.0.0.1/", START)
        store.take_slot(watch, 0, START)
        (found,) = store.watches("s")
        assert found.probes == ()
        assert found.due(START) is None
