"""Titles and body texts of entries, unlike one another and of a believable length."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from labelled.model import Website, pick
from labelled.wording import words


def chinese_date(day: dt.date) -> str:
    """A day as running text writes it."""
    return str(words("forms")["cn"]).format(y=day.year, m=day.month, d=day.day)


MONTHLY = frozenset({"employment", "social-security"})


@dataclass
class Writer:
    """Writes for one site; no title is used twice."""

    site: Website
    rng: random.Random
    used: set[str] = field(default_factory=set)
    number: int = 0

    def blanks(self, on: dt.date) -> dict[str, Any]:
        """The values a pattern may use; numbers run, so that patterns stay unlike."""
        self.number += 1
        rng, w, site = self.rng, self.site.words, self.site
        bodies = words("bodies")
        quarter = (on.month - 1) // 3
        topic, other = rng.sample(w["topics"], 2)
        return {
            "o": site.name,
            "s": site.short,
            "y": on.year,
            "t": topic,
            "t2": other,
            "n": self.number % 9 + 1,
            "m": (on.month - 2) % 12 + 1,
            "q": words("titles")["quarters"][quarter - 1],
            "p": site.city + pick(rng, bodies["companies"]),
            "l": pick(rng, w["licence"]),
            "z": pick(rng, w["penalty"]),
            "f": pick(rng, w["fee"]),
            "r": pick(rng, bodies["persons"]),
            "k": 100 + self.number,
            "x": site.city[-1],
            "a": rng.randint(21, 98),
            "b": rng.randint(110, 990),
            "c2": rng.randint(2, 19),
            "city": site.city,
        }

    def title(self, item: str, on: dt.date, **fixed: Any) -> str:
        """A new title of this item; `fixed` sets blanks."""
        for _ in range(60):
            blanks = self.blanks(on)
            if (item == "statistics" and on.month < 4) or (item in MONTHLY and on.month == 1):
                blanks["y"] -= 1
            blanks |= fixed
            text = str(pick(self.rng, words("titles")[item])).format(**blanks)
            if text not in self.used:
                self.used.add(text)
                return text
        text = f"{text}{words('forms')['again'].format(n=self.number)}"
        self.used.add(text)
        return text

    def paragraphs(self, on: dt.date, count: int, topic: str | None = None) -> list[str]:
        """A body of `count` sentences after an opening."""
        texts = words("texts")
        blanks = self.blanks(on)
        if topic:
            blanks["t"] = topic
        chosen = self.rng.sample(texts["sentences"], min(count, len(texts["sentences"])))
        return [str(s).format(**blanks) for s in [pick(self.rng, texts["openers"]), *chosen]]

    def filled(self, name: str, on: dt.date, **fixed: Any) -> list[str]:
        """The paragraphs of texts.yml under `name`, blanks filled."""
        found = words("texts")[name]
        blanks = self.blanks(on) | fixed
        persons = self.rng.sample(words("bodies")["persons"], 3)
        blanks |= {"r": persons[0], "r2": persons[1], "r3": persons[2]} | fixed
        return [str(s).format(**blanks) for s in (found if isinstance(found, list) else [found])]
