"""What a run planned and what it saw."""

from __future__ import annotations

from collections import Counter

from crawler.assemble.atlas import Atlas
from records.store import Store
from records.types import Coverage, Portal, Run
from records.vocabulary import FetchState, FrontierState, RunState

_UNREAD = frozenset({FetchState.OVER_BUDGET, FetchState.ROBOTS, FetchState.CUT_SHORT, FetchState.TOO_LARGE})
_LEFT = frozenset({FetchState.OVER_BUDGET, FetchState.CUT_SHORT})
_NOT_SEEN = frozenset({FetchState.BLOCKED, FetchState.TIMED_OUT, FetchState.ROBOTS, *_LEFT})
_OUTSIDE = frozenset({FetchState.OUT_OF_SCOPE, FetchState.NOT_TRIED})
_WORDS = frozenset(
    {
        "pages",
        "minutes",
        "bytes",
        "stopped",
        "window",
        "away",
        "killed",
        "blocked",
        "home-unreachable",
        "fewer",
    }
)
_ENDED = frozenset({RunState.CRAWLED, RunState.FINISHED, RunState.PARTIAL})


def coverage(store: Store, run: Run, atlas: Atlas, portal: Portal | None) -> Coverage:
    """Counts of addresses in scope, and whether every one of them was asked for."""
    states = Counter({s: n for s, n in atlas.states.items() if s not in _OUTSIDE})
    frontier = store.frontier_counts(run.id)
    waiting = frontier.get(FrontierState.QUEUED, 0) + frontier.get(FrontierState.IN_FLIGHT, 0)
    unseen = len(store.unseen(run.id))
    why = _why(run, atlas, portal) or _left(run, states, waiting + unseen)
    readings = [s.reading for s in atlas.pages.values() if s.reading is not None]
    return Coverage(
        planned=sum(states.values()) + unseen,
        seen=states[FetchState.OK],
        failed=states[FetchState.FAILED] + states[FetchState.TIMED_OUT],
        blocked=states[FetchState.BLOCKED],
        unread=sum(states[s] for s in _UNREAD) + unseen,
        complete=not why,
        why_incomplete=why,
        oldest_fetch=atlas.times[0],
        newest_fetch=atlas.times[1],
        rendered=sum(1 for r in readings if r.rendered),
        unrendered=sum(1 for r in readings if r.unrendered is not None),
        unchanged=atlas.unchanged,
        over_budget=states[FetchState.OVER_BUDGET],
        robots=states[FetchState.ROBOTS],
        traps=store.traps(run.id),
        walls=tuple(sorted(atlas.walls.items())),
        render_seconds=round(sum(r.render_seconds for r in readings), 2),
    )


def _why(run: Run, atlas: Atlas, portal: Portal | None) -> str:
    """What kept the run from the home page or the portal, or ended it early."""
    home = atlas.pages.get(atlas.home)
    if run.finish_reason in _WORDS:
        return run.finish_reason
    if run.state is RunState.STOPPED:
        return "stopped"
    if home is None or home.fetch.state is not FetchState.OK:
        if home is not None and home.fetch.state is FetchState.BLOCKED:
            return "blocked"
        return "home-unreachable" if run.state in _ENDED else "killed"
    if portal is not None and portal.fetch is not None and portal.fetch.state in _NOT_SEEN:
        return "blocked"
    return "" if run.state in _ENDED else "killed"


def _left(run: Run, states: Counter[FetchState], waiting: int) -> str:
    """Addresses that were never asked for, or walls in front of more than half of them."""
    if waiting or any(states[s] for s in _LEFT):
        return "pages" if states[FetchState.OVER_BUDGET] and not states[FetchState.CUT_SHORT] else "stopped"
    return "blocked" if states[FetchState.BLOCKED] * 2 > sum(states.values()) else ""
