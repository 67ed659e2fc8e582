"""evidence: show what proves a finding, write it as a package, verify a package."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from console import options as o
from console.evidence_copies import MASKING, OPEN, Sheet, sheets
from console.evidence_shown import evidence_lines, verify_lines
from console.pipeline import archive_of, tool_version
from console.proof_gathering import proof_of
from console.texts import say
from console.user import user_name
from records.errors import ArchiveError
from records.proofs import Answer, Proof
from records.reviews import PackNote
from records.slices import slice_of
from records.store import Store
from reports.beside import put_file
from reports.evidence.pack import Pack, Packing, packed
from reports.evidence.telling import finding_object
from reports.evidence.verifying import verified
from reports.plain import one_line
from reports.texts import Texts

SHOWN, TOLD = Console(), Console(stderr=True)
VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a package goes, whether it is masked, who asks for it, and its language."""

    out: Path
    masked: bool
    who: str
    lang: str


def evidence(what: str, file: Path | None, db: Path, **given: Any) -> None:
    """Show the proof of a finding, write it as a package, or verify one."""
    if what == VERIFY:
        _verify(file, db, given["lang"])
        return
    if file is not None:
        raise click.UsageError(say("evidence.one_finding"))
    with Store.open(o.existing(db)) as store:
        proof = proof_of(store, store.run(given["which"], given["site_code"]), what)
        masked = not given["unmasked"]
        found = sheets(store, proof, masked=masked)
        if given["pack"] is None:
            _show(proof, found, given["style"], masked)
            return
        who = given["by"] or user_name()
        _write(store, proof, found, Asked(given["pack"], masked, who, given["lang"]))


def _show(proof: Proof, found: Sequence[Sheet], style: str, masked: bool) -> None:
    masks = MASKING if masked else OPEN
    if style == "json":
        told = finding_object(proof, [s.copy for s in found], [s.placed for s in found])
        click.echo(json.dumps(masks.anywhere(told), ensure_ascii=False))
        return
    for line in evidence_lines(proof, [s.placed for s in found]):
        SHOWN.print(masks.text(one_line(line)), markup=False, highlight=False, soft_wrap=True)


def _write(store: Store, proof: Proof, found: Sequence[Sheet], asked: Asked) -> None:
    from console.evidence_pictures import drawn

    for sheet in found:
        if sheet.copy.body is None:
            TOLD.print(
                say("evidence.left_out", url=sheet.copy.piece.url, why=_why(sheet.copy.why)),
                markup=False,
                highlight=False,
                soft_wrap=True,
            )
    pictures = drawn(proof, found, _answer(store), masked=asked.masked)
    if not pictures:
        TOLD.print(say("evidence.no_picture"), markup=False, highlight=False)
    made_at = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    packing = Packing(
        proof,
        [s.copy for s in found],
        [s.placed for s in found],
        pictures,
        MASKING if asked.masked else OPEN,
        made_at,
        tool_version(),
    )
    _put(store, proof, packed(packing, Texts(asked.lang)), asked, made_at)


def _put(store: Store, proof: Proof, pack: Pack, asked: Asked, made_at: str) -> None:
    """The file beside its place and renamed; the log first, so that no unmasked package is without its line."""
    path = asked.out
    if path.suffix.lower() != ".zip":
        path = path / f"{proof.site.code}-{proof.finding.rule}-{proof.finding.id[:8]}.zip"
    note = PackNote(
        proof.finding.id, proof.run.id, made_at, asked.who, str(path), pack.manifest, not asked.masked
    )
    store.log_pack(note)
    put_file(path, pack.content, 0o644 if asked.masked else 0o600)
    if not asked.masked:
        TOLD.print(say("evidence.unmasked_logged", who=asked.who), markup=False, highlight=False)
    SHOWN.print(say("files.written"))
    SHOWN.print(f"  {path}", markup=False, highlight=False, soft_wrap=True)
    SHOWN.print(say("evidence.manifest", sha256=pack.manifest), markup=False, highlight=False, soft_wrap=True)


def _verify(file: Path | None, db: Path, lang: str) -> None:
    if file is None:
        raise click.UsageError(say("evidence.no_pack"))
    found = verified(file)
    known: PackNote | None = None
    if db.is_file():
        with Store.open(db, readonly=True) as store:
            known = next((n for n in store.packs() if n.manifest == found.manifest), None)
    for line in verify_lines(found, known):
        SHOWN.print(line, markup=False, highlight=False, soft_wrap=True)
    raise SystemExit(0 if found.is_whole else 1)


def _answer(store: Store) -> Answer:
    """Style sheets out of the archive, where a crawl fetched them as pages."""

    def answer(url: str) -> tuple[bytes, str] | None:
        ref = store.body_at(url)
        try:
            found = slice_of(archive_of(store.path), ref) if ref else None
        except ArchiveError:
            return None
        return (found.body, "text/css") if found else None

    return answer


def _why(why: str) -> str:
    known = {"no-body": "evidence.no_body", "no-record": "evidence.no_record"}
    return say(known[why]) if why in known else why
