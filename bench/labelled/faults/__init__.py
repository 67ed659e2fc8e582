"""The catalogue of faults and near-misses by theme; importing this package fills the registry."""

from labelled.faults import (
    codes_and_years,
    columns,
    contents,
    dates,
    documents,
    duties,
    emptiness,
    freshness,
    hearings,
    home,
    money,
    numbers,
    portal,
    shapes,
)

__all__ = [
    "codes_and_years",
    "columns",
    "contents",
    "dates",
    "documents",
    "duties",
    "emptiness",
    "freshness",
    "hearings",
    "home",
    "money",
    "numbers",
    "portal",
    "shapes",
]
