"""The catalogue of faults and near-misses by theme; importing this package fills the registry."""

from labelled.faults import columns, dates, duties, home, numbers

__all__ = ["columns", "dates", "duties", "home", "numbers"]
