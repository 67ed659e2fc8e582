"""An area of the site that may be the disclosure portal."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.assemble.graph import Node
from crawler.assemble.ground import Ground
from crawler.assemble.words import section_code
from records.addresses import host_of
from records.types import Fetch, Portal
from records.vocabulary import FetchState

ENOUGH = 2  # sections that make a page or tree the portal
SITE_FILE, HOME_LINK, SECTIONS = "site file", "home link", "sections"
BELOW_PORTAL = 2  # levels below the portal on which a section is still one of its own


@dataclass(slots=True)
class Area:
    """A place or heading that may be the portal. `keys`: all nodes that stand for it; `place` where its page is."""

    url: str
    place: str
    keys: set[str] = field(default_factory=set)
    sections: tuple[str, ...] = ()
    how: str = SECTIONS

    def portal(self, ground: Ground) -> Portal:
        """The area as records know it."""
        seen = ground.atlas.pages.get(self.place)
        fetch = seen.fetch if seen else None
        if fetch is None and not ground.atlas.own(self.url):
            fetch = Fetch(self.url, FetchState.OUT_OF_SCOPE)
        return Portal(self.url, host_of(self.url), self.sections, self.how, fetch)


def section_of(node: Node) -> str:
    """The code of the section that a node's name means, else empty."""
    return section_code(node.name) or next((s for n in sorted(node.names) if (s := section_code(n))), "")
