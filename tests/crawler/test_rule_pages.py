"""The fixture page of each rule is read as its .yml says (`gongkai rules new` makes both)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from crawler.extract.shown import reading_to_dict
from crawler.reading import open_source

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").rglob("*.yml"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_a_fixture_page_is_read_as_it_says(path: Path) -> None:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    page = str(path.with_suffix(".html"))
    found = open_source(page, url=told["url"], is_home=told.get("home", False), allow_private=False)
    seen = reading_to_dict(found.reading, found.fetch)
    wanted = json.loads(json.dumps(told["reads"], default=str))
    assert {name: seen[name] for name in wanted} == wanted
