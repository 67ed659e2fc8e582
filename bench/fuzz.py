"""The readers under hypothesis: does any input crash one, hold it over two seconds of CPU a megabyte, or make it take all memory?

Pages are mixtures of markup, words and bytes, some pieces repeated up to a megabyte; documents are valid ones with bytes changed,
cut or doubled. `--examples` for each reader (2,000); `--quick` takes 100. A failing input is printed in its smallest form.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import signal
import time
import zipfile
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.documents.limits import Limits
from crawler.documents.reader import read_document
from crawler.extract import dates
from crawler.extract.decoding import decode
from crawler.extract.reader import Reader

MEGABYTE = 1_000_000
SECONDS = 2.0  # CPU for a megabyte and less
MEMORY = 3 * 1024**3
URL = "http://a.gov.cn/x/t20200102_1.html"
WORDS = (
    "索引号：", "索 引 号", "发布日期", "2020-01-02", "12-30", "来源：", "当前位置：", "〔2020〕3号", "113715000044281785/2020-1", "二〇二〇年一月二日",
    "废止", "附件：", "下一页", "&emsp;", "\u3000", "{{x}}", "<![CDATA[", "]]>", "createPageHTML(4, 0, 'index', 'html')", "document.write('",
)  # fmt: skip
TAGS = (
    "<div>", "</div>", "<ul><li>", "</li></ul>", "<a href='1.html' title='x'>", "</a>", "<table><tr><td>", "</td><td colspan=9999 rowspan=9999>",
    "</tr></table>", "<script>var a='x';", "</script>", "<style>.a{display:none}", "</style>", "<!--", "-->", "</body></html>", "<select><option>",
    "<frameset>", "<iframe src=x>", "<base href='http://['>", "<meta name=PubDate content=2020>", "<record>", '{"title":"a","url":"b"}', "[[[[",
    "<li style='display:none' class=a>", "<h1>", "<svg><p>", "&#0;", "&#xD800;",
)  # fmt: skip

pieces = st.one_of(
    st.sampled_from([t.encode() for t in TAGS]),
    st.sampled_from([w.encode() for w in WORDS]),
    st.sampled_from([w.encode("gb18030") for w in WORDS]),
    st.binary(max_size=40),
)
runs = st.tuples(pieces, st.sampled_from((1, 1, 1, 1, 2, 50, 3000, MEGABYTE))).map(lambda p: _repeated(*p))
pages = st.lists(runs, max_size=40).map(lambda parts: b"".join(parts)[:MEGABYTE])
texts = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=8).map("".join)


def main(argv: Sequence[str] | None = None) -> None:
    """Run every reader and print what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", type=int, default=2000)
    parser.add_argument("--quick", action="store_true", help="100 examples a reader")
    asked = parser.parse_args(argv)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, _too_long)
    count = 100 if asked.quick else asked.examples
    rows = [_fuzzed(name, strategy, read, count) for name, (strategy, read) in TARGETS.items()]
    print(json.dumps({"bench": "fuzz", "examples": count, "readers": rows}))


def _read_page(body: bytes) -> None:
    reading = Reader().read(body, URL)
    assert all(item.title for item in reading.items)
    assert all(node.name for node in reading.tree)


def _read_home(body: bytes) -> None:
    Reader().read(body, URL, is_home=True, styles=(".a{display:none}",))


def _read_dates(text: str) -> None:
    for read in (
        dates.find_date,
        dates.whole_date,
        dates.trailing_date,
        dates.split_date,
        dates.address_date,
        dates.printed,
    ):
        read(text)  # fmt: skip


def _read_document(body: bytes) -> None:
    read_document(body, "附件.doc", Limits(seconds=SECONDS))


def _docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        cell = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>总计</w:t></w:r></w:p></w:tc>"
        rows = f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 4}</w:tbl>"
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{rows}</w:body></w:document>")
    return out.getvalue()


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 44>>stream\nBT /F 12 Tf 20 100 Td (Total 2020-01-02) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
documents = st.tuples(
    st.sampled_from((_docx(), PDF, OLE, "甲,乙\n1,2\n".encode("gb18030"), b"Rar!\x1a\x07\x00" + bytes(40))),
    st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=0, max_size=6)), max_size=12),
    st.integers(0, 3),
).map(lambda given_: _broken(*given_))
TARGETS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], object]]] = {
    "decoder": (pages, decode),
    "page": (pages, _read_page),
    "home page": (pages, _read_home),
    "dates": (texts, _read_dates),
    "documents": (documents, _read_document),
}


def _fuzzed(
    name: str, strategy: st.SearchStrategy[Any], read: Callable[[Any], object], count: int
) -> dict[str, Any]:
    slowest = 0.0

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def one(value: Any) -> None:
        nonlocal slowest
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, 2 * SECONDS)
        try:
            read(value)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        used = time.process_time() - begun
        slowest = max(slowest, used)
        assert used <= SECONDS, f"{used:.1f} s of CPU"

    try:
        one()
        found = ""
    except Exception as error:  # whatever it is, it is the finding
        found = f"{type(error).__name__}: {error}"[:300]
    print(
        f"{name:10} {count:6} examples, slowest {slowest:.2f} s: {found or 'no crash, no hang'}", flush=True
    )
    return {"reader": name, "slowest": round(slowest, 2), "found": found}


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"over {2 * SECONDS} s of CPU")


def _repeated(piece: bytes, times: int) -> bytes:
    return (piece * min(times, MEGABYTE // max(len(piece), 1)))[:MEGABYTE]


def _broken(body: bytes, changes: list[tuple[int, bytes]], doubled: int) -> bytes:
    made = bytearray(body)
    for at, new in changes:
        place = at % max(len(made), 1)
        made[place : place + len(new)] = new
    return bytes(made) * (doubled + 1) if doubled < 3 else bytes(made[: len(made) // 2])


if __name__ == "__main__":
    main()
