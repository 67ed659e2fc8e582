"""The last guard before anything leaves the house: full citizen ids, bank cards and mobile numbers become stars.

Readers mask what they keep (crawler/extract/personal). Addresses, file names and what a person types never passed
there, so every output asks here once more. Only numbers that prove themselves are touched.
"""

from __future__ import annotations

import re
from datetime import date

_DIGIT, _NEXT_TO = "[0-9\uff10-\uff19]", "[0-9A-Za-z\uff10-\uff19]"
_LONG = re.compile(
    rf"{_DIGIT}{{11}}|{_DIGIT}{{4}}[ -]{_DIGIT}{{4}}[ -]{_DIGIT}{{4}}|{_DIGIT}{{6}}[ -]?{_DIGIT}{{8}}[ -]"
)
_ID = re.compile(
    rf"(?<!{_NEXT_TO}){_DIGIT}{{6}}[ -]?{_DIGIT}{{8}}[ -]?{_DIGIT}{{3}}[0-9\uff10-\uff19xX\uff38\uff58](?!{_NEXT_TO})"
)
_CARD = re.compile(rf"(?<!{_NEXT_TO})(?:{_DIGIT}[ -]?){{15,18}}{_DIGIT}(?!{_NEXT_TO})")
_MOBILE = re.compile(rf"(?<!{_NEXT_TO})[1\uff11][3-9\uff13-\uff19]{_DIGIT}{{9}}(?!{_NEXT_TO})")
_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_REGIONS = range(11, 84)
# What cards of persons begin with (ISO/IEC 7812: UnionPay, Visa, Mastercard) and how long those are.
_ISSUERS = re.compile(r"62\d{14,17}|4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}")


def without_personal_numbers(text: str) -> str:
    """The text with every full citizen id, bank card and mobile number masked."""
    if _LONG.search(text) is None:
        return text
    text = _CARD.sub(_card, _ID.sub(_id, text))
    return _MOBILE.sub(lambda m: masked(m.group()), text)


def address_without_personal_numbers(url: str) -> str:
    """An address with ids and cards masked anywhere, mobile numbers in its query only: a path's digits name a page."""
    if _LONG.search(url) is None:
        return url
    path, mark, query = _CARD.sub(_card, _ID.sub(_id, url)).partition("?")
    return path + mark + _MOBILE.sub(lambda m: masked(m.group()), query)


def masked(value: str) -> str:
    """The first three and last two characters; the rest is stars."""
    plain = re.sub(r"[ -]", "", value)
    return plain[:3] + "*" * (len(plain) - 5) + plain[-2:]


def _id(found: re.Match[str]) -> str:
    return masked(found.group()) if _is_citizen_id(_plain(found.group())) else found.group()


def _card(found: re.Match[str]) -> str:
    digits = _plain(found.group())
    return masked(found.group()) if _ISSUERS.fullmatch(digits) and _luhn(digits) else found.group()


def _is_citizen_id(plain: str) -> bool:
    """A region, a day of birth that exists, and the check character of GB 11643."""
    if int(plain[:2]) not in _REGIONS or not 1900 <= int(plain[6:10]) <= 2100:
        return False
    try:
        date(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
    except ValueError:
        return False
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, plain[:17], strict=True))
    return _CHECKS[total % 11] == plain[17]


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _plain(value: str) -> str:
    """ASCII digits without blanks, an X in upper case."""
    shown = re.sub(r"[ -]", "", value).upper().replace("\uff38", "X")
    return "".join(c if c == "X" else str(int(c)) for c in shown)
