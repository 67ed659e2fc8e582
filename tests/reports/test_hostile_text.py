"""Whatever a crawled site says stays text in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from records.types import Basis, Evidence
from records.vocabulary import BasisKind, Outcome
from reports.html import render
from reports.plain import defused, safe_address, shown_address
from reports.summary import summarise
from reports.terminal import print_summary
from reports.writing import write_reports
from tests.reports.building import dossier, material
from tests.reports.findings import finding

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></script><svg/onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "[bold red]通知[/] [link=http://evil.example]x[/link] :bomb:",
    "\x1b[2J\x1b]0;owned\x07清屏",
    "正文\u202egpj.exe\u2066\u200b\ufeff",
    "零\x00字节\x0b与\ud800半个字",
    '=HYPERLINK("http://evil.example","点我")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "　＝1+1",
    '第一行\n第二行,"引号";分号',
    "长" * 50_000,
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "http://rsj.example/\u202egpj.exe",
    'http://rsj.example/"onclick="alert(1)',
    "http://[broken",
    "vbscript:x",
)


class _Page(HTMLParser):
    """Collects tags, attributes and link targets of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.targets += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def hostile(**given: object):
    """Material in which everything a site could say is hostile."""
    findings = []
    for n, text in enumerate(HOSTILE):
        url = ADDRESSES[n % len(ADDRESSES)]
        for outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.UNCHECKED):
            findings.append(
                finding(
                    "index-number-year",
                    f"notices/{n:016x}{outcome.value}",
                    text,
                    outcome=outcome,
                    title=text,
                    url=url,
                    observed=text,
                    expected=text,
                    column_name=text,
                    cause=text[:5],
                    reason=text[:50],
                    fix=text,
                    basis=(Basis(text, text, text, BasisKind.PROPOSAL),),
                    evidence=(Evidence(url, text[:60], 200, "ab" * 32, text[:5], text),),
                )
            )
    seen = dossier()
    columns = tuple(
        replace(c, name=HOSTILE[n % 9], url=ADDRESSES[n % 8], absence_note=HOSTILE[n % 3])
        for n, c in enumerate(seen.columns)
    )
    return replace(material(findings=tuple(findings), dossier=replace(seen, columns=columns)), **given)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("hostile")
    return {p.suffix: p for p in write_reports(hostile(), out, ("html", "xlsx", "csv", "jsonl"))}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_site_text_adds_no_tag_attribute_or_script_to_the_html_report(lang: str) -> None:
    page, clean = _Page(), _Page()
    page.feed(render(hostile(lang=lang)))
    clean.feed(render(material(lang=lang)))
    assert set(page.tags) <= set(clean.tags) | {"table", "details"}
    assert page.tags.count("script") == 1
    assert not {a for a in page.attributes if a.startswith("on")}


def test_only_http_addresses_become_links() -> None:
    page = _Page()
    page.feed(render(hostile()))
    assert all(t.startswith(("http://", "https://", "#")) for t in page.targets)


def test_the_html_report_holds_no_control_or_direction_characters() -> None:
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", render(hostile())
    )


def test_a_very_long_text_is_cut_in_the_html_report() -> None:
    assert "长" * 2001 not in render(hostile())


def test_no_csv_cell_begins_like_a_formula(written: dict[str, Path]) -> None:
    text = written[".csv"].read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + 3 * len(HOSTILE)
    assert all(not cell or cell[0] not in "=+-@＝＋－＠\t\r\n" for row in rows for cell in row)
    assert {len(row) for row in rows} == {len(rows[0])}


def test_no_spreadsheet_cell_is_a_formula_or_a_link(written: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(written[".xlsx"])
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "inlineStr"}, (sheet.title, cell.coordinate)
                assert cell.hyperlink is None
                assert not isinstance(cell.value, str) or len(cell.value) <= 32_767


def test_every_jsonl_line_is_one_object_with_the_text_unchanged(written: dict[str, Path]) -> None:
    lines = written[".jsonl"].read_text(encoding="utf-8").split("\n")[:-1]
    messages = {json.loads(line)["message"] for line in lines}
    assert messages == set(HOSTILE)
    assert "\u202e" not in "".join(lines)


def test_the_terminal_gets_no_control_codes_and_no_markup_from_the_site() -> None:
    shown = io.StringIO()
    console = Console(file=shown, width=80, force_terminal=False)
    print_summary(summarise(hostile()), console)
    assert "\x1b" not in shown.getvalue()
    assert "\x07" not in shown.getvalue()
    assert "[bold red]" in shown.getvalue()
    assert "💣" not in shown.getvalue()


@pytest.mark.parametrize("url", [a for a in ADDRESSES if not a.startswith("http://rsj")])
def test_other_schemes_and_broken_addresses_are_no_links(url: str) -> None:
    assert safe_address(url) == ""


def test_a_direction_character_in_an_address_is_shown_encoded() -> None:
    assert shown_address("http://rsj.example/\u202egpj.exe") == "http://rsj.example/%E2%80%AEgpj.exe"


@pytest.mark.parametrize("text", ["=1", " =1", "\t1", "\r1", "-1", "@a", "＋1"])
def test_a_leading_apostrophe_defuses_formulas(text: str) -> None:
    assert defused(text).startswith("'")


def test_ordinary_text_is_not_touched_by_defusing() -> None:
    assert defused("关于 2026-11-20 的通知=1") == "关于 2026-11-20 的通知=1"
