"""Running the command line as a user does: a process of its own, its output and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
GONGKAI = (sys.executable, "-c", "from console.cli import main; main()")


def gongkai(
    *words: str | Path, cwd: Path = ROOT, seconds: int = 240, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """`gongkai words…`, with everything it printed; `typed` is what the user types."""
    environ = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "160", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [*GONGKAI, *map(str, words)],
        cwd=cwd,
        env=environ,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """A file system of that size at `folder`; False where this machine does not let us make one."""
    folder.mkdir(parents=True, exist_ok=True)
    made = False
    if sys.platform.startswith("linux"):
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def make_readonly(folder: Path) -> None:
    """Remount a `small_disk` so that nothing can be written to it."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
