"""Every page that was read, entries' own pages among them, and what most pages have alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks import words
from checks.fetches import is_page
from checks.survey import Survey
from records.addresses import host_of
from records.types import Crumb, Entry, Fetch, LinkSeen, SitePage
from records.vocabulary import PageKind

SITE, COLUMN, ARTICLE = "site", "column", "article"
FEW = 3  # pages from which a template can be told


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. `column` is the id of its column; `entry` the document whose own page it is."""

    key: str
    fetch: Fetch
    title: str
    level: str  # site | column | article: whose tags it must carry
    template: str
    column: str
    breadcrumbs: tuple[Crumb, ...]
    tags: Mapping[str, str]  # the first of each name, without blanks around it
    links: tuple[LinkSeen, ...]
    has_head: bool
    is_home: bool = False
    entry: Entry | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """The tags it must carry."""
        own = words.listed(f"required_tags.{self.level}")
        return own if self.level == SITE else (*words.listed("required_tags.site"), *own)

    def said(self, tag: str) -> str:
        """What a tag says; empty when it is not there or says nothing."""
        return self.tags.get(tag, "")

    def missing(self) -> tuple[str, ...]:
        """Required tags that are not there or empty."""
        asked = self.required if self.has_head else ()
        return tuple(t for t in asked if not self.said(t))


@dataclass(frozen=True, slots=True)
class Templates:
    """What pages of one template have alike. `lacking`: template -> required tags that most of its pages lack."""

    lacking: dict[str, frozenset[str]]
    examples: dict[str, PageView]

    def lacked_by(self, view: PageView) -> frozenset[str]:
        """The tags that a page lacks with its template."""
        missing, found = frozenset(view.missing()), frozenset[str]()
        if not missing:
            return missing
        for part in _parts(view):
            found |= self.lacking.get(part, frozenset())
        return found & missing


def page_views(survey: Survey) -> Iterator[PageView]:
    """Pages by kind: those that are no entry's own, then the entries'."""
    home = survey.dossier.home
    home_key = next((p.key for p in survey.dossier.pages if p.kind is PageKind.HOME), "")
    for page in survey.dossier.pages:
        yield _of_page(survey, page, page.key == home_key and home is not None)
    for entry in survey.dossier.entries:
        if is_document_page(entry):
            yield _of_entry(entry)


def is_document_page(entry: Entry) -> bool:
    """Its own page was read and is the page of one document."""
    return entry.kind is PageKind.ENTRY and is_page(entry)


def templates(survey: Survey) -> Templates:
    """Which tags whole templates lack: more than half of at least three pages."""
    pages: Counter[str] = Counter()
    lacking: Counter[tuple[str, str]] = Counter()
    examples: dict[str, PageView] = {}
    for view in page_views(survey):
        if not view.has_head:
            continue
        missing = set(view.missing())
        for part in _parts(view):
            pages[part] += 1
            lacking.update((part, t) for t in words.listed(f"required_tags.{_level(part)}") if t in missing)
        for tag in missing:
            examples.setdefault(tag, view)
    found: dict[str, set[str]] = {}
    for (part, tag), count in lacking.items():
        if pages[part] >= FEW and count * 2 > pages[part]:
            found.setdefault(part, set()).add(tag)
    return Templates({part: frozenset(tags) for part, tags in found.items()}, examples)


def _parts(view: PageView) -> tuple[str, ...]:
    """The site's frame, and the template of the page's kind."""
    host = host_of(view.fetch.url)
    frame = f"{SITE} {host}"
    return (frame,) if view.level == SITE else (frame, f"{view.level} {host} {view.template}")


def _level(part: str) -> str:
    return part.split(" ", 1)[0]


def _of_page(survey: Survey, page: SitePage, is_home: bool) -> PageView:
    is_list = page.kind is PageKind.LIST and page.column in survey.by_id
    return PageView(
        key=page.key,
        fetch=page.fetch,
        title=page.title,
        level=COLUMN if is_list else SITE,
        template="",
        column=page.column,
        breadcrumbs=page.breadcrumbs,
        tags=_tags(page.meta),
        links=page.links,
        has_head=page.has_head,
        is_home=is_home,
    )


def _of_entry(entry: Entry) -> PageView:
    assert entry.fetch is not None
    return PageView(
        key=entry.key,
        fetch=entry.fetch,
        title=entry.title,
        level=ARTICLE,
        template=entry.platform,
        column=entry.column,
        breadcrumbs=entry.breadcrumbs,
        tags=_tags(entry.meta),
        links=entry.links,
        has_head=True,
        entry=entry,
    )


def _tags(meta: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name: value.strip() for name, value in reversed(meta)}
