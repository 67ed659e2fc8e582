"""The numbers and names of GB/T 9704 that papers are laid out by; they stand in layout.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of paragraph looks. Sizes in points, `indent` and `right` in characters, `before`/`after` in lines."""

    font: str
    size: float
    align: str
    indent: int = 0
    line: float = 0.0  # 0: the grid's own
    before: float = 0.0
    after: float = 0.0
    right: int = 0
    keep: bool = False
    colour: str = ""
    rule: str = ""  # colour of a line below
    break_before: bool = False


@cache
def layout() -> dict[str, Any]:
    """All of layout.yml."""
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("layout.yml").read_text(encoding="utf-8"))
    return data


@cache
def styles() -> dict[str, Style]:
    """The kinds of paragraph by name."""
    made = {}
    for name, given in layout()["styles"].items():
        own = dict(given)
        made[name] = Style(break_before=own.pop("break", False), **own)
    return made


def numeral(number: int) -> str:
    """1 to 99 as the first and second level are numbered; beyond in digits."""
    if not 1 <= number <= 99:
        return str(number)
    digits, ten = layout()["numerals"], layout()["ten"]
    tens, ones = divmod(number, 10)
    head = "" if tens < 2 else digits[tens]
    return (head + ten if tens else "") + (digits[ones] if ones else "")


def day_in_words(day: date) -> str:
    """A day as official papers write it."""
    return str(layout()["date"]).format(year=day.year, month=day.month, day=day.day)
