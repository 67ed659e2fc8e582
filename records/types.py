"""The types at the seams: what crawler, checks, rules and reports hand to one another.

All are frozen. Dates are `datetime.date`; times are ISO 8601 strings with zone (`2026-11-19T22:04:31+08:00`), because they
are evidence and must come back exactly as they were written. `None` always means "not known", never "no" or "zero".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from records.papers import BodyLink, Paper
from records.probes import ProbeWatch
from records.vocabulary import (
    BasisKind,
    DownloadState,
    FetchState,
    Outcome,
    PageKind,
    Place,
    Reason,
    RunState,
    SearchState,
    Severity,
    SubjectKind,
    Visibility,
)

FactValue = str | int | float | bool | date | None


# ---------------------------------------------------------------- the site, as its file describes it


@dataclass(frozen=True, slots=True)
class Pace:
    """How gently a site is crawled. `delay` in seconds between requests; `window` like "22:00-06:00", local time."""

    delay: float = 1.0
    concurrency: int = 2
    window: str | None = None
    max_pages: int = 20_000
    max_minutes: int = 240
    max_megabytes: int = 20_000  # received, all told


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a catalogue item binds this body, with the reason a person gave."""

    applies: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IndexScheme:
    """How this site numbers its documents. `year` is "publication" or "formation"; empty families = learn them."""

    families: tuple[str, ...] = ()
    year: str | None = None


@dataclass(frozen=True, slots=True)
class SiteState:
    """Announced closure or rebuilding; `open` binds fully."""

    kind: str = "open"  # open | closed | rebuilding
    since: date | None = None
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """The section of the body that answers for some columns."""

    section: str
    columns: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A rule that does not bind one subject (or, with an empty subject, the whole site), until a day."""

    rule: str
    subject: str
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """One public body's website, from its site file; `code` names it everywhere."""

    code: str
    name: str
    home: str
    hosts: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    credit_code: str | None = None
    site_id_code: str | None = None
    portal: str | None = None
    profile: str = "department"
    region: str | None = None  # 6-digit area code; a law binds when this starts with the law's prefix
    plan: str | None = None  # id of a bundled plan, or the path of a plan file
    groups: tuple[str, ...] = ()  # of sites that are compared with each other
    catalogue: Mapping[str, Applicability] = field(default_factory=dict)
    columns: Mapping[str, str] = field(
        default_factory=dict
    )  # catalogue code -> address, confirmed by a person
    index_number: IndexScheme = IndexScheme()
    tasks: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    pace: Pace = Pace()
    allow_private: bool = False
    render: str = "auto"
    settings: Mapping[str, int | float | str] = field(default_factory=dict)  # "rule-id.setting" -> value
    known_hosts: tuple[str, ...] = ()
    platform: str | None = None
    state: SiteState = SiteState()
    owners: tuple[Owner, ...] = ()
    exemptions: tuple[Exemption, ...] = ()


# ---------------------------------------------------------------- what a reader sees on one page


@dataclass(frozen=True, slots=True)
class Link:
    """One anchor. `url` absolute without fragment; `title` is the attribute, often the uncut text."""

    url: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class HomeLink:
    """An anchor of the home page with what tells whether a visitor sees it. `why` names the hiding attribute or style."""

    url: str
    text: str
    visibility: Visibility
    why: str = ""
    region: str = ""  # header, nav, body, footer – as far as markup tells


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb; `url` is None for plain text."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The information header of a document, as shown on its page. Empty or placeholder values are None."""

    title: str | None = None
    index_number: str | None = None
    published_on: date | None = None
    published_at: str | None = None  # as printed, with time when there is one: "2020-08-07 15:47:17"
    formed_on: date | None = None
    document_number: str | None = None
    publisher: str | None = None
    content_source: str | None = None
    validity: str | None = None
    topic: str | None = None
    labels: tuple[str, ...] = ()  # field names whose label was printed, also with an empty value
    decided_on: date | None = None  # the day a permit or penalty was decided, as label or text say
    approved_on: date | None = (
        None  # the day a budget or final accounts were approved (批复), as the text says
    )


@dataclass(frozen=True, slots=True)
class ListItem:
    """One row of a list. `date_text` is what was printed; `published_on` only when the full date is certain."""

    url: str
    title: str
    published_on: date | None = None
    date_text: str = ""
    index_number: str | None = None
    publisher: str | None = None
    document_number: str | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Further pages of a list. `count` is None when the page does not say; `urls` are addresses not yet read."""

    count: int | None = None
    current: int = 1
    urls: tuple[str, ...] = ()
    scripted: bool = False  # paging that only a script or an interface can follow, and we could not


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One entry of a column tree or navigation menu. `parent` is the index of its parent in the same tuple, or None."""

    name: str
    url: str | None
    parent: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class AttachmentLink:
    """A document linked from an entry. `type` is the extension in lower case without dot."""

    url: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A search box: `method` get or post, `field` the name of the text field; `scripted` when only a script submits it."""

    action: str
    method: str
    field: str
    scripted: bool = False
    hidden_fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What stands in a page's content area beside its heading and its line of source and date.

    `chars` is None where no content area could be told apart or a script fills it.
    """

    chars: int | None = None
    pictures: int = 0
    embedded: int = 0  # frames, films, viewers of documents
    digest: str = ""  # 16 hex of its text; equal texts have equal digests; "" for none or little text
    title_printed: bool = True  # False where no line of the page holds what ArticleTitle says
    named: str = (
        ""  # the body that the page names as author or supplier, in other words than publisher and source
    )
    related_unwritten: bool = False  # a script of the page may list related papers that its markup lacks
    dated_pictures: tuple[str, ...] = ()  # addresses of pictures of the text whose path may name a day


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything the readers saw on one page."""

    url: str
    kind: PageKind
    platform: str
    title: str
    header: Header = Header()
    column: str | None = None  # the column's name as the page prints it: last breadcrumb, else ColumnName
    breadcrumbs: tuple[Crumb, ...] = ()
    meta: tuple[
        tuple[str, str], ...
    ] = ()  # name as canonical in 47号 (SiteName, PubDate …), content as written
    items: tuple[ListItem, ...] = ()
    paging: Paging = Paging()
    tree: tuple[TreeNode, ...] = ()  # the column tree or menu of this page
    links: tuple[Link, ...] = ()  # every followable anchor once, in document order
    home_links: tuple[HomeLink, ...] = ()  # only for the home page
    stylesheets: tuple[str, ...] = ()  # absolute addresses of the style sheets that the home page links
    attachments: tuple[AttachmentLink, ...] = ()
    search_forms: tuple[SearchForm, ...] = ()
    text_chars: int = 0  # characters of the content area, without chrome
    absence_note: str | None = None  # "本机关无此类信息" and the like, as printed
    redirect: str | None = None  # where a script or meta refresh leads
    scripted_list: bool = False  # a list is expected here but only a script or interface would fill it
    encoding: str = "utf-8"
    replaced_chars: int = 0  # characters that could not be decoded
    headline: str = ""  # the heading a document's page prints, where it is not `title`
    paper: Paper | None = None  # the text of a page that is one document, personal data masked
    body: Body = Body()
    is_fragment: bool = False  # markup without a head of its own, as scripts and frames fetch it
    parts: tuple[
        str, ...
    ] = ()  # marks of pictures, folded text, frames, fields in the content of a column's page
    unwritten: str = (
        ""  # what a script would write here, lists apart: shell (the whole page), menu; "" for nothing
    )
    rendered: str = (
        ""  # why a browser rendered this page: list, shell, menu, always; "" for markup as it came
    )
    unrendered: Reason | None = None  # why no browser rendered this page, which needs one
    render_seconds: float = 0.0  # in a browser, whatever came of it
    render_refused: tuple[str, ...] = ()  # "reason METHOD address" of what its script was refused
    frames: tuple[str, ...] = ()  # pages that this one shows inside itself


# ---------------------------------------------------------------- what a run remembers


@dataclass(frozen=True, slots=True)
class Fetch:
    """What came of asking for one address, last try. `fetched_at` of the last try; `tries` in this run."""

    url: str
    state: FetchState
    tries: int = 0
    status: int | None = None
    fetched_at: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    content_type: str | None = None
    last_modified: str | None = None
    etag: str | None = None
    ip: str | None = None
    error: str = ""  # short name of the failure: dns, refused, timeout, http-404, empty, wall:403 …
    final_url: str | None = None  # after HTTP redirects, when it differs
    sniffed: str = (
        ""  # what the first bytes are: html, pdf, zip, ole, image, text, empty …; "" when not fetched
    )
    unchanged: bool = False  # asked for only if changed, and the server said that it had not


@dataclass(frozen=True, slots=True)
class Page:
    """One address of a run with what was read there; `reading` is None when there was nothing to read."""

    key: str  # 16 hex of the normalised address
    fetch: Fetch
    depth: int
    reading: PageReading | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of one site and its judgements. `crawled_on` is the last fetch day in UTC+8."""

    id: str
    site: str
    state: RunState
    started_at: str
    finished_at: str | None = None
    crawled_on: date | None = None
    finish_reason: str = ""  # finished | pages | minutes | bytes | stopped | window | away | fewer | home-unreachable | blocked
    tool_version: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document hung on an entry; `number` counts from 1 in the order of the page."""

    number: int
    url: str
    name: str
    type: str
    fetch: Fetch
    state: DownloadState | None = None  # None: could not be looked at, see fetch.state
    sniffed: str | None = None  # what the first bytes are: pdf, zip, ole, html, empty, text, image …


@dataclass(frozen=True, slots=True)
class Listing:
    """One appearance of an entry in a list."""

    column: str  # Column.id
    page_url: str
    position: int
    item: ListItem


@dataclass(frozen=True, slots=True)
class Column:
    """One place where a column was found. Several places may carry the same `key`.

    `id` is unique in the run (16 hex of the address, or of the path of a group without address);
    `key` is what subjects print: the catalogue code, else "x-" + id.
    """

    id: str
    key: str
    code: str | None
    name: str
    url: str | None
    path: tuple[str, ...]  # names from the portal (or home) down to this column, itself last
    parent: str | None  # Column.id
    place: Place
    first_level: bool
    below_statutory: bool
    confidence: float  # of the mapping to `code`, 0–1
    mapping_reason: str  # how it was mapped: "confirmed", "name", "synonym 年度报告", "content" …
    candidates: tuple[str, ...] = ()  # catalogue codes it could be, below the threshold
    is_group: bool = False  # a heading without a page of its own
    fetch: Fetch | None = None
    single_article: bool = False  # the page itself is the content (guide, institution …)
    text_chars: int = 0
    parts: int = 0  # in its content, shown on no other page: pictures, folded text, frames, fields
    absence_note: str | None = None
    list_pages_known: int = 0  # pages the paging announces (0: no list)
    list_pages_read: int = 0
    list_unread: Reason | None = None  # why part of its list could not be read
    shown_on: date | None = None  # the date its own page shows, where the page itself is the content
    shown_at: str | None = None  # the page on which a visitor sees it, where `url` is an interface's

    @property
    def for_people(self) -> str | None:
        """The address to print."""
        return self.shown_at or self.url


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """A link of a page whose address did not answer; `is_dead`: gone, or no such host, twice."""

    url: str
    text: str
    state: FetchState
    error: str = ""
    tries: int = 0
    is_dead: bool = False


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page that was read and is no entry's own page. `column`: id of the column whose page or list page it is."""

    key: str
    fetch: Fetch
    kind: PageKind
    title: str
    column: str = ""
    breadcrumbs: tuple[Crumb, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    links: tuple[LinkSeen, ...] = ()
    has_head: bool = True  # markup with a head; fragments and answers of interfaces have none


@dataclass(frozen=True, slots=True)
class HostSeen:
    """Another host that pages link to, without its port; `links`: the first few as (what came of the page, link)."""

    host: str
    pages: int
    links: tuple[tuple[Fetch, Link], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One document or item. It belongs to the most specific column that lists it."""

    key: str  # 16 hex of the normalised address
    url: str
    title: str
    column: str  # Column.id
    listings: tuple[Listing, ...] = ()
    fetch: Fetch | None = None
    header: Header = Header()
    breadcrumbs: tuple[Crumb, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    text_chars: int | None = None
    platform: str = ""
    headline: str = ""  # the heading its page prints, where it is not `title`
    body: Body = Body()
    links: tuple[LinkSeen, ...] = ()  # those of its page that did not answer
    kind: PageKind | None = None  # what its own page is; None when it was not read

    @property
    def listed_on(self) -> date | None:
        """The first certain date a list prints for it."""
        return next((x.item.published_on for x in self.listings if x.item.published_on), None)

    @property
    def published_on(self) -> date | None:
        """The shown publication date: the page's, else the list's."""
        return self.header.published_on or self.listed_on

    @property
    def index_number(self) -> str | None:
        """The index number as the page shows it, else as a list does."""
        return self.header.index_number or next(
            (x.item.index_number for x in self.listings if x.item.index_number), None
        )


@dataclass(frozen=True, slots=True)
class SearchTrial:
    """The one search a crawl makes inside the portal."""

    state: SearchState
    url: str | None = None
    query: str = ""
    fetch: Fetch | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Portal:
    """The disclosure portal: the page or tree that shows at least two of the five sections."""

    url: str
    host: str
    sections: tuple[str, ...]  # catalogue codes of the sections seen
    how: str  # "site file", "home link", "sections"
    fetch: Fetch | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """The home page as it was seen."""

    fetch: Fetch
    tries: tuple[Fetch, ...] = ()  # every attempt to open it, in order
    title: str = ""
    links: tuple[HomeLink, ...] = ()
    portal_links: tuple[HomeLink, ...] = ()  # those of `links` that lead to the portal, under any name
    items: tuple[ListItem, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run planned and what it saw; counts of addresses in scope."""

    planned: int = 0
    seen: int = 0
    failed: int = 0
    blocked: int = 0
    unread: int = 0  # over budget, robots, cut short, too large
    complete: bool = False  # every discovered address in scope was asked for
    why_incomplete: str = (
        ""  # "", or pages, minutes, bytes, stopped, window, away, fewer, killed, blocked, home-unreachable
    )
    oldest_fetch: str | None = None
    newest_fetch: str | None = None
    rendered: int = 0  # pages that a browser had to write
    unrendered: int = 0  # pages that needed a browser and were not written by one
    render_seconds: float = 0.0
    over_budget: int = 0  # of those not read: pages, minutes or bytes were used up
    robots: int = 0  # of those not read: robots.txt forbids them
    walls: tuple[tuple[str, int], ...] = ()  # those blocked, by kind of wall: a status, script, cookie
    traps: tuple[str, ...] = ()  # beginnings of addresses without end, of which only some were asked for
    unchanged: int = 0  # of those seen: the server said that nothing had changed since the last crawl


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a run observed, put in order: the only thing checks read."""

    site: Site
    run: Run
    coverage: Coverage
    home: Home | None
    portal: Portal | None
    search: SearchTrial
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    pages: tuple[SitePage, ...] = ()  # pages that were read and are no entry's own page
    hosts: tuple[HostSeen, ...] = ()  # other hosts that pages link to
    menu_links: tuple[LinkSeen, ...] = ()  # links on more than half of the pages that did not answer


# ---------------------------------------------------------------- facts, findings


@dataclass(frozen=True, slots=True, init=False)
class Evidence:
    """What proves a fact: the page, when, its hash, the quoted text and the place on the page."""

    url: str
    fetched_at: str | None = None
    status: int | None = None
    sha256: str | None = None
    quote: str = ""
    place: str = ""  # selector, table cell or a plain name such as "列表第3行"

    def __init__(
        self,
        url: str,
        fetched_at: str | None = None,
        status: int | None = None,
        sha256: str | None = None,
        quote: str = "",
        place: str = "",
    ) -> None:
        _put_url(self, url)
        _put_fetched_at(self, fetched_at)
        _put_status(self, status)
        _put_sha256(self, sha256)
        _put_quote(self, quote)
        _put_place(self, place)


# A million are made of a large site: this is twice as fast as the generated way of a frozen class.
_put_url, _put_fetched_at, _put_status, _put_sha256, _put_quote, _put_place = (
    vars(Evidence)[part].__set__ for part in Evidence.__slots__
)


@dataclass(frozen=True, slots=True, init=False)
class Fact:
    """One observation about one subject. `value` None requires `reason`; `reason` without None is an error."""

    name: str
    value: FactValue
    reason: Reason | None = None
    evidence: tuple[Evidence, ...] = ()

    def __init__(
        self, name: str, value: FactValue, reason: Reason | None = None, evidence: tuple[Evidence, ...] = ()
    ) -> None:
        if (value is None) != (reason is not None):
            raise ValueError(f"fact {name}: a value or a reason, never both or neither")
        _put_name(self, name)
        _put_value(self, value)
        _put_reason(self, reason)
        _put_evidence(self, evidence)


# Ten million facts are made of a large site: this is three times as fast as the generated way of a frozen class.
_put_name, _put_value, _put_reason, _put_evidence = (vars(Fact)[part].__set__ for part in Fact.__slots__)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged, printed as in RULES: SITE, SITE/COLUMN, SITE/COLUMN/ENTRY, SITE/COLUMN/ENTRY/att/N …"""

    kind: SubjectKind
    id: str

    @property
    def site(self) -> str:
        """The site code, the part before the first slash."""
        return self.id.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class FactSheet:
    """All facts about one subject, with what findings print about it."""

    subject: Subject
    facts: Sequence[Fact]
    column: str = ""  # Column.key, empty for SITE
    column_name: str = ""
    url: str = ""
    title: str = ""
    parents: tuple[str, ...] = ()  # subject ids above it, nearest first: an entry's column, its site


@dataclass(frozen=True, slots=True)
class Basis:
    """One line of law (standard, plan, proposal) behind a finding."""

    law: str
    article: str
    quote: str
    kind: BasisKind


@dataclass(frozen=True, slots=True)
class Compared:
    """One value that a rule looked at as it decided: a fact or a threshold (`setting` True), as text."""

    name: str
    value: str = ""
    reason: str = ""  # why it is not known, in place of a value
    setting: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome that people read: fail, review or unchecked."""

    id: str
    run: str
    rule: str
    rule_version: str
    outcome: Outcome
    severity: Severity
    subject: str
    site: str
    column: str
    column_name: str
    url: str
    title: str
    message: str
    observed: str
    expected: str
    reason: str
    cause: str
    fix: str
    basis: tuple[Basis, ...] = ()
    plan_items: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    first_seen: str = ""
    approximate: bool = False
    compared: tuple[Compared, ...] = ()  # what the rule looked at, in its order


@dataclass(frozen=True, slots=True)
class Verdict:
    """The compact form of every (rule, subject) outcome; `cause` says why for not_applicable."""

    rule: str
    subject: str
    outcome: Outcome
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The result of judging one dossier."""

    run: str
    today: date
    rules_digest: str
    evaluator: str  # "durable-rules" or "reference"
    findings: tuple[Finding, ...]
    verdicts: Sequence[Verdict]  # all pairs, also those with a finding
    rule_files: Mapping[str, str] = field(default_factory=dict)  # the rules as they stood: file -> text


def finding_id(rule: str, subject: str) -> str:
    """Stable over runs: 16 hex of rule and subject."""
    return hashlib.sha256(f"{rule}\n{subject}".encode()).hexdigest()[:16]


# ---------------------------------------------------------------- what crosses from room to room


@dataclass(frozen=True, slots=True)
class CheckInput:
    """What a check may read. `plan_columns`: catalogue codes the named plan requires; `settings`: "rule.setting" -> value."""

    dossier: Dossier
    today: date
    plan_columns: frozenset[str] = frozenset()
    settings: Mapping[str, int | float | str] = field(default_factory=dict)
    papers: Mapping[str, Paper] = field(default_factory=dict)  # page key -> what the document says
    page_links: Mapping[str, tuple[BodyLink, ...]] = field(default_factory=dict)  # page key -> all its links
    watches: tuple[ProbeWatch, ...] = ()  # the site's availability watches, newest first


@dataclass(frozen=True, slots=True)
class FrontierRow:
    """One address of a crawl's frontier. Lower `priority` is taken first; `found_on` is the page key that linked it."""

    key: str
    url: str
    depth: int
    priority: int
    found_on: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class BodyRef:
    """Where a body lies in the archive: WARC file name and byte offset of its response record."""

    sha256: str
    file: str
    offset: int
    bytes: int


@dataclass(frozen=True, slots=True)
class RuleText:
    """How people name a rule in reports."""

    id: str
    title: str
    theme: str
    severity: Severity
    expected: str = ""
