"""Which IP addresses may be connected to, whatever notation they come in."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are the IPv4 address
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")  # RFC 8215: leads into the network of the operator
_COMPATIBLE = ipaddress.ip_network("::/96")  # RFC 4291, deprecated, still routed by some systems
_SHARED = ipaddress.ip_network("100.64.0.0/10")  # RFC 6598
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")
_METADATA = tuple(
    ipaddress.ip_network(n)
    for n in ("100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd00:ec2::254/128", "fd20:ce::254/128")
)  # services of clouds that hand out credentials, besides the link-local ones  # fmt: skip


@lru_cache(maxsize=4096)
def permits(ip: str, allow_private: bool) -> bool:
    """Public addresses always; private and loopback ones only by leave; link-local, metadata, multicast and the like never."""
    address = inner(ip)
    if any(address in net for net in _METADATA if net.version == address.version):
        return False
    if _is_global(address):
        return True
    never = (
        address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or (address.is_reserved and not address.is_loopback)
        or (address.version == 6 and (address in _LOCAL_NAT64 or address in _SITE_LOCAL))
    )
    return allow_private and not never and (address.is_private or _is_shared(address))


def is_public(ip: str) -> bool:
    """True for an address of the open internet; loopback, link-local, private and embedded ones of these are not."""
    return permits(ip, False)


def inner(ip: str) -> IP:
    """The address a packet ends up at: the IPv4 address inside an IPv6 one where there is one, the zone left out."""
    address = ipaddress.ip_address(ip.split("%", 1)[0])
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 0xFFFF):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


def _is_global(address: IP) -> bool:
    inside = address.version == 6 and (address in _LOCAL_NAT64 or address in _SITE_LOCAL)
    return bool(address.is_global) and not address.is_multicast and not inside


def _is_shared(address: IP) -> bool:
    return address.version == 4 and address in _SHARED
