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
from labelled.planting import Ground, Plan, Plant, apply_all
from labelled.truth import Ref, Truth

CLEAN, FAULTY = "clean", "faulty"
__all__ = ["CLEAN", "FAULTY", "Labelled", "faults", "make"]


@dataclass
class Labelled:
    """One variant of one site with its truth and the plants that took root."""

    site: Website
    truth: Truth
    variant: str
    plants: list[Plant]


def make(seed: int, number: int, variant: str, plan: Plan) -> Labelled:
    """Site `number` of `seed`; the clean variant has the near-misses, the faulty one the faults too."""
    rng = random.Random(f"{seed}/{number}")
    platform = PLATFORMS[number % len(PLATFORMS)]
    site, writer = clean_site(number + number // len(PLATFORMS), platform, rng)
    site.code = f"site-{number:03d}-{variant}"
    plants = list(plan.nears[number])
    if variant == FAULTY:
        plants = [*plan.faults[number], *plants]
    return _grown(Labelled(site, Truth(), variant, plants), writer, random.Random(f"{seed}/{number}/plants"))


def make_alone(seed: int, number: int, plant: Plant) -> Labelled:
    """A site that has one plant only."""
    rng = random.Random(f"{seed}/alone/{plant.name}")
    site, writer = clean_site(number, PLATFORMS[number % len(PLATFORMS)], rng)
    site.code = f"alone-{number:03d}"
    return _grown(Labelled(site, Truth(), "alone", [plant]), writer, rng)


def _grown(made: Labelled, writer: Writer, rng: random.Random) -> Labelled:
    ground = Ground(made.site, writer, rng, made.truth)
    made.plants = apply_all(ground, made.plants)
    place(made.site)
    _baseline(made)
    return made


def _baseline(made: Labelled) -> None:
    """What holds for every generated site."""
    made.truth.plant = "baseline"
    made.truth.near("site-availability", Ref(), "unchecked")
    for column, doc in made.site.docs():
        if "figures" in doc.tags:
            made.truth.free("enforcement-published-in-time", Ref(column, doc))
