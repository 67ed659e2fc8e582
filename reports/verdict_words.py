"""What persons said of a finding, in words: the last verdict, and that the body objected."""

from __future__ import annotations

from records.types import Finding
from reports.limits import limit
from reports.material import ReportInput
from reports.plain import plain, shortened
from reports.texts import Texts


def verdict_words(material: ReportInput, finding: Finding, say: Texts) -> str:
    """Verdict, who, when and why; what was carried over from an earlier run says so. Empty without a verdict."""
    standing = material.reviews.get(finding.id)
    if standing is None:
        return ""
    review = standing.review
    told = say(
        "verdict.line",
        verdict=say(f"verdict.{review.verdict.value}"),
        who=shortened(plain(review.who), limit("text")),
        day=review.at[:10],
    )
    why = say("colon") + shortened(plain(review.why), limit("text")) if review.why else ""
    return told + why + (say("verdict.former") if standing.is_former else "")


def appeal_words(material: ReportInput, finding: Finding, say: Texts) -> str:
    """The last appeal against a finding; empty without one."""
    appeals = material.appeals.get(finding.id, ())
    if not appeals:
        return ""
    last = appeals[-1]
    return say(
        "appeal.line",
        who=shortened(plain(last.who), limit("text")),
        day=last.at[:10],
        reason=shortened(plain(last.reason), limit("text")),
        files=len(last.files),
    )
