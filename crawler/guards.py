"""Where a crawl may connect to: the answer of the name server is checked at the moment of connecting."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.plain_client import is_public


class AddressPolicy:
    """Which addresses may be connected to. One for the process, as the reactor has one resolver."""

    def __init__(self) -> None:
        self.allow_private = False
        self.refused: set[str] = set()  # names that led to a forbidden address

    def permits(self, ip: str) -> bool:
        """Public always; private and loopback only by leave; link-local, metadata, multicast and the like never."""
        if is_public(ip):
            return True
        address = ipaddress.ip_address(ip)
        shared = address.version == 4 and address in ipaddress.ip_network("100.64.0.0/10")
        never = (
            address.is_link_local
            or address.is_multicast
            or address.is_unspecified
            or (address.is_reserved and not address.is_loopback)
        )
        return self.allow_private and not never and (address.is_private or shared)


POLICY = AddressPolicy()


class GuardedResolver(CachingThreadedResolver):
    """Resolves names (and literal addresses) and refuses what the policy forbids: no gap between check and use."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """The address to connect to; DNSLookupError for a forbidden one, whose name is then kept in `refused`."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(_checked, name)


def _checked(ip: str, name: str, *_: Any) -> str:
    if POLICY.permits(ip):
        return ip
    POLICY.refused.add(name)
    raise DNSLookupError(f"{name} is {ip}, an address that is not to be connected to")
