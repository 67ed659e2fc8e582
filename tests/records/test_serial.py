"""Dataclasses as JSON."""

from __future__ import annotations

import json
from datetime import date

from records.serial import from_json, plain, to_json
from records.types import Fetch, Header, ListItem, PageReading, TreeNode
from records.vocabulary import FetchState, PageKind

READING = PageReading(
    url="http://a/",
    kind=PageKind.LIST,
    platform="",
    title="目录 \ud800 \"'</script>",
    header=Header(index_number="1-2", published_on=date(2026, 1, 2)),
    items=(ListItem("http://a/1", "甲", date(2026, 1, 2), "2026-01-02"),),
    tree=(TreeNode("上", None), TreeNode("下", "http://a/2", 0, hidden=True)),
    meta=(("SiteName", "局"),),
)


def test_the_text_holds_what_differs_from_the_defaults_and_comes_back_equal() -> None:
    text = to_json(READING)
    assert from_json(PageReading, text) == READING
    assert "frames" not in json.loads(text)


def test_text_and_plain_values_say_the_same() -> None:
    for value in (
        READING,
        Fetch("http://a/", FetchState.OK, 1),
        {"甲": frozenset({1})},
        [date(2026, 1, 2), None],
    ):
        assert json.loads(to_json(value)) == json.loads(json.dumps(plain(value)))
