"""Columns and attachments: RULES section 1, subjects COLUMN and ATTACHMENT."""

from __future__ import annotations

import copy

from labelled.entries import new_doc
from labelled.model import Column, pick
from labelled.planting import Ground, NotHere, plant
from labelled.schedule import OPTIONAL
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
def optional_column_missing(g: Ground) -> None:
    """Items that only some bodies have are required of nobody."""
    missing = [k for k in OPTIONAL if k not in g.site.columns]
    if not missing:
        raise NotHere
    for key in missing:
        g.truth.near("column-present", Ref(other=key), "pass", "not_applicable", "nothing")


@plant("column-present", breach=False)
def column_under_unusual_name(g: Ground) -> None:
    """A name no list of synonyms need hold: it may be the item, so never a certain fault."""
    found = words("columns")["lookalike"]
    column = g.column(found)
    item = copy.copy(column)
    column.name, column.code = pick(g.rng, found[column.key]), None
    g.truth.near("column-present", Ref(item), "review", "pass")
    g.truth.free("column-updated", Ref(item))
    column.hidden = True


@plant("column-present", breach=False)
def column_under_synonym(g: Ground) -> None:
    """A name that real sites use for the item."""
    items = words("columns")["items"]
    column = g.column([k for k in ORDINARY if len(items[k]["names"]) > 1], whole=False)
    column.name = pick(g.rng, items[column.key]["names"][1:])
    g.truth.near("column-present", Ref(column), "pass", "not_applicable")
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


@plant("column-placed", breach=True)
def reports_below_notices(g: Ground) -> None:
    """The annual reports hang below the notices."""
    column, notices = g.column(["annual-report"]), g.open("notices")
    column.parent = notices.key
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
    twin.key, twin.parent, twin.serial = f"{column.key}-2", None, g.site.free_serial()
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
