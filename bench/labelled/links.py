"""Links between the pages of one site, absolute or relative."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from labelled.model import Column, Website


@dataclass
class Linker:
    """Knows the bases of both hosts and writes links as the site's dialect does."""

    site: Website
    bases: dict[str, str]

    def host_of(self, column: Column | None) -> str:
        """The host on which a column's pages lie."""
        if column is None or self.site.portal_host == "main":
            return "main"
        return "other" if self._in_portal(column) else "main"

    def _in_portal(self, column: Column) -> bool:
        key: str | None = column.key
        while key:
            if key == "portal":
                return True
            key = self.site.columns[key].parent
        return False

    def url(self, column: Column | None, path: str) -> str:
        """The full address."""
        return self.bases[self.host_of(column)] + path

    def link(self, start: tuple[str, str], column: Column | None, path: str) -> str:
        """A link from the page `start` (host, path) to `path` in `column`."""
        host, here = start
        if self.host_of(column) != host:
            return self.url(column, path)
        if not self.site.dialect.relative:
            return path
        folder = here.rsplit("/", 1)[0] + "/"
        found = posixpath.relpath(path, folder)
        return found + "/" if path.endswith("/") and not found.endswith("/") else found
