"""Invented material for reports: a bureau with forty columns, problems of every kind, a plan and an earlier run."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

from records.types import (
    Column,
    Coverage,
    Dossier,
    Entry,
    Fetch,
    Finding,
    Header,
    Home,
    Owner,
    Portal,
    Run,
    SearchTrial,
    Site,
)
from records.vocabulary import FetchState, Outcome, Place, RunState, SearchState, Severity
from reports.summary import PlanItem, PreviousRun, ReportInput
from tests.reports.findings import (
    BASE,
    CODE,
    NAMES,
    RULES,
    STATUTORY,
    TODAY,
    WHEN,
    finding,
    invented_findings,
)


def site() -> Site:
    """An invented bureau; two sections answer for some of its columns."""
    return Site(
        code=CODE,
        name="岭石市人力资源和社会保障局",
        home=BASE,
        hosts=("rsj.lingshi.example",),
        profile="municipal-hrss",
        plan="lingshi-2026",
        owners=(
            Owner("办公室", ("guide", "annual-report", "normative-documents")),
            Owner("养老保险科", ("social-security",)),
        ),
    )


def run(run_id: str = "20261120-085500-ls-hrss", state: RunState = RunState.FINISHED) -> Run:
    """A finished run of 20 November 2026."""
    return Run(
        run_id, CODE, state, "2026-11-20T08:55:00+08:00", "2026-11-20T10:31:12+08:00", TODAY, "finished"
    )


def material(**given: object) -> ReportInput:
    """The whole invented material; `given` replaces any field."""
    findings = tuple(
        sorted(invented_findings(), key=lambda f: (list(Severity).index(f.severity), f.rule, f.subject))
    )
    made = ReportInput(
        site=site(),
        run=run(),
        today=TODAY,
        rules_digest="3f9c21a7d05e4b18",
        evaluator="durable-rules",
        tool_version="0.1.0",
        rules=RULES,
        findings=findings,
        verdict_counts=counted(findings),
        dossier=dossier(),
        periods={code: period for code, _, _, _, period in NAMES if period},
        previous=previous(findings),
        plan_items=_plan(),
    )
    return replace(made, **given)  # type: ignore[arg-type]


def counted(findings: tuple[Finding, ...]) -> dict[tuple[str, Outcome], int]:
    """Outcomes by rule: those of the findings, and some passes."""
    counts: dict[tuple[str, Outcome], int] = {
        (rule, Outcome.PASS): 7 + 31 * n for n, rule in enumerate(RULES)
    }
    counts[("site-availability", Outcome.PASS)] = 0
    for f in findings:
        counts[(f.rule, f.outcome)] = counts.get((f.rule, f.outcome), 0) + 1
    return counts


def dossier(coverage: Coverage | None = None) -> Dossier:
    """The invented site in order: standard columns and twenty others."""
    columns = tuple(_columns())
    home = Home(Fetch(BASE, FetchState.OK, 1, 200, WHEN))
    portal = Portal(BASE + "zwgk/", "rsj.lingshi.example", ("guide", "system", "statutory"), "home link")
    seen = coverage or Coverage(
        2418, 2325, 12, 81, 0, True, "", "2026-11-20T08:55:02+08:00", "2026-11-20T10:31:10+08:00"
    )
    search = SearchTrial(SearchState.FOUND)
    return Dossier(site(), run(), seen, home, portal, search, columns, tuple(_entries()))


def previous(findings: tuple[Finding, ...]) -> PreviousRun:
    """The run of October: some findings were not yet there, two are gone since."""
    then = replace(
        run("20261021-090000-ls-hrss"), started_at="2026-10-21T09:00:00+08:00", crawled_on=date(2026, 10, 21)
    )
    gone = tuple(
        finding("attachments-download", f"budget/{n:016x}/att/1", f"附件无法下载（{n}）") for n in (1, 2)
    )
    older = tuple(f for f in findings if f.first_seen < "2026-11-01")
    return PreviousRun(then, older + gone)


def _columns() -> list[Column]:
    made = [_column(code, name, code) for code, name, *_ in NAMES]
    made += [_column(f"x-{n:016x}", f"专题专栏{n}", None) for n in range(1, 21)]
    return made


def _column(key: str, name: str, code: str | None) -> Column:
    top = key in {"guide", "system", "statutory", "annual-report", "request", "news", "notices"}
    return Column(
        id=f"id-{key}",
        key=key,
        code=code,
        name=name,
        url=f"{BASE}{key}/",
        path=("政府信息公开", name) if top else ("政府信息公开", STATUTORY, name),
        parent=None if top else "id-statutory",
        place=Place.PORTAL_SECTION if top else Place.PORTAL,
        first_level=top,
        below_statutory=not top,
        confidence=1.0,
        mapping_reason="name",
        fetch=Fetch(f"{BASE}{key}/", FetchState.OK, 1, 200, WHEN),
        absence_note="本机关无此类信息" if key == "major-projects" else None,
    )


def _entries() -> list[Entry]:
    made = []
    for code, name, count, age, _ in NAMES:
        for n in range(count):
            day = TODAY - timedelta(days=(age or 0) + n)
            key = hashlib.sha256(f"{code}{n}".encode()).hexdigest()[:16]
            url = f"{BASE}{code}/{n}.html"
            made.append(Entry(key, url, f"{name}第{n}条", f"id-{code}", header=Header(published_on=day)))
    return made


def _plan() -> tuple[PlanItem, ...]:
    return (
        PlanItem("一（一）", "重大决策部署落实情况公开", "partly", ("date-plausible",)),
        PlanItem("一（二）", "机构职能、财政、执法信息公开", "machine", ("attachments-download",)),
        PlanItem("一（四）", "解读回应同步", "partly", ("site-availability",)),
        PlanItem("二（一）", "重大决策预公开", "partly", ("published-in-time",)),
        PlanItem(
            "三（二）",
            "专栏规范、首页展示",
            "machine",
            ("column-present", "column-not-empty", "blank-columns-few"),
        ),
        PlanItem("三（四）", "政府信息管理", "partly", ("index-number-year",)),
        PlanItem("四（一）", "加强组织领导", "person"),
        PlanItem("四（三）", "监督评价与培训", "person"),
    )
