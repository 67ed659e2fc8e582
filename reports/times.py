"""Times of evidence as people read them, always with their zone."""

from __future__ import annotations

import re

from reports.texts import Texts

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")


def moment(iso: str | None, say: Texts) -> str:
    """`2026-11-19T22:04:31+08:00` as `2026-11-19 22:04:31 北京时间`; other zones keep their offset."""
    found = _TIME.fullmatch(iso or "")
    if not found:
        return iso or say("when.unknown")
    return f"{found[1]} {found[2]} {_zone(found[3] or '', say)}".rstrip()


def span(start: str | None, end: str | None, say: Texts) -> str:
    """From the first to the last time, to the minute; the day said once when both are on one day."""
    first, last = _TIME.fullmatch(start or ""), _TIME.fullmatch(end or "")
    if not first or not last:
        return moment(start or end, say)
    tail = last[2][:5] if last[1] == first[1] else f"{last[1]} {last[2][:5]}"
    return f"{first[1]} {first[2][:5]}–{tail} {_zone(last[3] or '', say)}".rstrip()


def _zone(offset: str, say: Texts) -> str:
    return say("beijing") if offset in {"+08:00", "+0800"} else offset.replace("Z", "UTC")
