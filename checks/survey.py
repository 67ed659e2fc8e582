"""The dossier indexed once: columns by key and place, what each holds, and the day ages run to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from records.addresses import normalise
from records.catalogue import Catalogue, CatalogueItem, load_catalogue
from records.types import CheckInput, Column, Dossier, Entry, Fetch


@dataclass(frozen=True, slots=True)
class Survey:
    """What every theme of checks looks things up in."""

    given: CheckInput
    catalogue: Catalogue
    as_of: date
    by_id: Mapping[str, Column]
    places: Mapping[str, tuple[Column, ...]]  # by key, in the order found
    children: Mapping[str, tuple[str, ...]]
    held: Mapping[str, tuple[Entry, ...]]  # by column id: what belongs to it or stands in its lists
    fetches: Mapping[str, Fetch]  # by address, as far as the dossier keeps them
    dated_by_url: Mapping[str, date]  # shown dates of the entries that the home page lists or links
    entry_keys: frozenset[str]

    @property
    def dossier(self) -> Dossier:
        """The crawl in order."""
        return self.given.dossier

    def item(self, key: str) -> CatalogueItem | None:
        """The catalogue item a column key names."""
        return self.catalogue.by_code.get(key)

    def key_of(self, entry: Entry) -> str:
        """Key of the column an entry belongs to."""
        column = self.by_id.get(entry.column)
        return column.key if column else f"x-{entry.column}"

    def below(self, roots: Iterable[Column]) -> tuple[Column, ...]:
        """The columns and all below them, each once, roots first."""
        found: dict[str, Column] = {}
        waiting = [c.id for c in roots]
        while waiting:
            here = waiting.pop(0)
            if here not in found and here in self.by_id:
                found[here] = self.by_id[here]
                waiting.extend(self.children.get(here, ()))
        return tuple(found.values())

    def above(self, column: Column) -> tuple[Column, ...]:
        """The columns above one, nearest first."""
        found: dict[str, Column] = {}
        parent = column.parent
        while parent and parent not in found and parent in self.by_id:
            found[parent] = self.by_id[parent]
            parent = found[parent].parent
        return tuple(found.values())

    def column_keys(self) -> tuple[str, ...]:
        """Every column subject: those found, then required items that were not."""
        missing = [i.code for i in self.catalogue.items if self.is_required(i.code)]
        return tuple(dict.fromkeys([*self.places, *missing]))

    def is_required(self, code: str) -> bool:
        """The profile or the plan requires it, and the site file does not exclude it."""
        site = self.dossier.site
        told = site.catalogue.get(code)
        if told is not None and not told.applies:
            return False
        item = self.item(code)
        return code in self.given.plan_columns or (item is not None and site.profile in item.profiles)


def survey(given: CheckInput) -> Survey:
    """Index a dossier."""
    dossier = given.dossier
    places: dict[str, list[Column]] = {}
    children: dict[str, list[str]] = {}
    for column in dossier.columns:
        places.setdefault(column.key, []).append(column)
        if column.parent:
            children.setdefault(column.parent, []).append(column.id)
    crawled = dossier.run.crawled_on
    return Survey(
        given=given,
        catalogue=load_catalogue(),
        as_of=min(given.today, crawled) if crawled else given.today,
        by_id={c.id: c for c in dossier.columns},
        places={key: tuple(found) for key, found in places.items()},
        children={key: tuple(found) for key, found in children.items()},
        held=_held(dossier.entries),
        fetches=_fetches(dossier),
        dated_by_url=_dated(dossier),
        entry_keys=frozenset(e.key for e in dossier.entries),
    )


def _held(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    held: dict[str, list[Entry]] = {}
    for entry in entries:
        for column in dict.fromkeys([entry.column, *(x.column for x in entry.listings)]):
            held.setdefault(column, []).append(entry)
    return {column: tuple(found) for column, found in held.items()}


def _dated(dossier: Dossier) -> dict[str, date]:
    home = dossier.home
    shown = (*(i.url for i in home.items), *(x.url for x in home.links)) if home else ()
    wanted = {normalise(url) for url in shown if url}
    dated = ((normalise(e.url), e.published_on) for e in dossier.entries) if wanted else ()
    return {url: day for url, day in dated if day and url in wanted}


def _fetches(dossier: Dossier) -> dict[str, Fetch]:
    found = {c.url: c.fetch for c in dossier.columns if c.url and c.fetch}
    if dossier.portal and dossier.portal.fetch:
        found.setdefault(dossier.portal.url, dossier.portal.fetch)
    if dossier.home:
        found.setdefault(dossier.home.fetch.url, dossier.home.fetch)
    return found
