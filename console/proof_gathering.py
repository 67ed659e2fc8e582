"""Gathers what proves a finding: its bodies out of the archive, what was searched, the rule as it then stood."""

from __future__ import annotations

from pathlib import Path

from console.pipeline import archive_of, tool_version
from records.addresses import page_key
from records.errors import ArchiveError
from records.proofs import Judged, Piece, Proof
from records.slices import Slice, slice_of
from records.store import Store
from records.types import Evidence, Fetch, Finding, Run
from rules.standing import rule_as_it_stood


def proof_of(store: Store, run: Run, which: str) -> Proof:
    """The finding that `which` begins, with its proof. A body that cannot be read is told in its piece."""
    finding = store.finding(run.id, which)
    today, digest, evaluator = store.judged_with(run.id)
    outline = store.outline(run.id)
    rule = rule_as_it_stood(store.rule_files(digest), finding.rule)
    version = run.tool_version or tool_version()
    return Proof(
        finding=finding,
        site=outline.site,
        run=run,
        judged=Judged(today.isoformat(), digest, evaluator, version, rule),
        coverage=outline.coverage,
        pieces=tuple(_pieces(store, run, finding)),
        columns=outline.columns,
        pages=tuple(store.pages_seen(run.id)),
        reviews=tuple(store.reviews(run.site, finding.id)),
        appeals=tuple(store.appeals(run.site, finding.id)),
    )


def _pieces(store: Store, run: Run, finding: Finding) -> list[Piece]:
    """A piece for each body, in the order of the evidence; what is quoted without a body belongs to its page's."""
    folder = archive_of(store.path)
    said: dict[tuple[str, str], list[Evidence]] = {}
    fetches: dict[str, Fetch | None] = {}
    for e in finding.evidence or (Evidence(finding.url),):
        fetch = fetches.setdefault(e.url, _fetch(store, run, e.url))
        sha = e.sha256 or (fetch.sha256 if fetch else None) or ""
        said.setdefault((e.url, sha), []).append(e)
    return [_piece(store, folder, key, tuple(found), fetches[key[0]]) for key, found in said.items()]


def _fetch(store: Store, run: Run, url: str) -> Fetch | None:
    page = store.page(run.id, page_key(url)) if url else None
    return page.fetch if page else None


def _piece(
    store: Store, folder: Path, key: tuple[str, str], said: tuple[Evidence, ...], fetch: Fetch | None
) -> Piece:
    url, sha = key
    if not sha:
        return Piece(url, "", said, fetch, problem="no-body")
    ref = store.body(sha)
    if ref is None:
        return Piece(url, sha, said, fetch, problem="no-record")
    found: Slice | None = None
    try:
        found, problem = slice_of(folder, ref), ""
    except ArchiveError as error:
        problem = str(error)
    return Piece(url, sha, said, fetch, found, problem)
