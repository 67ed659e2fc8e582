"""The manifest of a run: every file written about it with its hash and what it attests, so that a copy can be proved later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from records.errors import InputError
from reports.attestation import attested
from reports.material import ReportInput
from reports.writing_beside import beside

SUFFIX = ".manifest.json"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a run. `said`: day, rules digest, evaluator, tool version, coverage."""

    name: str
    format: str
    sha256: str
    bytes: int
    run: str
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a manifest says of a file: `entry` None when it knows neither the name nor the hash."""

    sha256: str
    manifest: str
    entry: Entry | None = None

    @property
    def unaltered(self) -> bool:
        """The file is byte for byte what was written."""
        return self.entry is not None and self.entry.sha256 == self.sha256


def entries(material: ReportInput, files: Iterable[tuple[str, Path]]) -> list[Entry]:
    """(format, file) as entries."""
    said = attested(material)
    return [
        Entry(path.name, kind, hash_of(path), path.stat().st_size, material.run.id, said)
        for kind, path in files
    ]


def enter(folder: Path, run: str, made: Iterable[Entry]) -> Path:
    """Write the entries into the run's manifest in `folder`, replacing those of the same names; the manifest's path."""
    path = folder / f"{safe_run(run)}{SUFFIX}"
    known = {e.name: e for e in (_read(path) if path.is_file() else [])} | {e.name: e for e in made}
    listed = [asdict(e) for e in sorted(known.values(), key=lambda e: e.name)]
    text = json.dumps({"run": run, "files": listed}, ensure_ascii=False, indent=1) + "\n"
    return beside(path, lambda part: part.write_text(text, encoding="utf-8", newline="\n"))


def prove(path: Path, manifests: Iterable[Path]) -> Proof:
    """What the first manifest says that knows the file, by its name or else by its hash."""
    mine, found = hash_of(path), None
    for manifest in manifests:
        known = _read(manifest)
        by_hash = next((e for e in known if e.sha256 == mine), None)
        by_name = next((e for e in known if e.name == path.name), None)
        if by_hash:
            return Proof(mine, str(manifest), by_hash)
        if by_name and found is None:
            found = Proof(mine, str(manifest), by_name)
    return found or Proof(mine, "")


def manifests_beside(path: Path) -> list[Path]:
    """The manifests in a file's folder."""
    return sorted(path.parent.glob(f"*{SUFFIX}"))


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's bytes; OSError when it cannot be read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()


def safe_run(run: str) -> str:
    """A run's id as the beginning of a file's name."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in run)[:120] or "run"


def _read(path: Path) -> list[Entry]:
    try:
        return [Entry(**given) for given in json.loads(path.read_text(encoding="utf-8"))["files"]]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"no manifest: {error}", where=str(path)) from None
