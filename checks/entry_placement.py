"""Facts about the column an entry stands in, for entries whose kind is certain."""

from __future__ import annotations

from checks import evidence, words
from checks.facts import Facts
from checks.learning import Learned
from checks.placement import HERE
from records.types import Entry


def tell_placement(facts: Facts, learned: Learned, entry: Entry) -> None:
    """Its kind, whether it stands right, and which column is for that kind."""
    placed = learned.book.placed.get(entry.key)
    rows = tuple(evidence.row(learned.survey, x, x.item.title) for x in entry.listings[:2])
    seen = (evidence.own_page(entry, entry.title), *rows) if placed else None
    facts.add("entry_kind", words.table("kind_names")[placed.kind] if placed else "", seen)
    facts.add("placement", placed.where if placed else HERE, seen)
    facts.add("right_column", placed.right if placed else "", seen)
