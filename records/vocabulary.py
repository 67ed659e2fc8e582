"""Closed lists: outcomes, severities, states, subject kinds and the reasons why something is unknown."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How one (rule, subject) pair ends; exactly one each."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not_applicable"
    UNCHECKED = "unchecked"


class Severity(StrEnum):
    """Our urgency, nothing more; from most to least urgent."""

    VETO = "veto"
    MAJOR = "major"
    MINOR = "minor"
    NOTICE = "notice"


class BasisKind(StrEnum):
    """In whose name a finding speaks."""

    LAW = "law"
    STANDARD = "standard"
    PLAN = "plan"
    PROPOSAL = "proposal"


class SubjectKind(StrEnum):
    """What a rule looks at; `Subject` in records.types prints them as RULES ids."""

    SITE = "site"
    COLUMN = "column"
    ENTRY = "entry"
    ATTACHMENT = "attachment"
    PAGE = "page"
    PLAN_ITEM = "plan"
    TASK = "task"
    EVENT = "event"
    HOST = "host"


class RunState(StrEnum):
    """Where a run stands. `partial` finished without seeing everything it should have."""

    CRAWLING = "crawling"
    CRAWLED = "crawled"
    FINISHED = "finished"
    PARTIAL = "partial"
    STOPPED = "stopped"


class FrontierState(StrEnum):
    """Where an address stands in a crawl."""

    QUEUED = "queued"
    IN_FLIGHT = "in_flight"
    DONE = "done"
    FAILED = "failed"


class FetchState(StrEnum):
    """What came of asking for an address."""

    OK = "ok"
    FAILED = "failed"  # an error status, refused, an empty document, or an unknown name
    BLOCKED = "blocked"  # an anti-bot wall: 403, 412, 429, 521, or a script challenge answered with 200
    TIMED_OUT = "timed_out"
    OVER_BUDGET = "over_budget"  # pages, minutes or bytes of the site file used up
    ROBOTS = "robots"  # robots.txt forbids it
    CUT_SHORT = "cut_short"  # the crawl was stopped or killed before its turn
    TOO_LARGE = "too_large"
    OUT_OF_SCOPE = "out_of_scope"  # another host: never asked for
    NOT_TRIED = "not_tried"  # no address, or the address is not one that can be fetched (javascript:)


class PageKind(StrEnum):
    """What a page is, as far as its own structure shows."""

    HOME = "home"
    PORTAL = "portal"
    COLUMN = "column"
    LIST = "list"
    ENTRY = "entry"
    OTHER = "other"


class Visibility(StrEnum):
    """Whether a visitor sees a link, as far as markup and fetched styles tell."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    UNDECIDABLE = "undecidable"


class Place(StrEnum):
    """Where a column was found."""

    PORTAL_SECTION = "portal_section"  # one of the five sections
    PORTAL = "portal"  # below a section of the portal
    HOME = "home"  # in the navigation of the home page or below it
    ELSEWHERE = "elsewhere"


class SearchState(StrEnum):
    """What became of a GET search for a known title inside the portal."""

    FOUND = "found"
    MISSED = "missed"
    ABSENT = "absent"  # no search form and no search link
    POST_ONLY = "post_only"
    SCRIPTED = "scripted"
    FAILED = "failed"
    NOT_TRIED = "not_tried"


class DownloadState(StrEnum):
    """What an attachment's address answers with."""

    OK = "ok"
    DEAD = "dead"
    EMPTY = "empty"
    HTML = "html"
    MISMATCH = "mismatch"


class Reason(StrEnum):
    """Why a fact is unknown. `outcome_of` says what an unknown of that reason makes of a rule."""

    BLOCKED = "blocked"
    TIMED_OUT = "timed_out"
    OVER_BUDGET = "over_budget"
    ROBOTS = "robots"
    CUT_SHORT = "cut_short"
    RENDERER_MISSING = "renderer_missing"
    RENDER_OFF = "render_off"
    RENDER_BUDGET = "render_budget"
    RENDER_FAILED = "render_failed"
    SCRIPTED_PAGING = "scripted_paging"
    NO_ADDRESS = "no_address"
    PROBING_OFF = "probing_off"
    TOO_FEW_PROBES = "too_few_probes"
    NOT_FETCHED = "not_fetched"
    FILE_NOT_FETCHED = "file_not_fetched"
    FILE_DAMAGED = "file_damaged"
    HOME_NOT_OPENED = "home_not_opened"
    TRIED_ONCE = "tried_once"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"
    LOW_CONFIDENCE = "low_confidence"
    LOOKALIKE = "lookalike"
    VISIBILITY_UNDECIDABLE = "visibility_undecidable"
    NO_DATE = "no_date"
    NO_FORMED_DATE = "no_formed_date"
    NO_DECISION_DATE = "no_decision_date"
    NO_APPROVAL_DATE = "no_approval_date"
    SCHEME_UNKNOWN = "scheme_unknown"
    SEARCH_NOT_TRIABLE = "search_not_triable"
    BASIS_UNCONFIRMED = "basis_unconfirmed"
    OUTSIDE_KNOWLEDGE = "outside_knowledge"
    NO_EVIDENCE = "no_evidence"
    FORENSICS_ONLY = "forensics_only"


UNCHECKED_REASONS = frozenset(
    {
        Reason.BLOCKED,
        Reason.TIMED_OUT,
        Reason.OVER_BUDGET,
        Reason.ROBOTS,
        Reason.CUT_SHORT,
        Reason.RENDERER_MISSING,
        Reason.RENDER_OFF,
        Reason.RENDER_BUDGET,
        Reason.RENDER_FAILED,
        Reason.SCRIPTED_PAGING,
        Reason.NO_ADDRESS,
        Reason.PROBING_OFF,
        Reason.TOO_FEW_PROBES,
        Reason.NOT_FETCHED,
        Reason.FILE_NOT_FETCHED,
        Reason.FILE_DAMAGED,
        Reason.HOME_NOT_OPENED,
        Reason.TRIED_ONCE,
    }
)


def outcome_of(reason: Reason) -> Outcome:
    """The outcome of a rule whose breach hangs on a fact unknown for `reason`."""
    return Outcome.UNCHECKED if reason in UNCHECKED_REASONS else Outcome.REVIEW


REASON_OF_FETCH: dict[FetchState, Reason] = {
    FetchState.BLOCKED: Reason.BLOCKED,
    FetchState.TIMED_OUT: Reason.TIMED_OUT,
    FetchState.OVER_BUDGET: Reason.OVER_BUDGET,
    FetchState.ROBOTS: Reason.ROBOTS,
    FetchState.CUT_SHORT: Reason.CUT_SHORT,
    FetchState.TOO_LARGE: Reason.OVER_BUDGET,
    FetchState.FAILED: Reason.NOT_FETCHED,
    FetchState.OUT_OF_SCOPE: Reason.NOT_FETCHED,
    FetchState.NOT_TRIED: Reason.NOT_FETCHED,
}
"""Why a page's content is unknown, by what came of asking for it."""
