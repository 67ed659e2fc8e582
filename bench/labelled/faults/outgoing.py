"""Links that are dead or lead elsewhere: RULES section 4."""

from __future__ import annotations

from labelled.model import Column, Doc
from labelled.planting import SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

GONE, NOBODY = "/gone/shuoming.html", "http://127.0.0.1:9/shuoming.html"
UNKNOWN = "http://wangye.bucunzai.invalid/shuoming.html"
# From the range once given to 6to4 relays and withdrawn since: public by its form, nobody's by now.
BARE_ADDRESS = "192.88.99.{n}"


def linked(g: Ground, target: str, *, dead: bool = True) -> tuple[Column, Doc]:
    """A document whose text links `target`; what becomes of links nobody can try here stays open."""
    column, doc = g.document()
    texts = words("plants")
    doc.body.append(texts["link"].format(h=target, n=g.rng.choice(texts["link_names"])))
    if not dead:
        g.truth.free("links-alive", Ref(column, doc, page=True))
    return column, doc


def _dead(g: Ground, target: str) -> None:
    column, doc = linked(g, target)
    g.truth.fault("links-alive", Ref(column, doc, page=True))


@plant("links-alive", breach=True, phase=SHOWN)
def dead_link_in_text(g: Ground) -> None:
    """A link in a document's text answers 404."""
    _dead(g, "/fujian/shuoming2020.html")


@plant("links-alive", breach=True, phase=SHOWN)
def link_to_what_is_gone(g: Ground) -> None:
    """A link in a document's text answers 410."""
    _dead(g, GONE)


@plant("links-alive", breach=True, phase=SHOWN)
def link_refused(g: Ground) -> None:
    """Nobody listens at the linked port."""
    _dead(g, NOBODY)
    g.truth.free("outlinks-safe", Ref(other="host/127.0.0.1"))


@plant("links-alive", breach=True, phase=SHOWN)
def link_to_unknown_name(g: Ground) -> None:
    """The linked name does not exist."""
    _dead(g, UNKNOWN)
    g.truth.free("outlinks-safe", Ref(other="host/wangye.bucunzai.invalid"))


@plant("links-alive", breach=True, phase=SHOWN, group="footer")
def dead_link_in_every_footer(g: Ground) -> None:
    """One dead link at the foot of all pages: one finding, at the home page."""
    g.site.home.footer.append((words("plants")["footer_link"], "/old/lishi.html"))
    g.truth.fault("links-alive", Ref(page=True))


def _alive(g: Ground, target: str) -> None:
    column, doc = linked(g, target)
    g.truth.near("links-alive", Ref(column, doc, page=True), "pass", "unchecked", "not_applicable")


@plant("links-alive", breach=False, phase=SHOWN)
def link_behind_a_wall(g: Ground) -> None:
    """403 is not dead."""
    _alive(g, "/wall/shuoming.html")


@plant("links-alive", breach=False, phase=SHOWN)
def link_behind_a_script_wall(g: Ground) -> None:
    """412 is not dead."""
    _alive(g, "/wall/fangwen.html")


@plant("links-alive", breach=False, phase=SHOWN)
def link_busy_once(g: Ground) -> None:
    """503 at first, then it answers."""
    _alive(g, "/busy/shuoming.html")


def _host(g: Ground, names: str) -> str:
    free = [h for h in words("plants")[names] if h not in g.groups]
    if not free:
        raise NotHere
    host = g.rng.choice(free)
    g.groups.add(host)
    return str(host)


@plant("outlinks-safe", breach=True, phase=SHOWN)
def link_to_a_foreign_site(g: Ground) -> None:
    """A link leaves for a host that is neither gov.cn nor known."""
    host = _host(g, "foreign_hosts")
    linked(g, f"http://{host}/", dead=False)
    g.truth.fault("outlinks-safe", Ref(other=f"host/{host}"), "review")


@plant("outlinks-safe", breach=True, phase=SHOWN, group="address")
def link_to_a_bare_address(g: Ground) -> None:
    """A link leads to a bare public address."""
    address = BARE_ADDRESS.format(n=g.rng.randint(2, 250))
    linked(g, f"http://{address}/", dead=False)
    g.truth.fault("outlinks-safe", Ref(other=f"host/{address}"))


@plant("outlinks-safe", breach=False, phase=SHOWN)
def link_to_another_body(g: Ground) -> None:
    """Another body's own site."""
    host = _host(g, "gov_hosts")
    linked(g, f"http://{host}/", dead=False)
    g.truth.near("outlinks-safe", Ref(other=f"host/{host}"), "pass", "not_applicable", "nothing")


@plant("outlinks-safe", breach=False, phase=SHOWN)
def link_to_a_known_host(g: Ground) -> None:
    """A host that the site file names as known."""
    host = _host(g, "foreign_hosts")
    linked(g, f"http://{host}/", dead=False)
    g.site.site_file.setdefault("known_hosts", []).append(host)
    g.truth.near("outlinks-safe", Ref(other=f"host/{host}"), "pass", "not_applicable", "nothing")
