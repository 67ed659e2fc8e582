"""Facts about the home page: does it open, how fresh is it, does it lead to the portal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from checks import evidence, words
from checks.content import content, newest
from checks.facts import Facts, Seen
from checks.fetches import gap, unopened_portal
from checks.hosts import host_kind
from checks.survey import Survey
from records.addresses import normalise, page_key
from records.column_names import plain_name
from records.types import Evidence, Home, HomeLink
from records.vocabulary import REASON_OF_FETCH, FetchState, Place, Reason, Visibility

LINKED = 3  # documents that a home page links; fewer are no list of news


def tell_home(facts: Facts, survey: Survey) -> None:
    """Opening, newest item."""
    home = survey.dossier.home
    tries = max(len(home.tries), home.fetch.tries) if home else 0
    seen = (
        tuple(evidence.page(f, f.url, f.error) for f in (home.tries[-5:] or (home.fetch,))) if home else None
    )
    answered = _answered(survey, home, tries)
    facts.add("home_answered", answered, seen)
    facts.add("home_tries", tries, seen)
    facts.add("home_error", home.fetch.error if home and answered is not True else "", seen)
    shown = _newest(survey)
    facts.add("home_newest_on", shown.on, shown.seen)
    days = shown.on if isinstance(shown.on, Reason) else (survey.as_of - shown.on).days
    facts.add("home_newest_days", days, shown.seen)


def tell_portal(facts: Facts, survey: Survey) -> None:
    """The portal, the links to it on the home page, its host."""
    portal = survey.dossier.portal
    found = _portal_found(survey)
    proof = (evidence.page(portal.fetch, portal.url),) if portal else evidence.searched(survey)
    facts.add("portal_found", found, proof)
    _tell_links(facts, survey, found)
    absent = found if isinstance(found, Reason) else ""
    facts.add("portal_host_kind", host_kind(survey.dossier.site, portal.host) if portal else absent, proof)
    facts.add("portal_host", portal.host if portal else absent, proof)


@dataclass(frozen=True, slots=True)
class _Newest:
    on: date | Reason
    seen: Seen | None = None


def _answered(survey: Survey, home: Home | None, tries: int) -> bool | Reason:
    """False only after all tries that were due; a wall is no answer and no failure."""
    if home is None:
        return gap(survey.dossier.coverage) or Reason.NOT_FETCHED
    state = home.fetch.state
    if state is FetchState.OK:
        return True
    if state not in {FetchState.FAILED, FetchState.TIMED_OUT}:
        return REASON_OF_FETCH[state]
    if any(f.state is FetchState.BLOCKED for f in home.tries):
        return Reason.BLOCKED
    due = words.limit("home_tries", survey.given.settings)
    return False if tries >= due else Reason.TRIED_ONCE


def _closed(survey: Survey) -> Reason | None:
    """Why nothing can be said about the home page's content."""
    home = survey.dossier.home
    if home is None or home.fetch.state in {FetchState.FAILED, FetchState.TIMED_OUT}:
        return Reason.HOME_NOT_OPENED
    return None if home.fetch.state is FetchState.OK else REASON_OF_FETCH[home.fetch.state]


def _newest(survey: Survey) -> _Newest:
    """Of the page's own lists; of all second-level pages when it is only navigation."""
    home, closed = survey.dossier.home, _closed(survey)
    if home is None or closed:
        return _Newest(closed or Reason.HOME_NOT_OPENED)
    shown = [
        (day, i) for i in home.items if (day := i.published_on or survey.dated_by_url.get(normalise(i.url)))
    ]
    if not shown:
        return _newest_linked(survey, home)
    past = [(day, i) for day, i in shown if day <= survey.as_of]
    last = survey.dossier.run.crawled_on
    clouded = any(day > (last or day) for day, _ in shown)
    if not past:
        return _Newest(Reason.AMBIGUOUS)
    day, item = max(past, key=lambda p: p[0])
    stale = (survey.as_of - day).days > words.limit("home_days", survey.given.settings)
    proof = evidence.page(
        home.fetch, home.fetch.url, f"{item.date_text or day} {item.title}", words.sentence("home")
    )
    return _Newest(Reason.AMBIGUOUS if stale and clouded else day, (proof,))


def _newest_linked(survey: Survey, home: Home) -> _Newest:
    """Of the documents that a page without dated lists links; with hardly any it is only navigation."""
    linked = {u: x for x in home.links if page_key(u := normalise(x.url)) in survey.entry_keys}
    dated = [
        (day, x) for u, x in linked.items() if (day := survey.dated_by_url.get(u)) and day <= survey.as_of
    ]
    limit = words.limit("home_days", survey.given.settings)
    if dated:
        day, link = max(dated, key=lambda p: p[0])
        if (survey.as_of - day).days <= limit:
            return _Newest(day, (evidence.page(home.fetch, home.fetch.url, f"{day} {link.text}"),))
    return _newest_below(survey, Reason.NO_DATE if home.items or len(linked) >= LINKED else None)


def _newest_below(survey: Survey, undated: Reason | None) -> _Newest:
    columns = [c for c in survey.dossier.columns if c.place is Place.HOME and c.first_level]
    held = content(survey, columns)
    found = newest(held.entries, survey)
    fresh = found.on is not None and (survey.as_of - found.on).days <= words.limit(
        "home_days", survey.given.settings
    )
    seen = (evidence.own_page(found.entry, f"{found.on} {found.entry.title}"),) if found.entry else None
    if found.on is not None and fresh:
        return _Newest(found.on, seen)
    if undated:
        return _Newest(undated)
    if held.newer_unread or found.clouded:
        return _Newest(held.newer_unread or Reason.AMBIGUOUS, seen)
    missed = gap(survey.dossier.coverage)
    return _Newest(found.on or missed or Reason.NO_DATE, seen)


def _portal_found(survey: Survey) -> bool | Reason:
    if survey.dossier.portal:
        return True
    return _closed(survey) or gap(survey.dossier.coverage) or unopened_portal(survey.dossier) or False


def _tell_links(facts: Facts, survey: Survey, found: bool | Reason) -> None:
    home, missed = survey.dossier.home, _links_unknown(survey, found)
    links = home.portal_links if home else ()
    visible = [x for x in links if x.visibility is Visibility.VISIBLE]
    hidden = [x for x in links if x.visibility is Visibility.HIDDEN]
    undecided = len(visible) + len(hidden) < len(links)
    seen = _links_seen(survey, links)
    count: int | Reason = len(visible)
    if not visible:
        count = missed or (Reason.VISIBILITY_UNDECIDABLE if undecided else 0)
    standard = survey.catalogue.portal_names[0]
    named = [x for x in visible if plain_name(x.text) == standard]
    best = (named or visible)[:1]
    unknown = count if isinstance(count, Reason) else None
    facts.add("portal_entry_visible_count", count, seen)
    facts.add("portal_entry_hidden_count", missed or len(hidden), seen)
    facts.add("portal_entry_text", best[0].text if best else unknown or "", seen)
    alike = undecided and all(plain_name(x.text) == standard for x in links)
    facts.add("portal_entry_name_is_standard", bool(named) or alike or unknown or False, seen)


def _links_unknown(survey: Survey, found: bool | Reason) -> Reason | None:
    """Why a link may exist that was not seen: page not opened, filled by script, or the portal itself not known or in doubt."""
    home, closed = survey.dossier.home, _closed(survey)
    if closed:
        return closed
    if home is not None and not home.links:
        return Reason.UNREADABLE
    if isinstance(found, Reason):
        return found
    return Reason.AMBIGUOUS if not found and home is not None and _names_portal(survey, home) else None


def _names_portal(survey: Survey, home: Home) -> bool:
    """A visible link has a name that portals bear: where it leads may be meant as one."""
    shown = (x for x in home.links if x.visibility is Visibility.VISIBLE)
    return any(survey.catalogue.is_portal_name(x.text) for x in shown)


def _links_seen(survey: Survey, links: tuple[HomeLink, ...]) -> Seen | None:
    home = survey.dossier.home
    if home is None:
        return None
    alike = (x for x in home.links if not links and survey.catalogue.is_portal_name(x.text))
    shown = tuple(
        evidence.page(home.fetch, home.fetch.url, f"{x.text} → {x.url}", x.why or x.region)
        for x in (*links[:5], *islice(alike, 5))
    )
    return shown or (
        Evidence(home.fetch.url, home.fetch.fetched_at, home.fetch.status, home.fetch.sha256, _names(home)),
    )


def _names(home: Home) -> str:
    """The links the home page does show, as far as a reader wants them."""
    return words.joined("names", dict.fromkeys(x.text for x in home.links if x.text))[:600]
