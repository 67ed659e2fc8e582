"""The catalogue of faults and near-misses by theme; importing this package fills the registry."""

from labelled.faults import columns, dates, documents, duties, home, numbers, portal

__all__ = ["columns", "dates", "documents", "duties", "home", "numbers", "portal"]
