"""How the map of a crawl's columns is shown: as a table, or as one JSON object."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import Any

from rich.console import Console

from console.mapping import Question, open_codes
from console.tables import ruled
from console.texts import say
from records.catalogue import CatalogueItem, load_catalogue
from records.types import Column, Dossier, Site

HEADINGS = ("path", "item", "confidence", "reason", "url")
_REASONS = (
    ("confirmed", re.compile(r"confirmed")),
    ("name", re.compile(r"name")),
    ("content", re.compile(r"content")),
    ("synonym", re.compile(r"synonym (?P<word>.+)")),
    ("joint", re.compile(r"joint name (?P<word>.+)")),
    ("owner", re.compile(r"owner \+ (?P<word>.+)")),
    ("tail", re.compile(r"(?P<word>.+) \+ (?P<tail>.+)")),
)


def print_map(shown: Console, dossier: Dossier, site: Site, missing: Iterable[CatalogueItem]) -> None:
    """The columns as a table, then the required items that none was mapped to."""
    table, waiting = ruled(*(say(f"sites.map.{h}") for h in HEADINGS)), open_codes(dossier, site)
    for c in sorted(dossier.columns, key=lambda c: c.path):
        sure = f"{c.confidence:.2f}" if c.code else ""
        reason = reason_text(c.mapping_reason) if c.code else ""
        table.add_row(" › ".join(c.path), _item_of(c, waiting), sure, reason, c.for_people or "")
    shown.print(table, markup=False)
    names = " · ".join(f"{i.name} ({i.code})" for i in missing)
    if names:
        shown.print(say("sites.map.missing", names=names), markup=False, highlight=False, soft_wrap=True)


def map_as_json(
    dossier: Dossier | None, site: Site, questions: Iterable[Question], missing: Iterable[CatalogueItem]
) -> str:
    """One object: columns, open questions with their options, required items not found."""
    waiting = open_codes(dossier, site) if dossier else frozenset()
    told: dict[str, Any] = {
        "site": site.code,
        "name": site.name,
        "run": dossier.run.id if dossier else None,
        "columns": [_column(c, waiting) for c in sorted(dossier.columns, key=lambda c: c.path)]
        if dossier
        else [],
        "questions": [_question(q) for q in questions],
        "missing": [{"code": i.code, "name": i.name} for i in missing],
        "confirmed": dict(sorted(site.columns.items())),
        "rejected": {c: told.reason for c, told in sorted(site.catalogue.items()) if not told.applies},
    }
    return json.dumps(told, ensure_ascii=False)


def reason_text(reason: str) -> str:
    """Why a column is held to be what it is, for people."""
    for key, form in _REASONS:
        found = form.fullmatch(reason)
        if found is not None:
            return say(f"sites.map.by.{key}", **found.groupdict())
    return reason


def _item_of(column: Column, waiting: Collection[str]) -> str:
    names = load_catalogue().by_code
    if column.code:
        return names[column.code].name
    could_be = " / ".join(names[code].name for code in column.candidates if code in waiting)
    return say("sites.map.maybe", names=could_be) if could_be else say("sites.map.none")


def _column(column: Column, waiting: Collection[str]) -> dict[str, Any]:
    return {
        "path": list(column.path),
        "name": column.name,
        "url": column.for_people,
        "code": column.code,
        "confidence": round(column.confidence, 2) if column.code else None,
        "reason": column.mapping_reason if column.code else None,
        "candidates": [] if column.code else [c for c in column.candidates if c in waiting],
        "place": column.place.value,
    }


def _question(question: Question) -> dict[str, Any]:
    options = [
        {
            "path": list(o.column.path),
            "url": o.column.for_people,
            "entries": o.entries,
            "newest": o.newest or None,
            "titles": list(o.titles),
        }
        for o in question.options
    ]
    item = question.item
    return {"code": item.code, "name": item.name, "required": question.required, "options": options}
