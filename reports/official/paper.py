"""A paper in the layout of GB/T 9704-2012: page, grid, fonts, page numbers; paragraphs by their kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from reports.official.layout import Style, layout, styles

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_FONT_TABLE = "/word/fontTable.xml"
PAGE_NUMBER_SIZE = 14


class Paper:
    """One paper while it is written."""

    def __init__(self) -> None:
        self._document = Document()
        self._page()
        self._fonts()
        self._page_numbers()

    def paragraph(self, kind: str, text: str) -> None:
        """One paragraph of a kind that layout.yml describes."""
        style = styles()[kind]
        if kind == "issuer":
            style = replace(style, size=min(style.size, _widest(text)))
        paragraph = self._document.add_paragraph()
        _shape(paragraph, style)
        _typed(paragraph.add_run(text), style)

    def save(self, path: Path, title: str, attested: str, day: date) -> None:
        """Write the paper; its properties bear the run's day and what attests it."""
        describe(self._document, title, attested, day)
        self._document.save(str(path))

    def _page(self) -> None:
        section, page = self._document.sections[0], layout()["page"]
        section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
        section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
        section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
        section.footer_distance = Mm(page["footer"])
        grid = layout()["grid"]
        for old in section._sectPr.findall(qn("w:docGrid")):
            section._sectPr.remove(old)
        section._sectPr.append(_element("w:docGrid", type="lines", linePitch=str(round(grid["line"] * 20))))

    def _fonts(self) -> None:
        """The body's font as the document's own, and what stands in for fonts that are not installed."""
        body = styles()["body"]
        normal = self._document.styles["Normal"]
        normal.font.size = Pt(body.size)
        _named(normal.font, normal.element.get_or_add_rPr(), body.font)
        parts = {str(p.partname): p for p in self._document.part.package.iter_parts()}
        parts[_FONT_TABLE]._blob = _font_table().encode("utf-8")

    def _page_numbers(self) -> None:
        """`— 1 —` in the outer corner: odd pages right, even pages left, one character in."""
        self._document.settings.odd_and_even_pages_header_footer = True
        section = self._document.sections[0]
        for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
            paragraph = footer.paragraphs[0]
            style = Style("page", PAGE_NUMBER_SIZE, align)
            paragraph.alignment = _ALIGN[align]
            side = "right" if align == "right" else "left"
            paragraph.paragraph_format.element.get_or_add_pPr().append(
                _element("w:ind", **{f"{side}Chars": "100"})
            )
            before, after = layout()["page_number"]
            _typed(paragraph.add_run(before), style)
            for part in _page_field():
                run = paragraph.add_run()
                _typed(run, style)
                run._r.append(part)
            _typed(paragraph.add_run(after), style)


def describe(document: Any, title: str, attested: str, day: date) -> None:
    """The document's properties; never the clock's time, so that the same input gives the same file."""
    properties = document.core_properties
    properties.title, properties.comments = title[:250], attested[:250]
    properties.author = properties.last_modified_by = "gongkai"
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    properties.revision = 1


def _widest(text: str) -> float:
    """The type size in points at which a line of Chinese text fills the width of the type area."""
    page = layout()["page"]
    width: float = Mm(page["width"] - page["left"] - page["right"]).pt
    return float(int(width / (max(len(text), 1) + 1)))


def _shape(paragraph: Any, style: Style) -> None:
    line = layout()["grid"]["line"]
    form = paragraph.paragraph_format
    form.alignment = _ALIGN[style.align]
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(style.line or line)
    form.space_before, form.space_after = Pt(style.before * line), Pt(style.after * line)
    form.keep_with_next, form.page_break_before = style.keep, style.break_before
    properties = paragraph._p.get_or_add_pPr()
    if style.line:  # lines of their own height do not stand on the body's grid
        properties.append(_element("w:snapToGrid", val="0"))
    if style.indent:
        form.first_line_indent = Pt(style.indent * style.size)
        properties.find(qn("w:ind")).set(qn("w:firstLineChars"), str(style.indent * 100))
    if style.right:
        form.right_indent = Pt(style.right * style.size)
    if style.rule:
        properties.append(_rule(style.rule))


def _typed(run: Any, style: Style) -> None:
    run.font.size = Pt(style.size)
    if style.colour:
        run.font.color.rgb = RGBColor.from_string(style.colour)
    properties = run._r.get_or_add_rPr()
    _named(run.font, properties, style.font)
    if style.size == styles()["body"].size:
        closer = _element("w:spacing", val=str(round(-20 * layout()["grid"]["closer"])))
        properties.find(qn("w:sz")).addprevious(closer)


def _named(font: Any, properties: Any, key: str) -> None:
    """The Chinese font for Chinese text, the Latin one for the rest."""
    font.name = layout()["fonts"]["latin"]
    properties.rFonts.set(qn("w:eastAsia"), layout()["fonts"][key]["name"])


def _rule(colour: str) -> Any:
    border = OxmlElement("w:pBdr")
    border.append(_element("w:bottom", val="single", sz="16", space="12", color=colour))
    return border


def _page_field() -> list[Any]:
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = " PAGE "
    return [_element("w:fldChar", fldCharType="begin"), code, _element("w:fldChar", fldCharType="end")]


def _element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _font_table() -> str:
    fonts = [f for f in layout()["fonts"].values() if isinstance(f, dict)]
    lines = (
        f"<w:font w:name={quoteattr(f['name'])}><w:altName w:val={quoteattr(f['instead'])}/>"
        f'<w:charset w:val="86"/></w:font>'
        for f in fonts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:fonts {nsdecls('w')}>{''.join(lines)}</w:fonts>"
    )
