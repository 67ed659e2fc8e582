"""`python -m console.sample [VARIANT]`: serve the sample site until Ctrl-C, to look at it in a browser."""

from __future__ import annotations

import contextlib
import sys
import threading

from console.sample.data import MAIN, variants
from console.sample.server import serving


def main(words: list[str]) -> int:
    """Serve one variant; 2 for an unknown one."""
    variant = words[0] if words else MAIN
    if variant not in variants():
        print(" ".join(variants()), file=sys.stderr)
        return 2
    with serving(variant) as base, contextlib.suppress(KeyboardInterrupt):
        print(base, flush=True)
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
