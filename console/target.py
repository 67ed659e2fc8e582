"""What the user meant by SITE: a site file, the code of a known site, or a bare address."""

from __future__ import annotations

import difflib
from pathlib import Path

from console.texts import say
from records.errors import InputError
from records.sitefile import guess_site, load_site
from records.store import Store
from records.types import Site

BUNDLED = Path(__file__).parent.parent / "crawler" / "sites"


def find_site(target: str, store: Store | None = None) -> tuple[Site, bool]:
    """The site and whether it was only guessed from an address. InputError when nothing fits."""
    if target.startswith(("http://", "https://")):
        return guess_site(target), True
    path = Path(target)
    if path.suffix in {".yml", ".yaml"} or path.is_file():
        return load_site(path), False
    known = _known(store)
    if target in known:
        return known[target], False
    if "." in target and "/" not in target.split(".")[0]:
        return guess_site(f"http://{target}/" if not target.endswith("/") else f"http://{target}"), True
    close = difflib.get_close_matches(target, known, n=1)
    hint = say("site.nearest", nearest=close[0]) if close else ""
    raise InputError(say("site.unknown", target=target) + hint, remedy=say("site.unknown.remedy"))


def _known(store: Store | None) -> dict[str, Site]:
    """Sites by code: those bundled with the program, those of stored runs, registered ones."""
    sites = {p.stem: p for p in sorted(BUNDLED.rglob("*.yml"))}
    found = {site.code: site for site in (load_site(p) for p in sites.values())}
    if store is not None:
        found.update({run.site: store.site_of(run.id) for run in store.runs()})
        found.update({s.code: s.site for s in store.registered_sites()})
    return found
