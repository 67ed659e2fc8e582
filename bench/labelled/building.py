"""A clean site: everything required is there, in its place, dated, numbered and linked."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from labelled import codes, filling, schedule
from labelled.content import Writer
from labelled.dialects import draw
from labelled.duties import give_duties
from labelled.model import Column, HomePage, Website, pick
from labelled.wording import words

SECTIONS = ("guide", "system", "statutory", "annual-report", "request")
ENFORCEMENT = ("licences", "penalties")
# The days of judging: before and after 31 January, 30 April and 31 October.
DAYS = [(2026, 11, 18), (2026, 6, 24), (2025, 9, 16), (2026, 3, 12), (2025, 12, 9)]
FINANCE = ("budget", "final-accounts")


def clean_site(number: int, platform: str, rng: random.Random, kind: str = "") -> tuple[Website, Writer]:
    """The `number`-th site (of a body of `kind`) in its clean variant, and the writer that knows its used titles."""
    order = words("bodies")["order"]
    site = _body(number, kind or order[number % len(order)], platform, rng)
    writer = Writer(site, rng)
    _sections(site, rng)
    _items(site, rng)
    _outside(site, rng)
    for column in list(site.columns.values()):
        filling.fill(site, column, writer)
    give_duties(site, writer)
    give_numbers(site, rng)
    site.home = _home(site, writer)
    site.search = "get"
    return site, writer


def _body(number: int, kind: str, platform: str, rng: random.Random) -> Website:
    bodies = words("bodies")
    place, w = pick(rng, bodies["places"]), bodies["kinds"][kind]
    county = "{county}" in w["name"]
    city, own = place["city"], place["county"] if county else place["city"]
    names = {"city": city, "county": place["county"], "c": city[-1], "k": place["county"][-1]}
    area = place["county_area"] if county else place["area"]
    org = codes.org_code(rng)
    today = dt.date(*pick(rng, DAYS))
    return Website(
        code=f"site-{number:03d}",
        name=w["name"].format(**names),
        short=w["short"].format(**names),
        aliases=[a.format(**names) for a in w["aliases"]],
        city=own,
        county=county,
        area=area,
        credit_code=codes.credit_code(area, org),
        org_code=org,
        site_id=f"{area}{rng.randint(1, 80):04d}",
        kind=kind,
        profile=w["profile"],
        words=w,
        today=today,
        family=pick(rng, list(codes.FAMILIES)),
        dialect=draw(platform, rng),
    )


def _add(site: Website, key: str, name: str, parent: str | None, **more: Any) -> Column:
    slug = words("columns")["items"].get(key, {}).get("slug", more.pop("slug", key.replace("-", "")))
    column = Column(
        key=key,
        code=more.pop("code", key),
        name=name,
        slug=slug,
        parent=parent,
        serial=len(site.columns) + 1,
        **more,
    )
    site.columns[key] = column
    return column


def _sections(site: Website, rng: random.Random) -> None:
    _add(site, "portal", words("columns")["entry"]["standard"], None, code=None, slug="zfxxgk", shape="page")
    slugs = {
        "guide": "xxgkzn",
        "system": "xxgkzd",
        "statutory": "fdzdgknr",
        "annual-report": "xxgknb",
        "request": "ysqgk",
    }
    for key in SECTIONS:
        name = pick(rng, words("columns")["sections"][key]["standard"])
        shape = "page" if key in schedule.PAGES else "list"
        if key == "statutory":
            shape = pick(rng, ["heading", "listing"])
            shape = "heading" if site.dialect.platform == "gkmlpt" else shape
        _add(site, key, name, "portal", shape=shape, slug=slugs[key])


def _items(site: Website, rng: random.Random) -> None:
    groups = words("columns")["groups"]
    parent = {key: "statutory" for key in words("columns")["items"]}
    for group, keys in (("finance", FINANCE), ("enforcement", ENFORCEMENT)):
        if rng.random() < 0.4:
            _add(site, group, pick(rng, groups[group]), "statutory", code=None, shape="heading")
            parent |= {key: group for key in keys}
    for key in schedule.items(site.profile, rng):
        names = words("columns")["items"][key]["names"]
        name = names[0] if rng.random() < 0.5 else pick(rng, names)
        _add(site, key, name, parent[key], shape="page" if key in schedule.PAGES else "list")


def add_item(site: Website, key: str, rng: random.Random) -> Column:
    """One more catalogue item below the statutory section, still empty."""
    names = words("columns")["items"][key]["names"]
    shape = "page" if key in schedule.PAGES else "list"
    return _add(site, key, pick(rng, names), "statutory", shape=shape)


def _outside(site: Website, rng: random.Random) -> None:
    texts = words("columns")
    for key in ("news", "notices"):
        _add(site, key, pick(rng, texts["items"][key]["names"]), None)
    if "hrss" in site.profile:
        _add(site, "guides", pick(rng, texts["guides"]), None, code=None, slug="bszn")
    for key in ("services", "interaction"):
        _add(site, key, pick(rng, texts["nav"][key]), None, code=None, shape="page", slug=key)
    if rng.random() < 0.6:
        _add(site, "party", pick(rng, texts["party"]), None, code=None, slug="djgz")


def give_numbers(site: Website, rng: random.Random) -> None:
    """Running serials in the order of publication, every document's own number."""
    carriers = [(c, d) for c, d in site.docs() if d.header]
    serial = rng.randint(100, 900) if site.family.startswith("org") else rng.randint(1_000_000, 3_000_000)
    for _, doc in sorted(carriers, key=lambda p: (p[1].on, p[1].clock, p[1].title)):
        serial += rng.randint(3, 9) if site.family.startswith("org") else rng.randint(20, 4000)
        doc.serial = serial
        doc.index = codes.index_number(site.family, own_code(site), doc.on, serial)
    site.next_serial = serial + 1


def own_code(site: Website) -> str:
    """The code part of the site's own numbers."""
    return site.org_code if site.family.startswith("org") else site.credit_code


def _home(site: Website, writer: Writer) -> HomePage:
    home = HomePage(entry_text=words("columns")["entry"]["standard"])
    home.entry_form = pick(writer.rng, ["text", "text", "button", "image"])
    return home
