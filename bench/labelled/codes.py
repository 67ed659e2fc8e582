"""Credit codes, organisation codes and index numbers with their check characters."""

from __future__ import annotations

import datetime as dt
import random

CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORG = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
FAMILIES = (
    "uscc/YYYY-n",
    "uscc/YYYY-n",
    "uscc/YYYY-n",
    "org/YYYY-n",
    "org/YYYYMM-n",
    "org-YYYY-n",
    "uscc/YYYYMM-n",
)


def org_code(rng: random.Random) -> str:
    """A nine-character code that satisfies GB 11714-1997."""
    first = "".join(rng.choice("0123456789") for _ in range(8))
    rest = 11 - sum(ORG.index(c) * w for c, w in zip(first, ORG_WEIGHTS, strict=True)) % 11
    return first + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(area: str, org: str) -> str:
    """An eighteen-character code of a public body that satisfies GB 32100-2015."""
    first = "11" + area + org
    total = sum(CREDIT.index(c) * pow(3, i, 31) for i, c in enumerate(first))
    return first + CREDIT[(31 - total % 31) % 31]


def wrong_check(code: str) -> str:
    """The same code with another last character."""
    return code[:-1] + CREDIT[(CREDIT.index(code[-1]) + 7) % 31]


def index_number(family: str, code: str, on: dt.date, serial: int) -> str:
    """The number of one document in a family, its year that of `on`."""
    sign = "/" if "/" in family else "-"
    year = f"{on:%Y%m}" if "YYYYMM" in family else f"{on:%Y}"
    width = 5 if family.startswith("org") else 7
    return f"{code}{sign}{year}-{serial:0{width}d}"


def tail(number: str, family: str) -> str:
    """The part after the code."""
    return number.split("/")[-1] if "/" in family else number.split("-", 1)[1]
