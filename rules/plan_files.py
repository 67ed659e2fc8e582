"""A work plan in a file of its own, named by the site file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from records.sitefile import is_plan_file
from records.types import Site
from rules.building import plan_of
from rules.ruleset import Ruleset
from rules.sources import Faults, read

OWN_PLAN = "own-plan/"  # where a site's own plan stands among the kept files of its rules


def with_plan_of(ruleset: Ruleset, site: Site) -> Ruleset:
    """The rules with the site's own plan file beside the bundled plans; its content is part of the digest.

    RuleError lists every fault of the file, as for the bundled ones.
    """
    if site.plan is None or not is_plan_file(site.plan):
        return ruleset
    faults = Faults()
    source = read(Path(site.plan), faults)
    plan = plan_of(source, ruleset.rules.keys()) if source else None
    faults.raise_any()
    if source is None or plan is None:
        return ruleset
    said = json.dumps(source.data, ensure_ascii=False, sort_keys=True, default=str)
    digest = hashlib.sha256(f"{ruleset.digest}{said}".encode()).hexdigest()[:16]
    files = {**ruleset.files, f"{OWN_PLAN}{source.path.name}": source.text}
    return replace(ruleset, plans={**ruleset.plans, site.plan: plan}, digest=digest, files=files)
