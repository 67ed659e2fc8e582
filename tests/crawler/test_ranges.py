"""No notation of an address hides where it leads."""

from __future__ import annotations

import pytest

from crawler.ranges import is_public, permits

ALWAYS = ("8.8.8.8", "1.1.1.1", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1")
BY_LEAVE = (
    "10.1.2.3", "172.16.0.1", "192.168.0.1", "127.0.0.1", "127.1.2.3", "100.64.1.1", "::1", "fd12::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
    "64:ff9b::a00:1", "64:ff9b::7f00:1", "2002:a00:1::1", "::7f00:1",
)  # fmt: skip
NEVER = (
    "169.254.169.254", "169.254.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "100.100.100.200", "168.63.129.16", "192.0.0.192",
    "fe80::1", "fe80::1%eth0", "ff02::1", "::", "fec0::1", "fd00:ec2::254", "fd20:ce::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1", "2002:a9fe:a9fe::1", "::a9fe:a9fe", "::ffff:0.0.0.0",
)  # fmt: skip


@pytest.mark.parametrize("ip", ALWAYS)
def test_public_addresses_are_always_permitted(ip: str) -> None:
    assert permits(ip, False)
    assert permits(ip, True)
    assert is_public(ip)


@pytest.mark.parametrize("ip", BY_LEAVE)
def test_private_addresses_need_leave(ip: str) -> None:
    assert not permits(ip, False)
    assert permits(ip, True)


@pytest.mark.parametrize("ip", NEVER)
def test_metadata_and_link_local_addresses_are_never_permitted(ip: str) -> None:
    assert not permits(ip, False)
    assert not permits(ip, True)
