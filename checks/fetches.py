"""What came of asking for an address, as far as a fact may rest on it."""

from __future__ import annotations

from records.catalogue import load_catalogue
from records.column_names import plain_name
from records.types import Coverage, Dossier, Entry, Fetch
from records.vocabulary import REASON_OF_FETCH, FetchState, Reason

_PAGES = frozenset({"", "html", "text", "xml"})
_WHY = {
    "pages": Reason.OVER_BUDGET,
    "minutes": Reason.OVER_BUDGET,
    "bytes": Reason.OVER_BUDGET,
    "robots": Reason.ROBOTS,
    "blocked": Reason.BLOCKED,
    "home-unreachable": Reason.HOME_NOT_OPENED,
}


def unread(fetch: Fetch | None) -> Reason | None:
    """Why the address's content is not known; None when it was fetched."""
    if fetch is None:
        return Reason.NOT_FETCHED
    return None if fetch.state is FetchState.OK else REASON_OF_FETCH[fetch.state]


def answers(fetch: Fetch | None) -> bool | Reason:
    """The address answers with a document; False only after two failed tries."""
    if fetch is None:
        return Reason.NOT_FETCHED
    if fetch.state is FetchState.OK:
        return True
    if fetch.state is FetchState.FAILED:
        if fetch.error == "no-network":
            return Reason.NOT_FETCHED  # our own fault says nothing about the site
        return False if fetch.tries >= 2 else Reason.TRIED_ONCE
    return REASON_OF_FETCH[fetch.state]


def gap(coverage: Coverage) -> Reason | None:
    """Why the crawl did not see everything; None when it was complete."""
    return None if coverage.complete else _WHY.get(coverage.why_incomplete, Reason.CUT_SHORT)


def unseen(dossier: Dossier) -> Reason | None:
    """Why a column may exist that was not seen: a gap, a portal page that was not read, as on a host not entered, or
    a portal that only a script opens."""
    portal = dossier.portal
    unread_portal = unread(portal.fetch) if portal is not None and portal.fetch is not None else None
    return gap(dossier.coverage) or unread_portal or (unopened_portal(dossier) if portal is None else None)


def unopened_portal(dossier: Dossier) -> Reason | None:
    """A menu names the portal, but gives it neither an address nor anything below it."""
    standard = load_catalogue().portal_names[0]
    named = (c for c in dossier.columns if c.url is None and c.list_unread and plain_name(c.name) == standard)
    return next((c.list_unread for c in named), None)


def is_page(entry: Entry) -> bool:
    """The entry's own page was read, as a page and not as a file."""
    fetch = entry.fetch
    return fetch is not None and fetch.state is FetchState.OK and fetch.sniffed in _PAGES


def is_file(entry: Entry) -> bool:
    """The entry's address answered with a file, not a page."""
    fetch = entry.fetch
    return fetch is not None and fetch.state is FetchState.OK and fetch.sniffed not in _PAGES


def is_elsewhere(entry: Entry) -> bool:
    """The entry leads to another site, or to no address that can be asked for: it has no page here."""
    outside = {FetchState.OUT_OF_SCOPE, FetchState.NOT_TRIED}
    return not entry.url or (entry.fetch is not None and entry.fetch.state in outside)
