"""The indicator table as a spreadsheet: its sheets, headings and words, for writing and for reading."""

from __future__ import annotations

from reports.texts import Texts

KEYS = (
    "id",
    "title_zh",
    "title_en",
    "basis_zh",
    "basis_en",
    "unit_zh",
    "unit_en",
    "scores_for",
    "total",
    "pass_mark",
    "rescale",
    "from_plan",
    "bonus_above",
    "bonus_most",
)
COLUMNS = {
    "part": 11,
    "parent": 18,
    "id": 22,
    "title_zh": 34,
    "title_en": 26,
    "weight": 9,
    "mode": 9,
    "source": 36,
    "rule": 26,
    "points": 10,
    "columns": 28,
    "then": 13,
}
OF_RULE = ("rule", "points", "columns", "then")
NUMBERS = ("total", "pass_mark", "from_plan", "bonus_above", "bonus_most")
CHOICES = {
    "part": ("vetoes", "indicators", "bonus"),
    "mode": ("deduct", "add"),
    "then": ("judged", "review"),
}
MOST_ROWS = 5_000


class Words:
    """The table's words in one language, and what a word means in either."""

    def __init__(self, lang: str) -> None:
        self.say = Texts(lang)
        self._other = Texts("en" if lang == "zh" else "zh")

    def __call__(self, key: str) -> str:
        """The word for a key."""
        return self.say(f"schemetable.{key}")

    def meant(self, prefix: str, word: str) -> str | None:
        """The key below `prefix` that a word stands for, in Chinese or English; None for none."""
        for key in self.say.keys(f"schemetable.{prefix}"):
            if word.casefold() in {
                self.say(f"schemetable.{prefix}.{key}").casefold(),
                self._other(f"schemetable.{prefix}.{key}").casefold(),
            }:
                return key
        return None

    def is_word(self, key: str, word: str) -> bool:
        """A word is the one for this key, in Chinese or English."""
        full = f"schemetable.{key}"
        return word.casefold() in {self.say(full).casefold(), self._other(full).casefold()}

    def either(self, key: str) -> tuple[str, str]:
        """The word in both languages, this one first."""
        return self.say(f"schemetable.{key}"), self._other(f"schemetable.{key}")
