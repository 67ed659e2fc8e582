"""The reader never raises and never hangs, whatever bytes a server sends."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.reader import Reader

URL = "http://a.gov.cn/x/"
PIECES = (
    b"<div>", b"<ul><li>", b"<a href='1.html'>", b"</a>", b"2020-01-02", b"<table><tr><td>", "索引号：".encode(), b"<script>",
    b"document.write('<li>'+x+'</li>');", b"</script>", b"</body></html>", b"<style>.a{display:none}", b"{{x}}", b"\x00\xff",
    "当前位置：".encode(), b"<![CDATA[", b"<record>", b"createPageHTML(4, 0, 'index', 'html')", b'{"title":"a","url":"b"}', b"&#0;",
    b"<base href='http://['>", b"<select>", b"<frameset>", b"[[", "二〇二〇年".encode("gb18030"),
)  # fmt: skip
HARD = {
    "deep nesting": b"<div>" * 150_000,
    "unclosed anchors": b"<a href=x>" * 90_000,
    "one row of labels": "<td>索引号：</td>".encode() * 40_000,
    "rows of labels": b"<tr>" + "<td>索引号</td>".encode() * 40_000,
    "twenty thousand dated links": b"".join(
        b"<li><a href=%d.html>abc</a>2020-01-01</li>" % n for n in range(20_000)
    ),
    "one tag with a flood of attributes": b"<a " + b"".join(b"x%d=1 " % n for n in range(50_000)) + b">",
    "functions and calls without end": b"<ul id=l></ul><script>"
    + b"function f(a,b){$.get('/x/list?c='+a+b+c+d,{page:p,q:z},function(){'<li'})}f(1,2);" * 3_000
    + b"</script>",
    "trees that never close": b"<script>var zNodes"
    + b"=[{'pId':1,tree:[{\"children\":[" * 8_000
    + b"</script>",
    "units that never close": b"<script queryData='" * 20_000 + b"<div querydata={" * 20_000,
    "buttons and options without end": b"<a onclick=\"location.href='/a'\" data-url='?p=1'>1</a><option value='/x/1.html'>"
    * 9_000,
    "open data records": b"<script><record><![CDATA[" * 20_000,
    "selectors without end": b"<style>" + b"a," * 400_000 + b"{display:none}</style><a href=x>y</a>",
    "noise": os.urandom(1_000_000),
    "colons": b":" * 1_000_000,
    "nested JSON": b"[" * 900_000,
}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=40)), max_size=60), st.booleans())
def test_any_mixture_of_markup_and_bytes_gives_a_reading(pieces: list[bytes], is_home: bool) -> None:
    reading = Reader().read(b"".join(pieces), URL, is_home=is_home)
    assert reading.url == URL
    assert all(item.title for item in reading.items)


@pytest.mark.parametrize("name", sorted(HARD))
def test_a_megabyte_of_trouble_is_read_within_two_seconds(name: str) -> None:
    start = time.process_time()
    Reader().read(HARD[name], URL, is_home=name.startswith("selectors"))
    assert time.process_time() - start < 2


def test_undecodable_characters_are_counted_and_wrong_declarations_overruled() -> None:
    page = '<meta charset="gb2312"><h1>关于清查工作的通知</h1>'
    assert Reader().read(page.encode(), URL).encoding == "utf-8"
    assert (
        Reader().read(page.encode("gb18030"), URL, content_type="text/html; charset=utf-8").encoding
        == "gb18030"
    )
    broken = Reader().read(page.encode() + b"\xff\xfe\xe4", URL)
    assert broken.replaced_chars > 0
