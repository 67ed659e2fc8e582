"""自查报告 and 整改通知书: the layout of GB/T 9704, what they say, and templates of one's own."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from records.errors import InputError
from records.vocabulary import Outcome
from reports.official.fields import fields
from reports.official.layout import layout, numeral
from reports.official.markup import paragraphs
from reports.official.sandbox import REPLACEABLE, Templates
from reports.official.writing import Letter, write_paper
from reports.texts import Texts
from reports.writing import Export, write_exports
from tests.reports.building import material

SAY = Texts("zh")


def paper(
    folder: Path, name: str = "self-check", given: Mapping[str, str] | None = None, own: Path | None = None
):
    """The written paper, opened again, and the templates with their faults."""
    templates, path = Templates(SAY, own), folder / f"{name}.docx"
    write_paper(Letter(material(), templates, given or {}), name, path)
    return Document(str(path)), templates


def text_of(document: object) -> str:
    return "\n".join(p.text for p in document.paragraphs)  # type: ignore[attr-defined]


def test_the_page_is_that_of_the_standard(tmp_path: Path) -> None:
    section = paper(tmp_path)[0].sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    for found, wanted in zip(
        (*sizes, section.left_margin, section.right_margin), (210, 297, 37, 35, 28, 26), strict=True
    ):
        assert abs(found - Mm(wanted)) < Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert int(grid.get(qn("w:linePitch"))) * 22 <= 225 / 25.4 * 1440
    assert 28 * (16 - layout()["grid"]["closer"]) <= 156 / 25.4 * 72 < 29 * (16 - layout()["grid"]["closer"])


def test_title_levels_and_body_have_the_fonts_and_sizes_of_the_standard(tmp_path: Path) -> None:
    document, _ = paper(tmp_path)

    def look(start: str) -> tuple[str, float]:
        run = next(p for p in document.paragraphs if p.text.startswith(start)).runs[0]
        return run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt

    assert look("岭石市") == ("方正小标宋简体", 22)
    assert look("根据") == ("仿宋_GB2312", 16)
    assert look("一、") == ("黑体", 16)
    assert look("（一）") == ("楷体_GB2312", 16)
    assert look("1.") == ("仿宋_GB2312", 16)
    body = next(p for p in document.paragraphs if p.text.startswith("根据"))
    assert body.paragraph_format.line_spacing == Pt(28.95)
    assert body._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_pages_are_numbered_in_the_outer_corner_between_dashes(tmp_path: Path) -> None:
    document, _ = paper(tmp_path)
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = document.sections[0].footer.paragraphs[0], document.sections[0].even_page_footer.paragraphs[0]
    assert (odd.text, even.text) == ("—  —", "—  —")
    assert (odd.alignment, even.alignment) == (2, 0)
    with zipfile.ZipFile(tmp_path / "self-check.docx") as package:
        fonts = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in fonts


def test_the_self_check_says_what_was_seen_required_and_how_to_fix_it_with_its_proof(tmp_path: Path) -> None:
    text = text_of(paper(tmp_path)[0])
    first = next(f for f in material().findings if f.outcome is Outcome.FAIL)
    for said in (first.message, first.observed, first.expected, first.id, first.evidence[0].sha256 or ""):
        assert said in text
    assert "（一）《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）（法律法规）" in text
    assert "2026年11月27日" in text  # a red line, seven days
    assert "应查网页2418个，已查2325个" in text
    assert "规则摘要 3f9c21a7d05e4b18" in text and "运行" not in text.split("附件")[0]
    assert "附件：1.岭石市人力资源和社会保障局问题清单" in text


def test_open_questions_are_never_among_the_problems_of_a_notice(tmp_path: Path) -> None:
    text = text_of(paper(tmp_path, "notice", {"authority": "岭石市政务公开办公室"})[0])
    problems = text.split("整改要求")[0]
    for f in material().findings:
        if f.outcome is not Outcome.FAIL:
            assert f.id not in problems and f.message not in problems


def test_the_notice_has_a_red_head_only_where_asked_for(tmp_path: Path) -> None:
    given = {"authority": "岭石市政务公开办公室", "number": "岭公开〔2026〕7号", "deadline": "2026-12-31"}
    document, _ = paper(tmp_path, "notice", given | {"red_head": "yes"})
    head = document.paragraphs[0]
    assert head.text == "岭石市政务公开办公室" and str(head.runs[0].font.color.rgb) == "E60012"
    assert document.paragraphs[1].text == "岭公开〔2026〕7号"
    assert "整改期限（建议）：2026年12月31日" in text_of(document)
    plain, _ = paper(tmp_path, "notice", given)
    assert plain.paragraphs[0].text.startswith("岭石市政务公开办公室关于岭石市")


@pytest.mark.parametrize(
    ("n", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (100, "100")]
)
def test_levels_are_counted_in_chinese(n: int, said: str) -> None:
    assert numeral(n) == said


def test_levels_number_themselves_and_begin_anew_below() -> None:
    made = [text for _, text in paragraphs("# a\n## b\n### c\n### d\n#### e\n## f\n### g\n# h\n\ntext")]
    assert made == ["一、a", "（一）b", "1.c", "2.d", "（1）e", "（二）f", "1.g", "二、h", "text"]


# ---------------------------------------------------------------- templates of one's own


def test_an_own_text_template_replaces_the_words_and_keeps_the_layout(tmp_path: Path) -> None:
    own = tmp_path / "self-check.txt.j2"
    own.write_text(
        "@title {{ site }}\n{% for p in problems %}\n# {{ p.message }}\n{% endfor %}\n", encoding="utf-8"
    )
    document, templates = paper(tmp_path, own=own)
    assert document.paragraphs[1].text == "一、全站有 6 个空白栏目"
    assert not templates.faults


def test_an_unknown_field_is_told_with_its_place_and_the_nearest_name_and_the_rest_is_written(
    tmp_path: Path,
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = "@title {{ site }}\n{{ sitename }}\n{% for p in problems %}\n{{ p.mesage }}\n{% endfor %}\n{{ a.b.c }}"
    (own / "notice.txt.j2").write_text(text, encoding="utf-8")
    templates = Templates(SAY, own)
    done = write_exports(Export(material(), None, templates), tmp_path / "out", ["notice", "csv"])
    assert not done.failed and len(done.entries) == 2
    told = [fault.told(SAY) for fault in templates.faults]
    assert told == [
        f"{own}/notice.txt.j2:2：没有名为“sitename”的字段",
        f"{own}/notice.txt.j2:4：没有名为“mesage”的字段；是不是“message”？",
        f"{own}/notice.txt.j2:6：没有名为“a.b.c”的字段",
    ]
    assert "〔未知字段：sitename〕" in text_of(Document(str(done.files[0])))


def test_a_template_that_cannot_be_read_fails_alone_with_file_and_line(tmp_path: Path) -> None:
    own = tmp_path / "self-check.txt.j2"
    out = tmp_path / "out"
    former = write_exports(Export(material()), out, ["self-check"]).files[0].read_bytes()
    own.write_text("@title x\n{% for p in problems %}\n", encoding="utf-8")
    done = write_exports(Export(material(), None, Templates(SAY, own)), out, ["self-check", "jsonl"])
    assert [e.format for e in done.entries] == ["jsonl"]
    assert re.search(r"self-check\.txt\.j2:\d", str(done.failed[0][1]))
    assert next(out.glob("*-self-check.docx")).read_bytes() == former
    assert not list(out.glob(".*part*"))


@pytest.mark.parametrize(
    "attack", ["{{ site.__class__.__mro__ }}", "{{ problems.append(1) }}", "{{ ''.format.__globals__ }}"]
)
def test_a_template_gets_at_nothing_but_its_fields(tmp_path: Path, attack: str) -> None:
    own = tmp_path / "notice.txt.j2"
    own.write_text("@title t\n" + attack, encoding="utf-8")
    templates = Templates(SAY, own)
    done = write_exports(Export(material(), None, templates), tmp_path / "out", ["notice"])
    assert done.failed or "class" not in text_of(Document(str(done.files[0]))).replace("__class__", "")


def test_an_own_docx_has_its_placeholders_filled_in_text_tables_and_headers(tmp_path: Path) -> None:
    own, made = tmp_path / "notice.docx", Document()
    made.add_paragraph("致 {{ site }}：共 {{ totals.problems }} 项")
    table = made.add_table(rows=3, cols=1)
    table.cell(0, 0).text, table.cell(1, 0).text = "{%tr for p in problems %}", "{{ p.message }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    made.add_paragraph("未知 {{ nosuch }} 尾")
    made.sections[0].header.paragraphs[0].text = "运行 {{ run }}"
    made.save(str(own))
    document, templates = paper(
        tmp_path / "out" if (tmp_path / "out").mkdir() else tmp_path / "out", "notice", own=own
    )
    assert document.paragraphs[0].text == "致 岭石市人力资源和社会保障局：共 5 项"
    assert [c.text for c in document.tables[0].columns[0].cells][0] == "全站有 6 个空白栏目"
    assert document.sections[0].header.paragraphs[0].text == "运行 20261120-085500-ls-hrss"
    told = templates.faults[0].told(SAY)
    assert "notice.docx 第" in told and "段“未知" in told and "nosuch" in told
    assert "20261120-085500-ls-hrss" in document.core_properties.comments


def test_a_file_that_is_no_docx_and_a_folder_without_templates_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notice.docx").write_bytes(b"no zip")
    with pytest.raises(InputError, match="notice.docx"):
        paper(tmp_path, "notice", own=tmp_path / "notice.docx")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="self-check.docx"):
        Templates(SAY, tmp_path / "empty")


def test_an_own_style_sheet_and_page_replace_those_of_the_html_report(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "report.css").write_text("body{color:teal}", encoding="utf-8")
    done = write_exports(Export(material(), None, Templates(SAY, own)), tmp_path, ["html"])
    assert "body{color:teal}" in done.files[0].read_text(encoding="utf-8")
    (own / "report.html.j2").write_text("<p>{{ m.site.name }} {{ w.nothing }}", encoding="utf-8")
    templates = Templates(SAY, own)
    done = write_exports(Export(material(), None, templates), tmp_path, ["html"])
    assert done.files[0].read_text(encoding="utf-8").startswith("<p>岭石市人力资源和社会保障局")
    assert [f.name for f in templates.faults] == ["nothing"]


def test_every_field_is_in_the_documents() -> None:
    text = (Path(__file__).parents[2] / "docs" / "EXPORTS.md").read_text(encoding="utf-8")
    known = fields(material(), {})
    problem = known["problems"][0]
    inner = [*known["totals"], *known["coverage"], *known["laws"][0], *problem, *problem["basis"][0]]
    inner += [*problem["evidence"][0], *known["unchecked"][0]]
    assert [name for name in known if f"`{name}`" not in text] == []
    assert [name for name in inner if f"`.{name}`" not in text] == []
    assert all(f"`{name}`" in text for name in REPLACEABLE)
