"""The evidence package of one finding: archived pages, pictures, the finding, the rule, what was searched, and hashes of it all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from records.proofs import Copy, Proof
from reports.evidence.copies import item_of
from reports.evidence.telling import Placed, finding_object
from reports.evidence.wacz import About, wacz, zipped
from reports.plain import defused, plain
from reports.texts import Texts

FORMAT = "gongkai-evidence-1"
MANIFEST, FINDING, RULE, README = "manifest.json", "finding.json", "rule.yml", "README.txt"
ARCHIVE, SEARCHED, COLUMNS = "pages.wacz", "searched.csv", "columns.csv"


@dataclass(frozen=True, slots=True)
class Masks:
    """How texts and addresses are masked; those of an unmasked package leave them as they are."""

    text: Callable[[str], str]
    address: Callable[[str], str]
    is_masking: bool = True

    def anywhere(self, value: Any) -> Any:
        """JSON values with every text masked."""
        if isinstance(value, str):
            return self.address(value) if value.startswith(("http://", "https://")) else self.text(value)
        if isinstance(value, Mapping):
            return {k: self.anywhere(v) for k, v in value.items()}
        return [self.anywhere(v) for v in value] if isinstance(value, (list, tuple)) else value


@dataclass(frozen=True, slots=True)
class Packing:
    """What goes into a package. `pictures`: number of the piece → PNG; `made_at` ISO 8601 in UTC, ending in Z."""

    proof: Proof
    copies: Sequence[Copy]
    placed: Sequence[Placed]
    pictures: Mapping[int, bytes]
    masks: Masks
    made_at: str
    tool_version: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A package and the hash of its manifest, which vouches for everything in it."""

    content: bytes
    manifest: str


def packed(what: Packing, say: Texts) -> Pack:
    """The package as a ZIP file."""
    files = _files(what, say)
    manifest = json.dumps(_manifest(what, files), ensure_ascii=False, indent=2).encode()
    files = {MANIFEST: manifest, **files}
    stored = [ARCHIVE, *(n for n in files if n.endswith(".png"))]
    return Pack(zipped(files, what.made_at, stored=stored), hashlib.sha256(manifest).hexdigest())


def picture_name(number: int) -> str:
    """The name of a piece's picture; pieces count from 1."""
    return f"picture-{number}.png"


def _files(what: Packing, say: Texts) -> dict[str, bytes]:
    proof = what.proof
    told = what.masks.anywhere(finding_object(proof, what.copies, what.placed, sorted(what.pictures)))
    files = {
        README: readme(what, say).encode("utf-8-sig"),
        FINDING: json.dumps(told, ensure_ascii=False, indent=2).encode(),
        RULE: (proof.judged.rule_text or say("pack.no_rule") + "\n").encode(),
        ARCHIVE: wacz(_items(what), _about(what, say)),
        SEARCHED: _table(
            what.masks, ("url", "kind", "fetched_at", "status", "state", "sha256"), _searched(proof)
        ),
        COLUMNS: _table(what.masks, ("path", "name", "code", "url", "fetched_at", "sha256"), _columns(proof)),
    }
    return files | {picture_name(n): png for n, png in sorted(what.pictures.items())}


def readme(what: Packing, say: Texts) -> str:
    """What the package is, for a person who opens it."""
    proof, f = what.proof, what.proof.finding
    values = {
        "site": proof.site.name,
        "message": f.message,
        "finding": f.id,
        "rule": f.rule,
        "version": f.rule_version,
        "run": proof.run.id,
        "today": proof.judged.today,
        "digest": proof.judged.rules_digest,
        "tool": what.tool_version,
        "made": what.made_at,
    }
    key = "pack.masked" if what.masks.is_masking else "pack.unmasked"
    lines = [say("pack.readme", **{k: plain(what.masks.text(v)) for k, v in values.items()}), say(key)]
    return "\n".join([*lines, say("pack.contents"), say("pack.verify")]).replace("\n", "\r\n")


def _manifest(what: Packing, files: Mapping[str, bytes]) -> dict[str, Any]:
    proof = what.proof
    coverage = {
        n: getattr(proof.coverage, n) for n in ("planned", "seen", "failed", "blocked", "unread", "complete")
    }
    return {
        "format": FORMAT,
        "made_at": what.made_at,
        "tool_version": what.tool_version,
        "finding": proof.finding.id,
        "site": proof.site.code,
        "run": proof.run.id,
        "today": proof.judged.today,
        "rules_digest": proof.judged.rules_digest,
        "rule_version": proof.finding.rule_version,
        "coverage": coverage,
        "masked": what.masks.is_masking,
        "files": [
            {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in files.items()
        ],
    }


def _items(what: Packing) -> list[Any]:
    f = what.proof.finding
    titles = [what.masks.text(plain(f.title)) if c.piece.url == f.url else "" for c in what.copies]
    made = (item_of(c, title, what.masks.address) for c, title in zip(what.copies, titles, strict=True))
    return [item for item in made if item is not None]


def _about(what: Packing, say: Texts) -> About:
    proof = what.proof
    title = say("pack.title", site=plain(proof.site.name), finding=proof.finding.id)
    told = what.masks.text(plain(proof.finding.message))
    return About(title, told, f"gongkai {what.tool_version}", what.made_at)


def _searched(proof: Proof) -> Iterable[Sequence[object]]:
    for page in proof.pages:
        f = page.fetch
        yield page.url, page.kind, f.fetched_at or "", f.status or "", f.state.value, f.sha256 or ""


def _columns(proof: Proof) -> Iterable[Sequence[object]]:
    for c in proof.columns:
        seen = c.fetch
        told = (seen.fetched_at, seen.sha256) if seen else ("", "")
        yield " / ".join(c.path), c.name, c.code or "", c.url or "", *(t or "" for t in told)


def _table(masks: Masks, head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file that office programs open: BOM, formulas defused, texts masked."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(head)
    for row in rows:
        writer.writerow([defused(str(masks.anywhere(str(cell)))) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")
