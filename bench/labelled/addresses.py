"""Addresses as each platform gives them."""

from __future__ import annotations

import calendar as clock
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from labelled.model import Attachment, Column, Doc, Website

EIGHT_HOURS = dt.timedelta(hours=8)


@dataclass(frozen=True)
class Scheme:
    """How one platform names columns, their further pages and entries."""

    column: Callable[[Website, Column], str]
    page: Callable[[Column, int, int], str]
    entry: Callable[[Website, Column, Doc], str]


def place(site: Website) -> None:
    """Give every column, entry and attachment its address (where it has none yet)."""
    scheme = SCHEMES[site.dialect.platform]
    taken: set[str] = set()
    for column in site.columns.values():
        column.path = column.path or scheme.column(site, column)
        for n, attachment in enumerate(column.attachments):
            _attach(column.path, attachment, n)
        for doc in column.docs:
            doc.path = doc.path or _free(site, column, doc, taken)
            taken.add(doc.path)
            if column.direct:
                doc.path = _own_document(doc.path)
            for n, attachment in enumerate(doc.attachments):
                _attach(doc.path, attachment, n)


def further_page(site: Website, column: Column, number: int, count: int) -> str:
    """The address of the column's list page `number` of `count`, counted from 0."""
    if number == 0:
        return column.path
    return SCHEMES[site.dialect.platform].page(column, number, count)


def side_page(column: Column, name: str) -> str:
    """The address of something that stands beside the column's page."""
    return f"{column.path.rsplit('/', 1)[0]}/{name}"


def hexes(text: str, length: int) -> str:
    """Stable hex digits for an invented id."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:length]


def _attach(path: str, attachment: Attachment, number: int) -> None:
    folder = path.rsplit("/", 1)[0]
    attachment.path = attachment.path or f"{folder}/P0{hexes(path + str(number), 14)}.{attachment.ext}"


def _free(site: Website, column: Column, doc: Doc, taken: set[str]) -> str:
    """An address nobody else has: papers of one name get numbers of their own."""
    entry, again = SCHEMES[site.dialect.platform].entry, doc
    if "saved_anew" in doc.tags:
        again = replace(doc, title=doc.title + "#")
    while (path := entry(site, column, again)) in taken:
        again = replace(again, title=again.title + "#")
    return path


def _own_document(path: str) -> str:
    if "?" in path:
        return f"/uploadfiles/{hexes(path, 12)}.pdf"
    return path.rsplit(".", 1)[0] + ".pdf"


def _folder(site: Website, column: Column) -> str:
    chain, key = [column.slug], column.parent
    while key:
        chain.append(site.columns[key].slug)
        key = site.columns[key].parent
    return "/" + "/".join(reversed(chain))


def _trs_entry(site: Website, column: Column, doc: Doc) -> str:
    made = doc.made()
    number = int(hexes(site.site_id + doc.title, 6), 16)
    return f"{column.path.rsplit('/', 1)[0]}/{made:%Y%m}/t{made:%Y%m%d}_{number}.html"


def _ucap_column(site: Website, column: Column) -> str:
    name = {"list": "zfxxgk_list", "page": "zfxxgk_gknr"}.get(column.shape, "zfxxgk_gknrz")
    return f"/{hexes(site.site_id, 6)}/{column.slug}/{name}.shtml"


def _ucap_entry(site: Website, column: Column, doc: Doc) -> str:
    made = doc.made()
    folder = column.path.rsplit("/", 1)[0]
    return f"{folder}/{made.year}/{made.month}/{made.day}/{hexes(site.site_id + doc.title, 32)}.shtml"


def _hanweb_id(site: Website, column: Column) -> int:
    return 1229000000 + int(hexes(site.site_id, 4), 16) * 100 + column.serial


def _hanweb_entry(site: Website, column: Column, doc: Doc) -> str:
    made, number = doc.made(), int(hexes(site.site_id + doc.title, 6), 16)
    return f"/art/{made.year}/{made.month}/{made.day}/art_{_hanweb_id(site, column)}_{number}.html"


def _channel(site: Website, column: Column) -> str:
    return f"/channel_l_{hexes(site.site_id, 4)}channel2019112217485{column.serial:05d}7536714/"


def object_id(made: dt.datetime, text: str) -> str:
    """24 hex digits that begin with the time of making (local time of Beijing)."""
    return f"{clock.timegm((made - EIGHT_HOURS).timetuple()):08x}{hexes(text, 16)}"


def _liaocheng_entry(site: Website, column: Column, doc: Doc) -> str:
    return f"{column.path}doc_{object_id(doc.made(), site.site_id + doc.title)}.html"


def _boda_entry(site: Website, column: Column, doc: Doc) -> str:
    return f"/info/{1000 + column.serial}/{int(hexes(site.site_id + doc.title, 5), 16)}.htm"


def _number(site: Website, text: str, digits: int = 5) -> int:
    return int(hexes(site.site_id + text, digits), 16)


def catalogue_id(site: Website, column: Column) -> int:
    """The number of a column on the platform with the JSON catalogue."""
    return 20000 + _number(site, "", 2) * 10 + column.serial


def in_portal(site: Website, column: Column) -> bool:
    """Whether the column is the portal or stands below it."""
    key: str | None = column.key
    while key:
        if key == "portal":
            return True
        key = site.columns[key].parent
    return False


def _gkmlpt_column(site: Website, column: Column) -> str:
    if not in_portal(site, column):
        return f"/xxgk/{column.slug}/index.html"
    if column.key in {"portal", "statutory"}:
        return "/gkmlpt/index"
    return (
        f"/gkmlpt/{column.slug}" if column.shape == "page" else f"/gkmlpt/index#{catalogue_id(site, column)}"
    )


def _gkmlpt_entry(site: Website, column: Column, doc: Doc) -> str:
    number = 1_000_000 + _number(site, doc.title)
    if not in_portal(site, column):
        return f"/xxgk/{column.slug}/content/post_{number}.html"
    return f"/gkmlpt/content/{number // 1_000_000}/{number // 1000}/post_{number}.html"


def _stem(column: Column) -> str:
    return column.path.rsplit(".", 1)[0]


SCHEMES: dict[str, Scheme] = {
    "trs": Scheme(
        lambda s, c: _folder(s, c) + "/index.html", lambda c, n, _: f"{_stem(c)}_{n}.html", _trs_entry
    ),
    "ucap": Scheme(_ucap_column, lambda c, n, _: f"{_stem(c)}_{n + 1}.shtml", _ucap_entry),
    "hanweb": Scheme(
        lambda s, c: f"/col/col{_hanweb_id(s, c)}/index.html",
        lambda c, n, _: f"/module/web/jpage/dataproxy.jsp?page={n + 1}&columnid={c.path.split('/')[2][3:]}",
        _hanweb_entry,
    ),
    "siteserver": Scheme(
        lambda s, c: f"/channels/{1700 + c.serial}.html",
        lambda c, n, _: f"{_stem(c)}_{n + 1}.html",
        lambda s, c, d: f"/contents/{1700 + c.serial}/{int(hexes(s.site_id + d.title, 5), 16)}.html",
    ),
    "liaocheng": Scheme(_channel, lambda c, n, _: f"{c.path}index_{n + 1}.html", _liaocheng_entry),
    "gkmlpt": Scheme(_gkmlpt_column, lambda c, n, _: f"{_stem(c)}_{n + 1}.html", _gkmlpt_entry),
    "bootstrap": Scheme(
        lambda s, c: f"/list?cid={100 + c.serial}",
        lambda c, n, _: f"{c.path}&page={n + 1}",
        lambda s, c, d: f"/article/{_number(s, d.title)}.html",
    ),
    "jsp": Scheme(
        lambda s, c: f"/xxgk/{'list' if c.shape == 'list' else 'page'}.jsp?lanmu={1200 + c.serial}",
        lambda c, n, _: f"{c.path}&pageNo={n + 1}",
        lambda s, c, d: f"/xxgk/info.jsp?infoid={_number(s, d.title)}",
    ),
    "boda": Scheme(
        lambda s, c: _folder(s, c) + ".htm", lambda c, n, total: f"{_stem(c)}/{total - n}.htm", _boda_entry
    ),
}
