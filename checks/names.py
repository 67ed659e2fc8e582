"""Whose name a publisher or source mark is: this body's own, or another one's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from checks import words
from records.column_names import plain_name
from records.types import Entry, Site

ENOUGH = 5  # documents that name a publisher
_CJK = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The names this body goes by."""

    names: tuple[str, ...]
    _known: dict[str, bool] = field(default_factory=dict)

    def is_other(self, printed: str | None) -> bool:
        """The printed name is certainly another body's: shaped like a body, and no form of ours."""
        if not printed:
            return False
        found = self._known.get(printed)
        if found is None:
            found = self._known[printed] = self._is_other(printed)
        return found

    def is_own(self, name: str) -> bool:
        """The plain name is this body's own, whole or with characters left out."""
        return any(name == own or _is_short_for(name, own) for own in self.names)

    def _is_other(self, printed: str) -> bool:
        parts = [p for p in (plain_name(part) for part in words.pattern("body_parts").split(printed)) if p]
        return bool(self.names) and bool(parts) and all(self._part_is_other(p) for p in parts)

    def _part_is_other(self, name: str) -> bool:
        if name in words.listed("own_words") or any(_is_form_of(name, own) for own in self.names):
            return False
        section = words.pattern("own_section").search(name)
        if section and not words.pattern("not_a_section").search(name):
            return False
        return words.pattern("body").search(name) is not None


def own_names(site: Site, entries: Iterable[Entry]) -> OwnNames:
    """Names from the site file; without any, the publisher that most documents name."""
    names = [plain_name(n) for n in (site.name, *site.aliases) if _CJK.search(n)]
    if names:
        return OwnNames(tuple(dict.fromkeys(names)))
    shown = Counter(plain_name(e.header.publisher) for e in entries if e.header.publisher)
    most, count = next(iter(shown.most_common(1)), ("", 0))
    return OwnNames((most,) if count >= ENOUGH and count * 2 > shown.total() else ())


def _is_form_of(name: str, own: str) -> bool:
    """The own name, a short form of it, one of its sections, or the paper or website called after it."""
    if own in name or _is_short_for(name, own):
        return True
    body = words.pattern("own_body_part").match(name)
    medium = words.pattern("own_medium").match(name)
    parts = [m.group(1) for m in (body, medium) if m]
    return any(_is_short_for(part, own) for part in parts)


def _is_short_for(name: str, own: str) -> bool:
    """The own name with characters left out, as abbreviations are."""
    rest = iter(own)
    return len(name) >= 2 and all(c in rest for c in name)
