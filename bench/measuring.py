"""Commands measured on one core: time, CPU and peak memory."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    what: str
    pages: int
    seconds: float
    cpu_seconds: float
    peak_mb: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.cpu_seconds / max(self.pages, 1)


def machine() -> str:
    """What the figures were taken on."""
    return f"{platform.machine()}, {os.cpu_count()} cores, one used; Python {platform.python_version()}"


def site_file(home: Path, url: str, pace: str = "pace: {delay: 0}") -> Path:
    """The site file of a generated site."""
    site, host = home / "site.yml", url.removeprefix("http://").rstrip("/")
    site.write_text(
        f"name: 示例局\ncode: bench\nhome: {url}\nhosts: ['{host}']\nallow_private: true\n{pace}\n",
        encoding="utf-8",
    )
    return site


def measured(what: str, command: list[str], mirror: Path | None) -> Figure:
    """Run a command on the last core and take its time, CPU and peak memory; it prints its number of pages as JSON."""
    pinned = shutil.which("taskset")
    cores = sorted(os.sched_getaffinity(0)) if pinned else []
    full = [pinned, "-c", str(cores[-1]), *command] if pinned else command
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    started = time.monotonic()
    process = subprocess.Popen(full, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT)
    out = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) not in ({0, 8} if mirror else {0}):
        raise SystemExit(f"{what} ended with {os.waitstatus_to_exitcode(status)}")
    pages = sum(1 for _ in mirror.rglob("*.html")) if mirror else json.loads(out.splitlines()[-1])["pages"]
    return Figure(what, pages, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
