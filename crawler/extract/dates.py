"""Dates as government pages print them; an impossible or incomplete date is None."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from crawler.extract.words import form, numbers

_SEP = r"\s*[-/.年－]\s*"
_FULL = rf"((?:19|20)\d\d){_SEP}(\d{{1,2}})\s*[-/.月－]\s*(\d{{1,2}})(?!\d)\s*日?"
_TIME = r"(?:(?:\s*|T)(\d{1,2})\s*[:：∶时]\s*(\d{1,2})(?:\s*[:：∶分]\s*(\d{1,2}))?\s*[秒分]?)?"
FULL = re.compile(rf"(?<!\d){_FULL}{_TIME}")
_SHORT = re.compile(r"^[\[(（【]?\s*(\d{1,2})[-/.月](\d{1,2})日?\s*[\])）】]?$")
_WHOLE = re.compile(
    rf"^(?:[\u4e00-\u9fff\s\u3000]{{1,8}}[:：]\s*)?[\[(（【〔]?\s*{_FULL}{_TIME}(?:\s*GMT[+\d:]*)?\s*[\])）】〕]?$"
)
_IN_ADDRESS = (
    re.compile(r"/t((?:19|20)\d\d)(\d\d)(\d\d)_"),
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})/"),
    re.compile(r"/((?:19|20)\d\d)-(\d\d)/(\d\d)/"),
    re.compile(r"/((?:19|20)\d\d)/(\d\d)-(\d\d)/"),
)
_YEAR_STEP = re.compile(r"/((?:19|20)\d\d)(?=[/_-])")
_MONTH = "\u6708"
_SPLIT = (
    (re.compile(r"^(\d{1,2})日?\s*((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})月?$"), (2, 3, 1)),
    (re.compile(r"^(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?\s*((?:19|20)\d\d)年?$"), (3, 1, 2)),
    (re.compile(r"^((?:19|20)\d\d)年?\s+(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?$"), (1, 2, 3)),
    (re.compile(r"^((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})月?\s+(\d{1,2})日?$"), (1, 2, 3)),
)
_AT_END = re.compile(rf"(?<!\d){_FULL}{_TIME}\s*$")
_CLOSED = frozenset("])）】\n")
_TRAILING = re.compile(rf"[\[(（【]\s*{_FULL}\s*[\])）】]$")


def has_year(text: str) -> bool:
    """The text may hold a full date; cheaper than to look for one."""
    return "20" in text or "19" in text


def is_date(text: str) -> bool:
    """The text is a date and nothing else, with or without its year."""
    return whole_date(text) is not None or is_short(text)


def glued(text: str) -> date | None:
    """The bracketed date at the end of a title."""
    return trailing_date(text)[1] if text[-1:] in ")）]】" else None


def at_end(text: str) -> date | None:
    """The date that ends a text, with or without a time."""
    found = _AT_END.search(text) if has_year(text) else None
    return make(found.group(1), found.group(2), found.group(3)) if found else None


def split_date(text: str) -> date | None:
    """A date whose parts stand in boxes of their own: "30 2020-12", "12-30 2020", "2020 12-30"."""
    for shape, order in _SPLIT:
        found = shape.match(text)
        if found:
            return make(*(found.group(n) for n in order))
    return None


def find_date(text: str) -> date | None:
    """The first full date anywhere in `text`; one written out in numerals only where there is no other."""
    found = _found(text)
    return make(found.group(1), found.group(2), found.group(3)) if found else None


def _found(text: str) -> re.Match[str] | None:
    found = FULL.search(text) if has_year(text) else None
    if found is not None or _MONTH not in text:
        return found
    written = arabic(text)
    return FULL.search(written) if has_year(written) else None


def arabic(text: str) -> str:
    """The text with days that are written out in numerals put in figures."""
    return form("numeral_day").sub(_in_figures, text) if _MONTH in text else text


def _in_figures(found: re.Match[str]) -> str:
    year, after_year, month, after_month, day, after_day = found.groups()
    figures = "".join(str(numbers("numerals").get(sign, 0)) for sign in year)
    return f"{figures}{after_year}{_counted(month)}{after_month}{_counted(day)}{after_day}"


def _counted(signs: str) -> int:
    """Ten and what stands before and behind it."""
    total = 0
    for sign in signs:
        ten = numbers("tens").get(sign)
        if ten is None:
            total += numbers("numerals").get(sign, 0)
        else:
            total = total * 10 if ten == 1 and total else ten * 10
    return total


def whole_date(text: str) -> date | None:
    """The date when `text` is nothing but a date, perhaps labelled, bracketed or with a time."""
    if not has_year(text):
        return None
    found = _WHOLE.match(text) or _WHOLE.match(form("day_lead").sub("", text))
    return make(found.group(1), found.group(2), found.group(3)) if found else None


def trailing_date(text: str) -> tuple[str, date | None]:
    """A title and the bracketed date glued to its end."""
    found = _TRAILING.search(text) if text[-1:] in _CLOSED and has_year(text) else None
    if not found:
        return text, None
    return text[: found.start()].rstrip(), make(found.group(1), found.group(2), found.group(3))


def short_date(text: str, url: str) -> date | None:
    """`12-30` with the year taken from the link, when the link's own month and day agree."""
    found, told = _SHORT.match(text), address_date(url)
    if found is None:
        return None
    if told is None:
        return _parted(url, found.group(1), found.group(2))
    return told if (told.month, told.day) == (int(found.group(1)), int(found.group(2))) else None


def _parted(url: str, month: str, day: str) -> date | None:
    """The year and this month and day stand in the address, apart: /2022/tzgg_0930/5.html."""
    year = _YEAR_STEP.search(url)
    apart = year is not None and re.search(rf"(?<!\d){int(month):02}{int(day):02}(?!\d)", url[year.end() :])
    return make(year.group(1), month, day) if year is not None and apart else None


def with_year(text: str, year: str) -> date | None:
    """`12-30` in a year that is known from elsewhere."""
    found = _SHORT.match(text)
    return make(year, found.group(1), found.group(2)) if found else None


def is_short(text: str) -> bool:
    """The text is a month and a day without year."""
    return _SHORT.match(text) is not None


@lru_cache(maxsize=4096)
def address_date(url: str) -> date | None:
    """The day an address carries: t20201230_, /2020/12/30/ and the like."""
    for shape in _IN_ADDRESS:
        found = shape.search(url)
        if found:
            return make(*found.groups())
    return None


def printed(text: str) -> str | None:
    """The first date of `text` with its time, as ISO-like text: "2020-08-07 15:47:17"."""
    found = _found(text)
    if found is None:
        return None
    day = make(found.group(1), found.group(2), found.group(3))
    if day is None:
        return None
    hour, minute, second = found.group(4), found.group(5), found.group(6)
    if hour is None or int(hour) > 23 or int(minute) > 59:
        return day.isoformat()
    return f"{day.isoformat()} {int(hour):02}:{int(minute):02}:{int(second or 0):02}"


def make(year: str, month: str, day: str) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
