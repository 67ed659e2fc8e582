"""The sentences at the top of a report: what was found, what changed."""

from __future__ import annotations

from records.types import Coverage
from records.vocabulary import Outcome, Severity
from reports.material import ReportInput
from reports.plain import plain, shortened
from reports.summary import Summary
from reports.texts import Texts

FIRST, LENGTH, RULES_NAMED = 3, 60, 6


def lead_sentence(summary: Summary, say: Texts) -> str:
    """What holds, how much was found, what to look at first, and what changed."""
    parts = [*_good(summary, say), _found(summary, say)]
    if summary.problems:
        messages = say("comma").join(_short(c.first.message) for c in summary.problems[:FIRST])
        parts.append(say("lead.first", messages=messages))
    changes = summary.changes
    if changes is not None and changes.comparable:
        counts = {"new": len(changes.new), "gone": len(changes.gone), "still": len(changes.still)}
        parts.append(say("lead.changes", day=changes.before.crawled_on or "", **counts))
    return "".join(p + say("stop") for p in parts).strip()


def changes_line(summary: Summary, say: Texts) -> str:
    """New, gone, still open and not rechecked; empty without an earlier run."""
    changes = summary.changes
    if changes is None:
        return ""
    key = "changes.line" if changes.comparable else "changes.not_comparable"
    line = say(
        key,
        day=changes.before.crawled_on or changes.before.started_at[:10],
        new=len(changes.new),
        gone=len(changes.gone),
        still=len(changes.still),
        worse=len(changes.worse),
        unseen=len(changes.unseen),
    )
    others = len(changes.other_rule)
    return line + say("changes.rules", n=others) if others else line


def rule_change_line(material: ReportInput, say: Texts) -> str:
    """What the rules alone changed where this crawl was judged before under others; empty where it was not."""
    change = material.rule_change
    if change is None:
        return ""
    counts = {"new": len(change.new), "gone": len(change.gone), "otherwise": len(change.otherwise)}
    names = say("comma").join(_named(material, rule) for rule in change.rules[:RULES_NAMED]) or say("none")
    more = say("rule_change.more", n=len(change.rules)) if len(change.rules) > RULES_NAMED else ""
    head = say("rule_change.line", before=change.before[:12], after=change.after[:12], day=change.today)
    return head + say("rule_change.counts", **counts) + say("rule_change.rules", names=names + more)


def _named(material: ReportInput, rule: str) -> str:
    known = material.rules.get(rule)
    return known.title if known else rule


def rendering(coverage: Coverage, say: Texts) -> list[str]:
    """What a browser read, at what cost, and what is left unread for want of one; nothing where no page needs one."""
    parts = []
    if coverage.rendered:
        parts.append(say("coverage.rendered", n=coverage.rendered, seconds=f"{coverage.render_seconds:.0f}"))
    if coverage.unrendered:
        parts.append(say("coverage.unrendered", n=coverage.unrendered))
    return parts


def _good(summary: Summary, say: Texts) -> list[str]:
    counts = summary.material.verdict_counts
    met = [say(f"good.{rule}") for rule in say.keys("good") if counts.get((rule, Outcome.PASS))]
    return [say("and").join(met)] if met else []


def _found(summary: Summary, say: Texts) -> str:
    if not summary.problems:
        return say("lead.none")
    counts = [
        say("lead.count", word=say(f"severity.{severity.value}"), n=summary.by_severity[severity])
        for severity in Severity
        if summary.by_severity.get(severity)
    ]
    return say("lead.counts", counts=say("and").join(counts))


def _short(message: str) -> str:
    return shortened(plain(message).rstrip("。.；;"), LENGTH)
