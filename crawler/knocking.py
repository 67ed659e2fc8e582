"""Whether somebody is there, without sending anything: for hosts outside a site on a private network."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from urllib.parse import urlsplit

from crawler.answers import now_iso
from crawler.guards import POLICY
from records.types import Fetch
from records.vocabulary import FetchState

SECONDS = 10.0


async def knock(url: str, tries: int) -> Fetch:
    """OK where a connection can be opened; it is closed at once."""
    state, error = FetchState.OK, ""
    try:
        ip, port = await _address(url)
        if not POLICY.permits(ip):
            return Fetch(url, FetchState.NOT_TRIED, tries, error="private-address")
        async with asyncio.timeout(SECONDS):
            _, writer = await asyncio.open_connection(ip, port)
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    except TimeoutError:
        state, error = FetchState.TIMED_OUT, "timeout"
    except ConnectionRefusedError:
        state, error = FetchState.FAILED, "refused"
    except socket.gaierror as trouble:
        state, error = FetchState.FAILED, "dns" if trouble.errno == socket.EAI_NONAME else "dns-silent"
    except (OSError, ValueError):
        state, error = FetchState.FAILED, "connection"
    return Fetch(url, state, tries, fetched_at=now_iso(), error=error)


async def is_unknown(url: str) -> bool:
    """The name server says that there is no such name; False when it only did not answer."""
    try:
        await _address(url)
    except socket.gaierror as error:
        return error.errno == socket.EAI_NONAME
    except (OSError, ValueError):
        return False
    return False


async def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(parts.hostname or "", port, type=socket.SOCK_STREAM)
    return str(found[0][4][0]), port
