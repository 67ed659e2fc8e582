"""What falls due, as rows, as an object for programs and as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from reports.due import DueItem
from reports.due_warnings import Warned, warnings_ahead
from reports.material import ReportInput
from reports.plain import plain, safe_address
from reports.summary import Summary
from reports.texts import Texts

FOLD = 75  # bytes of a line, its end not counted
ALARM_DAYS = 7
CRLF = "\r\n"


def due_text(item: DueItem, say: Texts) -> str:
    """What is to be done, in one sentence."""
    return say(item.key, name=plain(item.name), period=item.period, year=item.year)


def due_left(item: DueItem, say: Texts) -> str:
    """How long it is still, or how long ago."""
    if item.days == 0:
        return say("due.today")
    return say("due.past", n=-item.days) if item.days < 0 else say("due.days", n=item.days)


def warning_text(warned: Warned, say: Texts) -> str:
    """One warning in a sentence."""
    names = say("comma").join(plain(n) for n in warned.names)
    return say(warned.key, seen=warned.seen, names=names)


def due_object(summary: Summary, say: Texts) -> dict[str, Any]:
    """Everything for other programs."""
    material = summary.material
    return {
        "site": material.site.code,
        "run": material.run.id,
        "today": material.today.isoformat(),
        "as_of": material.as_of.isoformat(),
        "due": [
            {
                "on": i.on.isoformat(),
                "days": i.days,
                "kind": i.key.removeprefix("due."),
                "name": i.name,
                "column": i.column,
                "year": i.year or None,
                "period_days": i.period or None,
                "url": i.url,
                "warning": i.warning,
                "text": due_text(i, say),
            }
            for i in summary.due
        ],
        "warnings": [
            {
                "kind": w.key.removeprefix("warning."),
                "seen": w.seen,
                "limit": w.limit,
                "columns": list(w.names),
                "text": warning_text(w, say),
            }
            for w in warnings_ahead(material)
        ],
    }


def due_calendar(summary: Summary, say: Texts) -> str:
    """The days as an iCalendar file: one all-day event each, a reminder a week before. The same input gives the same file."""
    material = summary.material
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//gongkai//{material.tool_version}//{say.lang.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(say('due.title', site=plain(material.site.name)))}",
    ]
    for item in summary.due:
        lines += _event(item, material, say)
    return "".join(_folded(line) + CRLF for line in [*lines, "END:VCALENDAR"])


def _event(item: DueItem, material: ReportInput, say: Texts) -> Iterator[str]:
    text = _escaped(due_text(item, say))
    address = safe_address(item.url)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(item, material)}"
    yield f"DTSTAMP:{_stamp(material)}"
    yield f"DTSTART;VALUE=DATE:{_day(item.on)}"
    yield f"DTEND;VALUE=DATE:{_day(item.on + timedelta(days=1))}"
    yield f"SUMMARY:{text}"
    yield f"DESCRIPTION:{_escaped(f'{plain(material.site.name)} · {material.run.id}')}"
    if address:
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{text}"
    yield f"TRIGGER:-P{ALARM_DAYS}D"
    yield "END:VALARM"
    yield "END:VEVENT"


def _uid(item: DueItem, material: ReportInput) -> str:
    """The same for the same duty in every run, so that a calendar updates its entry."""
    named = item.url if item.key in {"due.consultation", "due.answer", "due.validity"} else item.column
    what = "\n".join((material.site.code, item.key, named, str(item.year)))
    return f"{hashlib.sha256(what.encode()).hexdigest()[:24]}@gongkai"


def _stamp(material: ReportInput) -> str:
    """When the crawl ended, in UTC."""
    when = datetime.fromisoformat(material.run.finished_at or material.run.started_at)
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _escaped(text: str) -> str:
    """A TEXT value: no bare backslash, comma, semicolon or line end."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, no character torn apart."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode("utf-8", "replace"))
        if size + width > FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    return CRLF.join([*pieces, piece])
