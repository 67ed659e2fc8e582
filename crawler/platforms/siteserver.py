"""SiteServer: cards as list rows, trees as table rows with their depth in an attribute, pages `1751_2.html`."""

from __future__ import annotations

from crawler.platforms.marks import known

PLATFORM = known("siteserver")
