"""A child lives only as long as its runner does and says so. Nothing but the standard library, so that it binds itself at once."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import sys
import threading

FENCE_SECONDS = 10.0  # a child that has heard nothing of its runner for so long ends itself
PING = b"."
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def bind(runner: int) -> None:
    """End with the process `runner`: by its pipe on standard input everywhere, by the kernel's word on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_DIES_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != runner:
        _end()
    threading.Thread(target=_listen, name="lifeline", daemon=True).start()


def _listen() -> None:
    """Wait for the runner's pings; without one for too long, or with the pipe closed, everything of this audit ends."""
    pipe = sys.stdin.fileno()
    while select.select([pipe], [], [], FENCE_SECONDS)[0]:
        if not os.read(pipe, 4096):
            break
    _end()


def _end() -> None:
    """The whole process group at once: a browser of ours does not outlive us."""
    os.killpg(os.getpgid(0), signal.SIGKILL)
