"""Checks an evidence package without unpacking it: nothing in it is trusted, and what was altered is named."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from records.errors import InputError
from reports.evidence.pack import ARCHIVE, FINDING, FORMAT, MANIFEST
from reports.evidence.wacz import DATA, DIGEST, INDEX, PACKAGE
from reports.texts import both

MOST_FILES, MOST_BYTES = 500, 2 * 1024**3
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `key`: its sentence (verify.…); `what`: the file or address it is about."""

    good: bool
    key: str
    what: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """All checks of a package, and the hash of its manifest."""

    checks: tuple[Check, ...]
    manifest: str
    told: dict[str, Any]

    @property
    def is_whole(self) -> bool:
        """Nothing was altered."""
        return all(c.good for c in self.checks)


def verified(path: Path) -> Verified:
    """Every check of a package. InputError for what is no package at all."""
    try:
        files, faults = _read(path.read_bytes())
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise InputError(both("pack.unreadable", error=error), where=str(path)) from error
    raw = files.get(MANIFEST)
    told = _object(raw)
    if raw is None or told.get("format") != FORMAT:
        raise InputError(both("pack.none"), where=str(path))
    checks = [*faults, *_hashes(told, files), *_pictures(files)]
    checks += _archive(files.get(ARCHIVE, b""), _object(files.get(FINDING)))
    return Verified(tuple(checks), hashlib.sha256(raw).hexdigest(), told)


def _read(content: bytes) -> tuple[dict[str, bytes], list[Check]]:
    files: dict[str, bytes] = {}
    faults: list[Check] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_FILES or sum(i.file_size for i in infos) > MOST_BYTES:
            raise zipfile.BadZipFile("too many files, or too large")
        for info in infos:
            name = PurePosixPath(info.filename.replace("\\", "/"))
            if name.is_absolute() or ".." in name.parts or ":" in info.filename:
                faults.append(Check(False, "unsafe", info.filename))
            elif info.filename in files:
                faults.append(Check(False, "twice", info.filename))
            else:
                files[info.filename] = _member(archive, info, faults)
    return files, faults


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, faults: list[Check]) -> bytes:
    """One file; what its CRC does not vouch for is a fault."""
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error) as error:
        faults.append(Check(False, "damaged", info.filename, str(error)))
        return b""


def _hashes(manifest: dict[str, Any], files: dict[str, bytes]) -> Iterator[Check]:
    listed = {str(f.get("path")): str(f.get("sha256")) for f in _rows(manifest.get("files"))}
    for name, sha in listed.items():
        if name not in files:
            yield Check(False, "missing", name)
        else:
            yield Check(hashlib.sha256(files[name]).hexdigest() == sha, "file", name)
    for name in files:
        if name not in listed and name != MANIFEST:
            yield Check(False, "added", name)


def _pictures(files: dict[str, bytes]) -> Iterator[Check]:
    for name, content in files.items():
        if name.endswith(".png") and not content.startswith(PNG):
            yield Check(False, "picture", name)


def _archive(content: bytes, finding: dict[str, Any]) -> Iterator[Check]:
    """The archive by its own hashes, then each body that the finding rests on."""
    try:
        files, faults = _read(content)
        yield from faults
        yield from _package(files)
        bodies = frozenset(_bodies(files))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, ArchiveLoadFailed, OSError) as error:
        yield Check(False, "archive", ARCHIVE, str(error))
        return
    for piece in _rows(finding.get("evidence")):
        yield _evidence(piece, bodies)


def _package(files: dict[str, bytes]) -> Iterator[Check]:
    package = files.get(PACKAGE, b"")
    said = _object(files.get(DIGEST)).get("hash")
    yield Check(said == f"sha256:{hashlib.sha256(package).hexdigest()}", "package", PACKAGE)
    for row in _rows(_object(package).get("resources")):
        name = str(row.get("path"))
        own = f"sha256:{hashlib.sha256(files.get(name, b'')).hexdigest()}"
        yield Check(name in files and own == row.get("hash"), "resource", name)


def _bodies(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Address and SHA-256 of every response that the index names and whose record agrees with it."""
    lines = gzip.decompress(files[INDEX]).decode().splitlines() if INDEX in files else []
    for line in lines:
        told = json.loads(line.split(" ", 2)[2])
        start = int(told["offset"])
        stream = io.BytesIO(files.get(DATA, b"")[start : start + int(told["length"])])
        record = next(iter(ArchiveIterator(stream)))
        body = record.content_stream().read()
        digest = hashlib.sha256(body)
        base = "sha256:" + base64.b32encode(digest.digest()).decode()
        agrees = base == told["digest"] == record.rec_headers.get_header("WARC-Payload-Digest")
        if agrees and record.rec_headers.get_header("WARC-Target-URI") == told["url"]:
            yield str(told["url"]), digest.hexdigest()


def _evidence(piece: dict[str, Any], bodies: frozenset[tuple[str, str]]) -> Check:
    url, copy = str(piece.get("url")), piece.get("copy")
    if not isinstance(copy, dict) or "sha256" not in copy:
        why = copy.get("left_out") if isinstance(copy, dict) else piece.get("problem")
        return Check(True, "left_out", url, str(why or ""))
    good = (url, copy["sha256"]) in bodies
    if copy.get("masked"):
        return Check(good, "masked", url, str(piece.get("sha256")))
    return Check(good and copy["sha256"] == piece.get("sha256"), "body", url, str(piece.get("sha256")))


def _object(raw: bytes | None) -> dict[str, Any]:
    """JSON as an object; an empty one for anything else."""
    try:
        found = json.loads(raw or b"null")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
