"""A reading child that hangs or crashes when a document's name says so, and else tells who it is."""

from __future__ import annotations

import os
import time

from crawler.documents import child
from crawler.documents.limits import Limits
from records.documents import DocumentText


def _read(body: bytes, name: str, limits: Limits) -> DocumentText:
    if name == "hang":
        time.sleep(60)
    if name == "crash":
        os._exit(9)
    if name == "print":
        print("a library that talks")  # goes nowhere near the answers
    return DocumentText("text", text=f"{os.getpid()} {len(body)}")


if __name__ == "__main__":
    child.read_document = _read
    child.main()
