"""Pages to bytes: templates of the platform, encoding, documents, styles and the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from labelled import catalogue
from labelled.addresses import in_portal
from labelled.filedata import document, furniture
from labelled.links import Linker
from labelled.metas import metas
from labelled.model import Attachment, Column, Website
from labelled.pages import Pages
from labelled.serving import Answer, Host
from labelled.views import Page, Views
from labelled.wording import words

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    trim_blocks=True,
    lstrip_blocks=True,
    autoescape=False,
)


@dataclass
class Search:
    """The site's search: lists entries whose title holds the asked words."""

    pages: Pages
    host: str
    path: str = "/search/index.jsp"
    empty: bool = False

    def answer(self, asked: dict[str, str]) -> bytes:
        """The result page for the query parameters."""
        text = asked.get(NAMES[self.pages.site.dialect.platform], "").strip()
        page = Page("results", self.path, self.host, words("texts")["search"]["result"])
        page.crumbs = self.pages.views.crumbs((self.host, self.path), None)
        if text and not self.empty:
            hits = [(c, d) for c, d in self.pages.site.docs() if text in d.title][:10]
            page.items = [self.pages.views.item((self.host, self.path), c, d, "iso") for c, d in hits]
        nothing = words("texts")["search"]["none"]
        if not page.items:
            page.extra["note"] = nothing[len(self.pages.site.name) % len(nothing)]
        return encoded(self.pages.site, written_out(self.pages.views, page))


NAMES = {
    "trs": "searchword",
    "ucap": "q",
    "hanweb": "keyword",
    "siteserver": "word",
    "liaocheng": "keywords",
    "boda": "showkeycode",
    "gkmlpt": "keywords",
    "bootstrap": "kw",
    "jsp": "title",
}


def hosts(site: Website, bases: dict[str, str]) -> dict[str, Host]:
    """Everything both hosts answer."""
    linker = Linker(site, bases)
    pages = Pages(site, linker)
    found = {name: Host() for name in bases}
    for name, host in found.items():
        host.answers |= furniture()
        if site.search in {"get", "empty"}:
            host.search = Search(pages, name, empty=site.search == "empty")
    for page in pages.all():
        found[page.host].answers[page.path] = _answer(site, pages.views, page)
    for column in site.columns.values():
        if column.direct:
            for doc in column.docs:
                found[linker.host_of(column)].answers[doc.path] = document(Attachment(doc.title, "pdf"))
    for column, attachment in _attachments(site):
        if attachment.state != "dead":
            found[linker.host_of(column)].answers[attachment.path] = document(attachment)
    for path, body in catalogue.answers(site, linker).items():
        found["main"].interfaces[path] = Answer(body, "application/json")
    return found


def _attachments(site: Website) -> Iterator[tuple[Column, Attachment]]:
    for column in site.columns.values():
        for attachment in column.attachments:
            yield column, attachment
        for doc in column.docs:
            for attachment in doc.attachments:
                yield column, attachment


def _answer(site: Website, views: Views, page: Page) -> Answer:
    body = encoded(site, written_out(views, page))
    bare = site.dialect.encoding != "utf-8"
    answer = Answer(body, "text/html" if bare else "text/html; charset=utf-8")
    if page.kind == "interface":
        answer = Answer(written_out(views, page).encode(), "application/json; charset=utf-8")
    answer.modified = page.doc.modified if page.doc else None
    if page.kind == "home":
        answer.lost = site.home.tries_lost
        return _home_state(site, answer)
    column_page = page.column is not None and page.doc is None and page.number == 0
    return _column_state(page.column.state, answer) if column_page and page.column else answer


def _home_state(site: Website, answer: Answer) -> Answer:
    if site.home.state == "down":
        answer.status, answer.body = 503, b"<html><body>Service Unavailable</body></html>"
    if site.home.state == "silent":
        answer.status = 0
    if site.home.state == "wall":
        answer.status, answer.body = (
            412,
            b"<html><head><script>var _$a=1;</script></head><body></body></html>",
        )
    return answer


def _column_state(state: str, answer: Answer) -> Answer:
    if state == "dead":
        return Answer(b"<html><body><h1>404 Not Found</h1></body></html>", status=404)
    if state == "broken":
        return Answer(b"<html><body>Internal Server Error</body></html>", status=500)
    if state == "blank":
        return Answer(b"")
    if state == "walled":
        return Answer(b"<html><body>403 Forbidden</body></html>", status=403)
    if state == "shaky":
        answer.lost = 1
    return answer


def written_out(views: Views, page: Page) -> str:
    """The page as its platform's template writes it."""
    site = views.site
    if page.kind in {"frame", "interface"}:
        return TEMPLATES.get_template(f"{page.kind}.html").render(
            **_values(views, page), site=site, page=page, d=site.dialect, t=words("texts"), l=words("labels")
        )
    more = site.dialect.platform == "hanweb" and page.kind == "list" and page.number > 0
    template = TEMPLATES.get_template(f"{site.dialect.platform}{'_more' if more else ''}.html")
    return template.render(
        **_values(views, page), site=site, page=page, d=site.dialect, t=words("texts"), l=words("labels")
    )


def _values(views: Views, page: Page) -> dict[str, Any]:
    site, start = views.site, (page.host, page.path)
    nav = words("columns")["nav"]
    link = views.linker.link
    menu = [(nav["home"][1], link(start, None, "/"))]
    menu += [(c.name, link(start, c, c.path)) for c in site.columns.values() if _in_nav(site, c)]
    return {
        "meta": metas(site, views.linker, page),
        "nav": menu,
        "tree": views.tree(start),
        "entry": _entry(views, page),
        "search_path": link(start, None, "/search/index.jsp"),
        "search_name": NAMES[site.dialect.platform],
        "file": lambda path: link(start, page.column, path),
        "footer": _footer(site),
        "charset": "utf-8" if site.dialect.encoding == "utf-8" else "gb2312",
        "in_portal": page.column is not None and in_portal(site, page.column),
        "base": views.linker.bases[page.host],
        "catalogue": {"sid": catalogue.sid(site), "tree": catalogue.tree(site, views.linker)},
    }


def _footer(site: Website) -> str:
    text = str(words("texts")[site.dialect.footer]).format(o=site.name, city=site.city, id=site.site_id)
    return text + "".join(f' <a href="{href}">{name}</a>' for name, href in site.home.footer)


def _in_nav(site: Website, column: Column) -> bool:
    return column.parent is None and column.key != "portal" and column.shape != "heading"


def _entry(views: Views, page: Page) -> dict[str, str]:
    """The link to the portal as this page shows it; inner pages always show plain text."""
    site = views.site
    portal = site.columns.get("portal")
    if portal is None:
        return {"form": "none", "text": "", "href": ""}
    form = site.home.entry_form if page.kind == "home" else "text"
    href = views.linker.link((page.host, page.path), portal, portal.path)
    if site.home.absolute:
        href = views.linker.url(portal, portal.path)
    return {"form": form, "text": site.home.entry_text, "href": href}


def encoded(site: Website, text: str) -> bytes:
    """The page's bytes in the site's encoding."""
    return text.encode(site.dialect.encoding, "xmlcharrefreplace")
