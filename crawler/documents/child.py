"""The process that reads documents, one after the other, so that a crash or a hang costs one of them.

Run as `python -P -m crawler.documents.child`: the first frame is the limits, then for each document its name and its
bytes; the answer to each is a DocumentText as JSON.
"""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import suppress
from typing import BinaryIO

from crawler.documents.frames import read_frame, write_frame
from crawler.documents.limits import Limits
from crawler.documents.reader import read_document
from records.serial import from_json, to_json


def main() -> None:
    """Answer until the parent closes the pipe."""
    source, out = _own_pipes()
    warnings.simplefilter("ignore")
    first = read_frame(source)
    if first is None:
        return
    limits = from_json(Limits, first.decode())
    _bound_memory(limits.memory)
    while (name := read_frame(source)) is not None and (body := read_frame(source)) is not None:
        found = read_document(body, name.decode("utf-8", "replace"), limits)
        write_frame(out, to_json(found).encode("utf-8", "surrogatepass"))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, kept from whatever a library prints."""
    source, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return source, out


def _bound_memory(most: int) -> None:
    """Bound the address space where the platform can; elsewhere the other limits hold alone."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):  # some systems know the limit and refuse to set it
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
