"""A site for benches: a bureau of any size, the same every time – pages of about 40 KB with about 100 links each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

PER_LIST = 20
SECTIONS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
COLUMNS = (
    "规范性文件", "机构职能", "领导信息", "规划计划", "统计信息", "行政许可", "行政处罚", "权责清单", "部门预算", "部门决算",
    "收费项目", "政府采购", "政策解读", "主动公开目录", "就业创业", "社会保障", "公务员招考", "事业单位招聘", "通知公告",
    "工作动态",
)  # fmt: skip
_SYLLABLES = "关于印发推进全市人力资源社会保障工作实施方案的通知公告办法细则意见就业培训失业保险养老待遇调整标准核定企业职工技能"
_PARAGRAPH = "为贯彻落实上级部署，进一步规范工作程序，提高服务质量，现将有关事项说明如下，请各单位结合实际认真组织实施。"
_STYLE = ".box{margin:0 auto;padding:4px 8px;border:1px solid #ddd}.item a{color:#333;text-decoration:none}\n"


@dataclass(frozen=True, slots=True)
class Plan:
    """How many pages, and how heavy each is."""

    pages: int = 2000
    page_bytes: int = 40_000
    links: int = 100


def build(folder: Path, plan: Plan) -> int:
    """Write the site's files below `folder`; returns how many pages."""
    entries = _entries(plan)
    lists = -(-entries // PER_LIST)
    nav = _nav(lists)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "index.html", _home(nav, entries), plan)
    for n, name in enumerate(SECTIONS):
        _write(folder / "xxgk" / f"s{n}.html", _section(nav, name), plan)
    for n in range(lists):
        _write(folder / "list" / f"l{n}.html", _list(nav, n, entries), plan)
    for n in range(entries):
        _write(folder / "art" / f"{n // 500}" / f"art_{n}.html", _entry(nav, n, entries, plan), plan)
    return 1 + len(SECTIONS) + lists + entries


def _entries(plan: Plan) -> int:
    return (plan.pages - 1 - len(SECTIONS)) * PER_LIST // (PER_LIST + 1)


def _nav(lists: int) -> str:
    sections = "".join(f'<li><a href="/xxgk/s{n}.html">{name}</a></li>' for n, name in enumerate(SECTIONS))
    columns = "".join(
        f'<li><a href="/list/l{n}.html">{COLUMNS[n % len(COLUMNS)]}{n // len(COLUMNS) or ""}</a></li>'
        for n in range(min(lists, 40))
    )
    return f'<div class="nav"><a href="/">首页</a><ul>{sections}</ul><ul class="tree">{columns}</ul></div>'


def _title(n: int) -> str:
    draw = random.Random(n)
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.randint(10, 24))) + f"第{n}号"


def _address(n: int) -> str:
    return f"/art/{n // 500}/art_{n}.html"


def _date(n: int) -> str:
    return f"{2019 + n % 8}-{1 + n % 12:02d}-{1 + n % 28:02d}"


def _items(numbers: list[int]) -> str:
    return "".join(
        f'<li><a href="{_address(n)}" title="{_title(n)}">{_title(n)[:16]}</a><span>{_date(n)}</span></li>'
        for n in numbers
    )


def _home(nav: str, entries: int) -> str:
    news = _items(list(range(min(40, entries))))
    return _page(
        "示例市人力资源和社会保障局",
        nav,
        f'<a href="/xxgk/s2.html">政府信息公开</a><ul class="news">{news}</ul>',
    )


def _section(nav: str, name: str) -> str:
    return _page(name, nav, f"<h1>{name}</h1><div class='content'><p>{_PARAGRAPH * 6}</p></div>")


def _list(nav: str, n: int, entries: int) -> str:
    numbers = list(range(n * PER_LIST, min((n + 1) * PER_LIST, entries)))
    after = (
        f'<div class="page"><a href="/list/l{n + 1}.html">下一页</a></div>'
        if numbers[-1] + 1 < entries
        else ""
    )
    crumbs = f'<div class="pos">您的位置：<a href="/">首页</a> &gt; <a href="">{COLUMNS[n % len(COLUMNS)]}</a></div>'
    return _page(COLUMNS[n % len(COLUMNS)], nav, f'{crumbs}<ul class="list">{_items(numbers)}</ul>{after}')


def _entry(nav: str, n: int, entries: int, plan: Plan) -> str:
    header = (
        f"<table class='head'><tr><td>索引号：</td><td>113715000044281785/{_date(n)[:4]}-{4387000 + n}</td>"
        f"<td>发布日期：</td><td>{_date(n)}</td></tr><tr><td>发布机构：</td><td>市人力资源社会保障局</td>"
        f"<td>成文日期：</td><td>{_date(n)}</td></tr></table>"
    )
    meta = f'<meta name="ArticleTitle" content="{_title(n)}"><meta name="PubDate" content="{_date(n)} 09:00">'
    draw = random.Random(-n)
    others = [draw.randrange(entries) for _ in range(max(0, plan.links - 46))]
    related = "".join(f'<li><a href="{_address(m)}">{_title(m)[:14]}</a></li>' for m in others)
    crumbs = (
        '<div class="pos">您的位置：<a href="/">首页</a> &gt; <a href="/list/l0.html">规范性文件</a></div>'
    )
    body = f"{crumbs}<h1>{_title(n)}</h1>{header}<div class='content'><p>{_PARAGRAPH * 8}</p>\0</div>"
    return _page(_title(n), nav, f"{body}<div class='related'><ul>{related}</ul></div>", meta)


def _page(title: str, nav: str, body: str, meta: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{meta}<style>\1</style></head>"
        f"<body>{nav}<div class='main'>{body}</div><div class='foot'>主办：示例市人力资源和社会保障局</div></body></html>"
    )


def _write(path: Path, text: str, plan: Plan) -> None:
    """Fill the page up to its weight: half with style and markup, half with text where it has a place for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    missing = max(0, plan.page_bytes - len(text.encode()))
    paragraph = f"<p class='p'>{_PARAGRAPH}</p>"
    prose = missing // 2 if "\0" in text else 0
    text = text.replace("\0", paragraph * (prose // len(paragraph.encode())))
    path.write_text(text.replace("\1", _STYLE * ((missing - prose) // len(_STYLE))), encoding="utf-8")
