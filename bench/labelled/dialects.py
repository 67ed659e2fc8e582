"""Which formulations each platform uses, drawn for one site."""

from __future__ import annotations

import random

from labelled.model import Dialect, pick
from labelled.wording import words

PLATFORMS = ("trs", "ucap", "bootstrap", "hanweb", "gkmlpt", "siteserver", "liaocheng", "jsp", "boda")
LISTS = {
    "trs": ["after", "before", "double", "brackets", "table", "groups"],
    "gkmlpt": ["after", "before"],
    "bootstrap": ["list_group", "media", "table", "box"],
    "jsp": ["plain_table", "index_table", "after"],
    "ucap": ["before", "index_table", "dl", "index_table", "index_table"],
    "hanweb": ["datastore"],
    "siteserver": ["after", "card", "three", "table", "box"],
    "liaocheng": ["item"],
    "boda": ["after", "brackets", "dl", "table", "index_table"],
}
HEADERS = {
    "trs": ["cells", "ul", "ul_font", "one_cell", "shells"],
    "ucap": ["ul", "cells", "column_wise", "shells"],
    "hanweb": ["cells", "one_cell", "spans", "comments"],
    "siteserver": ["cells", "column_wise", "dl", "twice", "two"],
    "liaocheng": ["bare"],
    "boda": ["ul", "cells", "dl", "spans", "twice"],
    "gkmlpt": ["cells", "one_cell", "shells"],
    "bootstrap": ["dl", "ul", "colspan"],
    "jsp": ["colspan", "cells", "comments"],
}
MENUS = {
    "gkmlpt": ["json"],
    "bootstrap": ["groups"],
    "jsp": ["table", "dl"],
    "trs": ["script", "ul"],
    "ucap": ["tabs"],
    "hanweb": ["ul", "dl"],
    "siteserver": ["table"],
    "liaocheng": ["tabs", "ul"],
    "boda": ["dl", "ul"],
}
# stray: a closing tag amid the page; latest: dated links beside articles;
# scripted: the date written by a script; hidden: a block of bare data nobody sees; flat: one <title> everywhere;
# friends: links to other bodies below; empty_header: labels of an information header without any value.
QUERY = frozenset({"gkmlpt", "bootstrap", "jsp"})
QUIRKS = ("stray", "latest", "hidden", "scripted", "flat", "friends", "empty_header")
DATES = ["iso", "iso_time", "iso_seconds", "iso_gap", "cn", "cn_time", "cn_hm", "slash"]


def draw(platform: str, rng: random.Random) -> Dialect:
    """The dialect of one site."""
    labels = words("labels")
    listing = pick(rng, LISTS[platform])
    return Dialect(
        platform=platform,
        lists=listing,
        header=pick(rng, HEADERS[platform]),
        date="iso_seconds" if platform == "liaocheng" else pick(rng, DATES),
        list_date=_list_date(listing, rng),
        home_date=pick(rng, ["iso", "mmdd", "brackets"]) if platform in {"trs", "hanweb"} else "iso",
        menu=pick(rng, MENUS[platform]),
        nav=pick(rng, ["ul", "table", "divs"]),
        separator=pick(rng, labels["separator"]),
        colon=pick(rng, labels["colon"]),
        encoding=_encoding(platform, rng),
        labels={k: pick(rng, v) for k, v in labels.items() if isinstance(v, list)},
        more=pick(rng, labels["more"]),
        crumb=pick(rng, labels["crumb"]),
        per_page=pick(rng, [10, 12, 15]),
        footer=pick(rng, ["footer", "footer_short"]),
        related=pick(rng, ["box", "line", "dl"]),
        metas=pick(rng, ["plain", "plain", "reversed", "upper"]),
        relative=platform == "trs" or (platform not in QUERY and rng.random() < 0.2),
        quirks=frozenset(q for q in QUIRKS if rng.random() < 0.3 and (q != "scripted" or platform == "trs")),
    )


def _encoding(platform: str, rng: random.Random) -> str:
    if platform == "jsp":
        return "gb18030"
    return "gb18030" if platform in {"trs", "boda", "siteserver"} and rng.random() < 0.35 else "utf-8"


def _list_date(listing: str, rng: random.Random) -> str:
    if listing == "brackets":
        return str(pick(rng, ["brackets", "brackets_time"]))
    forms = {
        "card": ["iso"],
        "three": ["iso_seconds", "iso"],
        "box": ["parens"],
        "plain_table": ["brackets", "dots", "iso"],
        "media": ["iso", "cn"],
    }
    return str(pick(rng, forms.get(listing, ["iso", "iso", "slash", "cn"])))
