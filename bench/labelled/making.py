"""A labelled site from a number and a seed: clean variant and faulty variant."""

from __future__ import annotations

import random
from dataclasses import dataclass

from labelled import faults
from labelled.addresses import place
from labelled.building import clean_site
from labelled.content import Writer
from labelled.dialects import PLATFORMS
from labelled.model import Website
from labelled.planting import Ground, Planner, Plant, apply_all
from labelled.truth import BASELINE, FAULT, NEAR, Ref, Truth

CLEAN, FAULTY = "clean", "faulty"
TASK_DAYS, EVENT_DAYS = 90, 365
WORDING = {"task": "progress-reported", "event": "reported"}
__all__ = ["CLEAN", "FAULTY", "Labelled", "faults", "make"]


@dataclass
class Labelled:
    """One variant of one site with its truth and the plants that took root."""

    site: Website
    truth: Truth
    variant: str
    plants: list[Plant]


def make(seed: int, number: int, planner: Planner) -> tuple[Labelled, Labelled]:
    """Site `number` of `seed` twice: the clean variant has the near-misses, the faulty one the faults too."""
    nears, faults = planner.offer(breach=False), planner.offer(breach=True)
    found = []
    for variant, offered in ((CLEAN, nears), (FAULTY, [*faults, *nears])):
        rng = random.Random(f"{seed}/{number}")
        platform = PLATFORMS[number % len(PLATFORMS)]
        site, writer = clean_site(number + number // len(PLATFORMS), platform, rng)
        site.code = f"s{seed}-{number:03d}-{variant}"
        made = Labelled(site, Truth(), variant, offered)
        found.append(_grown(made, writer, random.Random(f"{seed}/{number}/plants")))
    planner.note(nears, found[0].plants)
    planner.note(faults, found[1].plants)
    return found[0], found[1]


def make_alone(seed: int, number: int, plant: Plant) -> Labelled:
    """A site that has one plant only."""
    rng = random.Random(f"{seed}/alone/{plant.name}")
    site, writer = clean_site(number, PLATFORMS[(number + seed) % len(PLATFORMS)], rng, plant.body)
    site.code = f"s{seed}-alone-{number:02d}"
    return _grown(Labelled(site, Truth(), "alone", [plant]), writer, rng)


def _grown(made: Labelled, writer: Writer, rng: random.Random) -> Labelled:
    ground = Ground(made.site, writer, rng, made.truth)
    made.plants = apply_all(ground, made.plants)
    place(made.site)
    _baseline(made)
    return made


def _baseline(made: Labelled) -> None:
    """What holds for every generated site: every column and entry is found where it stands."""
    truth, site = made.truth, made.site
    truth.plant = BASELINE
    if "*" in truth.free_rules:
        return
    truth.near("site-availability", Ref(), "unchecked")
    for column in site.columns.values():
        if column.code and column.shape != "heading" and column.state in {"ok", "shaky"}:
            truth.near("column-present", Ref(column), "pass", "not_applicable")
            if column.docs or column.body:
                truth.near("column-not-empty", Ref(column))
    _entries_found(made)
    _duties_done(made)
    if any(c.state == "walled" for c in site.columns.values()):
        for want in truth.wants:
            if want.rule == "blank-columns-few" and want.kind == NEAR:
                want.outcomes |= {"unchecked"}  # the column behind the wall might be the fifth
    if not any("figures" in d.tags for _, d in site.docs()):
        truth.fault("enforcement-figures-on-time", Ref(site.columns["penalties"]), "review")
    if any(w.rule == "portal-entry-on-home" and w.kind == FAULT for w in truth.wants):
        _placed_follows(truth)


def _duties_done(made: Labelled) -> None:
    """Tasks and events by their newest item; what took their items away with other entries is their fault too."""
    truth, site = made.truth, made.site
    wanted = {w.ref.other for w in truth.wants}
    for kind, days in (("task", TASK_DAYS), ("event", EVENT_DAYS)):
        for name in site.site_file.get(f"{kind}s", []):
            on = [d.on for _, d in site.docs() if f"{kind}:{name}" in d.tags]
            if f"{kind}/{name}" not in wanted:
                good = bool(on) and (site.today - max(on)).days <= days
                settle = truth.near if good else truth.fault
                settle(f"{kind}-{WORDING[kind]}", Ref(other=f"{kind}/{name}"))
    rules = {w.rule for w in truth.wants}
    if "website-report-on-time" not in rules and not any("website-report" in d.tags for _, d in site.docs()):
        truth.free("website-report-on-time", Ref())


def _placed_follows(truth: Truth) -> None:
    """Without an entry on the home page the place of columns is not judged."""
    for want in truth.wants:
        if want.rule == "column-placed":
            want.kind, want.outcomes = NEAR, frozenset({"not_applicable"})


def _entries_found(made: Labelled) -> None:
    """Every entry with a date, every document with a number."""
    truth, site = made.truth, made.site
    for column, doc in site.docs():
        if column.hidden or "guest" in doc.tags:
            continue
        if not doc.undated:
            truth.near("date-present", Ref(column, doc))
        for number, attachment in enumerate(doc.attachments, 1):
            if attachment.opaque():
                truth.free("personal-data-absent", Ref(column, doc, number))
        if "figures" in doc.tags:
            truth.free("enforcement-published-in-time", Ref(column, doc))
    for column, doc in site.documents():
        if doc.index and not column.hidden:
            truth.near("index-number-present", Ref(column, doc))
