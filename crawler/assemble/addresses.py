"""One spelling for every address of a page: without scheme, index file name and closing slash."""

from __future__ import annotations

import re
from functools import lru_cache

from records.addresses import normalise

_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|php|aspx?|do)$", re.I)
_NUMBER, _HEX = re.compile(r"\d+"), re.compile(r"(?<![0-9a-z])[0-9a-f]{16,40}(?![0-9a-z])")


@lru_cache(maxsize=16384)
def place_of(url: str) -> str:
    """What two addresses of one page have in common: `/x/`, `/x` and `/x/index.html` are one place, http and https too."""
    bare = normalise(url).split("://", 1)[-1]
    path, mark, query = bare.partition("?")
    return _INDEX.sub("", path).rstrip("/") + mark + query


def folder_of(place: str) -> str:
    """The place one level up, empty above the host."""
    path = place.split("?", 1)[0]
    return path.rsplit("/", 1)[0] if "/" in path else ""


@lru_cache(maxsize=1024)
def shape_of(place: str) -> str:
    """How an address is built: words kept, numbers and hashes replaced. Pages of one kind share it."""
    return _NUMBER.sub("9", _HEX.sub("#", place.lower()))


def is_below(place: str, above: str) -> bool:
    """`place` lies in the folder that `above` names."""
    return place.startswith(above.split("?", 1)[0] + "/")
