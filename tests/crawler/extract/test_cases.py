"""Every structure of the catalogue as one small page: what the reader must see there, and what it must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.extract.reader import Reader
from crawler.extract.shown import reading_to_dict
from records.types import PageReading

CASES = Path(__file__).with_name("cases")
ADDRESS = "http://a.gov.cn/x/page.html"
Case = dict[str, Any]


def cases(name: str) -> list[Any]:
    loaded: list[Case] = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in loaded]


def read(case: Case) -> PageReading:
    return Reader().read(case["html"].encode(), case.get("url", ADDRESS))


def agree(seen: Any, wanted: Any, place: str) -> None:
    """`wanted` is part of `seen`: the named keys, the listed rows."""
    if isinstance(wanted, dict):
        for key, value in wanted.items():
            agree(seen[key], value, f"{place}.{key}")
    elif isinstance(wanted, list) and wanted and isinstance(wanted[0], dict):
        assert len(seen) >= len(wanted), place
        for n, value in enumerate(wanted):
            agree(seen[n], value, f"{place}[{n}]")
    else:
        assert seen == (wanted if wanted is None or isinstance(wanted, (bool, int, list)) else str(wanted)), (
            place
        )


def check(case: Case) -> None:
    reading = read(case)
    assert not any(sign in str(reading) for sign in ("{{", "{%", "${", "<%", "#foreach", "{$"))
    seen = reading_to_dict(reading)
    agree(seen, case.get("expect", {}), case["name"])
    if "items" in case:
        dated = [[i.title, str(i.published_on)] for i in reading.items if i.published_on]
        assert dated == [[title, str(day)] for title, day in case["items"]]
    if "undated" in case:
        assert [i.title for i in reading.items if i.published_on is None] == case["undated"]
    if "tree" in case:
        assert [[n["name"], n["url"], n["parent"]] for n in seen["tree"]] == case["tree"]


@pytest.mark.parametrize("case", cases("headers"))
def test_the_header_is_read_in_each_of_its_forms(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("lists"))
def test_list_rows_are_read_in_each_of_their_forms(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("pages"))
def test_paging_trees_and_platforms_are_read(case: Case) -> None:
    check(case)
