"""Bundles: one judged run with its archive in one file, to travel between machines. Nothing damaged or foreign gets in."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from records.errors import ArchiveError, GongkaiError
from records.slices import copied_slices
from records.store import Store
from records.store_copy import bodies_of, copy_run

FORMAT = "gongkai-bundle/1"
SUFFIX = ".gongkai.zip"
MANIFEST, DATABASE, ARCHIVE = "manifest.json", "run.db", "archive"
MOST_FILES, MOST_BYTES = 10_000, 200 * 1024**3
_MANIFEST_BYTES = 4 * 1024**2
_PIECE = 1024 * 1024


class BundleError(GongkaiError):
    """A bundle is damaged, foreign, or says something else than what is here; nothing was taken over."""


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file of a bundle, as its manifest names it."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle says of itself. `digest`: the SHA-256 of its manifest."""

    run: str
    site: str
    tool_version: str
    today: str
    rules_digest: str
    files: tuple[BundleFile, ...] = ()
    format: str = FORMAT
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """A store with the folder of its archive."""

    store: Store
    archive: Path


def export_bundle(here: Place, run: str, out: Path) -> Bundle:
    """Write a judged run as one file; it is written beside and renamed, so a failure leaves no half one."""
    found = here.store.run(run)
    today, rules_digest, _ = here.store.judged_with(run)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".bundle-") as name:
        folder = Path(name)
        bodies = copied_slices(here.archive, bodies_of(here.store, run), folder / ARCHIVE)
        with Store.open(folder / DATABASE) as copy:
            copy_run(here.store.path, run, copy, bodies, lambda: None)
        files = tuple(_listed(folder))
        bundle = Bundle(run, found.site, found.tool_version, today.isoformat(), rules_digest, files)
        return _packed(folder, bundle, out)


def verify_bundle(path: Path) -> Bundle:
    """Read a bundle through and compare every file with its manifest; BundleError says what does not agree."""
    with _opened(path) as pack:
        bundle = _manifest(pack, path)
        for file in bundle.files:
            with pack.open(file.path) as source:
                _compared(source, file, path, None)
    return bundle


def import_bundle(path: Path, here: Place, *, replace: bool = False) -> tuple[Bundle, bool]:
    """Take a bundle over; False when it has been before. Nothing is left of one that is refused.

    BundleError where the run is here with other contents, unless `replace`.
    """
    with _opened(path) as pack:
        bundle = _manifest(pack, path)
        known = here.store.bundle_digest(bundle.run)
        if known == bundle.digest:
            return bundle, False
        if known is not None and not replace:
            raise BundleError(
                f"run {bundle.run} is here already, with other contents", where=str(path), remedy="--replace"
            )
        with tempfile.TemporaryDirectory(dir=here.store.path.parent, prefix=".bundle-") as name:
            _unpacked(pack, bundle, path, Path(name))
            _taken_over(bundle, Path(name), here, path)
    return bundle, True


def _taken_over(bundle: Bundle, folder: Path, here: Place, path: Path) -> None:
    with Store.open(folder / DATABASE) as given:
        if [r.id for r in given.runs()] != [bundle.run]:
            raise BundleError("its database does not hold the run it names", where=str(path))
        new = [b for b in bodies_of(given, bundle.run) if here.store.body(b.sha256) is None]
    bodies = copied_slices(folder / ARCHIVE, new, here.archive)
    try:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        mark = here.store.bundle_marker(bundle.run, bundle.digest, now)
        copy_run(folder / DATABASE, bundle.run, here.store, bodies, mark)
    except BaseException:
        for file in {b.file for b in bodies}:
            (here.archive / file).unlink(missing_ok=True)
        raise


def _listed(folder: Path) -> Iterator[BundleFile]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield BundleFile(path.relative_to(folder).as_posix(), path.stat().st_size, digest)


def _packed(folder: Path, bundle: Bundle, out: Path) -> Bundle:
    said = {k: v for k, v in asdict(bundle).items() if k != "digest"}
    manifest = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as pack:
            pack.writestr(MANIFEST, manifest)
            for file in bundle.files:
                pressed = zipfile.ZIP_DEFLATED if file.path == DATABASE else zipfile.ZIP_STORED
                pack.write(folder / file.path, file.path, compress_type=pressed, compresslevel=6)
        part.replace(out)
    except OSError as error:
        raise ArchiveError(f"cannot write: {error}", where=str(out)) from error
    finally:
        part.unlink(missing_ok=True)
    return _said(said, manifest)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as pack:
            yield pack
    except FileNotFoundError:
        raise BundleError("no such file", where=str(path)) from None
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise BundleError(f"not a bundle, or damaged: {error}", where=str(path)) from None


def _manifest(pack: zipfile.ZipFile, path: Path) -> Bundle:
    """The manifest; what the file holds beside it must be what it names, under safe names."""
    names = pack.namelist()
    if MANIFEST not in names or pack.getinfo(MANIFEST).file_size > _MANIFEST_BYTES:
        raise BundleError("not a bundle: it has no manifest", where=str(path))
    text = pack.read(MANIFEST)
    try:
        raw = json.loads(text)
        files = tuple(BundleFile(**f) for f in raw.pop("files"))
        bundle = _said({**raw, "files": files}, text)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BundleError(f"its manifest cannot be read: {error}", where=str(path)) from None
    if bundle.format != FORMAT:
        raise BundleError(f"format {bundle.format!r} is not known here", where=str(path), remedy=FORMAT)
    if len(names) != len(set(names)) or {f.path for f in files} != set(names) - {MANIFEST}:
        raise BundleError("it does not hold the files that its manifest names", where=str(path))
    if not all(re.fullmatch(r"[\w.-]{1,200}", name, re.ASCII) for name in (bundle.run, bundle.site)):
        raise BundleError("it names no run", where=str(path))
    strange = [f.path for f in files if not _is_ours(f.path)]
    if strange or len(files) > MOST_FILES or sum(f.bytes for f in files) > MOST_BYTES:
        raise BundleError(f"it holds what no bundle holds: {strange[:3]}", where=str(path))
    return bundle


def _said(raw: dict[str, Any], text: bytes) -> Bundle:
    files = tuple(f if isinstance(f, BundleFile) else BundleFile(**f) for f in raw["files"])
    return Bundle(**{**raw, "files": files}, digest=hashlib.sha256(text).hexdigest())


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    in_archive = len(parts) == 2 and parts[0] == ARCHIVE and name.endswith(".warc.gz") and "\\" not in name
    return name == DATABASE or (in_archive and not parts[1].startswith("."))


def _unpacked(pack: zipfile.ZipFile, bundle: Bundle, path: Path, folder: Path) -> None:
    (folder / ARCHIVE).mkdir()
    for file in bundle.files:
        with pack.open(file.path) as source, (folder / file.path).open("xb") as out:
            _compared(source, file, path, out)


def _compared(source: IO[bytes], file: BundleFile, path: Path, out: IO[bytes] | None) -> None:
    """Read a file through, never more of it than its manifest says, and compare its hash."""
    digest, left = hashlib.sha256(), file.bytes
    try:
        while piece := source.read(_PIECE):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            if out is not None:
                out.write(piece)
    except zipfile.BadZipFile as error:
        raise BundleError(f"damaged: {error}", where=f"{path}:{file.path}") from None
    if left or digest.hexdigest() != file.sha256:
        raise BundleError("it was altered: the hash does not agree", where=f"{path}:{file.path}")
