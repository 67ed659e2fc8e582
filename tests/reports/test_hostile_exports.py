"""Nothing a crawled site says acts in any file that leaves the house, and no full personal number stands in one."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import yaml
from docx import Document
from lxml import etree

from records.types import Basis, Evidence, Owner
from records.vocabulary import BasisKind, Outcome
from reports.books.names import SheetNames
from reports.official.sandbox import Templates
from reports.schemes.loading import load_scheme
from reports.scoring import score
from reports.texts import Texts
from reports.writing import WRITERS, Export, write_exports
from rules.ruleset import load_ruleset
from tests.reports.building import site
from tests.reports.findings import WHEN, finding
from tests.reports.test_hostile_text import ADDRESSES, HOSTILE, hostile

CITIZEN, CARD, MOBILE = "11010519491231002X", "6222020200112233446", "13812345678"
PERSONAL = (
    f"公示：张某 身份证号 {CITIZEN}，银行卡 {CARD}，电话 {MOBILE}",
    "身份证 110105 19491231 002X",
    "１１０１０５１９４９１２３１００２Ｘ",
)
MORE = (
    "_x0041_ ]]> &amp; <!-- ",
    "# 一级标题",
    "@title 假标题",
    "{% for x in y %}",
    "\ud83d\ude00" * 300,
    "\U0001f600" * 20_000,
)
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
OURS = re.compile(r"=(SUM\([A-Z]+\d+:[A-Z]+\d+\)|COUNTIF\('(?:[^']|'')+'![A-Z]+2:[A-Z]+\d+,\"[^\"]+\"\))")
SECTIONS = (
    "财务/[一]:*?\\科",
    "History",
    "社保科",
    "社保科 ",
    "a" * 40,
    "A" * 40,
    "'引号'",
    "=1+1",
    "\u202e科",
)


def export() -> Export:
    """All hostile texts in every field, in sections with hostile names."""
    findings = list(hostile().findings)
    for n, text in enumerate((*PERSONAL, *MORE)):
        url = f"http://rsj.example/q?id={CITIZEN}&tel={MOBILE}"
        given = {"title": text, "observed": text, "expected": text, "fix": text, "column_name": text}
        evidence = (Evidence(url, WHEN, 200, "cd" * 32, text, text),)
        basis = (Basis(text[:300], text[:50], text, BasisKind.LAW),)
        findings.append(
            finding(
                "column-present", f"news/{n:016x}", text, url=url, evidence=evidence, basis=basis, **given
            )
        )
    owners = tuple(Owner(name, (f"c{n}",)) for n, name in enumerate(SECTIONS))
    fails = [n for n, f in enumerate(findings) if f.outcome is Outcome.FAIL]
    for n, at in enumerate(fails):
        findings[at] = replace(findings[at], column=f"c{n % len(SECTIONS)}")
    own = replace(site(), name=HOSTILE[0] + "\u202e" + HOSTILE[9], owners=owners)
    material = hostile(findings=tuple(findings), site=own)
    counts: dict[tuple[str, str], Counter[Outcome]] = {}
    for f in findings:
        counts.setdefault((f.rule, f.column), Counter())[f.outcome] += 1
    scheme = load_scheme("website-check-2019", load_ruleset(None).rules.keys())
    scored = score(scheme, material, counts, with_points=True)
    return Export(material, scored, Templates(Texts("zh")), {"authority": "=1+1<script>", "red_head": "yes"})


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("hostile")
    done = write_exports(export(), out, WRITERS)
    assert not done.failed
    return {e.format: p for e, p in zip(done.entries, done.files, strict=False)}


def parts(path: Path) -> dict[str, bytes]:
    """The parts of an office file."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


BOOKS = ("xlsx", "ledger", "score")
PAPERS = ("self-check", "notice")


@pytest.mark.parametrize("kind", (*BOOKS, *PAPERS))
def test_every_part_of_an_office_file_is_sound_xml_that_leads_nowhere(
    written: dict[str, Path], kind: str
) -> None:
    for name, data in parts(written[kind]).items():
        assert not name.startswith(("/", "..")) and ".bin" not in name
        if not name.endswith((".xml", ".rels")):
            continue
        tree = etree.fromstring(data)
        assert not FORBIDDEN.search("".join(tree.itertext())), name
        assert b'TargetMode="External"' not in data, name


@pytest.mark.parametrize("kind", BOOKS)
def test_workbooks_hold_no_formula_but_their_own_and_no_cell_beyond_its_limit(
    written: dict[str, Path], kind: str
) -> None:
    for sheet in openpyxl.load_workbook(written[kind]):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert OURS.fullmatch(str(cell.value)), cell.coordinate
                assert len(str(cell.value or "").encode("utf-16-le")) <= 32_767 * 2
                if cell.hyperlink is not None:
                    assert cell.hyperlink.location and not cell.hyperlink.target


@pytest.mark.parametrize("kind", ["xlsx", "ledger"])
def test_sections_with_forbidden_long_or_equal_names_get_sheets_of_their_own(
    written: dict[str, Path], kind: str
) -> None:
    names = openpyxl.load_workbook(written[kind]).sheetnames
    assert len({n.casefold() for n in names}) == len(names)
    assert all(0 < len(n) <= 31 and not re.search(r"[\[\]:*?/\\\u202e]", n) for n in names)
    assert len(names) >= len(SECTIONS) - 1


@pytest.mark.parametrize("kind", PAPERS)
def test_papers_hold_site_text_as_text_and_no_field_but_the_page_number(
    written: dict[str, Path], kind: str
) -> None:
    document = Document(str(written[kind]))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "<script>alert(1)</script>" in text
    assert "＃ 一级标题" in text and "＠title 假标题" in text
    made = parts(written[kind])
    codes = re.findall(rb"<w:instrText[^>]*>([^<]*)<", b"".join(made.values()))
    assert {c.strip() for c in codes} == {b"PAGE"}
    assert b"<w:hyperlink" not in made["word/document.xml"]
    titles = [
        p for p in document.paragraphs if p.runs and p.runs[0].font.size and p.runs[0].font.size.pt == 22
    ]
    assert len(titles) == 1


def test_the_database_and_its_metadata_hold_plain_text_and_no_full_number(written: dict[str, Path]) -> None:
    base = sqlite3.connect(written["datasette"])
    names = [n for (n,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"finding", "evidence", "rule", "run"} <= set(names)
    for name in names:
        for row in base.execute(f'SELECT * FROM "{name}"'):
            assert not any(isinstance(v, str) and FORBIDDEN.search(v) for v in row), (name, row)
    base.close()
    text = written["metadata"].read_text(encoding="utf-8")
    assert not FORBIDDEN.search(text)
    assert next(iter(yaml.safe_load(text)["databases"])) == written["datasette"].stem


@pytest.mark.parametrize("kind", sorted({*WRITERS, "metadata"}))
def test_no_file_holds_a_full_citizen_id_card_or_mobile_number(written: dict[str, Path], kind: str) -> None:
    path = written[kind]
    data = b"".join(parts(path).values()) if path.suffix in {".xlsx", ".docx"} else path.read_bytes()
    for number in (CITIZEN, CARD, MOBILE, "110105 19491231 002X", PERSONAL[2]):
        assert number.encode() not in data, number


def test_the_same_input_gives_the_same_bytes(written: dict[str, Path], tmp_path: Path) -> None:
    again = write_exports(export(), tmp_path, [f for f in WRITERS if f != "datasette"])
    for path in again.files[:-1]:
        former = next(p for p in written.values() if p.name == path.name)
        assert path.read_bytes() == former.read_bytes(), path.name


@pytest.mark.parametrize("wanted", ["", "   ", "[]:*?/\\", "History", "'", "长" * 60, "\U0001f600" * 30])
def test_any_name_becomes_a_sheet_name_and_never_the_same_twice(wanted: str) -> None:
    names = SheetNames()
    made = [names.free(wanted) for _ in range(3)]
    assert len({m.casefold() for m in made}) == 3
    assert all(1 <= len(m.encode("utf-16-le")) // 2 <= 31 for m in made)
    assert "history" not in {m.casefold() for m in made}


def test_addresses_of_other_schemes_stay_text_everywhere(written: dict[str, Path]) -> None:
    for kind in (*BOOKS, *PAPERS):
        data = b"".join(v for k, v in parts(written[kind]).items() if k.endswith(".rels"))
        assert not any(a.encode() in data for a in ADDRESSES)
