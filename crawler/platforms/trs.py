"""TRS WCM: lists page themselves by a `createPageHTML` that counts from nought; menus and dates are written by scripts."""

from __future__ import annotations

from crawler.platforms import page_html
from crawler.platforms.marks import known

PLATFORM = known("trs", paging=page_html.either)
