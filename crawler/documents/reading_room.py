"""The parent's side: hands documents to a child process, ends it when it hangs, and begins another."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from crawler.documents.frames import read_frame, write_frame
from crawler.documents.limits import Limits
from crawler.extract.sniffing import sniff
from records.documents import DocumentProblem, DocumentText
from records.serial import from_json, to_json

READS_EACH = 300  # documents one child reads before a fresh one takes over
CHILD = "crawler.documents.child"


@dataclass(slots=True)
class _Exchange:
    """One document on its way; `answer` stays None when the child ended over it."""

    name: str
    body: bytes
    answer: bytes | None = None


@dataclass(slots=True)
class ReadingRoom:
    """Reads documents in one child after the other; use as a context manager."""

    limits: Limits = field(default_factory=Limits)
    child: str = CHILD
    _process: subprocess.Popen[bytes] | None = None
    _reads: int = 0

    def read(self, body: bytes, name: str) -> DocumentText:
        """Text and tables of one document, or the problem; never longer than the limits' `kill_seconds`."""
        if len(body) > self.limits.bytes_in:
            reason = f"{len(body)} bytes"
            return DocumentText(sniff(body), problem=DocumentProblem.TOO_LARGE, reason=reason)
        exchange = _Exchange(name, body)
        thread = threading.Thread(target=self._exchange, args=(self._child(), exchange), daemon=True)
        thread.start()
        thread.join(self.limits.kill_seconds)
        hangs = thread.is_alive()
        if exchange.answer is not None:
            return from_json(DocumentText, exchange.answer.decode("utf-8", "surrogatepass"))
        code = self._end()
        thread.join()
        if hangs:
            reason = f"not read in {self.limits.kill_seconds:g} s"
            return DocumentText(sniff(body), problem=DocumentProblem.TIMED_OUT, reason=reason)
        reason = f"its reader ended with code {code}"
        return DocumentText(sniff(body), problem=DocumentProblem.DAMAGED, reason=reason)

    def _exchange(self, process: subprocess.Popen[bytes], exchange: _Exchange) -> None:
        assert process.stdin is not None and process.stdout is not None
        try:
            write_frame(process.stdin, exchange.name.encode("utf-8", "replace"))
            write_frame(process.stdin, exchange.body)
            exchange.answer = read_frame(process.stdout)
        except (OSError, ValueError):
            return  # the child ended, by itself or by us: no answer

    def _child(self) -> subprocess.Popen[bytes]:
        """The child at work, a new one when there is none or it has read enough."""
        if self._reads >= READS_EACH:
            self._end()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", self.child],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_surroundings(),
            )
            self._reads = 0
            self._greet(self._process)
        self._reads += 1
        return self._process

    def _greet(self, process: subprocess.Popen[bytes]) -> None:
        """Tell a new child its limits; one that is gone already shows at the first document."""
        assert process.stdin is not None
        try:
            write_frame(process.stdin, to_json(self.limits).encode())
        except OSError:
            return

    def _end(self) -> int:
        """End the child; gives its exit code."""
        process, self._process, self._reads = self._process, None, 0
        if process is None:
            return 0
        try:
            code = process.wait(0.2)  # one that crashed has a code of its own
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)
        return code

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._process is not None and self._process.stdin is not None:
            _close(self._process.stdin)  # the child ends when its pipe does
        self._end()


def _close(pipe: object) -> None:
    try:
        pipe.close()  # type: ignore[attr-defined]
    except OSError:
        return  # what was left to send has no reader any more


def _surroundings() -> dict[str, str]:
    """The environment of the child: it finds our packages where this process did."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
