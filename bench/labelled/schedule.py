"""How old the entries of each item are on the day of judging, and which shape its column has."""

from __future__ import annotations

import random

# Ages in days; the first stands inside the item's updating period with room to spare.
AGES: dict[str, tuple[int, ...]] = {
    "news": (1, 4, 7, 11, 16, 22, 29, 41, 50, 58, 66, 75, 90, 110, 139, 180, 240),
    "notices": (9, 31, 66, 98, 140, 176, 230, 290),
    "normative-documents": (70, 190, 300, 420, 560, 700, 850, 980),
    "plans": (130, 300, 520, 800),
    "statistics": (22, 112, 203, 294, 385),
    "licences": (10, 33, 61, 95, 150, 220, 290),
    "penalties": (16, 49, 83, 131, 190, 260),
    "power-list": (140, 490),
    "fees": (160, 500),
    "procurement": (25, 80, 150, 240),
    "disclosure-catalogue": (170, 520),
    "employment": (12, 40, 71, 103, 140, 180),
    "social-security": (8, 38, 69, 99, 130, 161),
    "recruitment": (30, 92, 170, 250),
    "public-hiring": (21, 77, 160, 245),
    "meetings": (14, 55, 96, 150),
    "personnel": (60, 180, 330),
    "inspection": (45, 150, 270),
    "emergency": (200, 600),
    "consultation": (260,),
    "proposals": (),
    "system": (220, 410, 630, 860),
    "party": (20, 55, 120, 200),
    "guides": (60, 190, 310, 520),
    "decisions": (75, 260),
}
REQUIRED = (
    "normative-documents",
    "policy-interpretation",
    "institution",
    "leaders",
    "plans",
    "statistics",
    "licences",
    "penalties",
    "power-list",
    "budget",
    "final-accounts",
    "fees",
    "procurement",
    "disclosure-catalogue",
)
HRSS = ("employment", "social-security", "recruitment", "public-hiring")
OPTIONAL = ("consultation", "meetings", "proposals", "personnel", "inspection", "emergency", "decisions")
PAGES = frozenset({"institution", "leaders", "base-catalogue", "guide", "request"})
PROMPT = frozenset({"news"})
# Periods in days as RULES.md gives them; "6 months" and "365 d" with the room a careful person leaves.
PERIODS: dict[str, int] = {
    "news": 14,
    "notices": 183,
    "normative-documents": 183,
    "policy-interpretation": 183,
    "statistics": 100,
    "employment": 90,
    "social-security": 60,
    "licences": 90,
    "penalties": 90,
    "recruitment": 90,
    "public-hiring": 90,
    "meetings": 90,
    "institution": 365,
    "plans": 365,
    "power-list": 365,
    "disclosure-catalogue": 365,
}
FIRST_LEVEL = frozenset({"news", "notices"})


def ages(item: str, rng: random.Random) -> list[int]:
    """The ages of an item's entries, shaken a little; the newest never gets older."""
    base = AGES[item]
    return [max(0, a + rng.randint(-2, 0 if n == 0 else 3)) for n, a in enumerate(base)]


def items(profile: str, rng: random.Random) -> list[str]:
    """The catalogue items below the statutory section that one site shows."""
    wanted = list(REQUIRED)
    if profile != "department":
        wanted += HRSS
    if profile == "county-hrss":
        wanted.append("base-catalogue")
    return wanted + rng.sample(OPTIONAL, rng.randint(3, 5))
