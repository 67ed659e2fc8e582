"""What the readers are fed with: mixtures of markup, words and bytes, some repeated up to a megabyte, and documents with faults in them."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter
from hypothesis import strategies as st

MEGABYTE = 1_000_000
WORDS = (
    "索引号：", "索 引 号", "发布日期", "2020-01-02", "12-30", "来源：", "当前位置：", "〔2020〕3号", "113715000044281785/2020-1", "二〇二〇年一月二日",
    "废止", "附件：", "下一页", "&emsp;", "\u3000", "{{x}}", "<![CDATA[", "]]>", "createPageHTML(4, 0, 'index', 'html')", "document.write('",
    "发布机构", "成文日期", "文 号", "有效性", "首页 > 政务公开 > ", "13812345678", "371502199001011234", "https://a.gov.cn/t20200102_1.html?a=1&b=2",
)  # fmt: skip
TAGS = (
    "<div>", "</div>", "<ul><li>", "</li></ul>", "<a href='1.html' title='x'>", "</a>", "<table><tr><td>", "</td><td colspan=9999 rowspan=9999>",
    "</tr></table>", "<script>var a='x';", "</script>", "<style>.a{display:none}", "</style>", "<!--", "-->", "</body></html>", "<select><option>",
    "<frameset>", "<iframe src=x>", "<base href='http://['>", "<meta name=PubDate content=2020>", "<record>", '{"title":"a","url":"b"}', "[[[[",
    "<li style='display:none' class=a>", "<h1>", "<svg><p>", "&#0;", "&#xD800;", "<a href='down.jsp?file=a.doc' download=b.pdf>", "<span class=fj>",
    "<th>", "<dl><dt>", "<dd>", "<div class=content>", "<div id=zoom>", "<table class=head>", "<a href='//[::1'>", "<a href='?a=\u4e2d'>", "<ul class=tree>",
)  # fmt: skip

_pieces = st.one_of(
    st.sampled_from([t.encode() for t in TAGS]),
    st.sampled_from([w.encode() for w in WORDS]),
    st.sampled_from([w.encode("gb18030") for w in WORDS]),
    st.binary(max_size=40),
)
_runs = st.tuples(_pieces, st.sampled_from((1, 1, 1, 1, 2, 50, 3000))).map(lambda p: _repeated(*p))
pages = st.lists(_runs, max_size=40).map(lambda parts: b"".join(parts)[:MEGABYTE])
large_pages = st.lists(_runs, min_size=1, max_size=12).map(
    lambda parts: _repeated(b"".join(parts) or b"<", MEGABYTE)
)
texts = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=8).map("".join)
large_texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(
    lambda parts: ("".join(parts) * MEGABYTE)[:MEGABYTE]
)


def _docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        cell = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>总计</w:t></w:r></w:p></w:tc>"
        rows = f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 4}</w:tbl>"
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{rows}</w:body></w:document>")
    return out.getvalue()


def _xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表")
        for row in range(20):
            sheet.write_row(row, 0, ["甲", row, f"=A{row + 1}"])
        sheet.merge_range("E1:G4", "合并")
    return out.getvalue()


_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 44>>stream\nBT /F 12 Tf 20 100 Td (Total 2020-01-02) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_WHOLE = (
    _docx(),
    _xlsx(),
    _PDF,
    _OLE,
    "甲,乙\n1,2\n".encode("gb18030"),
    b"Rar!\x1a\x07\x00" + bytes(40),
    b"PK\x03\x04" + bytes(60),
)
_changes = st.lists(st.tuples(st.integers(0, 9000), st.binary(min_size=0, max_size=6)), max_size=12)
documents = st.tuples(st.sampled_from(_WHOLE), _changes, st.integers(0, 3)).map(lambda told: _broken(*told))
large_documents = st.tuples(documents, st.binary(min_size=1, max_size=60)).map(
    lambda told: (told[0] + told[1] * (MEGABYTE // len(told[1])))[:MEGABYTE]
)


def _repeated(piece: bytes, times: int) -> bytes:
    return (piece * min(times, MEGABYTE // max(len(piece), 1)))[:MEGABYTE]


def _broken(body: bytes, changes: list[tuple[int, bytes]], doubled: int) -> bytes:
    made = bytearray(body)
    for at, new in changes:
        place = at % max(len(made), 1)
        made[place : place + len(new)] = new
    return bytes(made) * (doubled + 1) if doubled < 3 else bytes(made[: len(made) // 2])
