"""Commands measured on one core: time, CPU and peak memory."""

from __future__ import annotations

import json
import os
import platform
import resource
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
    started = time.monotonic()
    process = _pinned(command, -1)
    printed, used = _ended(what, process, {0, 8} if mirror else {0})
    seconds = time.monotonic() - started
    pages = sum(1 for _ in mirror.rglob("*.html")) if mirror else printed["pages"]
    return Figure(what, pages, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def together(what: str, commands: list[list[str]]) -> Figure:
    """Run commands at the same time, each on a core of its own: pages and CPU of all, the time until the last has ended."""
    started = time.monotonic()
    processes = [_pinned(command, n) for n, command in enumerate(commands)]
    ended = [_ended(what, process, {0}) for process in processes]
    seconds = time.monotonic() - started
    cpu = sum(used.ru_utime + used.ru_stime for _, used in ended)
    peak = max(used.ru_maxrss for _, used in ended) / 1024
    return Figure(what, sum(printed["pages"] for printed, _ in ended), seconds, cpu, peak)


def _pinned(command: list[str], core: int) -> subprocess.Popen[str]:
    taskset = shutil.which("taskset")
    cores = sorted(os.sched_getaffinity(0)) if taskset else []
    full = (
        [taskset, "-c", str(cores[core % len(cores) if core >= 0 else core]), *command]
        if taskset
        else command
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(full, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT)


def _ended(
    what: str, process: subprocess.Popen[str], good: set[int]
) -> tuple[dict[str, int], resource.struct_rusage]:
    """What a process printed last, and what it used."""
    out = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in good:
        raise SystemExit(f"{what} ended with {os.waitstatus_to_exitcode(status)}")
    lines = out.splitlines()
    return json.loads(lines[-1]) if lines else {}, used
