"""What two printed names of one column have in common, and what a name is without its ornaments."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

_DROPPED = re.compile(r"[\s\u3000·•>》《〈〉“”\"'、,，:：⁄/\-—_|]+|[（(\[【]\d*[】\])）]$|更多|more$", re.I)
_COUNTER = re.compile(r"\s*(?:\(\s*\d+\s*\)|（\s*\d+\s*）|\[\s*\d+\s*\]|【\s*\d+\s*】)$")
_ORDINAL = re.compile(
    r"^\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[.、．]|\s+|(?=[^\W\d])))\s*(?![年月日批期届])"
)
_SHORTEST = 4  # letters that a name without its tail must have to mean anything


def plain_name(name: str) -> str:
    """A printed name without blanks, brackets, counters and look-alike characters."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name)).strip()


def printed_name(name: str) -> str:
    """The name as people say it: without the number of entries that menus print behind it."""
    return _COUNTER.sub("", name).strip() or name


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """A column's name in simplified characters, without marks, ordinal number and the words that join its parts."""
    words = _words()
    simple = unicodedata.normalize("NFKC", name).translate(words.folded)
    bare = plain_name(_ORDINAL.sub("", simple, count=1))
    return words.joints.sub("", bare) or bare


def cores(bare: str) -> tuple[str, ...]:
    """What is left of the name without a word behind or in front of it that adds no meaning, the longest word first."""
    words = _words()
    left = [bare.removesuffix(tail) for tail in words.tails if bare.endswith(tail)]
    left += [bare.removeprefix(head) for head in words.heads if bare.startswith(head)]
    return tuple(core for core in left if len(core) >= _SHORTEST)


@dataclass(frozen=True, slots=True)
class _Words:
    folded: dict[int, str]
    joints: re.Pattern[str]
    tails: tuple[str, ...]
    heads: tuple[str, ...]


@cache
def _words() -> _Words:
    data = yaml.safe_load(Path(__file__).with_name("column_names.yml").read_text(encoding="utf-8"))
    folded = dict(zip(map(ord, data["traditional"]), data["simplified"], strict=True))
    folded |= dict.fromkeys(map(ord, data["marks"]), "")
    joints = re.compile("|".join(sorted(data["joints"], key=len, reverse=True)))
    tails, heads = (tuple(sorted(data[k], key=len, reverse=True)) for k in ("tails", "heads"))
    return _Words(folded, joints, tails, heads)
