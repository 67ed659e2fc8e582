"""Unusual but faultless shapes of columns and lists: near-misses that must never be accused."""

from __future__ import annotations

import copy

from labelled.model import Column, pick
from labelled.planting import FIRST, SHOWN, Ground, NotHere, plant
from labelled.schedule import HRSS
from labelled.truth import Ref
from labelled.wording import words

LISTS = (
    "statistics",
    "plans",
    "fees",
    "procurement",
    "inspection",
    "meetings",
    "emergency",
    "employment",
    "recruitment",
)


def _own_page(g: Ground) -> None:
    if g.site.dialect.platform == "gkmlpt":
        raise NotHere  # all its lists come from an interface already


def _open_entries(g: Ground, column: Column) -> None:
    """What is said of single entries of this column stays open."""
    column.hidden = True
    for rule in ("column-updated", "burst-update", "column-single-place"):
        g.truth.free(rule, Ref(column))


@plant("column-not-empty", breach=False, phase=FIRST)
def list_stands_in_a_frame(g: Ground) -> None:
    """The page of the column holds its list in an iframe."""
    _own_page(g)
    column = g.column(LISTS)
    column.state = "frame"
    _open_entries(g, column)
    g.truth.near("column-not-empty", Ref(column), "pass", "unchecked")


@plant("column-not-empty", breach=False, phase=FIRST)
def list_comes_from_an_interface(g: Ground) -> None:
    """A script asks an interface for the list."""
    _own_page(g)
    column = g.column(LISTS)
    column.state = "interface"
    _open_entries(g, column)
    g.truth.near("column-not-empty", Ref(column), "pass", "unchecked")


@plant("column-present", breach=False, phase=FIRST)
def budget_and_accounts_in_one_column(g: Ground) -> None:
    """One column for both years' papers."""
    both = g.site.columns["budget"], g.site.columns["final-accounts"]
    if any(id(c) in g.used for c in both):
        raise NotHere
    budget, accounts = both
    g.used |= {id(budget), id(accounts)}
    budget.name = pick(g.rng, words("columns")["joint"]["money"])
    budget.docs = sorted([*budget.docs, *accounts.docs], key=lambda d: (d.on, d.clock), reverse=True)
    del g.site.columns["final-accounts"]
    item = copy.copy(budget)
    budget.code = None
    for column in (item, accounts):
        g.truth.near("column-present", Ref(column), "pass", "review")
        for rule in ("budget-published", "final-accounts-published"):
            g.truth.free(rule, Ref(column))
    _open_entries(g, budget)


@plant("column-placed", breach=False, phase=FIRST)
def items_below_a_group(g: Ground) -> None:
    """Two items stand one level deeper, below a heading of the body's own."""
    free = [k for k in (*HRSS, "procurement", "fees", "statistics") if k in g.site.columns]
    free = [
        k for k in free if id(g.site.columns[k]) not in g.used and g.site.columns[k].parent == "statutory"
    ]
    if len(free) < 2:
        raise NotHere
    name = pick(g.rng, words("columns")["joint"]["groups"])
    group = Column("key-fields", None, name, "zdly", "statutory", "heading", serial=len(g.site.columns) + 80)
    g.site.columns[group.key] = group
    for key in g.rng.sample(free, 2):
        column = g.site.columns[key]
        column.parent = group.key
        g.renamed.add(id(column))
        g.truth.near("column-placed", Ref(column), "pass", "not_applicable")
        g.truth.near("column-present", Ref(column))


@plant("column-name-standard", breach=False, phase=SHOWN)
def menu_prints_counts(g: Ground) -> None:
    """The menu prints how many entries each column holds."""
    g.site.dialect.counts = True
    for key in ("guide", "system", "annual-report"):
        column = g.site.columns.get(key)
        if column and id(column) not in g.renamed:
            g.truth.near("column-name-standard", Ref(column))


@plant("index-number-unique", breach=False, phase=SHOWN)
def document_listed_in_two_columns(g: Ground) -> None:
    """The same page is listed among the notices too: one document, one number."""
    column, doc = g.document("normative-documents", "plans", "procurement", "statistics")
    notices = g.site.columns["notices"]
    if id(notices) in g.used:
        raise NotHere
    notices.guests.append((column, doc))
    doc.tags.add("guest")
    g.truth.near("index-number-unique", Ref(column, doc), "pass", "not_applicable")
    for rule in ("published-in-time", "column-updated"):
        g.truth.free(rule, Ref(column, doc))


@plant("date-present", breach=False, phase=FIRST)
def list_leads_straight_to_documents(g: Ground) -> None:
    """Rows link PDF files, dated in the list, without any page between."""
    column = g.column(("fees", "power-list", "disclosure-catalogue", "plans"))
    column.direct = True
    _open_entries(g, column)
    g.truth.near("column-not-empty", Ref(column))
