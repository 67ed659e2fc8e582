"""DedeCMS and its like: `list_<type>_<page>.html`, `/plus/view.php?aid=`."""

from __future__ import annotations

from crawler.platforms.marks import known

PLATFORM = known("dedecms")
