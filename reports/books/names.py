"""Names of sheets: what a spreadsheet program accepts, each once."""

from __future__ import annotations

import re

from reports.plain import plain

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\uff3b\uff3d\uff1a\uff0a\uff1f\uff0f\uff3c]")
_RESERVED = frozenset({"history"})  # Excel keeps it for itself, in any case of letters


class SheetNames:
    """Gives every sheet of one workbook a name of its own."""

    def __init__(self) -> None:
        self._taken = set(_RESERVED)
        self._promised: set[str] = set()

    def promise(self, wanted: str) -> str:
        """A name for a sheet that comes later, so that links and formulas can name it now."""
        name = self.free(wanted)
        self._promised.add(name)
        return name

    def free(self, wanted: str) -> str:
        """The wanted name made acceptable, numbered where it is taken or empty; a promised one as it is."""
        if wanted in self._promised:
            self._promised.remove(wanted)
            return wanted
        base = _cut(_FORBIDDEN.sub(" ", plain(wanted)).strip().strip("'").strip(), LONGEST)
        name, n = base, 1
        while not name or name.casefold() in self._taken:
            n += 1
            tail = f"({n})"
            name = _cut(base, LONGEST - len(tail)) + tail
        self._taken.add(name.casefold())
        return name


def quoted(sheet: str) -> str:
    """A sheet's name as links and formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _cut(text: str, most: int) -> str:
    """At most so many UTF-16 units, which is what spreadsheet programs count; never half a character."""
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", errors="ignore").rstrip(" '")
