"""What a reader must know before reading any number of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from records.types import Coverage, Dossier
from records.vocabulary import FetchState, RunState
from reports.material import ReportInput

MOST, NAMES = 10, ", "


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: `key` names its text (notice.…), `values` fill it in; `grave` ones qualify the whole report."""

    key: str
    grave: bool = False
    values: dict[str, object] = field(default_factory=dict)


def notices(material: ReportInput) -> tuple[Notice, ...]:
    """Grave ones first: incomplete crawl, home page behind a wall, closed site; then days, evaluator, approximations."""
    found = [*_about_coverage(material), *_about_state(material), *_about_days(material)]
    if material.evaluator != "durable-rules":
        found.append(Notice("notice.reference"))
    approximate = sum(f.approximate for f in material.findings)
    if approximate:
        found.append(Notice("notice.approximate", values={"count": approximate}))
    return tuple(found)


def _about_coverage(material: ReportInput) -> list[Notice]:
    coverage, home = material.dossier.coverage, material.dossier.home
    found = []
    if home is not None and home.fetch.state is FetchState.BLOCKED:
        found.append(Notice("notice.home_blocked", grave=True))
    if not coverage.complete or material.run.state is not RunState.FINISHED:
        why = coverage.why_incomplete or material.run.finish_reason
        left = max(coverage.planned - coverage.seen, 0)
        found.append(Notice("notice.incomplete", grave=True, values={"why": why, "left": left}))
    return [*found, *crawl_notices(material.dossier)]


def crawl_notices(dossier: Dossier) -> list[Notice]:
    """Walls by kind, what robots.txt hides, columns of disclosure by name, and addresses without end."""
    return [*_about_walls(dossier.coverage), *_about_robots(dossier), *_about_traps(dossier.coverage)]


def _about_walls(coverage: Coverage) -> list[Notice]:
    if not coverage.walls:
        return []
    return [Notice("notice.walls", values={"count": coverage.blocked, "walls": coverage.walls})]


def _about_robots(dossier: Dossier) -> list[Notice]:
    hidden = [c.name for c in dossier.columns if c.fetch is not None and c.fetch.state is FetchState.ROBOTS]
    if hidden:
        return [
            Notice(
                "notice.robots",
                grave=True,
                values={"columns": NAMES.join(dict.fromkeys(hidden[:MOST])) + _more(hidden)},
            )
        ]
    count = dossier.coverage.robots
    return [Notice("notice.robots_pages", values={"count": count})] if count else []


def _about_traps(coverage: Coverage) -> list[Notice]:
    if not coverage.traps:
        return []
    return [
        Notice("notice.traps", values={"traps": NAMES.join(coverage.traps[:MOST]) + _more(coverage.traps)})
    ]


def _more(names: Sequence[str]) -> str:
    return " …" if len(names) > MOST else ""


def _about_state(material: ReportInput) -> list[Notice]:
    state = material.site.state
    if state.kind == "open":
        return []
    values: dict[str, object] = {"since": state.since or "", "until": state.until or "", "why": state.reason}
    return [Notice(f"notice.{state.kind}", grave=True, values=values)]


def _about_days(material: ReportInput) -> list[Notice]:
    crawled = material.run.crawled_on
    if crawled is None or crawled == material.today:
        return []
    key = "notice.today_later" if material.today > crawled else "notice.today_earlier"
    return [Notice(key, values={"today": material.today, "crawled": crawled})]
