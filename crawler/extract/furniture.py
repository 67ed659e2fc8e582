"""Lines of a page that are no text of its document: tools, breadcrumbs, lines of source, neighbours, the foot."""

from __future__ import annotations

from functools import lru_cache

from crawler.extract import dates
from crawler.extract.words import compact, form, words

_TOOLS, _CRUMB, _HERE, _STEPS = form("tool_line"), form("crumb_mark"), form("crumb_here"), form("crumb_steps")
_NEIGHBOUR, _COUNTER, _OWN = form("neighbour_line"), form("counter_line"), form("own_line")
_LONGEST, _LINE, _FOOT = 400, 160, 2
_STOP, _COLONS = "\u3002", "：:"


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Whether the line belongs to the page and not to its document; pages of a site repeat most of these."""
    if len(text) > _LONGEST:
        return False
    plain = compact(text)
    if len(plain) < 2 or plain in words("chrome_words") or "{{" in plain:
        return True
    if sum(mark in plain for mark in words("foot_marks")) >= _FOOT:
        return True
    if len(plain) > _LINE or plain[-1] == _STOP:
        return False
    if (
        _OWN.match(plain)
        or _TOOLS.match(plain)
        or _NEIGHBOUR.match(plain)
        or _names_aside(plain.rstrip(_COLONS))
    ):
        return True
    if _CRUMB.match(plain):
        return _HERE.match(plain) is not None or _STEPS.search(plain) is not None
    return _COUNTER.search(plain) is not None and dates.FULL.search(text) is not None


def _names_aside(name: str) -> bool:
    return name in words("aside_headings") or name in words("related_headings")
