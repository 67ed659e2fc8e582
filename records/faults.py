"""What database and disk mean when they fail, in words a user can act on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


def fault_words(message: str) -> tuple[str, str]:
    """What the system's message means, and what to do."""
    return next((means, remedy) for word, means, remedy in _faults() if word in message)


@cache
def _faults() -> tuple[tuple[str, str, str], ...]:
    text = Path(__file__).with_name("fault_words.yml").read_text(encoding="utf-8")
    return tuple((f["word"], f["means"], f["remedy"]) for f in yaml.safe_load(text)["faults"])
