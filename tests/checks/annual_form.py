"""Invented annual reports in both national forms, as pages and as tables, each part changed by the test that needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.extract.reader import Reader
from records.documents import DocumentText, Span, Table
from records.papers import Paper

URL = "http://rsj.example.gov.cn/art/2026/1/20/art_1_1.html"
KINDS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
REFUSED = ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
           "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项")  # fmt: skip
ABSENT = ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")
UNHANDLED = ("1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息")  # fmt: skip
CLOSED = {
    "30": ("1.申请人无正当理由逾期不补正", "2.申请人逾期未按收费通知要求缴纳费用", "3.其他"),
    "60": ("",),
}
HEADINGS = {
    "30": ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
           "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"),
    "60": ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
           "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "五、政府信息公开工作存在的主要问题及改进情况",
           "六、其他需要报告的事项"),
}  # fmt: skip
Row = Sequence[object]
NOUGHT = (0, 0, 0, 0, 0, 0, 0)
# Row (without its group) → the seven cells; rows that are not named are nought.
ORDINARY: dict[str, Row] = {
    "新收": (8, 2, 0, 0, 1, 0, 11),
    "上年结转": (1, 0, 0, 0, 0, 0, 1),
    "（一）予以公开": (5, 1, 0, 0, 1, 0, 7),
    "2.没有现成信息需要另行制作": (2, 1, 0, 0, 0, 0, 3),
    "（七）总计": (7, 2, 0, 0, 1, 0, 10),
    "结转下年": (2, 0, 0, 0, 0, 0, 2),
}
SUITS: tuple[object, ...] = (1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def request_rows(form: str, cells: Mapping[str, Row]) -> list[tuple[tuple[str, ...], Row]]:
    """Labels and cells of every row of the table of requests."""

    def of(name: str) -> Row:
        return cells.get(name, NOUGHT)

    rows: list[tuple[tuple[str, ...], Row]] = [
        (("一、本年新收政府信息公开申请数量",), of("新收")),
        (("二、上年结转政府信息公开申请数量",), of("上年结转")),
        (("三、本年度办理结果", "（一）予以公开"), of("（一）予以公开")),
        (("三、本年度办理结果", "（二）部分公开"), of("（二）部分公开")),
    ]
    groups = (
        ("（三）不予公开", REFUSED),
        ("（四）无法提供", ABSENT),
        ("（五）不予处理", UNHANDLED),
        ("（六）其他处理", CLOSED[form]),
    )
    for group, names in groups:
        rows += [
            (
                ("三、本年度办理结果", group, name) if name else ("三、本年度办理结果", group),
                of(name or group),
            )
            for name in names
        ]
    rows.append((("三、本年度办理结果", "（七）总计"), of("（七）总计")))
    rows.append((("四、结转下年度继续办理",), of("结转下年")))
    return rows


def request_table(form: str = "30", cells: Mapping[str, Row] = ORDINARY) -> str:
    """The table of requests as HTML, with the merged cells of the form."""
    head = (
        "<tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>"
        "<td colspan=7>申请人情况</td></tr><tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>"
        "<tr>" + "".join(f"<td>{k}</td>" for k in KINDS[1:6]) + "</tr>"
    )
    rows = request_rows(form, cells)
    size = {label: sum(1 for labels, _ in rows if label in labels) for labels, _ in rows for label in labels}
    seen: set[str] = set()
    out = []
    for labels, values in rows:
        shown = "".join(
            f"<td rowspan={size[label]} colspan={1 if n < len(labels) - 1 else 3 - n}>{label}</td>"
            for n, label in enumerate(labels)
            if label not in seen
        )
        seen.update(labels)
        out.append("<tr>" + shown + "".join(f"<td>{v}</td>" for v in values) + "</tr>")
    return f"<table>{head}{''.join(out)}</table>"


def suit_table(cells: Row = SUITS) -> str:
    """The table of reviews and lawsuits as HTML."""
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    first = "<tr><td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td></tr><tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    heads = "".join(f"<td>{n}</td>" for n in names * 3)
    return f"<table>{first}<tr>{heads}</tr><tr>{''.join(f'<td>{c}</td>' for c in cells)}</tr></table>"


def report(form: str = "30", **given: object) -> str:
    """The content of a report's page. `requests`, `suits`: HTML of the tables; `texts`: part number → text; `headings`."""
    headings = list(given.get("headings", HEADINGS[form]))  # type: ignore[call-overload]
    texts = {
        1: "本年度主动公开各类信息二百余条，办结信息公开申请，加强平台建设和监督保障，按时更新栏目内容。",
        5: "部分栏目更新不够及时，下一步将健全更新机制，加强业务培训，提高公开质量和服务水平。",
        6: "本年度未收取信息处理费。本年度没有其他需要报告的事项。",
    } | dict(given.get("texts", {}))  # type: ignore[call-overload]
    tables = {
        2: "<table><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>2</td><td>1</td><td>9</td></tr></table>",
        3: given.get("requests", request_table(form)),
        4: given.get("suits", suit_table()),
    }
    out = []
    for n, heading in enumerate(headings, start=1):
        part = "一二三四五六".find(heading[0]) + 1 or n
        out.append(f"<p><b>{heading}</b></p>" if heading else "")
        out.append(f"<p>{texts[part]}</p>" if part in texts else str(tables.get(part, "")))
    return "".join(out)


def page(content: str, title: str = "某市人力资源和社会保障局2025年政府信息公开工作年度报告") -> Paper:
    """That content read from a page."""
    html = f"<title>{title}</title><h1>{title}</h1><div id=zoom><p>本报告所列数据的统计期限自2025年1月1日起至12月31日止。</p>{content}</div>"
    paper = Reader().read(html.encode(), URL).paper
    assert paper is not None
    return paper


def file_of(paper: Paper, kind: str = "docx") -> DocumentText:
    """The same report as a document that a reader of files gives: every row of a table a line of the text."""
    lines: list[str] = []
    for paragraph in paper.paragraphs:
        table = paper.tables[paragraph.table - 1] if paragraph.table else None
        lines.extend(table.lines() if table else [paragraph.text])
    tables = tuple(
        Table(t.rows, tuple(Span(s.row, s.column, s.rows, s.columns) for s in t.spans)) for t in paper.tables
    )
    return DocumentText(kind, "\n".join(lines), tables)
