"""The one way through the house: crawl, assess, report – each usable alone."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from console.entry_days import Passing, entry_days, has_current_terms
from console.previous import previous_run
from console.texts import say
from records.archive import Archive
from records.catalogue import load_catalogue
from records.errors import InputError
from records.papers import Beside
from records.reviews import standings
from records.store import Store
from records.types import CheckInput, Dossier, FactSheet, Finding, Judgement, Run, Site
from records.vocabulary import RunState, Severity
from reports.material import EntryDay
from reports.summary import PlanItem, ReportInput
from rules.plan_files import with_plan_of
from rules.ruleset import Ruleset, load_ruleset

NOTHING = Beside()
if TYPE_CHECKING:
    from crawler.job import CrawlProgress

ENDED = frozenset({RunState.FINISHED, RunState.PARTIAL})


@dataclass(frozen=True, slots=True)
class Assessing:
    """How to judge: `today` None = the crawl's last day; `rules` None = the bundled rules."""

    today: dt.date | None = None
    rules: Path | None = None
    evaluator: str = "auto"


@dataclass(frozen=True, slots=True)
class Assessed:
    """A judgement with what it was made from: the dossier, and the ends of documents' terms among its facts.

    `untold`: why it cannot be told what the rules alone changed, where they are others than before.
    """

    judgement: Judgement
    dossier: Dossier
    days: tuple[EntryDay, ...] = ()
    untold: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is judged: a dossier, by which rules, for which day."""

    dossier: Dossier
    ruleset: Ruleset
    today: dt.date
    beside: Beside


@cache
def tool_version() -> str:
    """The installed version of gongkai, "0+source" when it runs from a bare checkout."""
    try:
        return version("gongkai")
    except PackageNotFoundError:
        return "0+source"


def archive_of(db: Path) -> Path:
    """The archive's folder beside the database: X.db → X.archive."""
    return db.with_suffix(".archive")


@dataclass(frozen=True, slots=True)
class Crawling:
    """How to crawl: `fresh` begins anew where a run was left unfinished, `resume` insists on one, `full` also asks for pages
    that have not changed."""

    fresh: bool = False
    full: bool = False
    resume: bool = False
    progress: Callable[[CrawlProgress], None] | None = None


CRAWLING = Crawling()


def ruleset_for(site: Site, rules: Path | None) -> Ruleset:
    """The bundled rules, or those of a folder, with the site's own plan file."""
    return with_plan_of(load_ruleset(rules), site)


def crawl_site(site: Site, store: Store, how: Crawling = CRAWLING) -> Run:
    """Crawl `site` and put what was seen in order, documents read."""
    from crawler.crawl import crawl  # Scrapy and the readers, which most verbs do without
    from crawler.documents.reading import read_documents
    from crawler.finish import build_dossier

    archive = Archive(archive_of(store.path))
    run = left_over(site, store, how)
    if run is None or run.state not in ENDED:
        try:
            run = crawl(site, store, archive, resume=run, full=how.full, progress=how.progress)
        finally:
            archive.close()
    read_documents(store, archive, run.id, progress=_reading(how.progress))
    build_dossier(store, run.id)  # last: a run with a dossier has nothing left to be done
    return run


def left_over(site: Site, store: Store, how: Crawling) -> Run | None:
    """The run to go on with: an unfinished one, or one that was crawled and never put in order.

    InputError when one is insisted on and there is none, or when it is to be left alone as well.
    """
    if how.resume and how.fresh:
        raise InputError(say("resume.fresh"), remedy=say("resume.fresh.remedy"))
    newest = next(iter(store.runs(site.code)), None)
    done = newest is None or (newest.state in ENDED and store.is_in_order(newest.id))
    if done and how.resume:
        raise InputError(
            say("resume.none", site=site.code, path=store.path), remedy=say("resume.none.remedy")
        )
    return None if done or how.fresh else newest


def _reading(progress: Callable[[CrawlProgress], None] | None) -> Callable[[int, int], None] | None:
    """The same progress for the reading of documents."""
    if progress is None:
        return None
    from crawler.job import CrawlProgress

    started = time.monotonic()

    def tell(seen: int, known: int) -> None:
        rate = seen / max(time.monotonic() - started, 0.001)
        progress(CrawlProgress(seen, known, rate, documents=True))

    return tell


def dossier_of(store: Store, run: Run) -> Dossier:
    """The run's dossier; for a run that never ended or was never put in order, made from the pages it has."""
    if run.state in ENDED and store.is_in_order(run.id):
        return store.dossier(run.id)
    from crawler.finish import build_dossier

    return build_dossier(store, run.id)


def fact_sheets(
    dossier: Dossier, ruleset: Ruleset, today: dt.date, beside: Beside = NOTHING
) -> Iterator[FactSheet]:
    """All facts of a dossier under this rule set's settings; `beside` is what lies beside it."""
    from checks.sheets import sheets

    site = dossier.site
    plan = ruleset.plans.get(site.plan) if site.plan else None
    required = frozenset(plan.required_columns) if plan else frozenset[str]()
    return sheets(
        CheckInput(
            dossier, today, required, ruleset.settings_for(site), beside.papers, beside.links, beside.watches
        )
    )


def judging_day(dossier: Dossier, today: dt.date | None) -> dt.date:
    """`today` as asked, else the crawl's last day (UTC+8); InputError for a crawl that fetched nothing."""
    day = today or dossier.run.crawled_on
    if day is None:
        raise InputError(say("assess.no_day"), remedy=say("assess.no_day.remedy"))
    return day


def assess_run(store: Store, run: Run, how: Assessing) -> Assessed:
    """Judge a stored crawl; no network. The judgement replaces the run's former one, and what the rules changed is kept."""
    from console.comparing import rule_change

    dossier = dossier_of(store, run)
    assessed = _judged(dossier, how, "zh", store.beside(run.id))
    change, untold = rule_change(store, run, how, assessed.judgement)
    store.save_judgement(assessed.judgement)
    store.save_rule_change(run.id, change)
    return replace(assessed, untold=untold)


def judge_dossier(dossier: Dossier, how: Assessing, lang: str = "zh", beside: Beside = NOTHING) -> Judgement:
    """Judge without storing; stored findings are always Chinese, other languages are made from the facts again."""
    return _judged(dossier, how, lang, beside).judgement


def judge_with(what: Judged, how: Assessing, lang: str = "zh") -> Judgement:
    """Judge by rules at hand, without storing."""
    return _by(what, how, lang).judgement


def _judged(dossier: Dossier, how: Assessing, lang: str, beside: Beside) -> Assessed:
    ruleset = ruleset_for(dossier.site, how.rules)
    return _by(Judged(dossier, ruleset, judging_day(dossier, how.today), beside), how, lang)


def _by(what: Judged, how: Assessing, lang: str) -> Assessed:
    from rules.judge import judge

    dossier, today = what.dossier, what.today
    facts = Passing(fact_sheets(dossier, what.ruleset, today, what.beside))
    found = judge(what.ruleset, dossier.site, dossier.run, today, facts, evaluator=how.evaluator, lang=lang)
    return Assessed(found, dossier, tuple(facts.days) if has_current_terms(dossier, today) else ())


def report_input(
    store: Store,
    run: Run,
    *,
    lang: str = "zh",
    rules: Path | None = None,
    assessed: Assessed | None = None,
    against: Run | None = None,
) -> ReportInput:
    """Everything a report prints about one judged run; what was `assessed` just now is not found out again.

    `against`: the run to compare with, else the one before.
    """
    dossier = assessed.dossier if assessed else dossier_of(store, run)
    ruleset = ruleset_for(dossier.site, rules)
    today, digest, evaluator = store.judged_with(run.id)
    findings = _in_rule_order(store.findings(run.id), ruleset)
    if lang != "zh":
        again = judge_dossier(dossier, Assessing(today, rules, evaluator), lang, store.beside(run.id))
        findings = _translated(again.findings, findings)
    plan = ruleset.plans.get(dossier.site.plan) if dossier.site.plan else None
    before = against or store.previous_run(run.id)
    appeals = store.appeals(run.site)
    return ReportInput(
        site=dossier.site,
        run=run,
        today=today,
        rules_digest=digest,
        evaluator=evaluator,
        tool_version=run.tool_version or tool_version(),
        rules=ruleset.rule_texts(lang),
        findings=findings,
        verdict_counts=store.verdict_counts(run.id),
        dossier=dossier,
        periods=_periods(dossier, ruleset),
        previous=previous_run(store, before, run, findings) if before else None,
        plan_items=tuple(PlanItem(i.id, i.title, i.kind, tuple(i.rules)) for i in plan.items) if plan else (),
        plan_title=plan.title if plan else "",
        lang=lang,
        entry_days=assessed.days if assessed else _entry_days(dossier, ruleset, today, store.beside(run.id)),
        reviews=standings(run.id, store.marks(run.id), store.latest_reviews(run.site)),
        appeals={a.finding: tuple(x for x in appeals if x.finding == a.finding) for a in appeals},
        rule_change=store.rule_change(run.id),
    )


def _entry_days(dossier: Dossier, ruleset: Ruleset, today: dt.date, beside: Beside) -> tuple[EntryDay, ...]:
    """Ends of documents' terms; facts are found again only where some may be running."""
    if not has_current_terms(dossier, today):
        return ()
    return entry_days(fact_sheets(dossier, ruleset, today, beside))


def _in_rule_order(findings: Iterable[Finding], ruleset: Ruleset) -> tuple[Finding, ...]:
    """Most urgent first, then as the rule files order their rules: the platform before single documents."""
    place = {rule: n for n, rule in enumerate(ruleset.rules)}
    urgency = list(Severity)
    return tuple(
        sorted(findings, key=lambda f: (urgency.index(f.severity), place.get(f.rule, len(place)), f.subject))
    )


def _translated(again: tuple[Finding, ...], stored: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The stored findings as judged again in another language, with their `first_seen`."""
    since = {f.id: f.first_seen for f in stored}
    order = {f.id: n for n, f in enumerate(stored)}
    kept = [replace(f, first_seen=since[f.id]) for f in again if f.id in since]
    return tuple(sorted(kept, key=lambda f: order[f.id]))


def _periods(dossier: Dossier, ruleset: Ruleset) -> dict[str, int]:
    """Updating period in days by column key, settings of the site first."""
    catalogue, settings = load_catalogue(), ruleset.settings_for(dossier.site)
    periods: dict[str, int] = {}
    for column in dossier.columns:
        item = catalogue.by_code.get(column.code or "")
        if item is None or not item.period:
            continue
        own = settings.get(f"column-updated.{item.code}", settings.get(f"column-updated.{item.period}"))
        periods[column.key] = int(own) if own is not None else catalogue.periods[item.period].days
    return periods
