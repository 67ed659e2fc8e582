"""review list|show|set|export|import|appeal|stats: persons decide on findings; the machine's answer stays beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from rich.console import Console

from console import options as o
from console.evidence_copies import MASKING, sheets
from console.evidence_shown import evidence_lines
from console.proof_gathering import proof_of
from console.review_stats import RuleStats, stats_of
from console.reviewing import Said, desk_of, import_reviews, open_lines, review_of
from console.rows import ID_SHOWN, Row, print_rows
from console.texts import say
from console.user import user_name
from crawler.extract.strict_masking import masked_text
from records.appeal_files import keep_file
from records.errors import InputError
from records.reviews import OPEN, Appeal, ReviewVerdict
from records.store import Store
from reports.beside import put_file
from reports.plain import one_line
from reports.review_reading import filled_rows
from reports.review_sheet import Row as SheetRow
from reports.review_sheet import review_sheet
from reports.texts import Texts

SHOWN = Console()


def listed(which: str, site_code: str | None, db: Path, everything: bool, **given: Any) -> None:
    """The findings of a run that wait for a person, or all with their verdicts."""
    with Store.open(o.existing(db)) as store:
        desk = desk_of(store, store.run(which, site_code))
    rows = open_lines(desk, everything=everything)
    if given["format"] == "table":
        SHOWN.print(
            say("review.count", open=len(desk.unreviewed()), done=len(desk.standing)), highlight=False
        )
    print_rows(rows, given["format"], _told)


def show(finding: str, which: str, site_code: str | None, db: Path, lang: str) -> None:
    """One finding with its evidence, masked, and what was said of it."""
    with Store.open(o.existing(db)) as store:
        proof = proof_of(store, store.run(which, site_code), finding)
        found = sheets(store, proof, masked=True)
    for line in evidence_lines(proof, [s.placed for s in found]):
        SHOWN.print(MASKING.text(one_line(line)), markup=False, highlight=False, soft_wrap=True)


def decided(finding: str, verdict: str, by: str | None, why: str, which: str, **given: Any) -> None:
    """Keep one person's verdict."""
    with Store.open(o.existing(given["db"])) as store:
        run = store.run(which, given["site_code"])
        found = store.finding(run.id, finding)
        if found.outcome not in OPEN:
            raise InputError(say("review.not_open", id=found.id[:ID_SHOWN]))
        mark = store.marks(run.id)[found.id]
        store.save_reviews([review_of(found, mark, Said(ReviewVerdict(verdict), by or user_name(), why))])
    SHOWN.print(
        say("review.kept", id=found.id[:ID_SHOWN], verdict=say(f"review.verdict.{verdict}")), highlight=False
    )


def export(out: Path, which: str, site_code: str | None, db: Path, everything: bool, lang: str) -> None:
    """Write the open reviews as a spreadsheet to be filled in."""
    with Store.open(o.existing(db)) as store:
        desk = desk_of(store, store.run(which, site_code))
    found = desk.findings if everything else desk.unreviewed()
    rows = [SheetRow(f, desk.marks[f.id], desk.last.get(f.id)) for f in found]
    put_file(out, review_sheet(rows, Texts(lang)))
    SHOWN.print(say("review.exported", n=len(rows)), highlight=False)
    SHOWN.print(f"  {out}", markup=False, highlight=False, soft_wrap=True)


def take_in(filled: Path, by: str | None, which: str, site_code: str | None, db: Path, lang: str) -> None:
    """Take a filled-in spreadsheet over, all of it or nothing."""
    rows = filled_rows(filled)
    with Store.open(o.existing(db)) as store:
        kept = import_reviews(store, store.run(which, site_code), rows, by or "")
    SHOWN.print(say("review.imported", n=kept), highlight=False)


def appeal(finding: str, reason: str, files: tuple[Path, ...], by: str | None, **given: Any) -> None:
    """Keep an objection with its files."""
    db = o.existing(given["db"])
    with Store.open(db) as store:
        run = store.run(given["which"], given["site_code"])
        found = store.finding(run.id, finding)
        kept = tuple(keep_file(db, path) for path in files)
        at = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        who = masked_text(one_line(by or user_name()))
        told = masked_text(one_line(reason).strip())
        store.save_appeal(Appeal(found.site, found.id, run.id, who, at, told, kept))
    SHOWN.print(say("review.appeal_kept", id=found.id[:ID_SHOWN], n=len(kept)), highlight=False)
    for file in kept:
        SHOWN.print(
            f"  {one_line(file.name)} · SHA-256 {file.sha256}", markup=False, highlight=False, soft_wrap=True
        )


def stats(site_code: str | None, db: Path, **given: Any) -> None:
    """The machine's precision by rule, from the verdicts."""
    with Store.open(o.existing(db)) as store:
        found = stats_of(store.reviews(site_code))
    if given["format"] == "table":
        print_rows((_stat_row(s) for s in found), "table", _stat_told)
        SHOWN.print(say("review.stats.note"), highlight=False)
    else:
        print_rows((_stat_row(s) for s in found), given["format"])


def _stat_row(stats: RuleStats) -> Row:
    share = round(stats.precision, 4) if stats.precision is not None else None
    return {
        "rule": stats.rule,
        "outcome": stats.outcome.value,
        "n": stats.n,
        "right": stats.right,
        "wrong": stats.wrong,
        "undecidable": stats.undecidable,
        "precision": share,
    }


def _stat_told(row: Row) -> Row:
    share = row["precision"]
    return {
        say("findings.rule"): row["rule"],
        say("findings.outcome"): say(f"outcome.{row['outcome']}"),
        say("review.stats.n"): str(row["n"]),
        say("review.stats.right"): str(row["right"]),
        say("review.stats.wrong"): str(row["wrong"]),
        say("review.stats.undecidable"): str(row["undecidable"]),
        say("review.stats.precision"): f"{share * 100:.1f}%"
        if share is not None
        else say("review.stats.none"),
    }


def _told(row: Row) -> Row:
    return {
        say("findings.id"): row["id"][:ID_SHOWN],
        say("review.state"): row["state"],
        say("findings.outcome"): f"{say('outcome.' + row['outcome'])} · {say('severity.' + row['severity'])}",
        say("findings.message"): row["message"],
        say("findings.rule"): row["rule"],
    }
