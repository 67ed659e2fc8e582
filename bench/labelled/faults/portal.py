"""Guide, institution, request channel: RULES section 5."""

from __future__ import annotations

import datetime as dt
import re

from labelled.model import Attachment, Column
from labelled.planting import SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

INSTITUTION_FIELDS = 6


@plant("guide-complete", breach=True, phase=SHOWN, group="guide")
def guide_lacks_an_element(g: Ground) -> None:
    """One of the nine elements is not there."""
    column = g.column(["guide"])
    part = _part(g, "guide_parts")
    _cut(column, part)
    g.truth.fault("guide-complete", Ref(column))


def _part(g: Ground, name: str) -> str:
    """A part that can be missing: what stands at the foot of every page is not."""
    shown = words("plants")["in_footer"] if g.site.dialect.footer == "footer" else ()
    return str(g.rng.choice([p for p in words("breaches")[name] if p not in shown]))


def _cut(column: Column, part: str) -> None:
    """Take a heading with its text, or a single line, out of the column's page."""
    text = "\n".join(column.body)
    heading = rf"<h3>[^<]*{part}</h3>(?:<p>.*?</p>)*"
    line = rf"<p>{part}.*?</p>"
    cut = re.sub(heading, "", text, flags=re.S)
    if cut == text:
        cut = re.sub(line, "", text, flags=re.S)
    if cut == text:
        raise NotHere
    column.body = cut.split("\n")


@plant("guide-complete", breach=False, phase=SHOWN, group="guide")
def guide_complete(g: Ground) -> None:
    """All nine elements in running order."""
    column = g.column(["guide"])
    g.truth.near("guide-complete", Ref(column))


def _old(g: Ground, text: str) -> None:
    column = g.column(["guide"])
    column.body.insert(g.rng.randint(1, len(column.body)), words("plants")[text])
    g.truth.fault("guide-current", Ref(column))


@plant("guide-current", breach=True, phase=SHOWN, group="guide")
def guide_promises_fifteen_days(g: Ground) -> None:
    """Replies within fifteen working days, as the rule of 2007 had it."""
    _old(g, "old_reply")


@plant("guide-current", breach=True, phase=SHOWN, group="guide")
def guide_asks_for_special_needs(g: Ground) -> None:
    """Production, life and research as a condition."""
    _old(g, "old_needs")


@plant("guide-current", breach=True, phase=SHOWN, group="guide")
def guide_charges_costs(g: Ground) -> None:
    """Costs of searching, copying and posting."""
    _old(g, "old_costs")


@plant("guide-current", breach=True, phase=SHOWN, group="guide")
def guide_names_the_old_order_alone(g: Ground) -> None:
    """Order 492 without order 711."""
    column = g.column(["guide"])
    column.body[0] = words("plants")["old_rule_alone"]
    g.truth.fault("guide-current", Ref(column))


@plant("guide-current", breach=True, phase=SHOWN, group="guide")
def guide_untouched_for_years(g: Ground) -> None:
    """Last changed more than a year ago."""
    column = g.column(["guide"])
    column.on = g.site.today - dt.timedelta(days=800)
    g.truth.fault("guide-current", Ref(column), "review")


@plant("guide-current", breach=False, phase=SHOWN, group="guide")
def guide_names_the_lawful_fee(g: Ground) -> None:
    """The processing fee of 2020 is lawful."""
    column = g.column(["guide"])
    column.body.append(words("breaches")["fee_guide"])
    g.truth.near("guide-current", Ref(column))


@plant("institution-complete", breach=True, phase=SHOWN)
def institution_lacks_a_field(g: Ground) -> None:
    """One of the six fields is not there."""
    column = g.column(["institution"])
    _cut(column, _part(g, "institution_parts"))
    g.truth.fault("institution-complete", Ref(column))


@plant("institution-complete", breach=False, phase=SHOWN)
def head_named_on_leaders_page(g: Ground) -> None:
    """The head's name stands on the page of the leaders."""
    column = g.column(["institution"])
    column.body.pop()
    g.truth.near("institution-complete", Ref(column))


@plant("request-channel-complete", breach=True, phase=SHOWN)
def request_without_form(g: Ground) -> None:
    """No form to download."""
    column = g.column(["request"])
    column.attachments.clear()
    g.truth.fault("request-channel-complete", Ref(column))


@plant("guide-current", breach=False, phase=SHOWN, group="guide")
def guide_names_both_orders(g: Ground) -> None:
    """Order 492 as revised by order 711."""
    column = g.column(["guide"])
    column.body[0] = words("plants")["both_rules"]
    g.truth.near("guide-current", Ref(column))


@plant("guide-current", breach=False, phase=SHOWN, group="guide")
def guide_gives_third_parties_fifteen_days(g: Ground) -> None:
    """Fifteen working days are lawful where a third party is asked."""
    column = g.column(["guide"])
    column.body.append(words("plants")["third_party"])
    g.truth.near("guide-current", Ref(column))


@plant("request-channel-complete", breach=True, phase=SHOWN)
def request_without_channel(g: Ground) -> None:
    """A form, but no word where to send it."""
    column = g.column(["request"])
    column.body = [p for n, p in enumerate(column.body) if n != 1]
    g.truth.fault("request-channel-complete", Ref(column))


@plant("request-channel-complete", breach=False, phase=SHOWN)
def request_by_post_alone(g: Ground) -> None:
    """Post is a channel too."""
    column = g.column(["request"])
    column.body[1] = words("plants")["by_post"].format(city=g.site.city, o=g.site.name)
    g.truth.near("request-channel-complete", Ref(column))


@plant("request-channel-complete", breach=False, phase=SHOWN)
def request_with_two_forms(g: Ground) -> None:
    """One form for persons, one for legal bodies."""
    column = g.column(["request"])
    first = column.attachments[0]
    column.attachments = [Attachment(f"{first.name}{n}", "docx") for n in words("plants")["form_kinds"]]
    g.truth.near("request-channel-complete", Ref(column))


@plant("institution-complete", breach=False, phase=SHOWN)
def institution_in_one_table(g: Ground) -> None:
    """The six fields in two columns of a table."""
    column = g.column(["institution"])
    rows = re.findall(r"<h3>[^<]*?、([^<]*)</h3><p>(.*?)</p>", "".join(column.body), flags=re.S)
    if len(rows) < INSTITUTION_FIELDS:
        raise NotHere
    column.body = [
        "<table border='1'>" + "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in rows) + "</table>"
    ]
    g.truth.near("institution-complete", Ref(column))
