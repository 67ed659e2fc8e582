"""A site file is held against the rules before anything is crawled: what they cannot give is told with its line."""

from __future__ import annotations

from pathlib import Path

from console.pipeline import ruleset_for
from records.errors import InputError, SiteFileError
from records.sitefile import key_line
from records.types import Site
from rules.ruleset import Ruleset


def proved(site: Site, target: str, rules: Path | None) -> Ruleset:
    """The rules for this site. SiteFileError lists every setting, plan and exemption that cannot be, with file and line."""
    ruleset = ruleset_for(site, rules)
    faults = ruleset.site_faults(site)
    path = Path(target)
    if faults and not target.startswith(("http://", "https://")) and path.is_file():
        told = [f"{path}:{key_line(path, loc)}: {what}" for loc, what in faults]
        raise SiteFileError("site file has faults\n  " + "\n  ".join(told), remedy="gongkai explain RULE")
    if faults:
        raise InputError("\n  ".join(what for _, what in faults), remedy="gongkai explain RULE")
    return ruleset
