"""Whether an entry names its publisher or source: on its page, in a list, in metadata behind no empty label."""

from __future__ import annotations

from records.types import Entry, ListItem
from records.vocabulary import PageKind
from tests.checks.building import BASE, column, dossier, entry, of_entry

NEWS = column("news")
LABEL = ("content_source", "published_on")
TAGGED = (("ContentSource", "某局"),)


def shows(wanted: Entry, *others: Entry) -> object:
    return of_entry(dossier([NEWS], [wanted, *others]), wanted, "publisher_shown")


def page(title: str, **given: object) -> Entry:
    return entry(NEWS, title, kind=PageKind.ENTRY, **given)  # type: ignore[arg-type]


def others(source: str | None) -> list[Entry]:
    return [page(f"第{n}条", labels=LABEL, content_source=source, meta=TAGGED) for n in range(5)]


def test_a_source_on_the_page_or_in_a_list_is_shown() -> None:
    assert shows(page("一", content_source="某局")) is True
    listed = ListItem(f"{BASE}/a.html", "一", publisher="某局")
    assert shows(page("一", url=f"{BASE}/a.html", item=listed)) is True
    assert shows(page("一", content_source="暂无")) is False


def test_metadata_name_the_source_of_a_page_that_prints_no_label_for_it() -> None:
    assert shows(page("一", meta=TAGGED)) is True
    assert shows(page("一", meta=(("ContentSource", ""),))) is False


def test_a_label_with_nothing_behind_it_is_blank_where_other_pages_fill_it_in() -> None:
    blank = page("一", labels=LABEL, meta=TAGGED)
    assert shows(blank, *others("某局")) is False
    assert of_entry(dossier([NEWS], [blank, *others("某局")]), blank, "publisher_in_metadata") == "某局"


def test_labels_that_no_page_fills_in_are_a_scripts_and_metadata_tell() -> None:
    assert shows(page("一", labels=LABEL, meta=TAGGED), *others(None)) is True
