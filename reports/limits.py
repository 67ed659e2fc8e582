"""How much a report shows; the numbers are in limits.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from records.types import Site


def limit(name: str, site: Site | None = None) -> int:
    """The limit of that name, the site file's own setting first; KeyError for an unknown name."""
    own = site.settings.get(name) if site else None
    return int(own) if isinstance(own, int | float) else _limits()[name]


@cache
def _limits() -> dict[str, int]:
    text = Path(__file__).with_name("limits.yml").read_text(encoding="utf-8")
    numbers: dict[str, int] = yaml.safe_load(text)
    return numbers
