"""The sample site's own site file."""

from __future__ import annotations

from console.sample.data import MAIN, load_sample
from records.addresses import host_of
from records.types import IndexScheme, Pace, Site


def sample_site(base_url: str, variant: str = MAIN) -> Site:
    """The site file of the sample bureau served at `base_url` (which ends in a slash)."""
    bureau = load_sample(variant).bureau
    return Site(
        code=bureau["code"],
        name=bureau["name"],
        home=base_url,
        hosts=(host_of(base_url),),
        aliases=tuple(bureau["aliases"]),
        credit_code=bureau["credit_code"],
        site_id_code=bureau["site_id_code"],
        profile="municipal-hrss",
        region=bureau["region"],
        plan="liaocheng-hrss-2020",
        index_number=IndexScheme(families=("uscc/YYYY-n",), year="publication"),
        tasks=tuple(bureau["tasks"]),
        events=tuple(bureau["events"]),
        pace=Pace(delay=0.0, concurrency=8),
        allow_private=True,
        render="never",
        settings={"crawl.outside_links": 0},
    )
