"""Documents with invented content, made in code."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib

import xlsxwriter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


# ---------------------------------------------------------------- docx


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def docx(*blocks: str) -> bytes:
    """A Word document with these blocks in its body."""
    body = f"<w:document {W}><w:body>{''.join(blocks)}</w:body></w:document>"
    return zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": body})


def paragraph(text: str) -> str:
    """A paragraph in two runs, as editors leave them."""
    half = len(text) // 2
    return f"<w:p><w:r><w:t>{text[:half]}</w:t></w:r><w:r><w:t>{text[half:]}</w:t></w:r></w:p>"


def cell(text: str, *, columns: int = 1, down: str = "") -> str:
    """A table cell; `down` restart or continue for cells merged with those below or above."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(down, "")
    width = f'<w:tcW w:w="{900 * columns}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of cells."""
    inside = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    grid = "<w:tblGrid>" + '<w:gridCol w:w="900"/>' * 10 + "</w:tblGrid>"
    shape = f'<w:tblPr><w:tblBorders>{EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{shape}{grid}{inside}</w:tbl>"


APPLICANTS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]


def annual_report_docx() -> bytes:
    """Part three of a yearly report: a table whose head is merged both ways."""
    head = "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"
    rows = (
        [cell(head, columns=3, down="restart"), cell("申请人情况", columns=7)],
        [
            cell("", columns=3, down="continue"),
            cell("自然人", down="restart"),
            cell("法人或其他组织", columns=5),
            cell("总计", down="restart"),
        ],
        [
            cell("", columns=3, down="continue"),
            cell("", down="continue"),
            *[cell(a) for a in APPLICANTS],
            cell("", down="continue"),
        ],
        [cell("一、本年新收政府信息公开申请数量", columns=3), *[cell(n) for n in "6200008"]],
        [cell("二、上年结转政府信息公开申请数量", columns=3), *[cell(n) for n in "1000001"]],
        [
            cell("三、本年度办理结果", down="restart"),
            cell("（一）予以公开", columns=2),
            *[cell(n) for n in "5200007"],
        ],
        [
            cell("", down="continue"),
            cell("（三）不予公开", down="restart"),
            cell("1.属于国家秘密"),
            *[cell(n) for n in "1000001"],
        ],
        [
            cell("", down="continue"),
            cell("", down="continue"),
            cell("2.其他法律行政法规禁止公开"),
            *[cell(n) for n in "1000001"],
        ],
    )
    return docx(
        paragraph("东山市示例局2025年政府信息公开工作年度报告"),
        paragraph("一、总体情况"),
        paragraph("三、收到和处理政府信息公开申请情况"),
        table(*rows),
        paragraph("六、其他需要报告的事项"),
    )


ANNUAL_ROWS = 8
ANNUAL_COLUMNS = 10


# ---------------------------------------------------------------- xlsx, ofd, rar


def xlsx() -> bytes:
    """A budget sheet: merged title, numbers, a day and a second sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("收支总表")
        sheet.merge_range(0, 0, 0, 2, "东山市示例局2026年部门预算收支总表")
        sheet.write_row(1, 0, ["项目", "预算数", "批复日期"])
        sheet.write_row(2, 0, ["一、一般公共预算拨款", 1234.5])
        sheet.write_datetime(2, 2, dt.date(2026, 1, 23), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(3, 0, ["合计", 0.1 + 0.2])
        book.add_worksheet("说明").write(0, 0, "无")
    return out.getvalue()


def ofd(*pages: list[str] | None) -> bytes:
    """An OFD of these lines a page; None for a page that is a picture."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for n, lines in enumerate(pages):
        items = '<ofd:ImageObject ID="9" ResourceID="1"/>'
        if lines is not None:
            items = "".join(
                f'<ofd:TextObject ID="{i}" Boundary="30 {20 + 10 * i} 150 8"><ofd:TextCode X="0" Y="6">{text}'
                "</ofd:TextCode></ofd:TextObject>"
                for i, text in reversed(list(enumerate(lines)))
            )
        content = f"<ofd:Page {ns}><ofd:Content><ofd:Layer>{items}</ofd:Layer></ofd:Content></ofd:Page>"
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = content
    return zipped(parts)


def rar(*names: str) -> bytes:
    """A RAR (version 2.9) of stored empty files of these names."""

    def block(kind: int, flags: int, rest: bytes) -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head

    files = b""
    for name in names:
        raw = name.encode()
        rest = struct.pack("<IIBIIBBHI", 0, 0, 2, 0, 0x58000000, 29, 0x30, len(raw), 0x20) + raw
        files += block(0x74, 0x8000, rest)
    return b"Rar!\x1a\x07\x00" + block(0x73, 0, b"\x00" * 6) + files + block(0x7B, 0x4000, b"")


# ---------------------------------------------------------------- pdf


class Pdf:
    """A small PDF writer: Chinese text by a font every reader knows, lines, pictures."""

    def __init__(self) -> None:
        self._pages: list[bytes] = []
        self._now = b""

    def text(self, x: float, y: float, words: str, size: float = 10) -> None:
        """Words at a point, from the lower left."""
        coded = words.encode("utf-16-be").hex().encode()
        self._now += b"BT /F1 %g Tf %g %g Td <%s> Tj ET\n" % (size, x, y, coded)

    def box(self, x: float, y: float, width: float, height: float, words: str = "") -> None:
        """A ruled cell with words in it; y is its lower edge."""
        self._now += b"%g %g %g %g re S\n" % (x, y, width, height)
        if words:
            self.text(x + 3, y + height / 2 - 4, words, 8)

    def picture(self) -> None:
        """A picture over the whole page."""
        self._now += b"q 595 0 0 842 0 0 cm /Im1 Do Q\n"

    def turn(self) -> None:
        """End the page."""
        self._pages.append(self._now)
        self._now = b""

    def bytes(self, *, password: bool = False) -> bytes:
        """The file."""
        count = len(self._pages)
        kids = b" ".join(b"%d 0 R" % (7 + 2 * n) for n in range(count))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
            b" /DescendantFonts [4 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900]"
            b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
            b" /Length 1 >>\nstream\n\x80\nendstream",
        ]
        for n, content in enumerate(self._pages):
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <<"
                b" /Font << /F1 3 0 R >> /XObject << /Im1 6 0 R >> >> >>" % (8 + 2 * n)
            )
            objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(content), content))
        return _file(objects, password)


def _file(objects: list[bytes], password: bool) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for n, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    lock = b""
    if password:
        key = b"<" + b"41" * 32 + b">"
        lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >> /ID [<00> <00>]" % (key, key)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, lock, len(out))
    )


def plain_pdf(*pages: str) -> bytes:
    """A PDF with one line a page."""
    pdf = Pdf()
    for words in pages:
        pdf.text(60, 760, words)
        pdf.turn()
    return pdf.bytes()


def report_pdf() -> bytes:
    """A yearly report whose table has a merged head and goes on overleaf."""
    pdf = Pdf()
    pdf.text(60, 780, "东山市示例局2025年政府信息公开工作年度报告", 14)
    pdf.text(60, 750, "三、收到和处理政府信息公开申请情况")
    pdf.box(60, 180, 200, 60, "办理情况")  # covers two rows
    pdf.box(260, 210, 240, 30, "申请人情况")  # covers three columns
    for n, words in enumerate(("自然人", "法人", "总计")):
        pdf.box(260 + 80 * n, 180, 80, 30, words)
    _row(pdf, 150, ("一、本年新收", "6", "2", "8"))
    _row(pdf, 120, ("二、上年结转", "1", "0", "1"))
    pdf.turn()
    _row(pdf, 760, ("三、办理结果总计", "7", "1", "8"))
    _row(pdf, 730, ("四、结转下年度", "0", "1", "1"))
    pdf.text(60, 700, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况")
    pdf.turn()
    return pdf.bytes()


def _row(pdf: Pdf, y: float, texts: tuple[str, ...]) -> None:
    pdf.box(60, y, 200, 30, texts[0])
    for n, words in enumerate(texts[1:]):
        pdf.box(260 + 80 * n, y, 80, 30, words)
