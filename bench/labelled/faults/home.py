"""Home page, entry to the portal, search: RULES section 1, subject SITE."""

from __future__ import annotations

import datetime as dt

from labelled.entries import new_doc
from labelled.model import Doc
from labelled.planting import COLUMNS, SHOWN, Ground, NotHere, plant, site_ref
from labelled.truth import Ref
from labelled.wording import words


def days(number: int) -> dt.timedelta:
    """A span of days."""
    return dt.timedelta(days=number)


@plant("site-reachable", breach=True, alone=True, group="home", phase=SHOWN)
def home_down(g: Ground) -> None:
    """The home page answers 503 for ever."""
    g.site.home.state = "down"
    g.truth.free_rules.add("*")
    g.truth.fault("site-reachable", site_ref())


@plant("site-reachable", breach=True, alone=True, group="home", phase=SHOWN)
def home_hangs_up(g: Ground) -> None:
    """The server takes the request and closes the line."""
    g.site.home.state = "silent"
    g.truth.free_rules.add("*")
    g.truth.fault("site-reachable", site_ref())


@plant("site-reachable", breach=False, alone=True, group="home", phase=SHOWN)
def home_behind_wall(g: Ground) -> None:
    """An anti-bot wall is not a dead site."""
    g.site.home.state = "wall"
    g.truth.free_rules.add("*")
    g.truth.near("site-reachable", site_ref(), "unchecked")


@plant("site-reachable", breach=False, group="home", phase=SHOWN)
def home_opens_at_third_try(g: Ground) -> None:
    """Two failures, then it opens."""
    g.site.home.tries_lost = 2
    g.truth.near("site-reachable", site_ref())


@plant("home-updated", breach=True, group="home", phase=SHOWN)
def home_block_forgotten(g: Ground) -> None:
    """The home page's lists stopped weeks ago though the columns went on."""
    g.site.home.news_on = g.site.today - days(g.rng.randint(16, 60))
    g.truth.fault("home-updated", site_ref())


def _news(g: Ground, age: int) -> Doc:
    column = g.site.columns["news"]
    if id(column) in g.used:
        raise NotHere
    doc = new_doc(column, g.site.today - days(age), g.writer)
    doc.source = g.site.name
    column.docs.append(doc)
    column.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.used.add(id(doc))
    return doc


@plant("home-updated", breach=False, group="home", phase=COLUMNS)
def home_newest_is_fourteen_days_old(g: Ground) -> None:
    """Exactly two weeks is not older than two weeks."""
    _news(g, 14)
    g.site.home.news_on = g.site.today - days(14)
    g.truth.near("home-updated", site_ref())


@plant("home-updated", breach=False, phase=COLUMNS)
def home_begins_with_pinned_item(g: Ground) -> None:
    """An old item on top says nothing about the newest."""
    _news(g, 260).pinned = True
    g.truth.near("home-updated", site_ref())
    g.truth.near("column-updated", Ref(g.site.columns["news"]))


def _entry_hidden(g: Ground, form: str) -> None:
    g.site.home.entry_form = form
    g.truth.fault("portal-entry-on-home", site_ref())
    g.truth.near("portal-entry-name", site_ref(), "not_applicable")


@plant("portal-entry-on-home", breach=True, group="entry", phase=SHOWN)
def entry_hidden(g: Ground) -> None:
    """The link stands in the page, but an attribute, an inline style or a sheet hides it."""
    _entry_hidden(g, g.rng.choice(["hidden_attr", "hidden_inline", "hidden_css"]))


@plant("portal-entry-on-home", breach=True, group="entry", phase=SHOWN)
def entry_is_a_picture_without_text(g: Ground) -> None:
    """A picture without alternative text."""
    _entry_hidden(g, "image_bare")


@plant("portal-entry-on-home", breach=True, group="entry", phase=SHOWN)
def entry_only_on_inner_pages(g: Ground) -> None:
    """No link on the home page at all."""
    g.site.home.entry_form = "none"
    g.truth.fault("portal-entry-on-home", site_ref())
    g.truth.near("portal-entry-name", site_ref(), "not_applicable")


@plant("portal-entry-on-home", breach=False, group="entry", phase=SHOWN)
def entry_is_image_with_text(g: Ground) -> None:
    """A picture with alternative text is a visible link of that name."""
    g.site.home.entry_form = "image"
    g.truth.near("portal-entry-on-home", site_ref())
    g.truth.near("portal-entry-name", site_ref())


@plant("portal-entry-on-home", breach=False, group="entry", phase=SHOWN)
def entry_hidden_and_shown(g: Ground) -> None:
    """A hidden copy (menu of the phone version) beside the visible link."""
    g.site.home.entry_form = "both"
    g.truth.near("portal-entry-on-home", site_ref())


@plant("portal-entry-name", breach=True, group="entry", phase=SHOWN)
def entry_named_otherwise(g: Ground) -> None:
    """The link to the portal carries another name."""
    g.site.home.entry_text = g.rng.choice(words("columns")["entry"]["other"])
    g.site.home.entry_form = "text"
    g.truth.fault("portal-entry-name", site_ref())
    g.truth.near("portal-entry-on-home", site_ref())


@plant("portal-entry-name", breach=False, group="entry", phase=SHOWN)
def entry_name_with_blanks(g: Ground) -> None:
    """White space in the link text is no other name."""
    g.site.home.entry_form = "spaced"
    g.truth.near("portal-entry-name", site_ref())


@plant("portal-same-site", breach=True, alone=True, group="host", phase=SHOWN)
def portal_on_own_host(g: Ground) -> None:
    """The portal is a separate website."""
    g.site.portal_host = "other"
    g.truth.free_rules.add("*")
    g.truth.fault("portal-same-site", site_ref())


@plant("portal-same-site", breach=True, alone=True, group="host", phase=SHOWN)
def portal_on_own_host_by_a_picture(g: Ground) -> None:
    """A picture with its text leads to a separate website."""
    g.site.home.entry_form = "image"
    g.site.portal_host = "other"
    g.truth.free_rules.add("*")
    g.truth.fault("portal-same-site", site_ref())


@plant("portal-same-site", breach=False, group="host", phase=SHOWN)
def portal_linked_by_full_address(g: Ground) -> None:
    """A full address of the same host."""
    g.site.home.absolute = True
    g.truth.near("portal-same-site", site_ref())


@plant("portal-search-works", breach=True, group="search", phase=SHOWN)
def search_missing(g: Ground) -> None:
    """No search box anywhere."""
    g.site.search = "none"
    g.truth.fault("portal-search-works", site_ref())


@plant("portal-search-works", breach=True, group="search", phase=SHOWN)
def search_finds_nothing(g: Ground) -> None:
    """The search answers, but never finds a known title."""
    g.site.search = "empty"
    g.truth.fault("portal-search-works", site_ref())


def _search_untried(g: Ground, form: str) -> None:
    g.site.search = form
    g.truth.fault("portal-search-works", site_ref(), "review")


@plant("portal-search-works", breach=True, group="search", phase=SHOWN)
def search_needs_post(g: Ground) -> None:
    """Cannot be tried without sending a form."""
    _search_untried(g, "post")


@plant("portal-search-works", breach=True, group="search", phase=SHOWN)
def search_needs_script(g: Ground) -> None:
    """Cannot be tried without running a script."""
    _search_untried(g, "script")


@plant("portal-search-works", breach=False, group="search", phase=SHOWN)
def search_works(g: Ground) -> None:
    """A plain GET form in the site's own encoding."""
    g.site.search = "get"
    g.truth.near("portal-search-works", site_ref())
