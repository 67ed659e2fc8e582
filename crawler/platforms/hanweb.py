"""Hanweb (Dahan): the `jpage` pager with its data proxy, disclosure lists from search.jsp, units of jpaas."""

from __future__ import annotations

from crawler.extract.document import Document
from crawler.platforms import hanweb_search, jpaas, jpage
from crawler.platforms.marks import known
from records.types import Paging


def paging(document: Document) -> Paging | None:
    """By whichever of its three systems the page pages itself."""
    return jpage.paging(document) or hanweb_search.paging(document) or jpaas.paging(document)


def fills(document: Document) -> tuple[str, ...]:
    """The search or the units that bring the rows."""
    return hanweb_search.fills(document) or jpaas.fills(document)


PLATFORM = known(
    "hanweb",
    paging=paging,
    fills=fills,
    opened=hanweb_search.opened,
    tree=hanweb_search.tree,
    unpack=jpage.unpack,
)
