"""Findings by the section of the body that answers for their column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from records.types import Finding, Site
from reports.causes import Cause

T = TypeVar("T", Finding, Cause)


def owners_by_column(site: Site) -> dict[str, str]:
    """Column key -> the section that answers for it."""
    return {column: o.section for o in site.owners for column in o.columns}


def by_section(site: Site, found: Iterable[T]) -> dict[str, list[T]]:
    """Section -> its findings (or causes) in the order they came; sections as the site file orders them, "" (none named) last."""
    owners = owners_by_column(site)
    groups: dict[str, list[T]] = {o.section: [] for o in site.owners}
    groups.setdefault("", groups.pop("", []))
    for one in found:
        column = one.column if isinstance(one, Finding) else one.first.column
        groups[owners.get(column, "")].append(one)
    return {section: group for section, group in groups.items() if group}
