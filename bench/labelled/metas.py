"""The tags in the head of every page, with what plants change in them."""

from __future__ import annotations

from labelled.links import Linker
from labelled.model import Doc, Website
from labelled.views import Page
from labelled.wording import words

ELSEWHERE = "www.example.com"


def metas(site: Website, linker: Linker, page: Page) -> list[tuple[str, str]]:
    """Name and content of the tags a page of its kind needs."""
    own = page.doc.tags if page.doc else page.column.tags if page.column and not page.number else set()
    tags = [("SiteName", site.name), ("SiteDomain", _domain(linker.bases[page.host], own))]
    tags.append(("SiteIDCode", site.site_id))
    tags += _column(page, own)
    if page.doc:
        tags += _article(site, page.doc)
    without = {t.split(":")[1] for t in own | _template(site, page) if t.startswith("meta_without:")}
    empty = {t.split(":")[1] for t in own if t.startswith("meta_empty:")}
    return [(k, "" if k in empty else v) for k, v in tags if k not in without]


def _template(site: Website, page: Page) -> set[str]:
    return site.tags if page.doc else set()


def _domain(base: str, own: set[str]) -> str:
    if "meta_domain" in own:
        return ELSEWHERE
    return base + "/" if "meta_scheme" in own else base.split("/")[2].split(":")[0]


def _column(page: Page, own: set[str]) -> list[tuple[str, str]]:
    forms = words("forms")["meta"]
    if page.column is None:
        return [("ColumnName", forms["home"]), ("ColumnType", forms["home"])] if page.kind == "home" else []
    name = page.column.name
    return [
        ("ColumnName", forms["wrong"] if "meta_column" in own else name),
        ("ColumnDescription", forms["description"].format(n=name)),
        ("ColumnKeywords", name),
        ("ColumnType", forms.get(page.column.key, forms["other"])),
    ]


def _article(site: Website, doc: Doc) -> list[tuple[str, str]]:
    tags = [("ArticleTitle", site.name if "meta_title" in doc.tags else doc.title)]
    day = doc.meta_on or doc.paged_on or doc.on
    tags.append(("PubDate", f"{day:%Y-%m-%d} {doc.clock}"))
    tags.append(("ContentSource", doc.source or doc.publisher or site.name))
    if "meta_optional" in doc.tags:
        tags += [("Keywords", ""), ("Author", "")]
    return tags
