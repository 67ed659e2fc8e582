"""export, verify: the files people take away, and the proof that a file is what was written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from console import options as o
from console.exporting import remembered
from console.outcome import tell_files
from console.texts import say
from records.errors import InputError
from records.store import Store
from records.types import Run
from reports.manifest import Entry, Proof, manifests_beside, prove

if TYPE_CHECKING:
    from reports.material import ReportInput
    from reports.scoring_model import Score

SHOWN = Console()
ALL = (*o.MORE_FORMATS, "score")
USUAL = ("xlsx", "ledger", "self-check", "csv", "jsonl")
ALTERED, UNKNOWN = 1, 2


def register(cli: click.Group) -> None:
    """Hang these verbs on the command line."""
    formats = click.option(
        "--format", "formats", type=click.Choice(ALL), multiple=True, help=say("option.export_formats")
    )
    file = click.Path(dir_okay=False, path_type=Path)
    datasette = click.option("--datasette", type=file, default=None, help=say("option.datasette"))
    template = click.option(
        "--template", type=click.Path(exists=True, path_type=Path), default=None, help=say("option.template")
    )
    given = click.option("--set", "given", multiple=True, metavar="NAME=TEXT", help=say("option.set"))
    section = click.option("--section", default=None, help=say("option.section"))
    scheme = click.option("--scheme", default=None, help=say("option.scheme"))
    points = click.option("--with-points", is_flag=True, help=say("option.with_points"))
    made = (formats, datasette, template, given, section, scheme, points)
    which = (o.run_argument, o.of_site_option, o.db_option, o.out_option)
    o.verb(cli, "export", *which, *made, o.rules_option, o.lang_option)(_export)
    files = click.argument(
        "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
    )
    manifest = click.option(
        "--manifest", type=click.Path(exists=True, path_type=Path), default=None, help=say("option.manifest")
    )
    o.verb(cli, "verify", files, manifest, o.db_option, o.json_option)(_verify)


def _export(which: str, site_code: str | None, db: Path, out: Path, **given: Any) -> None:
    from reports.official.sandbox import Templates
    from reports.texts import Texts
    from reports.writing import Export, write_exports, write_files

    formats = _formats(given)
    with Store.open(o.existing(db)) as store:
        run = store.run(which, site_code)
        material = _material(store, run, given)
        score = _score(store, run, material, given) if "score" in formats else None
        templates = Templates(Texts(given["lang"]), given["template"])
        export = Export(material, score, templates, _given(given["given"]))
        files: list[Path] = []
        if given["datasette"] is not None:
            place = [("datasette", given["datasette"])]
            files += remembered(store, export, lambda: write_files(export, place))
        if formats:
            files += remembered(store, export, lambda: write_exports(export, out, formats))
    tell_files(SHOWN, list(dict.fromkeys(files)))


def _formats(given: dict[str, Any]) -> tuple[str, ...]:
    """What was asked for; with a scheme the scoring sheet too; nothing more beside a database alone."""
    formats: tuple[str, ...] = given["formats"]
    if not formats and given["datasette"] is None:
        formats = USUAL
    return (*formats, "score") if given["scheme"] and "score" not in formats else formats


def _material(store: Store, run: Run, given: dict[str, Any]) -> ReportInput:
    from console.pipeline import report_input
    from reports.sections import owners_by_column

    material = report_input(store, run, lang=given["lang"], rules=given["rules"])
    section = given["section"]
    if section is None:
        return material
    owners = owners_by_column(material.site)
    if section not in {owner.section for owner in material.site.owners}:
        known = ", ".join(owner.section for owner in material.site.owners) or "\u2014"
        raise InputError(say("export.no_section", name=section), remedy=say("export.sections", known=known))
    mine = tuple(f for f in material.findings if owners.get(f.column, "") == section)
    return replace(material, findings=mine)


def _score(store: Store, run: Run, material: ReportInput, given: dict[str, Any]) -> Score:
    from reports.schemes.loading import load_scheme
    from reports.scoring import score, tally
    from rules.ruleset import load_ruleset

    scheme = load_scheme(given["scheme"] or "work-plan", load_ruleset(given["rules"]).rules.keys())
    return score(scheme, material, tally(store.verdicts(run.id)), with_points=given["with_points"])


def _given(pairs: tuple[str, ...]) -> dict[str, str]:
    """NAME=TEXT pairs; InputError for a name that no paper has."""
    from reports.official.names import GIVEN

    found = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or name not in GIVEN:
            raise InputError(say("export.bad_set", pair=pair), remedy=", ".join(GIVEN))
        found[name] = text
    return found


def _verify(files: tuple[Path, ...], manifest: Path | None, db: Path, as_json: bool) -> None:
    codes = []
    for file in files:
        proof = prove(file, [manifest] if manifest else manifests_beside(file))
        if not proof.unaltered and manifest is None and db.is_file():
            proof = _from_database(proof, file, db)
        codes.append(0 if proof.unaltered else ALTERED if proof.entry else UNKNOWN)
        if as_json:
            click.echo(json.dumps(_object(file, proof), ensure_ascii=False))
        else:
            SHOWN.print(_told(file, proof), markup=False, highlight=False, soft_wrap=True)
    if any(codes):
        raise SystemExit(ALTERED if ALTERED in codes else UNKNOWN)


def _from_database(proof: Proof, file: Path, db: Path) -> Proof:
    with Store.open(db) as store:
        known = store.exported(sha256=proof.sha256) or store.exported(name=file.name)
    if not known:
        return proof
    e = known[0]
    return Proof(proof.sha256, str(db), Entry(e.name, e.format, e.sha256, e.bytes, e.run, e.said))


def _told(file: Path, proof: Proof) -> str:
    if proof.entry is None:
        return say("proved.unknown", file=file, sha=proof.sha256)
    said, entry = proof.entry.said, proof.entry
    seen = said.get("coverage", {})
    words = {
        "file": file,
        "manifest": proof.manifest,
        "run": entry.run,
        "name": entry.name,
        "sha": entry.sha256,
        "mine": proof.sha256,
        "today": said.get("today", ""),
        "digest": said.get("rules_digest", ""),
        "version": said.get("tool_version", ""),
        "coverage": f"{seen.get('seen', '')}/{seen.get('planned', '')}",
    }
    return say("proved.good" if proof.unaltered else "proved.altered", **words)


def _object(file: Path, proof: Proof) -> dict[str, Any]:
    state = "unaltered" if proof.unaltered else "altered" if proof.entry else "unknown"
    entry = proof.entry
    known = (
        {"run": entry.run, "name": entry.name, "written_sha256": entry.sha256, **entry.said} if entry else {}
    )
    return {"file": str(file), "state": state, "sha256": proof.sha256, "manifest": proof.manifest, **known}
