"""Dead and empty columns, foreign matter, attachments: RULES section 1."""

from __future__ import annotations

from labelled.entries import attach, new_doc
from labelled.faults.columns import ORDINARY, QUIET
from labelled.model import Column, pick
from labelled.planting import FIRST, SHOWN, Ground, NotHere, plant, site_ref
from labelled.truth import Ref
from labelled.wording import words

ONE_PAGE = frozenset({"gkmlpt"})


def _unreachable(g: Ground, state: str) -> None:
    if g.site.dialect.platform in ONE_PAGE:
        raise NotHere  # its columns are parts of one page: no link of their own can be dead
    column = g.column(ORDINARY)
    column.state = state
    g.truth.fault("column-reachable", Ref(column))
    g.truth.near("column-not-empty", Ref(column), "not_applicable")
    g.truth.free_rules.add("links-alive")
    column.docs = []


@plant("column-reachable", breach=True)
def column_answers_not_found(g: Ground) -> None:
    """The menu's link is dead."""
    _unreachable(g, "dead")


@plant("column-reachable", breach=True)
def column_answers_with_error(g: Ground) -> None:
    """The menu's link ends in a server's error."""
    _unreachable(g, "broken")


@plant("column-reachable", breach=True)
def column_answers_nothing(g: Ground) -> None:
    """The menu's link leads to an empty document."""
    _unreachable(g, "blank")


@plant("column-reachable", breach=False)
def column_fails_once(g: Ground) -> None:
    """One 503, then it answers."""
    if g.site.dialect.platform in ONE_PAGE:
        raise NotHere
    column = g.column(ORDINARY)
    column.state = "shaky"
    g.truth.near("column-reachable", Ref(column))
    g.truth.near("column-not-empty", Ref(column))


@plant("column-reachable", breach=False)
def column_behind_wall(g: Ground) -> None:
    """403 is not dead."""
    if g.site.dialect.platform in ONE_PAGE:
        raise NotHere
    column = g.column(QUIET)
    column.state, column.docs = "walled", []
    g.truth.near("column-reachable", Ref(column), "unchecked")
    g.truth.near("column-not-empty", Ref(column), "unchecked")


@plant("column-not-empty", breach=True, group="blank")
def column_empty(g: Ground) -> None:
    """An empty list."""
    _empty(g, g.column(ORDINARY))


def _empty(g: Ground, column: Column) -> None:
    column.docs, column.note = [], None
    g.truth.fault("column-not-empty", Ref(column))
    g.truth.near("column-updated", Ref(column), "not_applicable")


@plant("column-not-empty", breach=False)
def column_says_nothing_to_publish(g: Ground) -> None:
    """An explanation stands in place of entries."""
    if g.site.dialect.platform in ONE_PAGE:
        raise NotHere
    column = g.column(QUIET)
    column.docs, column.note = [], pick(g.rng, words("columns")["note"])
    g.truth.near("column-not-empty", Ref(column))
    g.truth.free("column-updated", Ref(column))


@plant("blank-columns-few", breach=True, group="blank", phase=FIRST)
def five_columns_empty(g: Ground) -> None:
    """Five are a veto."""
    for _ in range(5):
        _empty(g, g.column(ORDINARY))
    g.truth.fault("blank-columns-few", site_ref())


@plant("column-not-empty", breach=True, group="blank", phase=FIRST)
def four_columns_empty(g: Ground) -> None:
    """Four are four faults, but no veto."""
    for _ in range(4):
        _empty(g, g.column(ORDINARY))
    g.truth.near("blank-columns-few", site_ref())


@plant("blank-columns-few", breach=False)
def few_blank_with_notes(g: Ground) -> None:
    """Columns with a note are not blank."""
    if g.site.dialect.platform in ONE_PAGE:
        raise NotHere
    for _ in range(2):
        column = g.column(QUIET)
        column.docs, column.note = [], pick(g.rng, words("columns")["note"])
        g.truth.near("column-not-empty", Ref(column))
        g.truth.free("column-updated", Ref(column))


def _foreign(g: Ground, kind: str, name: str) -> None:
    """A column of another matter below what the law wants published; what its entries lack besides stays open."""
    if g.site.dialect.platform in ONE_PAGE:
        raise NotHere  # a column the catalogue does not know has no address of its own there
    serial = g.site.free_serial()
    column = Column(f"{kind}-inside", None, name, f"{kind}nr", "statutory", serial=serial)
    g.site.columns[column.key] = column
    g.used.add(id(column))
    news = g.site.columns["news"].docs[:4]
    column.docs = [new_doc(column, d.on, g.writer, kind) for d in news]
    for doc in column.docs:
        doc.source = g.site.name
        for rule in ("index-number-present", "published-in-time"):
            g.truth.free(rule, Ref(column, doc))
    g.truth.fault("portal-focused", Ref(column))
    g.truth.free("date-plausible", Ref(column))


@plant("portal-focused", breach=True)
def party_column_inside(g: Ground) -> None:
    """Party work among what the law wants published."""
    _foreign(g, "party", pick(g.rng, words("columns")["party"]))


@plant("portal-focused", breach=True)
def picture_column_inside(g: Ground) -> None:
    """Pictures among what the law wants published."""
    _foreign(g, "picture", pick(g.rng, words("columns")["picture"]))


@plant("portal-focused", breach=False)
def party_column_outside(g: Ground) -> None:
    """Party work beside the portal disturbs nobody."""
    column = g.column(["party"], whole=False)
    g.truth.near("portal-focused", Ref(column), "pass", "not_applicable")


def _attachment(g: Ground, state: str) -> None:
    column, doc = g.doc(
        lambda c, d: not d.attachments and c.key not in {"annual-report", "penalties", "system"}
    )
    attachment = attach(doc, g.writer)
    attachment.state = state
    ref = Ref(column, doc, 1)
    if state == "plain":
        g.truth.near("attachments-download", ref)
    else:
        g.truth.fault("attachments-download", ref)
    if state == "dead":
        g.truth.free("links-alive", Ref(column, doc, page=True))


@plant("attachments-download", breach=True, phase=SHOWN)
def attachment_dead(g: Ground) -> None:
    """404."""
    _attachment(g, "dead")


@plant("attachments-download", breach=True, phase=SHOWN)
def attachment_empty(g: Ground) -> None:
    """Zero bytes."""
    _attachment(g, "empty")


@plant("attachments-download", breach=True, phase=SHOWN)
def attachment_is_error_page(g: Ground) -> None:
    """An HTML page under a document's name."""
    _attachment(g, "html")


@plant("attachments-download", breach=True, phase=SHOWN)
def attachment_of_other_type(g: Ground) -> None:
    """PDF bytes under another name."""
    _attachment(g, "mismatch")


@plant("attachments-download", breach=False, phase=SHOWN)
def attachment_with_vague_type(g: Ground) -> None:
    """application/octet-stream says nothing against the document."""
    _attachment(g, "plain")
