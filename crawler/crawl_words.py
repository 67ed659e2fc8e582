"""The bundled words of the crawl engine."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class CrawlWords(BaseModel):
    """Marks of walls, of empty search results, of what changes at every fetch and of links to a search; endings of file names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    script_wall_marks: tuple[str, ...]
    nothing_found: tuple[str, ...]
    nothing_counted: re.Pattern[str]
    passing: re.Pattern[str]
    search_links: frozenset[str]
    document_types: frozenset[str]
    never_types: frozenset[str]


@cache
def crawl_words() -> CrawlWords:
    """The words from crawl_words.yml."""
    text = Path(__file__).with_name("crawl_words.yml").read_text(encoding="utf-8")
    return CrawlWords.model_validate(yaml.safe_load(text))
