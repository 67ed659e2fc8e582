"""Running the product on a served site: nothing but its command line is used."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from labelled.links import Linker
from labelled.making import Labelled
from labelled.model import Website
from labelled.rendering import hosts
from labelled.serving import base, serving

COMMAND = Path(__file__).parents[2] / ".venv" / "bin" / "gongkai"
LOOPBACK = {"main": "127.0.0.1", "other": "127.0.0.2"}
SECONDS = 240


@dataclass
class Audit:
    """What the product said about one site."""

    labelled: Labelled
    linker: Linker
    code: int = -1
    seconds: float = 0.0
    lines: list[dict[str, Any]] = field(default_factory=list)
    trouble: str = ""


def audit(labelled: Labelled, folder: Path) -> Audit:
    """Serve the site, audit it, read all outcomes."""
    folder.mkdir(parents=True, exist_ok=True)
    site = labelled.site
    with serving(LOOPBACK) as servers:
        bases = {name: base(server) for name, server in servers.items()}
        for name, host in hosts(site, bases).items():
            servers[name].host = host
        (folder / "site.yml").write_text(site_file(site, bases), encoding="utf-8")
        found = Audit(labelled, Linker(site, bases))
        _run(found, folder)
    return found


def site_file(site: Website, bases: dict[str, str]) -> str:
    """The site file a person would write for this body."""
    values: dict[str, Any] = {
        "code": site.code,
        "name": site.name,
        "aliases": site.aliases,
        "credit_code": site.credit_code,
        "site_id_code": site.site_id,
        "home": bases["main"] + "/",
        "profile": site.profile,
        "region": site.area,
        "pace": {"delay": 0, "concurrency": 4},
        "allow_private": True,
    }
    if sum(site.site_id.encode()) % 2:
        values["index_number"] = {"families": [site.family], "year": "publication"}
    values |= site.site_file
    return str(yaml.safe_dump({k: v for k, v in values.items() if v is not None}, allow_unicode=True))


def _run(found: Audit, folder: Path) -> None:
    db, site = folder / "run.db", found.labelled.site
    started = time.monotonic()
    first = _call(
        "audit",
        folder / "site.yml",
        "--db",
        db,
        "--today",
        site.today,
        "--out",
        folder / "out",
        "--format",
        "jsonl",
    )
    found.seconds = time.monotonic() - started
    found.code = first.returncode
    (folder / "audit.log").write_text(first.stdout + first.stderr, encoding="utf-8")
    second = _call("findings", "--db", db, "--run", "latest", "--format", "jsonl", "--outcome", "all")
    (folder / "findings.jsonl").write_text(second.stdout, encoding="utf-8")
    if first.returncode not in {0, 1, 3} or second.returncode != 0:
        found.trouble = (first.stderr + first.stdout + second.stderr)[-1500:]
    found.lines = [json.loads(line) for line in second.stdout.splitlines() if line.startswith("{")]


def _call(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(COMMAND), *(str(a) for a in arguments)]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", "timed out")
