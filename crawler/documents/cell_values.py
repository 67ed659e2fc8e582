"""Numbers and dates of spreadsheets as people see them."""

from __future__ import annotations

import datetime as dt
import re

_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_LAST_DAY = 2_958_465  # 9999-12-31
_FALSE_LEAP_DAY = 60  # 1900-02-29, which the calendar of spreadsheets has and ours has not


def is_date_format(number: int, code: str) -> bool:
    """Whether a number format, built in or by its code, shows a date or time."""
    if code:
        bare = _QUOTED.sub("", code).lower()
        return "general" not in bare and any(letter in bare for letter in "ymdh")
    return number in _DATE_FORMATS


def date_text(raw: str, *, since_1904: bool) -> str | None:
    """A day number as ISO date, with the time when it has one; None when it is no day."""
    try:
        value = float(raw)
    except ValueError:
        return None
    if not 1 <= value < _LAST_DAY:
        return None
    if since_1904:
        start = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - spreadsheets have no zone
    elif value > _FALSE_LEAP_DAY:
        start = dt.datetime(1899, 12, 30)  # noqa: DTZ001
    else:
        start = dt.datetime(1899, 12, 31)  # noqa: DTZ001
    found = start + dt.timedelta(days=int(value), seconds=round((value % 1) * 86_400))
    return found.date().isoformat() if value % 1 == 0 else found.isoformat(" ")


def number_text(raw: str) -> str:
    """A stored number without the noise of binary fractions: 3 for 3.0, 0.3 for 0.30000000000000004."""
    if raw.lstrip("-").isdigit():
        return raw
    try:
        value = float(raw)
    except ValueError:
        return raw
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"
