"""Check characters of body codes: GB 32100-2015 (18 characters) and GB 11714-1997 (9 characters)."""

from __future__ import annotations

from functools import lru_cache

from records.sitefile import credit_code_holds

ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@lru_cache(maxsize=4096)
def code_state(code: str, house: str) -> str:
    """none | valid | check_failed | check_failed_house | org_failed; `house` is the code the site uses throughout."""
    if not code:
        return "none"
    if len(code) != 18:
        return "valid" if org_code_holds(code) else "org_failed"
    if not (code[2:8].isdigit() and credit_code_holds(code)):
        return "check_failed_house" if code == house else "check_failed"
    return "valid" if org_code_holds(code[8:17]) else "org_failed"


def org_code_holds(code: str) -> bool:
    """The 9th character agrees with GB 11714-1997; a hyphen before it is left out."""
    plain = code.replace("-", "")
    if len(plain) != 9 or any(c not in ORG_ALPHABET for c in plain):
        return False
    total = sum(ORG_ALPHABET.index(c) * w for c, w in zip(plain, ORG_WEIGHTS, strict=False))
    check = 11 - total % 11  # 1 to 11
    return {10: "X", 11: "0"}.get(check, str(check)) == plain[8]


def same_body(code: str, own: str) -> bool:
    """Both codes name one body: equal, or one is the nine characters inside the other."""
    return _inner(code) == _inner(own)


def _inner(code: str) -> str:
    plain = code.replace("-", "")
    return plain[8:17] if len(plain) == 18 else plain
