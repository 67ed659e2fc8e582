"""Addresses as web archives sort them: host reversed, path and query in lower case (SURT)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_WWW = re.compile(r"^www\d*\.")
_DEFAULT = {"http": 80, "https": 443}


def surt(url: str) -> str:
    """The sort key of an address: `http://www.a.gov.cn/X?b=1&a=2` → `cn,gov,a)/x?a=2&b=1`."""
    parts = urlsplit(url.strip())
    host = _WWW.sub("", (parts.hostname or "").lower())
    name = host if _IP.fullmatch(host) or ":" in host else ",".join(reversed(host.split(".")))
    port = parts.port if parts.port and parts.port != _DEFAULT.get(parts.scheme.lower()) else None
    path = parts.path.lower()
    path = path.rstrip("/") if len(path) > 1 else path or "/"
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return f"{name}{f':{port}' if port else ''}){path}{'?' + query if query else ''}"
