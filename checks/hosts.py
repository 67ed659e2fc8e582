"""Whose website a host belongs to, seen from the body's own."""

from __future__ import annotations

from checks import words
from records.addresses import host_of
from records.types import Site
from records.vocabulary import Reason

OWN, PARENT, SEPARATE = "own", "parent", "separate"


def host_kind(site: Site, host: str) -> str | Reason:
    """own, parent (the parent government's), separate; unknown for what may be the parent's shared platform."""
    own = {_bare(h) for h in (*site.hosts, host_of(site.home))}
    bare = _bare(host)
    if bare in own:
        return OWN
    if host in site.known_hosts or bare in {_parent(h) for h in own}:
        return PARENT
    shared = words.pattern("shared_platform_host").search(host) is not None
    if shared and _parent(bare) in {_parent(h) for h in own}:
        return Reason.OUTSIDE_KNOWLEDGE
    return SEPARATE


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _parent(host: str) -> str:
    """The domain one step up; none for numbers and names of two parts."""
    head, _, rest = host.partition(".")
    return rest if "." in rest and not host.split(":")[0].replace(".", "").isdigit() and head else ""
