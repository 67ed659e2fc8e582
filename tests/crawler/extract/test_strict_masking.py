"""Copies that are handed out hold no full number of a person, however the page writes it; everything else stays as it was."""

from __future__ import annotations

import pytest

from crawler.extract.strict_masking import masked_address, masked_body, masked_document, masked_text
from records.documents import DocumentProblem, DocumentText, Table

CITIZEN, CARD, MOBILE = "371501199003071234", "6222021234567890128", "13812345678"
WIDE = "".join(chr(ord(c) + 0xFEE0) for c in CITIZEN)


@pytest.mark.parametrize(
    "text",
    [
        CITIZEN,
        f"证号{CITIZEN}。",
        "371501 19900307 1234",
        WIDE,
        "371501199003071234".replace("9", "9\u200b", 1),
        CARD,
        "6222 0212 3456 7890 128",
        MOBILE,
        "138-1234-5678",
        "+86 138 1234 5678",
        "370101900307123",
    ],
)
def test_numbers_of_persons_keep_their_first_three_and_last_two_characters(text: str) -> None:
    masked = masked_text(text)
    digits = "".join(c for c in masked if c.isdigit())
    assert "***" in masked.replace(" ", "").replace("-", "")
    assert len(digits) <= 6


@pytest.mark.parametrize(
    "text",
    [
        "11379900009900128A/2026-40760084",
        "113715000044281785",
        "2026-11-20 08:55:02",
        "0635-8288123",
        "channel_s_srsj_94346134126907",
        "e6e33ec5900ea84b5c2134c5dbbeb4c4f908d55a8787c4502dd2141b33d49d1c",
        "20261125-103824-sample-hrss",
        "示人社规〔2025〕3号",
    ],
)
def test_what_is_no_persons_number_stays(text: str) -> None:
    assert masked_text(text) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_numbers_that_tags_or_entities_take_apart_are_masked_in_the_pages_own_encoding(encoding: str) -> None:
    page = f"<p>证<b>{CITIZEN[:6]}</b>{CITIZEN[6:]}</p><p>电话&#49;3812345678</p><img alt='&#49;3812345678'>"
    body = masked_body(page.encode(encoding), f"text/html; charset={encoding}")
    assert body is not None
    text = body.decode(encoding)
    assert "证" in text
    for left in (CITIZEN[6:], "3812345678"):
        assert left not in text


def test_a_page_without_numbers_is_the_same_bytes() -> None:
    page = "<P CLASS=x>正文&nbsp;<br>".encode("gb18030")
    assert masked_body(page, "text/html") is page


def test_data_and_scripts_are_masked_too_and_binaries_are_not_touched() -> None:
    assert masked_body(b'{"m":"13812345678"}', "application/json") == b'{"m":"138******78"}'
    assert masked_body(b"\xff\xd8\xff 13812345678", "image/jpeg") is None


def test_addresses_lose_citizen_ids_and_numbers_in_queries_alone() -> None:
    assert CITIZEN not in masked_address(f"http://a.example/q?id={CITIZEN}")
    assert MOBILE not in masked_address(f"http://a.example/q?m={MOBILE}&x=1")
    assert masked_address(f"http://a.example/{MOBILE}.html") == f"http://a.example/{MOBILE}.html"


def test_a_document_is_handed_out_whole_only_when_it_was_read_whole_and_holds_nothing() -> None:
    assert masked_document(DocumentText("pdf", "正文")) == b""
    assert masked_document(DocumentText("pdf", f"电话{MOBILE}")) == "电话138******78".encode()
    listed = masked_document(DocumentText("xlsx", CITIZEN, (Table(((CITIZEN,),)),)))
    assert listed == b"371*************34"
    for unread in (
        DocumentText("pdf", "", problem=DocumentProblem.ENCRYPTED),
        DocumentText("pdf", "正文", pictures=1),
        DocumentText("pdf", "正文", truncated=True),
    ):
        assert masked_document(unread) is None
