"""The disclosure platform of Anhui: the header is a table printed twice, with labels broken by padding."""

from __future__ import annotations

from crawler.platforms.marks import known

PLATFORM = known("anhui-disclosure")
