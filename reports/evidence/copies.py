"""Archived exchanges as a package holds them: byte for byte, or a masked copy that names the original's digest."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

from records.proofs import Copy
from records.slices import Slice
from records.warc import Exchange, copied, gzipped
from reports.evidence.wacz import Item

MaskAddress = Callable[[str], str]


def item_of(copy: Copy, title: str, mask: MaskAddress) -> Item | None:
    """The copy as an archive item; None for a body that was left out."""
    piece, found = copy.piece, copy.piece.slice
    if found is None or copy.body is None:
        return None
    url = mask(piece.url)
    same = not copy.is_masked and url == found.url == piece.url
    members = found.members if same else _anew(copy, found, url)
    digest = "sha256:" + base64.b32encode(hashlib.sha256(copy.body).digest()).decode()
    mime = (copy.content_type or "application/octet-stream").partition(";")[0].strip()
    status = found.status
    return Item(url, found.fetched_at, status, mime, digest, members, title, "html" in mime)


def _anew(copy: Copy, found: Slice, url: str) -> tuple[bytes, ...]:
    """A response record of this copy that says what it was made from."""
    assert copy.body is not None
    exchange = Exchange(
        url=url,
        status=found.status,
        reason=found.reason,
        headers=_described(copy, found),
        body=copy.body,
        fetched_at=found.fetched_at.replace("Z", "+00:00"),
        ip=found.ip or None,
    )
    return tuple(
        gzipped(record) for record in copied(exchange, found.record, found.ref.sha256, copy.is_masked)
    )


def _described(copy: Copy, found: Slice) -> tuple[tuple[str, str], ...]:
    """The headers without cookies and without what no longer fits, and with the copy's own type."""
    dropped = {"content-type", "content-length", "content-md5", "digest", "set-cookie", "etag"}
    kept = tuple((k, v) for k, v in found.headers if k.lower() not in dropped)
    return (*kept, ("Content-Type", copy.content_type)) if copy.content_type else kept
