"""The words readers recognise, loaded once from words.yml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

_ARROWS = "[]()（）【】<>＜＞«»‹›→⇒》《|·.+"


@cache
def words(name: str) -> frozenset[str]:
    """One list of words.yml as a set."""
    return frozenset(_data()[name])


@cache
def ordered(name: str) -> tuple[str, ...]:
    """One list of words.yml in its order."""
    return tuple(_data()[name])


@cache
def labels() -> dict[str, str]:
    """Label without blanks → field of `Header`; other labels map to an empty string."""
    known = {label: field for field, names in _data()["labels"].items() for label in names}
    return {label: "" for label in _data()["other_labels"]} | known


@cache
def numbers(name: str) -> dict[str, int]:
    """One table of signs and what they count."""
    return {str(sign): int(n) for sign, n in _data()[name].items()}


@cache
def form(name: str) -> re.Pattern[str]:
    """One regular expression of words.yml."""
    return re.compile(_data()["forms"][name])


@lru_cache(maxsize=4096)
def turns_page(text: str) -> bool:
    """The label of a pager's link: the words for another page, whatever arrows and brackets stand around them."""
    plain = compact(text)
    return (
        plain in words("page_turns")
        or plain.strip(_ARROWS) in words("page_turns")
        or not plain.strip(_ARROWS)
    )


@lru_cache(maxsize=4096)
def leads_on(text: str) -> bool:
    """The label of a pager's link to the next or the last page."""
    plain = compact(text)
    return plain in words("next_page") or plain.strip(_ARROWS) in words("next_page")


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Finds any word of one list; one search is cheaper than one for each word."""
    return re.compile("|".join(map(re.escape, _data()[name])))


def compact(text: str) -> str:
    """The text without any blank."""
    return "".join(text.split())


def clean(text: str) -> str:
    """The text with runs of blanks made one and none at the ends."""
    return " ".join(text.split())


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return data
