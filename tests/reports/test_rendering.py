"""Counts and cost of rendering stand beside the coverage where there is something to tell."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from records.types import Coverage
from reports.html import render
from reports.summary import summarise
from reports.terminal import print_summary
from tests.reports.building import dossier, material

SEEN = Coverage(100, 100, complete=True)


def told(coverage: Coverage, lang: str) -> tuple[str, str]:
    """The summary on a wide terminal and the HTML report."""
    given, shown = material(dossier=dossier(coverage), lang=lang), io.StringIO()
    print_summary(summarise(given), Console(file=shown, width=200))
    return shown.getvalue(), render(given)


@pytest.mark.parametrize(
    ("lang", "read", "left"),
    [
        ("zh", "浏览器读取 3 页（12 秒）", "脚本网页未读 2 页"),
        ("en", "3 read in a browser (12 s)", "2 script-written pages not read"),
    ],
)
def test_pages_read_in_a_browser_and_those_left_are_told_with_the_seconds(
    lang: str, read: str, left: str
) -> None:
    for text in told(replace(SEEN, rendered=3, unrendered=2, render_seconds=12.3), lang):
        assert read in text and left in text


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ("浏览器读取", "脚本网页")), ("en", ("read in a browser", "script-written pages"))],
)
def test_nothing_is_told_where_no_page_needs_a_browser(lang: str, words: tuple[str, str]) -> None:
    for text in told(SEEN, lang):
        assert not any(word in text for word in words)
