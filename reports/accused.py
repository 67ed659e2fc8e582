"""What a body is asked to mend: the problems that no person has taken back."""

from __future__ import annotations

from dataclasses import replace

from records.reviews import ReviewVerdict
from records.types import Finding
from reports.material import ReportInput

TAKEN_BACK = frozenset({ReviewVerdict.NOT_A_FAULT, ReviewVerdict.EXPLAINED})


def without_taken_back(material: ReportInput) -> ReportInput:
    """The run without findings that a person called no fault or whose explanation was accepted."""
    kept = tuple(f for f in material.findings if not is_taken_back(material, f))
    return material if len(kept) == len(material.findings) else replace(material, findings=kept)


def is_taken_back(material: ReportInput, finding: Finding) -> bool:
    """The last verdict of a person takes the finding back; the machine's answer stays in lists and tables."""
    standing = material.reviews.get(finding.id)
    return standing is not None and standing.review.verdict in TAKEN_BACK
