"""The sample site as a visitor and as the reader sees it."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import quote

import pytest

from console.sample.addresses import column_path, entry_path, index_number
from console.sample.build import sample_site
from console.sample.data import load_sample, variants
from console.sample.pages import all_answers
from console.sample.server import serving
from crawler.extract.reader import Reader
from records.sitefile import credit_code_holds
from records.vocabulary import PageKind, Visibility

BASE = "http://127.0.0.1:1/"


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def portal_links(variant: str) -> list[tuple[str, Visibility]]:
    """Links of the home page to the portal."""
    answers, site = all_answers(load_sample(variant), BASE), load_sample(variant)
    styles = (answers["/css/site.css"].body.decode(),)
    home = Reader(sample_site(BASE, variant)).read(answers["/"].body, BASE, is_home=True, styles=styles)
    path = column_path(site.columns["portal"])
    return [(x.text, x.visibility) for x in home.home_links if x.url.endswith(path)]


def test_the_main_site_stays_a_small_site() -> None:
    pages = [a for a in all_answers(load_sample(), BASE).values() if a.content_type.startswith("text/html")]
    assert 140 <= len(pages) <= 240


@pytest.mark.parametrize("variant", variants())
def test_pages_are_the_same_each_time(variant: str) -> None:
    assert all_answers(load_sample(variant), BASE) == all_answers(load_sample(variant), BASE)


@pytest.mark.parametrize("variant", ["main", "clean", "no-numbers", "stale"])
def test_every_article_is_read_as_it_was_meant(variant: str) -> None:
    sample, reader = load_sample(variant), Reader(sample_site(BASE, variant))
    answers, numbers = all_answers(sample, BASE), sample.options.get("numbers", True)
    for entry in sample.entries.values():
        path = entry_path(sample, entry)
        read = reader.read(answers[path].body, BASE[:-1] + path)
        numbered = numbers and entry.page_number and sample.below("statutory", entry.column)
        assert read.kind is PageKind.ENTRY, entry.key
        assert read.title == entry.title
        assert read.column == sample.columns[entry.column].name
        assert read.header.index_number == (index_number(sample, entry) if numbered else None), entry.key
        assert (read.header.published_on, read.header.formed_on) == (entry.page_on, entry.formed), entry.key
        assert read.header.document_number == (entry.number or None)
        assert read.header.publisher == (None if entry.source or entry.unsigned else sample.bureau["short"])
        assert read.header.content_source == (entry.source or None)
        assert [a.type for a in read.attachments] == [f.type for f in entry.files]
        assert read.text_chars > 60 or entry.shows != "text"


def test_every_list_is_read_row_by_row() -> None:
    sample, reader = load_sample(), Reader(sample_site(BASE))
    answers = all_answers(sample, BASE)
    for column in sample.columns.values():
        if column.kind not in {"list", "table", "script"}:
            continue
        wanted = [(e.title, e.list_on) for e in sample.of(column.id)]
        pages = [column_path(column), *(column_path(column, n) for n in range(2, 9))]
        read = [reader.read(answers[p].body, BASE[:-1] + p).items for p in pages if p in answers]
        assert [(i.title, i.published_on) for items in read for i in items] == wanted, column.id


def test_the_portal_link_is_seen_as_each_variant_shows_it() -> None:
    visible, hidden, unsure = Visibility.VISIBLE, Visibility.HIDDEN, Visibility.UNDECIDABLE
    standard = load_sample().columns["portal"].name
    assert portal_links("main")[0] == (standard, visible)
    assert [state for _, state in portal_links("main")] == [visible, hidden]
    assert portal_links("clean") == [(standard, visible)]
    assert portal_links("no-entry") == []
    assert portal_links("hidden-entry") == [(standard, hidden)]
    assert portal_links("toggled-entry") == [(standard, unsure)]
    assert portal_links("other-name") == [(load_sample("other-name").options["portal_name"], visible)]


def test_the_codes_are_what_they_pretend_to_be() -> None:
    own = load_sample().bureau["credit_code"]
    entries = load_sample().entries
    held = {
        n: credit_code_holds(entries[f"social-security/{n}"].code or "") for n in ("bad-check", "predecessor")
    }
    assert credit_code_holds(own)
    assert held == {"bad-check": False, "predecessor": True}


def test_the_server_answers_like_a_site() -> None:
    with serving() as base:
        assert get(base)[0] == 200
        assert get(base + "robots.txt") == (200, "User-agent: *\nDisallow: /manage/\n")
        assert get(base + "no/such/page")[0] == 404
        title = load_sample().entries["news/1"].title
        assert f"<em>{title}</em>" in get(f"{base}search?q={quote(title)}")[1]


def test_an_address_that_falters_recovers() -> None:
    with serving("clean") as base:
        assert [get(base)[0] for _ in range(4)] == [503, 503, 200, 200]


def test_a_site_that_is_gone_answers_nothing() -> None:
    with serving("gone") as base:
        assert get(base)[0] == get(base + "robots.txt")[0] == 503
