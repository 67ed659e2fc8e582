"""Line breaks on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reports.wrapping import wrapped


def test_chinese_breaks_between_characters_but_not_before_a_closing_mark() -> None:
    assert wrapped("栏目没有内容。请补充", 12) == ["栏目没有内", "容。请补充"]


def test_numbers_and_words_stay_whole() -> None:
    assert wrapped("公布于 2026-11-20 的通知", 12) == ["公布于", "2026-11-20", "的通知"]


@pytest.mark.parametrize("width", [10, 33])
def test_an_address_longer_than_the_line_is_cut(width: int) -> None:
    assert "".join(wrapped("a" * 100, width)) == "a" * 100


@given(st.text(alphabet="栏目a1 。（）“-", max_size=80), st.integers(8, 40))
def test_no_line_is_too_long_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
