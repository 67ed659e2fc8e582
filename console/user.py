"""Who sits at the machine."""

from __future__ import annotations

import getpass


def user_name() -> str:
    """The system's name of the user; "?" where it tells none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
