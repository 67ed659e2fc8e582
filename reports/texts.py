"""What reports say, in Chinese or English; the words are in texts.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Texts:
    """The message catalogue in one language (zh or en)."""

    lang: str

    def __call__(self, key: str, /, **values: object) -> str:
        """The text for `key` with `values` filled in; KeyError for an unknown key."""
        text = _catalogue()[key][self.lang]
        return text.format(**values) if values else text

    def known(self, prefix: str, key: str) -> str:
        """The text for `prefix.key`, or `key` itself where the catalogue has none."""
        entry = _catalogue().get(f"{prefix}.{key}")
        return entry[self.lang] if entry else key

    def keys(self, prefix: str) -> list[str]:
        """The catalogue's keys below `prefix.`, without it, in its order."""
        return [k.removeprefix(prefix + ".") for k in _catalogue() if k.startswith(prefix + ".")]


def both(key: str, /, **values: object) -> str:
    """The text in both languages, for errors that are raised before anybody has chosen one."""
    return " / ".join(Texts(lang)(key, **values) for lang in ("en", "zh"))


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("texts.yml")
    data: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data
