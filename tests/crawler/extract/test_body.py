"""What stands in a document's content area: text, pictures, embedded viewers, or nothing that markup shows."""

from __future__ import annotations

import pytest

from crawler.extract.reader import Reader
from records.types import Body
from tests.crawler.assemble.building import entry
from tests.crawler.assemble.invented import BASE, SITE

SENTENCE = "为做好本县有关工作，现将有关事项公布如下，请各有关单位认真贯彻执行。"


def body(html: str, title: str = "关于有关事项的公告") -> Body:
    shown = entry(title, body=html)
    return Reader(SITE).read(shown.encode(), f"{BASE}/a/1.html", is_home=False).body


def test_characters_of_the_text_are_counted_without_blanks_of_layout() -> None:
    assert body(f"<p>{SENTENCE}</p>").chars == len(SENTENCE)
    assert body("<p>&nbsp;</p><p>  </p>").chars == 0


@pytest.mark.parametrize(
    ("html", "pictures"),
    [
        ("<p><img src='/upload/1.jpg'></p>", 1),
        ("<p><img src='/images/icon_doc.gif'></p>", 0),
        ("<p><img src='/upload/1.png' width='16' height='16'></p>", 0),
        ("<p><img src='/upload/1.png' style='display:none'></p>", 0),
    ],
)
def test_pictures_count_and_icons_do_not(html: str, pictures: int) -> None:
    assert body(html).pictures == pictures


def test_a_frame_or_a_film_is_embedded() -> None:
    assert body("<iframe src='/viewer?file=a.pdf'></iframe>").embedded == 1
    assert body(f"<p>{SENTENCE}</p>").embedded == 0


def test_a_text_that_a_script_fills_in_is_not_known_to_be_missing() -> None:
    filled = "<div id='neirong'></div><script>document.getElementById('neirong').innerHTML = text;</script>"
    assert body(filled).chars is None
    assert body("<div id='neirong'></div>").chars == 0


def test_equal_texts_have_equal_digests_whatever_the_markup() -> None:
    one, two = body(f"<p>{SENTENCE}{SENTENCE}</p>"), body(f"<div><span>{SENTENCE}</span> {SENTENCE}</div>")
    assert one.digest == two.digest != ""
    assert body(f"<p>{SENTENCE}另行通知。</p>").digest != one.digest
    assert body("<p>见附件。</p>").digest == ""


def test_a_supplier_named_in_other_words_than_source_is_kept() -> None:
    assert body(f"<p>{SENTENCE}</p><p>供稿：就业促进科</p>").named == "就业促进科"


def test_addresses_of_pictures_that_name_a_year_are_kept_those_of_the_pages_frame_are_not() -> None:
    shown = f"<p>{SENTENCE}</p><p><img src='/resources/public/20260506/1.jpg'></p><p><img src='/upload/2.jpg'></p>"
    assert body(shown).dated_pictures == (f"{BASE}/resources/public/20260506/1.jpg",)
    framed = f"<div class='header'><img src='/skin/2019/logo_a.jpg'></div><p>{SENTENCE}</p>"
    assert body(framed).dated_pictures == ()
