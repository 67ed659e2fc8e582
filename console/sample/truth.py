"""What must be found on a variant of the sample site, as (rule, subject, outcome)."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any, NamedTuple

import yaml

from console.sample.addresses import column_path, entry_path
from console.sample.data import FOLDER, MAIN, Sample, load_sample
from records.addresses import page_key
from records.catalogue import load_catalogue
from records.types import Finding

EVERYWHERE, NEAR = "everywhere", "near"


class Told(NamedTuple):
    """One finding, as far as the truth fixes it."""

    rule: str
    subject: str
    outcome: str


def truth(base_url: str, variant: str = MAIN) -> dict[Told, str]:
    """Every finding a variant served at `base_url` must give, with the sentence why; KeyError for an unknown name."""
    return _told(base_url, variant, [*_rows()[EVERYWHERE], *_rows()[variant]])


def near_misses(base_url: str, variant: str = MAIN) -> dict[Told, str]:
    """What looks like a fault and is none, with the outcome it must have."""
    return _told(base_url, variant, _rows()[NEAR].get(variant, []))


def as_told(findings: tuple[Finding, ...]) -> set[Told]:
    """Findings in the truth's form."""
    return {Told(f.rule, f.subject, f.outcome.value) for f in findings}


def places(base_url: str, variant: str = MAIN) -> dict[str, str]:
    """Subject → its name in truth.yml, to print differences in words."""
    sample, base = load_sample(variant), base_url.rstrip("/")
    names = {_subject(sample, base, entry): entry for entry in sample.entries}
    names.update({_subject(sample, base, f"x:{c}"): f"x:{c}" for c in sample.columns})
    names.update({_subject(sample, base, f"page:{e}"): f"page:{e}" for e in (*sample.entries, "home")})
    return names


def _told(base_url: str, variant: str, rows: list[dict[str, Any]]) -> dict[Told, str]:
    sample, base = load_sample(variant), base_url.rstrip("/")
    return {
        Told(rule, _subject(sample, base, place), row["outcome"]): row["why"]
        for row in rows
        for rule, place in product(_flat(row["rule"]), _flat(row["at"]))
    }


def _subject(sample: Sample, base: str, place: str) -> str:
    """The subject of a place: SITE, column, column/entry, column/entry/att/n, page:column/entry, page:home, host|task|event|plan:name."""
    site = sample.bureau["code"]
    if place == "SITE":
        return str(site)
    kind, _, name = place.partition(":")
    if kind in {"host", "task", "event", "plan"}:
        return f"{site}/{kind}/{name}"
    if kind == "page":
        path = "/" if name == "home" else entry_path(sample, sample.entries[name])
        return f"{site}/page/{page_key(base + path)}"
    column, *rest = place.split("/")
    steps = [site, _column_key(sample, base, column)]
    if rest:
        entry = sample.entries[f"{column.removeprefix('x:')}/{rest[0]}"]
        steps += [page_key(base + entry_path(sample, entry)), *rest[1:]]
    return "/".join(steps)


def _column_key(sample: Sample, base: str, name: str) -> str:
    """A catalogue code as it is; for `x:id`, and a column that maps to none, the key of its address."""
    column = sample.columns.get(name.removeprefix("x:"))
    if column is None or (not name.startswith("x:") and name in load_catalogue().by_code):
        return name
    code = column.code if column.code in load_catalogue().by_code and not name.startswith("x:") else ""
    return code or f"x-{page_key(base + column_path(column))}"


def _flat(value: Any) -> list[str]:
    """One word, or all words of a list of words and lists."""
    return [value] if isinstance(value, str) else [word for part in value for word in _flat(part)]


@cache
def _rows() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FOLDER / "truth.yml").read_text(encoding="utf-8"))
    return data
