"""Which sites a score is about: one, several, all of the database, or those of a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from console.target import find_site
from console.texts import say
from records.errors import InputError
from records.sitefile import load_site
from records.store import Store
from records.types import Run, Site


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says: a run or a site, or several sites, all, or a group (its name, or a folder of site files)."""

    which: str = "latest"
    sites: Sequence[str] = ()
    everyone: bool = False
    group: str | None = None

    @property
    def is_many(self) -> bool:
        """Sites are compared, even where one is left of them."""
        return bool(self.sites or self.everyone or self.group)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The newest judged run of each site; `without` are sites of the group that have none."""

    runs: tuple[Run, ...]
    without: tuple[Site, ...] = ()


def chosen(store: Store, asked: Asked) -> Chosen:
    """The runs to score. InputError for an unknown run, site or group, and for a run named beside sites."""
    if not asked.is_many:
        return Chosen((_one(store, asked.which),))
    if asked.which != "latest" or sum(map(bool, (asked.sites, asked.everyone, asked.group))) > 1:
        raise InputError(say("score.run_or_sites"))
    if asked.group:
        return _group(store, asked.group)
    codes = dict.fromkeys(asked.sites) if asked.sites else _newest(store)
    return Chosen(tuple(store.run("latest", code) for code in codes))


def _one(store: Store, which: str) -> Run:
    """A run by its id, else the newest run of a site: its code, file or address."""
    if which == "latest" or any(r.id == which for r in store.runs()):
        return store.run(which)
    return store.run("latest", find_site(which, store)[0].code)


def _newest(store: Store) -> dict[str, Run]:
    """The newest judged run of each site, by code."""
    found: dict[str, Run] = {}
    for run in store.runs():
        if run.finished_at and store.is_judged(run.id):
            found.setdefault(run.site, run)
    return found


def _group(store: Store, group: str) -> Chosen:
    """A folder of site files, else the sites whose newest description names the group."""
    runs = _newest(store)
    if Path(group).is_dir():
        sites = {s.code: s for s in map(load_site, sorted(Path(group).rglob("*.yml")))}
    else:
        known = {code: store.site_of(run.id) for code, run in runs.items()}
        sites = {code: site for code, site in known.items() if group in site.groups}
        if not sites:
            names = sorted({g for site in known.values() for g in site.groups})
            raise InputError(
                say("score.no_group", group=group),
                remedy=say("score.no_group.remedy", known="、".join(names) or "—"),
            )
    there = tuple(runs[code] for code in sites if code in runs)
    return Chosen(there, tuple(site for code, site in sites.items() if code not in runs))
