"""The disclosure platform of Anhui: the header is a table printed twice, with labels broken by padding."""

from __future__ import annotations

from crawler.platforms.marks import shows
from crawler.platforms.platform import Platform

PLATFORM = Platform("anhui-disclosure", shows("anhui-disclosure"))
