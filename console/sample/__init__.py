"""The bundled sample site: an invented bureau, its planted faults and what must be found there."""
