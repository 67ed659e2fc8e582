"""Cells of a filled-in table to values; what cannot be meant is a fault with sheet, row, column and remedy."""

from __future__ import annotations

import re
from typing import Any

from reports.schemes.table import Words

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NUMBERED = re.compile(r"\d+(\.\d+)*")
_SEPARATORS = re.compile(r"[,\s\uff0c\u3001;\uff1b]+")
SCHEME, TREE = "sheet.scheme", "sheet.tree"


class Cells:
    """Turns words of cells into values and remembers what was wrong."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.faults: list[str] = []

    def fault(self, sheet: str, row: int, heading: str, what: str) -> None:
        """Something wrong in one cell; `heading` names the column, or the row of the first sheet."""
        say = self.words.say
        told = say(
            "schemetable.fault", sheet=self.words(sheet), row=row, column=self.words(heading), what=what
        )
        if told not in self.faults:
            self.faults.append(told)

    def number(self, sheet: str, row: int, heading: str, word: str) -> float | None:
        """A number; None for an empty cell and for what is none (a fault)."""
        if not word:
            return None
        try:
            return float(word.replace("\uff0c", "").replace(",", ""))
        except ValueError:
            self.fault(sheet, row, heading, self.words.say("schemetable.bad_number", value=word))
            return None

    def points(self, row: int, key: str, word: str) -> float | str:
        """Points of the tree, `open` where they are to be filled in."""
        if not word or self.words.is_word("open", word):
            return "open"
        found = self.number(TREE, row, f"column.{key}", word)
        return "open" if found is None else found

    def choice(self, row: int, key: str, word: str) -> str:
        """One of the words that a column allows, the first where the cell is empty or wrong (a fault)."""
        keys = self.words.say.keys(f"schemetable.{key}")
        if not word:
            return keys[0]
        found = self.words.meant(key, word)
        if found is None:
            known = ", ".join(self.words(f"{key}.{k}") for k in keys)
            self.fault(
                TREE, row, f"column.{key}", self.words.say("schemetable.bad_choice", value=word, known=known)
            )
        return found or keys[0]

    def yes(self, row: int, word: str) -> bool:
        """Yes, also where nothing is said, or no."""
        if self.words.is_word("no", word):
            return False
        if word and not self.words.is_word("yes", word):
            known = f"{self.words('yes')}, {self.words('no')}"
            what = self.words.say("schemetable.bad_choice", value=word, known=known)
            self.fault(SCHEME, row, "key.rescale", what)
        return True

    def identifier(self, row: int, key: str, word: str) -> str:
        """An id; 1.2 becomes i1-2."""
        word = plain_id(word)
        if not word:
            self.fault(TREE, row, f"column.{key}", self.words("empty"))
        elif not _ID.fullmatch(word):
            self.fault(TREE, row, f"column.{key}", self.words.say("schemetable.bad_id", value=word))
        return word


def plain_id(word: str) -> str:
    """1.2 as i1-2, anything else as it is."""
    return "i" + word.replace(".", "-") if _NUMBERED.fullmatch(word) else word


def listed(word: str) -> list[str]:
    """Names with commas between."""
    return [part for part in _SEPARATORS.split(word) if part]


def text_of(value: Any) -> str:
    """A cell as text; a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
