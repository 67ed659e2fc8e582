"""Whether there is a browser to render with."""

from __future__ import annotations

import importlib.util
import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def executable() -> str:
    """The browser to drive: GONGKAI_CHROMIUM, else one on the path; "" without browser or without playwright."""
    if importlib.util.find_spec("playwright") is None:
        return ""
    named = os.environ.get("GONGKAI_CHROMIUM")
    found = [shutil.which(name) for name in ((named,) if named else NAMES)]
    return next((path for path in found if path), "")
