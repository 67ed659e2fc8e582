"""Columns and attachments: RULES section 1, subjects COLUMN and ATTACHMENT."""

from __future__ import annotations

import copy

from labelled.entries import attach, new_doc
from labelled.model import Column, pick
from labelled.planting import FIRST, SHOWN, Ground, NotHere, plant, site_ref
from labelled.truth import Ref
from labelled.wording import words

REMOVABLE = ("statistics", "fees", "procurement", "plans", "guide")
ORDINARY = (
    "statistics",
    "plans",
    "fees",
    "procurement",
    "inspection",
    "meetings",
    "emergency",
    "employment",
    "social-security",
    "recruitment",
    "public-hiring",
    "disclosure-catalogue",
)
QUIET = ("fees", "procurement", "emergency", "inspection")
FIXED = ("guide", "system", "statutory", "annual-report")


@plant("column-present", breach=True)
def column_missing(g: Ground) -> None:
    """An item the law names stands nowhere, and nothing resembles it."""
    column = g.column(REMOVABLE)
    del g.site.columns[column.key]
    g.truth.fault("column-present", Ref(column))


@plant("column-present", breach=False)
def column_under_unusual_name(g: Ground) -> None:
    """A name no list of synonyms need hold: it may be the item, so never a certain fault."""
    found = words("columns")["lookalike"]
    column = g.column(found)
    item = copy.copy(column)
    column.name, column.code = found[column.key], None
    g.truth.near("column-present", Ref(item), "review", "pass")
    g.truth.free("column-updated", Ref(item))


@plant("column-present", breach=False)
def column_under_synonym(g: Ground) -> None:
    """A name that real sites use for the item."""
    items = words("columns")["items"]
    column = g.column([k for k in ORDINARY if len(items[k]["names"]) > 1], whole=False)
    column.name = pick(g.rng, items[column.key]["names"][1:])
    g.truth.near("column-present", Ref(column))
    g.truth.near("column-name-standard", Ref(column), "pass", "not_applicable")


@plant("column-name-standard", breach=True)
def fixed_name_shortened(g: Ground) -> None:
    """A section whose name is fixed carries another."""
    column = g.column(FIXED, whole=False)
    column.name = pick(g.rng, words("columns")["sections"][column.key]["other"])
    g.truth.fault("column-name-standard", Ref(column))
    g.truth.near("column-present", Ref(column))


@plant("column-name-standard", breach=False)
def report_column_by_its_long_name(g: Ground) -> None:
    """Three names of the annual report are one."""
    column = g.column(["annual-report"], whole=False)
    column.name = pick(g.rng, words("columns")["sections"]["annual-report"]["standard"][1:])
    g.truth.near("column-name-standard", Ref(column))


@plant("column-placed", breach=True)
def column_outside_portal(g: Ground) -> None:
    """It hangs in the site's navigation, not below its section."""
    column = g.column(("annual-report", "statistics", "plans", "procurement"))
    if column.parent not in {"portal", "statutory"}:
        raise NotHere
    column.parent = None
    g.truth.fault("column-placed", Ref(column))


@plant("column-placed", breach=False)
def column_also_linked_on_home(g: Ground) -> None:
    """A short cut on the home page does not move the column."""
    column = g.column(("normative-documents",), whole=False)
    g.site.home.blocks.append(column.key)
    g.truth.near("column-placed", Ref(column))
    g.truth.near("column-single-place", Ref(column), "pass", "not_applicable")


def _twin(g: Ground, column: Column) -> Column:
    twin = copy.copy(column)
    twin.key, twin.parent, twin.serial = f"{column.key}-2", None, len(g.site.columns) + 40
    twin.slug, twin.path = f"{column.slug}2", ""
    g.site.columns[twin.key] = twin
    g.used.add(id(twin))
    return twin


@plant("column-single-place", breach=True)
def column_twice_with_other_content(g: Ground) -> None:
    """The same column again in the navigation, filled with other entries."""
    column = g.column(("statistics", "plans", "procurement"))
    twin = _twin(g, column)
    twin.docs = [new_doc(column, d.on, g.writer) for d in column.docs[:3]]
    for doc in twin.docs:
        doc.source = g.site.name
    g.truth.fault("column-single-place", Ref(column))


@plant("column-single-place", breach=False)
def column_twice_with_same_content(g: Ground) -> None:
    """A second way to the same entries."""
    column = g.column(("statistics", "plans", "procurement"))
    _twin(g, column)
    g.truth.near("column-single-place", Ref(column), "pass", "not_applicable")


@plant("column-reachable", breach=True)
def column_answers_with_error(g: Ground) -> None:
    """The menu's link is dead, broken or leads to nothing at all."""
    column = g.column(ORDINARY)
    column.state = g.rng.choice(["dead", "broken", "blank"])
    g.truth.fault("column-reachable", Ref(column))
    g.truth.near("column-not-empty", Ref(column), "not_applicable")
    g.truth.free_rules.add("links-alive")
    column.docs = []


@plant("column-reachable", breach=False)
def column_fails_once(g: Ground) -> None:
    """One 503, then it answers."""
    column = g.column(ORDINARY)
    column.state = "shaky"
    g.truth.near("column-reachable", Ref(column))
    g.truth.near("column-not-empty", Ref(column))


@plant("column-reachable", breach=False)
def column_behind_wall(g: Ground) -> None:
    """403 is not dead."""
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
    for _ in range(2):
        column = g.column(QUIET)
        column.docs, column.note = [], pick(g.rng, words("columns")["note"])
        g.truth.near("column-not-empty", Ref(column))
        g.truth.free("column-updated", Ref(column))


@plant("portal-focused", breach=True)
def party_column_inside(g: Ground) -> None:
    """Party work or pictures among what the law wants published."""
    kind = g.rng.choice(["party", "picture"])
    name = pick(g.rng, words("columns")[kind])
    serial = len(g.site.columns) + 60
    column = Column(f"{kind}-inside", None, name, f"{kind}nr", "statutory", serial=serial)
    g.site.columns[column.key] = column
    g.used.add(id(column))
    news = g.site.columns["news"].docs[:4]
    column.docs = [new_doc(column, d.on, g.writer, kind) for d in news]
    for doc in column.docs:
        doc.source = g.site.name
    g.truth.fault("portal-focused", Ref(column))
    g.truth.free("date-plausible", Ref(column))


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
