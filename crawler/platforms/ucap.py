"""UCAP (Kaipu): lists page themselves by a `createPageHTML` that counts from one."""

from __future__ import annotations

from crawler.platforms import page_html
from crawler.platforms.marks import known

PLATFORM = known("ucap", paging=page_html.either)
