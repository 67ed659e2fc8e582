"""Invented findings of every kind about one invented bureau."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from records.types import Basis, Evidence, Finding, RuleText, finding_id
from records.vocabulary import BasisKind, Outcome, Reason, Severity

TODAY = date(2026, 11, 20)
CODE = "ls-hrss"
BASE = "http://rsj.lingshi.example/"
WHEN = "2026-11-20T09:14:31+08:00"
STATUTORY = "法定主动公开内容"

RULES = {
    r.id: r
    for r in (
        RuleText("site-reachable", "网站首页可以打开", "platform", Severity.MAJOR),
        RuleText("portal-entry-on-home", "首页设有政府信息公开入口", "platform", Severity.MAJOR),
        RuleText("column-present", "应设栏目已设置", "platform", Severity.MAJOR),
        RuleText("column-not-empty", "栏目有内容", "platform", Severity.MAJOR),
        RuleText("attachments-download", "附件可以下载", "platform", Severity.MAJOR),
        RuleText("column-updated", "栏目按期更新", "freshness", Severity.MAJOR),
        RuleText("blank-columns-few", "空白栏目少于 5 个", "platform", Severity.VETO),
        RuleText("index-number-year", "索引号年份与编制规则一致", "index", Severity.MINOR),
        RuleText("index-number-code-valid", "索引号中的代码有效", "index", Severity.MAJOR),
        RuleText("published-in-time", "20 个工作日内公开", "freshness", Severity.MAJOR),
        RuleText("site-availability", "网站连续可用", "platform", Severity.VETO),
        RuleText("date-plausible", "发布日期可信", "freshness", Severity.NOTICE),
    )
}
LAW = Basis(
    "《中华人民共和国政府信息公开条例》",
    "第二十六条",
    "属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开。",
    BasisKind.LAW,
)
NOTICE_19 = Basis(
    "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
    "单项否决指标",
    "空白栏目数量超过5个",
    BasisKind.LAW,
)
PRACTICE = Basis("更新周期（可在站点文件中设置）", "", "", BasisKind.PROPOSAL)
PLAN = Basis("2026 年政府信息公开工作要点", "三（二）", "规范专栏设置，首页位置展示", BasisKind.PLAN)

PLAN_OF = {
    "attachments-download": ("一（二）",),
    "site-availability": ("一（四）",),
    "published-in-time": ("二（一）",),
    "column-not-empty": ("三（二）",),
    "blank-columns-few": ("三（二）",),
    "index-number-year": ("三（四）",),
}

NAMES = (
    ("guide", "政府信息公开指南", 1, 196, None),
    ("system", "政府信息公开制度", 14, 120, None),
    ("statutory", STATUTORY, 0, None, None),
    ("annual-report", "政府信息公开年报", 12, 303, None),
    ("request", "依申请公开", 1, 400, None),
    ("normative-documents", "规范性文件", 186, 21, 183),
    ("institution", "机构职能", 3, 250, 365),
    ("leaders", "领导信息", 6, 88, None),
    ("plans", "规划计划", 22, 355, 365),
    ("statistics", "统计信息", 31, 47, 100),
    ("licences", "行政许可", 64, 12, 90),
    ("penalties", "行政处罚", 17, 71, 90),
    ("power-list", "权责清单", 4, 199, 365),
    ("budget", "部门预算", 9, 260, None),
    ("final-accounts", "部门决算", 8, 83, None),
    ("policy-interpretation", "政策解读", 58, 33, 183),
    ("employment", "就业创业", 203, 80, 90),
    ("social-security", "社会保障", 74, 94, 60),
    ("personnel", "人事任免", 22, 434, 365),
    ("major-projects", "重大建设项目", 0, None, None),
    ("meetings", "会议公开", 0, None, 90),
    ("news", "工作动态", 840, 2, 14),
    ("notices", "通知公告", 512, 6, 183),
)


def evidence(path: str, quote: str = "", place: str = "") -> Evidence:
    """A page of the invented site, fetched this morning."""
    url = path if "://" in path or path.startswith("javascript:") else BASE + path
    return Evidence(url, WHEN, 200, hashlib.sha256(path.encode()).hexdigest(), quote, place)


def finding(rule: str, subject: str, message: str, **given: object) -> Finding:
    """A finding about `subject` (below the site's code) with realistic defaults; `given` replaces any field."""
    parts = subject.split("/")
    names = {code: name for code, name, *_ in NAMES}
    full = f"{CODE}/{subject}" if subject else CODE
    made = Finding(
        id=finding_id(rule, full),
        run="20261120-085500-ls-hrss",
        rule=rule,
        rule_version="1",
        outcome=Outcome.FAIL,
        severity=RULES[rule].severity if rule in RULES else Severity.MAJOR,
        subject=full,
        site=CODE,
        column=parts[0],
        column_name=names.get(parts[0], ""),
        url=f"{BASE}{subject}.html",
        title="",
        message=message,
        observed="",
        expected="",
        reason="",
        cause="",
        fix="",
        basis=(LAW,),
        evidence=(evidence(f"{subject}.html"),),
        first_seen="2026-10-21",
        plan_items=PLAN_OF.get(rule, ()),
    )
    return replace(made, **given)  # type: ignore[arg-type]


def invented_findings() -> list[Finding]:
    return [*_fails(), *_same_cause(), *_reviews(), *_unchecked()]


def _fails() -> list[Finding]:
    return [
        finding(
            "blank-columns-few",
            "",
            "全站有 6 个空白栏目",
            observed="空白栏目 6 个：会议公开、重大决策、建议提案办理、双随机一公开、应急管理、收费目录",
            expected="空白栏目少于 5 个",
            fix="补充内容；确无此类信息的，在栏目中注明“本机关无此类信息”。",
            basis=(NOTICE_19,),
            url=BASE,
            first_seen="2026-11-20",
        ),
        finding(
            "column-present",
            "fees",
            "没有找到“行政事业性收费”栏目",
            observed="专栏目录共 38 个栏目，没有以“行政事业性收费”或其常用名称命名的栏目",
            expected="设置“行政事业性收费”栏目",
            column_name="行政事业性收费",
            fix="在“法定主动公开内容”下设置该栏目；不适用的，在站点文件中写明理由。",
            basis=(replace(LAW, article="第二十条", quote="（八）行政事业性收费项目及其依据、标准"), PLAN),
            plan_items=("三（二）",),
        ),
        finding(
            "column-not-empty",
            "meetings",
            "“会议公开”栏目没有内容",
            observed="列表页 0 条，正文 0 字；脚本列表也已读取",
            expected="有内容，或注明“本机关无此类信息”",
            fix="发布会议信息，或加注说明。",
            basis=(NOTICE_19,),
        ),
        finding(
            "column-updated",
            "social-security",
            "“社会保障”栏目 94 天未更新",
            severity=Severity.MINOR,
            observed="最新一条公布于 2026-08-18，距检查日 94 天",
            expected="60 天内有更新",
            evidence=(evidence("social-security.html", "2026-08-18", "列表第 1 行"),),
            basis=(PRACTICE,),
            fix="发布参保、待遇等信息；确无新信息的，在栏目注明。",
        ),
    ]


def _same_cause() -> list[Finding]:
    return [
        finding(
            "index-number-year",
            f"normative-documents/{n:016x}",
            f"《关于做好第{n}批就业见习工作的通知》的索引号年份与公布年份不一致",
            title=f"关于做好第{n}批就业见习工作的通知",
            observed=f"索引号 113715000044281785/2024-45963{n:03d}，公布于 2026-03-{n % 28 + 1:02d}",
            expected="索引号中的年份为公布年份 2026",
            evidence=(evidence(f"normative-documents/{n}.html", "2024", "信息头“索引号”"),),
            cause="索引号年份整批早于公布年份",
            basis=(replace(PRACTICE, law="本站索引号编制规则（由 186 个索引号归纳）"),),
            fix="在发布系统中更正“索引号”字段；如为迁移造成，可批量更正后重新检查本项。",
            first_seen="2026-11-20" if n > 50 else "2026-10-21",
        )
        for n in range(1, 58)
    ]


def _reviews() -> list[Finding]:
    return [
        finding(
            "published-in-time",
            f"normative-documents/{100 + n:016x}",
            f"《岭石市职业技能培训管理办法（{n}）》未标成文日期，无法核对 20 个工作日期限",
            outcome=Outcome.REVIEW,
            title=f"岭石市职业技能培训管理办法（{n}）",
            observed="公布于 2026-08-07；信息头没有成文日期，也没有发文字号",
            expected="自形成之日起 20 个工作日内公开",
            reason=Reason.NO_FORMED_DATE.value,
            fix="在信息头补充成文日期。",
            approximate=n == 1,
        )
        for n in range(1, 5)
    ] + [
        finding(
            "column-updated",
            "personnel",
            "“人事任免”栏目 434 天没有新内容",
            outcome=Outcome.REVIEW,
            observed="最新一条公布于 2025-09-12",
            expected="有任免事项时及时公开",
            reason=Reason.OUTSIDE_KNOWLEDGE.value,
            basis=(PRACTICE,),
        )
    ]


def _unchecked() -> list[Finding]:
    found = [
        finding(
            "site-availability",
            "",
            "没有连续探测数据",
            outcome=Outcome.UNCHECKED,
            reason=Reason.PROBING_OFF.value,
            url=BASE,
        )
    ]
    for n in range(1, 6):
        found.append(
            finding(
                "attachments-download",
                f"licences/{n:016x}/att/1",
                "附件被防护系统拦截",
                outcome=Outcome.UNCHECKED,
                title=f"行政许可公示表（2026 年第 {n} 期）.xlsx",
                reason=Reason.BLOCKED.value,
            )
        )
    return found
