"""The tools of the web archive community – wacz and pywb – in an environment of their own.

pywb brings a package that overwrites the `brotli` module that Scrapy uses, so neither stands among the development requirements.
The environment is made once and kept beside the project's own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(sys.prefix) / "archive-tools"
WANTED = ("wacz==0.6.0", "pywb==2.10.0")
REPLAY = """
import hashlib, os, sys
from werkzeug.test import Client
os.chdir(sys.argv[1])
from pywb.apps.frontendapp import FrontEndApp
client = Client(FrontEndApp())
for line in sys.stdin.read().split():
    answer = client.get(f"/ev/mp_/{line}".replace("/mp_/", "/2id_/"), follow_redirects=True)
    print(answer.status_code, hashlib.sha256(answer.data).hexdigest(), line)
"""


def archive_tools() -> Path:
    """The folder of the tools' programs; the test is skipped with the reason where they cannot be installed."""
    programs = HOME / "bin"
    if not (programs / "wb-manager").is_file():
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(HOME)], capture_output=True, text=True, check=False
        )
        if made.returncode == 0:
            install = [str(programs / "python"), "-m", "pip", "install", "-q", *WANTED]
            made = subprocess.run(install, capture_output=True, text=True, check=False, timeout=280)
        if made.returncode:
            pytest.skip(f"wacz and pywb cannot be installed here: {made.stderr.strip()[-300:]}")
    return programs


def validated(package: Path) -> str:
    """What `wacz validate` says of a package."""
    done = subprocess.run(
        [str(archive_tools() / "wacz"), "validate", "-f", str(package)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def replayed(package: Path, folder: Path, addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Address → (status, SHA-256 of the body) as pywb replays them out of the package."""
    manager = str(archive_tools() / "wb-manager")
    for words in (["init", "ev"], ["add", "ev", str(package), "--unpack-wacz"]):
        subprocess.run([manager, *words], cwd=folder, capture_output=True, text=True, check=True)
    done = subprocess.run(
        [str(archive_tools() / "python"), "-W", "ignore", "-c", REPLAY, str(folder)],
        input="\n".join(addresses),
        capture_output=True,
        text=True,
        check=True,
    )
    rows = (line.split(" ", 2) for line in done.stdout.splitlines() if line[:3].isdigit())
    return {url: (int(status), sha) for status, sha, url in rows}
