"""What the command line says, in Chinese or English; the words are in texts.yml and texts_*.yml."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import yaml

LANGS = ("zh", "en")


def lang_from_call(argv: list[str], environ: dict[str, str]) -> str:
    """The language of help texts: `--lang X` anywhere on the command line, else GONGKAI_LANG, else Chinese."""
    for i, word in enumerate(argv):
        value = (
            word[7:]
            if word.startswith("--lang=")
            else argv[i + 1]
            if word == "--lang" and i + 1 < len(argv)
            else ""
        )
        if value in LANGS:
            return value
    return environ.get("GONGKAI_LANG", "zh") if environ.get("GONGKAI_LANG") in LANGS else "zh"


def say(key: str, /, **values: object) -> str:
    """The text for `key` in the current language with `values` filled in; KeyError for an unknown key."""
    text = _texts()[key][lang_from_call(sys.argv, dict(os.environ))]
    return text.format(**values) if values else text


def known(key: str) -> bool:
    """There is a text of this key."""
    return key in _texts()


@cache
def _texts() -> dict[str, dict[str, str]]:
    files = sorted(Path(__file__).parent.glob("texts*.yml"))
    return {k: v for file in files for k, v in yaml.safe_load(file.read_text(encoding="utf-8")).items()}
