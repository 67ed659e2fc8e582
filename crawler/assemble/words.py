"""The words of words.yml, loaded once, and names compared as menus print them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from records.catalogue import load_catalogue
from records.column_names import plain_name

LONGEST_NAME = 16


@cache
def words(name: str) -> frozenset[str]:
    """One list of words.yml, its words without blanks and marks."""
    return frozenset(plain_name(str(w)) for w in _data()[name])


@cache
def word_sets(name: str) -> dict[str, frozenset[str]]:
    """One table of words.yml: a set of words by key."""
    return {str(k): frozenset(v) for k, v in _data()[name].items()}


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A printed name as it is compared."""
    return plain_name(name)


@lru_cache(maxsize=65536)
def can_name_a_column(name: str) -> bool:
    """The name is neither a tool of the page nor as long as a title."""
    short = plain(name)
    if not len(short) >= 2 or short in words("not_columns") or short in words("home_names"):
        return False
    if any(mark in short for mark in words("foot_marks")):
        return False
    return len(short) <= LONGEST_NAME or load_catalogue().match(name) is not None


@lru_cache(maxsize=65536)
def is_aside(name: str) -> bool:
    """The name of a topic, or of the site in another language: what stands below it is no column of the body."""
    short = plain(name)
    return short in words("asides") or any(short.endswith(end) for end in words("aside_ends"))


@lru_cache(maxsize=65536)
def is_body(name: str) -> bool:
    """The name of a public body, by its last word."""
    short = plain(name)
    return len(short) > 2 and any(short.endswith(end) for end in words("body_ends"))


@lru_cache(maxsize=65536)
def section_code(name: str) -> str:
    """The code of the portal's section that a name means, else empty."""
    match = load_catalogue().match(name)
    return match.code if match and load_catalogue().by_code[match.code].is_section else ""


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return data
