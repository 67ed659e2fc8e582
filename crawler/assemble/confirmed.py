"""Where the columns stand whose addresses a person wrote into the site file."""

from __future__ import annotations

from crawler.assemble.addresses import place_of
from crawler.assemble.graph import Graph
from crawler.platforms.registry import shown_at
from records.types import Site


def confirmed_places(site: Site, graph: Graph) -> dict[str, str]:
    """Place -> catalogue code. Of a column whose rows an interface brings, people know the page that shows them."""
    shown = {shown_at(n.url): n.key for n in graph.nodes.values() if n.url}
    return {shown.get(url) or place_of(url): code for code, url in sorted(site.columns.items())}
