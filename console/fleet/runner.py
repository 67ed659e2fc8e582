"""One child process, seen from its runner: started in a group of its own, kept alive by pings, ended for certain."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path

from console.fleet.lifeline import PING
from console.fleet.order import Word, word_of
from records.fleet import Progress

STOP_SECONDS = 20.0  # a child that is asked to stop has so long to leave its crawl in order
_TAIL = 20  # lines of a child's complaints that are kept


class Child:
    """A running child. `progress`, `run` and `error` are what it said last."""

    def __init__(self, order: Path) -> None:
        self.progress, self.run, self.error = Progress(), "", ""
        self.started = time.monotonic()
        self._stopped: float | None = None
        self._complaints: deque[str] = deque(maxlen=_TAIL)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "console.fleet", str(order), str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._ears = [threading.Thread(target=f, daemon=True) for f in (self._hear, self._mind)]
        for ear in self._ears:
            ear.start()

    @property
    def pid(self) -> int:
        """The child's process, which leads a group of its own."""
        return self._process.pid

    def ping(self) -> None:
        """Tell the child that its runner is there; past its time to stop it is killed."""
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(BrokenPipeError):
            os.write(pipe.fileno(), PING)
        if self._stopped is not None and time.monotonic() - self._stopped > STOP_SECONDS:
            self.kill()

    def ended(self) -> int | None:
        """The exit code, with all its words heard; None while it runs."""
        code = self._process.poll()
        if code is None:
            return None
        self.kill()
        return code

    def complaint(self) -> str:
        """Why it failed, as far as it said."""
        return self.error or "\n".join(self._complaints)[-2000:]

    def stop(self) -> None:
        """Ask it to stop as Ctrl-C does."""
        if self._stopped is None:
            self._stopped = time.monotonic()
            self._process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        """End it and everything it started, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        for ear in self._ears:
            ear.join(timeout=5)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if (word := word_of(line)) is not None:
                self._note(word)

    def _note(self, word: Word) -> None:
        self.progress = word.progress or self.progress
        self.run, self.error = word.run or self.run, word.error or self.error

    def _mind(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._complaints.append(line.rstrip())
