"""What a reader must know before reading any number of a report."""

from __future__ import annotations

from dataclasses import dataclass, field

from records.vocabulary import FetchState, RunState
from reports.material import ReportInput


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
    return found


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
