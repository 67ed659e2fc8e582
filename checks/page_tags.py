"""Where the tags of a page say something else than the page itself."""

from __future__ import annotations

import html
import ipaddress
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from urllib.parse import urlsplit

from checks import words
from checks.content import dates
from checks.page_view import PageView, page_views
from checks.survey import Survey
from records.addresses import page_key
from records.column_names import plain_name
from records.vocabulary import Reason

DOMAIN, TITLE, DATE, COLUMN = "SiteDomain", "ArticleTitle", "PubDate", "ColumnName"
NAME = "SiteName"
NEAR, HELD, FEW, MOST = 0.9, 0.6, 5, 200
_DAY = re.compile(r"((?:19|20)\d\d)\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})")
_MARKUP = re.compile(r"<[^>]*>")
_SPLIT = re.compile(r"[,，;；、|\s]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One tag that says something else; `shown` a reason where that is not sure, `maybe` what it may be."""

    tag: str
    said: str
    shown: str | Reason
    maybe: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """What the site's pages have alike: the domain they name, and tags that differ on most pages."""

    domain: str
    wrong_domain: str
    habitual: frozenset[str]
    home: tuple[str, frozenset[str]] | None  # the website that the home page says it is: name, domains
    differing: Mapping[str, tuple[Difference, ...]]  # by page, domains apart


def practice(survey: Survey) -> Practice:
    """Read every page: what they print alike, and what differs."""
    printed = Counter(e.headline for e in survey.dossier.entries if e.headline)
    headings = frozenset(h for h, n in printed.items() if n > 1)
    domains: Counter[str] = Counter()
    checked: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    differing: dict[str, tuple[Difference, ...]] = {}
    home, pages = None, 0
    for view in page_views(survey):
        pages += 1
        home = _self(view) if view.is_home else home
        domains[view.said(DOMAIN)] += 1
        found = tuple(_plain(survey, headings, view))
        checked.update(d.tag for d in found)
        if unlike := tuple(d for d in found if d.shown != ""):
            wrong.update(d.tag for d in unlike)
            differing[view.key] = unlike
    said, count = domains.most_common(1)[0] if domains else ("", 0)
    common = said if count * 2 > pages else ""
    is_wrong = bool(common) and not _names_host(survey, common) and not _is_unnamed(survey)
    habitual = frozenset(t for t, n in wrong.items() if checked[t] >= FEW and n * 2 > checked[t])
    return Practice("" if is_wrong else common, common if is_wrong else "", habitual, home, differing)


def differences(survey: Survey, alike: Practice, view: PageView) -> list[Difference]:
    """The tags of one page that differ; what all pages have wrong stands on the home page."""
    found = list(alike.differing.get(view.key, ()))
    said = alike.wrong_domain if view.is_home and alike.wrong_domain else view.said(DOMAIN)
    known = said in {alike.domain, alike.wrong_domain} and not (view.is_home and alike.wrong_domain)
    told = not _is_unnamed(survey) or _names_host(survey, alike.domain)
    if said and told and not known and not _names_host(survey, said):
        found.append(Difference(DOMAIN, said, _hosts(survey)[0]))
    return found


def other_site(survey: Survey, alike: Practice, view: PageView) -> str:
    """The name of another website whose page this says it is, by name and by domain; empty when it is one of ours."""
    said = _self(view)
    if said is None or alike.home is None or _names_host(survey, view.said(DOMAIN)):
        return ""
    ours = said[0] == alike.home[0] or said[1] & alike.home[1]
    return "" if ours else view.said(NAME)


def _self(view: PageView) -> tuple[str, frozenset[str]] | None:
    """The website that a page says it belongs to: plain name and domains."""
    name, domains = plain_name(view.said(NAME)), _SPLIT.split(view.said(DOMAIN))
    named = frozenset(_bare(d) for d in domains if d)
    return (name, named) if name and named else None


def _plain(survey: Survey, headings: frozenset[str], view: PageView) -> Iterator[Difference]:
    """Tags that a page can be asked for by itself; `shown` is empty where they agree."""
    if view.entry is not None:
        yield from _title(survey, headings, view)
        yield from _day(view)
    yield from _column(survey, view)


def _title(survey: Survey, headings: frozenset[str], view: PageView) -> Iterator[Difference]:
    """The heading counts where a list confirms it; one that other documents print too is none.

    A tag that no line of the page repeats, or that is the site's own name, is held against the list.
    """
    said, entry = view.said(TITLE), view.entry
    if not said or entry is None:
        return
    listed = [x.item.title for x in entry.listings if x.item.title]
    heading = "" if entry.headline in headings else entry.headline
    of_site = said in (survey.dossier.site.name, *survey.dossier.site.aliases)
    strange = of_site or not entry.body.title_printed
    agrees = _is_equal if of_site else _alike  # many titles begin with the body's name
    if any(agrees(said, t) for t in (heading, *listed)):
        yield Difference(TITLE, said, "")
    elif listed and (any(_alike(heading, t) for t in listed) or (not heading and strange)):
        yield Difference(TITLE, said, heading or listed[0])
    else:
        yield Difference(TITLE, said, Reason.AMBIGUOUS if heading else "", heading)


def _day(view: PageView) -> Iterator[Difference]:
    entry = view.entry
    said = _date(view.said(DATE))
    if said is None or entry is None:
        return
    days = dates(entry)
    if said in days:
        yield Difference(DATE, said.isoformat(), "")
    elif days:
        near = min(days, key=lambda d: abs((d - said).days))
        differs = abs((near - said).days) > 1
        yield Difference(
            DATE, said.isoformat(), (entry.header.published_on or near).isoformat() if differs else ""
        )


def _column(survey: Survey, view: PageView) -> Iterator[Difference]:
    """The last step of the breadcrumb; a name of any step, or of its column, agrees too."""
    said = view.said(COLUMN)
    crumbs = [c.name for c in view.breadcrumbs if not _alike(c.name, view.title)]
    if not said or not crumbs:
        return
    known = [*crumbs, view.title, *_column_names(survey, view)]
    agrees = any(_same_name(said, k) for k in known)
    yield Difference(COLUMN, said, "" if agrees else crumbs[-1])


def _column_names(survey: Survey, view: PageView) -> Iterator[str]:
    """Names of its columns; the portal's own page stands for the section it opens with too."""
    portal = survey.dossier.portal
    if portal is not None and page_key(portal.url) == view.key:
        yield from survey.catalogue.portal_names
        for code in portal.sections:
            yield from survey.catalogue.by_code[code].standard_names
    ids = [view.column]
    if view.entry is not None:
        ids += [x.column for x in view.entry.listings]
    for column in (survey.by_id[i] for i in dict.fromkeys(ids) if i in survey.by_id):
        yield from (column.name, *column.path)


@lru_cache(maxsize=4096)
def _same_name(one: str, other: str) -> bool:
    a, b = plain_name(one), plain_name(other)
    return bool(a and b) and (a in b or b in a)


def _alike(one: str, other: str) -> bool:
    """The same title, shortened, cut or spelled a little differently."""
    if not one or not other:
        return False
    a, b = _letters(one), _letters(other)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short or a == b:
        return bool(short)
    if short in long:
        cut = any(m in t for t in (one, other) for m in words.listed("cut_marks"))
        if (cut and long.startswith(short)) or len(short) >= HELD * len(long):
            return True
    a, b = a[:MOST], b[:MOST]
    if 2 * min(len(a), len(b)) < NEAR * (len(a) + len(b)):
        return False  # however they are spelled
    compared = SequenceMatcher(None, a, b, autojunk=False)
    return compared.quick_ratio() >= NEAR and compared.ratio() >= NEAR


def _is_equal(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    plain = html.unescape(html.unescape(text)) if "&" in text else text
    plain = plain_name(_MARKUP.sub("", plain) if "<" in plain else plain)
    return (plain if plain.isalnum() else "".join([c for c in plain if c.isalnum()])).lower()


def _date(text: str) -> date | None:
    found = _DAY.search(text)
    try:
        return date(*(int(p) for p in found.groups())) if found else None
    except ValueError:
        return None


def _names_host(survey: Survey, said: str) -> bool:
    """One of the domains it names is the site's; scheme, port, path and www do not count."""
    own = _hosts(survey)
    return any(_bare(part) in own for part in _SPLIT.split(said) if part)


def _hosts(survey: Survey) -> tuple[str, ...]:
    site = survey.dossier.site
    return _bare_hosts(site.home, (*site.hosts, *site.known_hosts))


@lru_cache(maxsize=16)
def _bare_hosts(home: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_bare(h) for h in (urlsplit(home).netloc, *others)))


def _bare(text: str) -> str:
    rest = text.strip().lower().split("://", 1)[-1]
    host = rest.split("/", 1)[0].split("?", 1)[0]
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 else host
    return name.rstrip(".").removeprefix("www.")


def _is_unnamed(survey: Survey) -> bool:
    """The site was read under a number of an inner network, not under its name."""
    return _is_inner(survey.dossier.site.home)


@lru_cache(maxsize=16)
def _is_inner(home: str) -> bool:
    host = _bare(urlsplit(home).netloc)
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost"
