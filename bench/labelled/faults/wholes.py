"""What needs a site of its own: a home page of menus only, a body with a named plan."""

from __future__ import annotations

import datetime as dt

from labelled import filling
from labelled.building import add_item
from labelled.planting import FIRST, Ground, plant, site_ref
from labelled.truth import FAULT, Ref
from labelled.wording import words

FORTNIGHT = dt.timedelta(days=14)


@plant("home-updated", breach=True, alone=True, phase=FIRST)
def home_of_menus_and_nothing_new(g: Ground) -> None:
    """The home page is only navigation, and no second-level page shows anything of the last two weeks."""
    g.site.home.bare = True
    for column in g.site.columns.values():
        column.docs = [d for d in column.docs if d.on < g.site.today - FORTNIGHT] or column.docs[-1:]
    g.truth.fault("home-updated", site_ref())
    g.truth.free_rules |= {"column-updated", "stale-columns-few"}


@plant("home-updated", breach=False, alone=True, phase=FIRST)
def home_of_menus_with_fresh_columns(g: Ground) -> None:
    """The home page is only navigation; the news behind it are fresh."""
    g.site.home.bare = True
    g.truth.near("home-updated", site_ref())


def _with_plan(g: Ground) -> None:
    """Name the plan and bring what it wants beside the usual columns."""
    plan = words("contract")["plan"]
    g.site.site_file["plan"] = plan["name"]
    for key in plan["required"]:
        if key not in g.site.columns:
            filling.fill(g.site, add_item(g.site, key, g.rng), g.writer)


def _items(g: Ground, names: list[str], kind: str, *outcomes: str) -> None:
    for name in names:
        ref = Ref(other=f"plan/{name}")
        if kind == FAULT:
            g.truth.fault("plan-item-covered", ref, outcomes[0])
        else:
            g.truth.near("plan-item-covered", ref, *outcomes)


def _items_free(g: Ground) -> None:
    """Whatever other items say of a broken plan stays open."""
    plan = words("contract")["plan"]
    for name in (*plan["machine"], *plan["person"]):
        g.truth.free("plan-item-covered", Ref(other=f"plan/{name}"))


@plant("plan-item-covered", breach=False, alone=True, phase=FIRST, body="hrss-city")
def plan_kept_as_far_as_can_be_seen(g: Ground) -> None:
    """Nothing is wrong and all files can be read: what a machine can decide passes, the rest asks a person."""
    _with_plan(g)
    for _, doc in g.site.docs():
        for attachment in doc.attachments:
            if attachment.opaque():
                attachment.ext = "pdf"
    plan = words("contract")["plan"]
    _items(g, plan["machine"], "near", "pass")
    _items(g, plan["person"], "near", "review")


@plant("plan-item-covered", breach=True, alone=True, phase=FIRST, body="hrss-city")
def plan_broken_in_three_items(g: Ground) -> None:
    """No entry on the home page, no interpretation, no summary of proposals: three items fail with their rules."""
    _with_plan(g)
    site = g.site
    site.home.entry_form = "none"
    _items_free(g)
    g.truth.fault("portal-entry-on-home", site_ref())
    g.truth.free_rules |= {"portal-entry-name", "column-placed"}
    documents, home = site.columns["normative-documents"], site.columns["policy-interpretation"]
    document = documents.docs[1]
    for partner in document.related:
        home.docs.remove(partner)
    document.related.clear()
    g.truth.fault("interpretation-present", Ref(documents, document))
    proposals = site.columns["proposals"]
    proposals.docs = [d for d in proposals.docs if d.on.month != 12]
    g.truth.fault("proposals-published", Ref(proposals))
    _items(g, words("contract")["plan"]["broken"], FAULT, "fail")
