"""What readers remember is bounded by count; here also by size, so that pages made for it cannot fill the memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from crawler.extract.reader import Reader

AFTER_BYTES = 64_000_000  # of pages read; an ordinary site repeats its texts long before
_ROOMS = ("crawler.extract.", "crawler.platforms.", "records.addresses")


class Forgetting:
    """Empties everything that the readers remember each time that so many bytes were read."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._read = reader, 0

    def note(self, size: int) -> None:
        """A page of this many bytes was read."""
        self._read += size
        if self._read >= AFTER_BYTES:
            self._read = 0
            self._reader.forget()
            for remembered in _bounded_caches():
                remembered.cache_clear()


def _bounded_caches() -> Iterator[Any]:
    """Every function of the readers with a bounded memory; those without a bound hold the bundled words."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_ROOMS):
            for found in vars(module).values():
                told = getattr(found, "cache_parameters", None)
                if told is not None and told()["maxsize"] is not None:
                    yield found
