"""Writes the reports of a run, each whole or not at all, and enters them in the run's manifest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from records.errors import GongkaiError, InputError
from reports.csv import write_csv
from reports.html import write_html
from reports.jsonl import write_jsonl
from reports.ledger import write_ledger
from reports.manifest import Entry, enter, entries
from reports.material import ReportInput
from reports.official.sandbox import Templates
from reports.scoring_model import Score
from reports.texts import Texts
from reports.writing_beside import beside
from reports.xlsx import write_xlsx


@dataclass(frozen=True, slots=True)
class Export:
    """What files are made from: a run, its score where one is asked for, templates, and what only a paper's sender knows."""

    material: ReportInput
    score: Score | None = None
    templates: Templates | None = None
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def used(self) -> Templates:
        """The templates, the bundled ones where the user brought none."""
        return self.templates or Templates(Texts(self.material.lang))


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: the files in the order asked for, their entries, and what failed (format, error)."""

    files: tuple[Path, ...] = ()
    entries: tuple[Entry, ...] = ()
    failed: tuple[tuple[str, GongkaiError | OSError], ...] = ()


Writer = Callable[[Export, Path], None]
METADATA = ".metadata.yml"


# Writers that most calls do without, and their libraries, are loaded when they are asked for.


def _score(export: Export, path: Path) -> None:
    from reports.score_table import write_score_table

    if export.score is None:
        raise InputError("no scheme to score by", remedy="--scheme")
    write_score_table(export.score, path)


def _paper(name: str) -> Writer:
    def write(export: Export, path: Path) -> None:
        from reports.official.writing import Letter, write_paper

        write_paper(Letter(export.material, export.used, export.given), name, path)

    return write


def _database(export: Export, path: Path) -> None:
    from reports.datasette import write_database

    write_database(export.material, path)


WRITERS: dict[str, Writer] = {
    "html": lambda e, p: write_html(e.material, p, e.used),
    "xlsx": lambda e, p: write_xlsx(e.material, p),
    "csv": lambda e, p: write_csv(e.material, p),
    "jsonl": lambda e, p: write_jsonl(e.material, p),
    "ledger": lambda e, p: write_ledger(e.material, p),
    "self-check": _paper("self-check"),
    "notice": _paper("notice"),
    "score": _score,
    "datasette": _database,
}
ENDINGS = {
    "ledger": "-ledger.xlsx",
    "self-check": "-self-check.docx",
    "notice": "-notice.docx",
    "score": "-score.xlsx",
    "datasette": "-datasette.db",
}


def write_reports(material: ReportInput, out: Path, formats: Iterable[str]) -> list[Path]:
    """Write one file a format into the folder `out`, and the manifest; their paths in the order asked for, the manifest last.

    InputError for an unknown format or when `out` is a file; OSError when a file cannot be written: the others are, first.
    """
    written = write_exports(Export(material), out, formats)
    for _, error in written.failed:
        raise error
    return list(written.files)


def write_exports(export: Export, out: Path, formats: Iterable[str]) -> Written:
    """Write one file a format into the folder `out`; one that fails does not hold up the others."""
    wanted = list(dict.fromkeys(formats))
    unknown = [f for f in wanted if f not in WRITERS]
    if unknown:
        raise InputError(f"no report format {', '.join(unknown)}", remedy=", ".join(WRITERS))
    if out.exists() and not out.is_dir():
        raise InputError("the place for the reports is a file, not a folder", where=str(out))
    out.mkdir(parents=True, exist_ok=True)
    stem = file_stem(export.material)
    places = [(f, out / (stem + ENDINGS.get(f, f".{f}"))) for f in wanted]
    return write_files(export, places)


def write_files(export: Export, places: Iterable[tuple[str, Path]]) -> Written:
    """Write (format, place) one after the other and enter what was written in the manifest beside it."""
    made: list[tuple[str, Path]] = []
    failed: list[tuple[str, GongkaiError | OSError]] = []
    for kind, path in places:
        try:
            made.append((kind, _write(export, kind, path)))
            if kind == "datasette":
                made.append(("metadata", _metadata(export.material, path)))
        except (GongkaiError, OSError) as error:
            failed.append((kind, error))
    known = entries(export.material, made)
    folders = dict.fromkeys(path.parent for _, path in made)
    manifests = [
        enter(
            folder,
            export.material.run.id,
            [e for e, (_, p) in zip(known, made, strict=True) if p.parent == folder],
        )
        for folder in folders
    ]
    return Written((*(p for _, p in made), *manifests), tuple(known), tuple(failed))


def file_stem(material: ReportInput) -> str:
    """Site code and day, only letters, digits, dot, dash and underscore."""
    code = re.sub(r"[^A-Za-z0-9._-]+", "-", material.site.code).strip(".-")[:80] or "site"
    return f"{code}-{material.today:%Y%m%d}"


def _write(export: Export, kind: str, path: Path) -> Path:
    return beside(path, lambda part: WRITERS[kind](export, part))


def _metadata(material: ReportInput, database: Path) -> Path:
    from reports.datasette import write_metadata

    place = database.with_suffix(METADATA)
    return beside(place, lambda part: write_metadata(material, part, database.stem))
