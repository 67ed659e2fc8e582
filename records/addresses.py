"""Addresses: one spelling for each page, and the short key that subjects print."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

_SESSION = re.compile(
    r"(?:^|(?<=&))(?:(?:jsessionid|phpsessionid|phpsessid|aspsessionid\w*|sessionid|session_id|_t|timestamp)=[^&]*|sid=[^&]{16,})&?",
    re.I,
)  # a short `sid` is the number of a site
_PATH_SESSION = re.compile(r";jsessionid=[^/?]*", re.I)
_NORMAL = re.compile(r"https?://[a-z0-9.-]+/[A-Za-z0-9._/-]*")  # most addresses have nothing to take out
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)/")
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


@lru_cache(maxsize=4096)
def normalise(url: str) -> str:
    """The address without fragment and session parameters, host in lower case, default port dropped."""
    if _NORMAL.fullmatch(url):
        return url
    parts = urlsplit(url.strip())
    netloc = _netloc(parts)
    path = _PATH_SESSION.sub("", parts.path) or "/"
    query = parts.query
    if query:
        query = _SESSION.sub("", query).rstrip("&")
    found = urlunsplit((parts.scheme.lower(), netloc, path.replace(" ", "%20"), query, ""))
    return url if found == url else found  # the same object: tables of 100,000 addresses hold them once


def page_key(url: str) -> str:
    """16 hex of SHA-256 of the normalised address: ENTRY and PAGE in subjects."""
    return hashlib.sha256(normalise(url).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def host_of(url: str) -> str:
    """Host, with its port unless it is the default one; empty for what is no http address."""
    if plain := _PLAIN_HOST.match(url):
        return plain[1]
    parts = urlsplit(url.strip())
    return _netloc(parts) if parts.scheme in {"http", "https"} else ""


def same_site(url: str, hosts: tuple[str, ...]) -> bool:
    """True when the address is http(s) and its host is one of `hosts`."""
    return host_of(url) in hosts


def _netloc(parts: SplitResult) -> str:
    """Host and port without a user's name, in lower case, without the default port."""
    default = _DEFAULT_PORT.get(parts.scheme.lower(), ":none")
    return parts.netloc.rsplit("@", 1)[-1].lower().removesuffix(default)
