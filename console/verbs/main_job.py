"""audit, crawl, assess, report, demo: the main job and its stages."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from console import options as o
from console.crawl_told import crawl_lines
from console.exporting import exported
from console.outcome import exit_code, summary_object, tell_files
from console.pipeline import (
    CRAWLING,
    Assessed,
    Assessing,
    Crawling,
    assess_run,
    crawl_site,
    left_over,
    report_input,
)
from console.progress import watching
from console.proving import proved
from console.target import find_site
from console.texts import say
from records.store import Store
from records.types import Run, Site
from records.vocabulary import FrontierState
from reports.summary import summarise
from reports.terminal import print_summary
from reports.writing import Export

WAITING = frozenset({FrontierState.QUEUED, FrontierState.IN_FLIGHT})
SHOWN, TOLD = Console(), Console(stderr=True)
ASSESSING = (o.today_option, o.rules_option, o.evaluator_option, o.lang_option)
ASKING = (o.resume_option, o.fresh_option, o.full_option)
OUTCOME = (o.json_option, o.fail_on_option)


@dataclass(frozen=True, slots=True)
class Output:
    """What to write and print at the end, and when to exit with 1."""

    out: Path | None = None
    formats: tuple[str, ...] = o.FORMATS
    as_json: bool = False
    fail_on: str | None = None
    lang: str = "zh"


def register(cli: click.Group) -> None:
    """Hang these verbs on the command line."""
    writing = (o.out_option, o.formats_option)
    o.verb(cli, "audit", o.site_argument, o.db_option, *writing, *ASKING, *ASSESSING, *OUTCOME)(_audit)
    o.verb(cli, "crawl", o.site_argument, o.db_option, *ASKING, o.lang_option, o.json_option)(_crawl)
    o.verb(cli, "assess", o.run_argument, o.of_site_option, o.db_option, *ASSESSING, *OUTCOME)(_assess)
    o.verb(
        cli, "report", o.run_argument, o.of_site_option, o.db_option, *writing, o.rules_option, o.lang_option
    )(_report)


def _audit(site: str, db: Path, **given: Any) -> None:
    with Store.open(db) as store:
        asked = Crawling(given["fresh"], given["full"], given["resume"])
        found = _chosen(site, store, given["rules"])
        _tell_left_over(found, store, asked)
        run_audit(found, store, assessing(given), output(given), crawling=asked)


def _crawl(site: str, db: Path, **given: Any) -> None:
    with Store.open(db) as store:
        found = _chosen(site, store, None)
        asked = Crawling(given["fresh"], given["full"], given["resume"])
        _tell_left_over(found, store, asked)
        started = time.monotonic()
        with watching(found.name, TOLD) as progress:
            run = crawl_site(found, store, replace(asked, progress=progress))
        _finish(store, run, None, output(given), time.monotonic() - started)


def _assess(which: str, site_code: str | None, db: Path, **given: Any) -> None:
    with Store.open(o.existing(db)) as store:
        started = time.monotonic()
        run = store.run(which, site_code)
        assessed = assess_run(store, run, assessing(given))
        _finish(store, run, assessed, output(given), time.monotonic() - started)


def _report(
    which: str, site_code: str | None, db: Path, out: Path, formats: tuple[str, ...], **given: Any
) -> None:
    with Store.open(o.existing(db)) as store:
        run = store.run(which, site_code)
        material = report_input(store, run, lang=given["lang"], rules=given["rules"])
        tell_files(SHOWN, exported(store, Export(material), out, formats or o.FORMATS))


def run_audit(
    site: Site, store: Store, how: Assessing, wanted: Output, *, crawling: Crawling = CRAWLING
) -> None:
    """Crawl, assess, write the reports, print the summary and exit with the code of DESIGN 5."""
    started = time.monotonic()
    with watching(site.name, TOLD) as progress:
        run = crawl_site(site, store, replace(crawling, progress=progress))
    assessed = assess_run(store, run, how)
    _finish(store, run, assessed, wanted, time.monotonic() - started)


def assessing(given: dict[str, Any]) -> Assessing:
    """The judging options as one value."""
    return Assessing(given["today"], given["rules"], given["evaluator"])


def output(given: dict[str, Any]) -> Output:
    """The output options as one value; verbs without `--out` write no files."""
    formats = given.get("formats") or o.FORMATS
    return Output(given.get("out"), formats, given["as_json"], given.get("fail_on"), given["lang"])


def _chosen(target: str, store: Store, rules: Path | None) -> Site:
    site, guessed = find_site(target, store)
    proved(site, target, rules)
    if guessed:
        TOLD.print(say("site.guessed", code=site.code, profile=site.profile, host=", ".join(site.hosts)))
    return site


def _tell_left_over(site: Site, store: Store, asked: Crawling) -> None:
    """Say which unfinished run is gone on with, and how far it is."""
    run = left_over(site, store, asked)
    if run is not None:
        counts = store.frontier_counts(run.id)
        seen = sum(n for state, n in counts.items() if state not in WAITING)
        TOLD.print(say("resume.goes_on", run=run.id, seen=seen, known=sum(counts.values())))


def _finish(store: Store, run: Run, assessed: Assessed | None, wanted: Output, seconds: float) -> None:
    run = store.run(run.id)
    judgement = assessed.judgement if assessed else None
    files: list[Path] = []
    if assessed is not None:
        material = report_input(store, run, lang=wanted.lang, assessed=assessed)
        if wanted.out is not None:
            files = exported(store, Export(material), wanted.out, wanted.formats)
        if assessed.untold:
            TOLD.print(assessed.untold, markup=False, highlight=False)
        if not wanted.as_json:
            print_summary(summarise(material), SHOWN)
            tell_files(SHOWN, files)
    if wanted.as_json:
        click.echo(summary_object(store, run, judgement, seconds, files))
    elif judgement is None:
        for line in crawl_lines(store.dossier(run.id), wanted.lang):
            SHOWN.print(line, markup=False, highlight=False, soft_wrap=True)
    dossier = assessed.dossier if assessed else store.dossier(run.id)
    raise SystemExit(exit_code(dossier, judgement, wanted.fail_on))
