"""Where a crawl may connect to: the answer of the name server is checked at the moment of connecting."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, cast

from scrapy.resolver import CachingHostnameResolver, HostResolution
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.ranges import permits

DNS_SECONDS = 10.0  # the system's own patience with a name server can be longer than a page's time


class AddressPolicy:
    """Which addresses may be connected to. One for the process, as the reactor has one resolver."""

    def __init__(self) -> None:
        self.allow_private = False
        self.refused: set[str] = set()  # names that led to forbidden addresses only

    def permits(self, ip: str) -> bool:
        """This address may be connected to."""
        return permits(ip, self.allow_private)


POLICY = AddressPolicy()


class GuardedResolver(CachingHostnameResolver):
    """Resolves names (and literal addresses, IPv6 too) and passes on only what the policy permits: no gap between check and use."""

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """The permitted addresses go to the receiver; where there is none, the name is kept in `refused`."""
        guarded = _Guarded(resolutionReceiver, hostName)
        guarded.clock = cast("Any", self.reactor).callLater(DNS_SECONDS, guarded.give_up)
        receiver = cast("IResolutionReceiver", guarded)
        super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)
        return cast("IHostResolution", guarded.resolution)


async def address_of(name: str) -> str:
    """The address that a connection to this name goes to, IPv4 before IPv6; "" for an unknown or forbidden name."""
    from twisted.internet import reactor

    gathered = _Gathered(asyncio.get_running_loop().create_future())
    cast("Any", reactor).nameResolver.resolveHostName(gathered, name)
    found = await gathered.done
    return next((a for a in found if ":" not in a), found[0] if found else "")


@implementer(IHostResolution)
class _Resolution(HostResolution):
    """A question to the name server, which cannot be taken back."""

    def cancel(self) -> None:
        """The answer goes nowhere."""


@implementer(IResolutionReceiver)
class _Guarded:
    """Stands between the name server's answer and the connection."""

    clock: Any = None

    def __init__(self, receiver: Any, name: str) -> None:
        self._receiver, self._name = receiver, name
        self._passed = self._held = 0
        self._ended = False
        self.resolution = _Resolution(name)

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        """As it comes."""
        self._receiver.resolutionBegan(self.resolution)

    def addressResolved(self, address: Any) -> None:
        """Only a permitted one goes on."""
        if self._ended:
            return
        if POLICY.permits(address.host):
            self._passed += 1
            self._receiver.addressResolved(address)
        else:
            self._held += 1

    def resolutionComplete(self) -> None:
        """A name that leads nowhere permitted is an unknown name to the connection."""
        if self._ended:
            return
        self._ended = True
        if self.clock is not None and self.clock.active():
            self.clock.cancel()
        if self._held and not self._passed:
            POLICY.refused.add(self._name)
        self._receiver.resolutionComplete()

    def give_up(self) -> None:
        """The name server does not answer in time: an unknown name."""
        self.resolutionComplete()


@implementer(IResolutionReceiver)
class _Gathered:
    """Collects the addresses of a name."""

    def __init__(self, done: asyncio.Future[list[str]]) -> None:
        self.done, self._found = done, list[str]()

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        """Nothing yet."""

    def addressResolved(self, address: Any) -> None:
        """One more."""
        self._found.append(address.host)

    def resolutionComplete(self) -> None:
        """All there are."""
        if not self.done.done():
            self.done.set_result(self._found)
