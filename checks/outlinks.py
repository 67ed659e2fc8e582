"""Facts about other hosts that pages link to."""

from __future__ import annotations

import ipaddress

from checks import evidence, words
from checks.facts import Facts
from checks.survey import Survey
from records.types import HostSeen, Site

QUOTE = 60
INNER = tuple(
    ipaddress.ip_network(n)
    for n in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "100.64.0.0/10",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)


def tell_host(facts: Facts, survey: Survey, seen: HostSeen) -> None:
    """Whose it is, and where it is linked from."""
    facts.seen = tuple(evidence.page(f, f.url, f"{x.text[:QUOTE]} → {x.url}") for f, x in seen.links)
    facts.add("host_name", seen.host)
    facts.add("host_kind", host_kind(survey.dossier.site, seen.host))
    facts.add("linking_pages", seen.pages)
    places = [f"{x.text[:QUOTE] or x.url} ({f.url})" for f, x in seen.links]
    facts.add("linking_places", words.joined("names", places))


def host_kind(site: Site, host: str) -> str:
    """own, government, known, harmless, private or public_ip (a bare number), else outside."""
    own = {h.rsplit(":", 1)[0] for h in site.hosts}
    known = {h.lower().rsplit(":", 1)[0] for h in site.known_hosts}
    if host in own or host.removeprefix("www.") in {h.removeprefix("www.") for h in own}:
        return "own"
    if host in known:
        return "known"
    number = _number(host)
    if number is not None:
        return (
            "private" if any(number in net for net in INNER if net.version == number.version) else "public_ip"
        )
    if _is_below(host, "government_domains"):
        return "government"
    return "harmless" if _is_below(host, "harmless_domains") else "outside"


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_below(host: str, name: str) -> bool:
    return any(host == d or host.endswith("." + d) for d in words.listed(name))
