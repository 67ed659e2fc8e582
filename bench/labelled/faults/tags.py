"""Meta tags and the publisher: RULES section 4."""

from __future__ import annotations

import datetime as dt

from labelled.model import Column, Doc
from labelled.planting import SHOWN, Ground, NotHere, plant, site_ref
from labelled.truth import Ref

ARTICLE = ("PubDate", "ContentSource", "ArticleTitle")
SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")


def _entry(g: Ground) -> tuple[Column, Doc]:
    """An entry with a date and a page of its own, on a site whose templates are whole."""
    _whole(g)
    return g.doc(lambda c, d: not d.undated and not c.direct)


def _whole(g: Ground) -> None:
    if any(t.startswith("meta_without") for t in g.site.tags):
        raise NotHere


def _list(g: Ground) -> Column:
    """A list column that has a page of its own."""
    if g.site.dialect.platform == "gkmlpt":
        raise NotHere
    found = g.column([k for k, c in g.site.columns.items() if c.shape == "list" and c.docs], whole=False)
    if found.state != "ok":
        raise NotHere
    return found


@plant("publisher-shown", breach=True, phase=SHOWN)
def source_missing_everywhere(g: Ground) -> None:
    """Neither publisher nor source, on the page nor in ContentSource; the missing tag is a breach of its own."""
    _whole(g)
    column, doc = g.doc(lambda c, d: c.key in {"news", "notices"} and not d.header)
    doc.source = ""
    doc.tags.add("meta_empty:ContentSource")
    g.truth.fault("publisher-shown", Ref(column, doc))
    g.truth.fault("meta-tags-complete", Ref(column, doc, page=True))


@plant("publisher-shown", breach=False, phase=SHOWN)
def source_in_the_tag_alone(g: Ground) -> None:
    """The label stands there without a name, ContentSource names it: the contract does not say whether that is shown."""
    column, doc = g.doc(lambda c, d: c.key in {"news", "notices"} and not d.header)
    doc.source = ""
    g.truth.free("publisher-shown", Ref(column, doc))


@plant("publisher-shown", breach=False, phase=SHOWN)
def publisher_in_the_header_alone(g: Ground) -> None:
    """The information header names the publisher, no source stands below the title."""
    column, doc = g.document()
    doc.source = ""
    g.truth.near("publisher-shown", Ref(column, doc))


def _tagged(g: Ground, change: str) -> None:
    column, doc = _entry(g)
    doc.tags.add(f"{change}:{g.rng.choice(ARTICLE)}")
    g.truth.fault("meta-tags-complete", Ref(column, doc, page=True))


@plant("meta-tags-complete", breach=True, phase=SHOWN)
def article_tag_missing(g: Ground) -> None:
    """One required tag of an article is not there."""
    _tagged(g, "meta_without")


@plant("meta-tags-complete", breach=True, phase=SHOWN)
def article_tag_empty(g: Ground) -> None:
    """One required tag of an article has no content."""
    _tagged(g, "meta_empty")


@plant("meta-tags-complete", breach=True, phase=SHOWN)
def site_tag_missing_on_a_page(g: Ground) -> None:
    """One required tag of the site is not on one page."""
    column, doc = _entry(g)
    doc.tags.add(f"meta_without:{g.rng.choice(SITE)}")
    g.truth.fault("meta-tags-complete", Ref(column, doc, page=True))


@plant("meta-tags-complete", breach=True, phase=SHOWN)
def column_tag_missing(g: Ground) -> None:
    """One required tag of a column is not on its list."""
    column = _list(g)
    column.tags.add(f"meta_without:{g.rng.choice(COLUMN)}")
    g.truth.fault("meta-tags-complete", Ref(column, page=True))
    g.truth.free("meta-tags-true", Ref(column, page=True))


@plant("meta-tags-complete", breach=True, phase=SHOWN, group="template")
def tag_missing_in_template(g: Ground) -> None:
    """No article of the site has a tag: one finding for the whole template."""
    if any(w.rule == "meta-tags-complete" for w in g.truth.wants):
        raise NotHere
    told = {"ArticleTitle": {"meta_title"}, "PubDate": {"meta_date"}}
    used = {t for _, d in g.site.docs() for t in d.tags}
    free = [t for t in ARTICLE[:2] if not told.get(t, set()) & used]
    if not free:
        raise NotHere
    g.site.tags.add(f"meta_without:{g.rng.choice(free)}")
    g.truth.fault("meta-tags-complete", site_ref())
    g.truth.free_rules.add("publisher-shown")


@plant("meta-tags-complete", breach=False, phase=SHOWN)
def article_with_optional_tags(g: Ground) -> None:
    """Keywords and Author are optional; they may be empty."""
    column, doc = _entry(g)
    doc.tags.add("meta_optional")
    g.truth.near("meta-tags-complete", Ref(column, doc, page=True))


@plant("meta-tags-complete", breach=False, phase=SHOWN, group="metas")
def tags_written_content_first(g: Ground) -> None:
    """The attributes stand the other way round, in single quotes."""
    g.site.dialect.metas = "reversed"
    g.truth.near("meta-tags-complete", Ref(page=True), "pass", "not_applicable")


def _needs(g: Ground, tag: str) -> None:
    """No template has lost this tag."""
    if f"meta_without:{tag}" in g.site.tags:
        raise NotHere


@plant("meta-tags-true", breach=True, phase=SHOWN)
def meta_title_of_another_article(g: Ground) -> None:
    """ArticleTitle is not the visible title."""
    _needs(g, "ArticleTitle")
    column, doc = _entry(g)
    doc.tags.add("meta_title")
    g.truth.fault("meta-tags-true", Ref(column, doc, page=True))


@plant("meta-tags-true", breach=True, phase=SHOWN)
def meta_date_differs(g: Ground) -> None:
    """PubDate is days or months away from the visible date."""
    _needs(g, "PubDate")
    column, doc = g.doc(lambda c, d: not d.undated and not c.direct and "page_undated" not in d.tags)
    doc.tags.add("meta_date")
    doc.meta_on = doc.on + dt.timedelta(days=g.rng.choice([-30, -4, 3, 90]))
    g.truth.fault("meta-tags-true", Ref(column, doc, page=True))
    g.truth.free("date-plausible", Ref(column, doc))


@plant("meta-tags-true", breach=True, phase=SHOWN)
def meta_domain_of_another_host(g: Ground) -> None:
    """SiteDomain is not the host."""
    column, doc = _entry(g)
    doc.tags.add("meta_domain")
    g.truth.fault("meta-tags-true", Ref(column, doc, page=True))


@plant("meta-tags-true", breach=True, phase=SHOWN)
def meta_column_is_not_the_breadcrumb(g: Ground) -> None:
    """ColumnName is not the last breadcrumb."""
    column, doc = _entry(g)
    doc.tags.add("meta_column")
    g.truth.fault("meta-tags-true", Ref(column, doc, page=True))


@plant("meta-tags-true", breach=False, phase=SHOWN)
def meta_date_one_day_off(g: Ground) -> None:
    """One day is the time of night."""
    _needs(g, "PubDate")
    column, doc = _entry(g)
    doc.tags.add("meta_date")
    doc.meta_on = doc.on - dt.timedelta(days=1)
    g.truth.near("meta-tags-true", Ref(column, doc, page=True))


@plant("meta-tags-true", breach=False, phase=SHOWN)
def meta_domain_with_scheme_and_port(g: Ground) -> None:
    """Schemes and ports are ignored."""
    column, doc = _entry(g)
    doc.tags.add("meta_scheme")
    g.truth.near("meta-tags-true", Ref(column, doc, page=True))
