"""What a report vouches for: which body, which run, which rules, which day, how far it saw."""

from __future__ import annotations

from records.types import Coverage
from records.vocabulary import Outcome, Severity
from reports.material import ReportInput
from reports.notices import Notice
from reports.plain import plain, shown_address
from reports.summary import Summary
from reports.texts import Texts
from reports.times import span

Line = tuple[str, str | int]


def attested(material: ReportInput) -> dict[str, object]:
    """What every file for machines says of itself: run, rules, day, program, how far the crawl saw."""
    seen = material.dossier.coverage
    return {
        "today": material.today.isoformat(),
        "rules_digest": material.rules_digest,
        "evaluator": material.evaluator,
        "tool_version": material.tool_version,
        "coverage": {
            "planned": seen.planned,
            "seen": seen.seen,
            "failed": seen.failed,
            "blocked": seen.blocked,
            "unread": seen.unread,
            "complete": seen.complete,
            "why_incomplete": plain(seen.why_incomplete),
        },
    }


def coverage_text(seen: Coverage, say: Texts) -> str:
    """`2325/2418`, and that the crawl was incomplete and why."""
    share = f"{seen.seen}/{seen.planned}"
    if seen.complete:
        return share
    return say("coverage.incomplete", share=share, why=say.known("why", plain(seen.why_incomplete)))


def overview_rows(summary: Summary) -> list[Line]:
    """Name and value, one a line: the body, the run, the rules, coverage, outcomes and notices."""
    say = Texts(summary.material.lang)
    notices: list[Line] = [(say("overview.notices"), notice_text(n, say)) for n in summary.notices]
    return [*_identity(summary, say), *notices, *_coverage(summary, say), *_outcomes(summary, say)]


def notice_text(notice: Notice, say: Texts) -> str:
    """A notice in words."""
    values = {k: plain(_walls(v, say) if k == "walls" else str(v)) for k, v in notice.values.items()}
    if "why" in values:
        values["why"] = say.known("why", values["why"])
    return say(notice.key, **values)


def _walls(walls: object, say: Texts) -> str:
    """Kinds of walls with how many pages each kept from being read."""
    assert isinstance(walls, tuple)
    return ", ".join(f"{say.known('wall', kind)} × {count}" for kind, count in walls)


def _identity(summary: Summary, say: Texts) -> list[Line]:
    material = summary.material
    portal = material.dossier.portal
    return [
        (say("overview.site"), plain(material.site.name)),
        (say("overview.home"), shown_address(material.site.home)),
        (say("overview.portal"), shown_address(portal.url) if portal else say("none")),
        (say("table.run"), material.run.id),
        (say("overview.crawled"), span(summary.coverage.oldest_fetch, summary.coverage.newest_fetch, say)),
        (say("overview.state"), say(f"state.{material.run.state.value}")),
        (say("table.today"), material.today.isoformat()),
        (say("table.digest"), material.rules_digest),
        (say("table.version"), material.tool_version),
        (say("overview.evaluator"), material.evaluator),
    ]


def _coverage(summary: Summary, say: Texts) -> list[Line]:
    seen = summary.coverage
    return [
        (say("overview.planned"), seen.planned),
        (say("coverage.seen"), seen.seen),
        (say("coverage.unchanged"), seen.unchanged),
        (say("coverage.failed"), seen.failed),
        (say("coverage.blocked"), seen.blocked),
        (say("coverage.unread"), seen.unread),
        (say("coverage.over_budget"), seen.over_budget),
        (say("coverage.robots"), seen.robots),
    ]


def _outcomes(summary: Summary, say: Texts) -> list[Line]:
    lines: list[Line] = []
    for severity in Severity:
        word = say(f"severity.{severity.value}")
        lines.append((say("overview.causes", word=word), summary.by_severity.get(severity, 0)))
        lines.append((say("overview.places", word=word), summary.places.get(severity, 0)))
    for outcome in Outcome:
        word = say(f"outcome.{outcome.value}")
        lines.append((say("overview.pairs", word=word), summary.by_outcome.get(outcome, 0)))
    return lines
