"""What a site file adds: named tasks and yearly events with their news; and the service guides of HR bodies."""

from __future__ import annotations

import datetime as dt
import random

from labelled import schedule
from labelled.content import Writer
from labelled.entries import new_doc
from labelled.model import Column, Doc, Website
from labelled.wording import words

DAY = dt.timedelta(days=1)


def give_duties(site: Website, writer: Writer) -> None:
    """Half of the sites name tasks and events; each has a news item of the last weeks."""
    if sum(site.site_id.encode()) % 2:
        return
    rng = writer.rng
    texts = words("plants")
    site.site_file["tasks"] = rng.sample(texts["tasks"], 2)
    site.site_file["events"] = rng.sample(texts["events"], 2)
    for kind in ("task", "event"):
        for name in site.site_file[f"{kind}s"]:
            report(site, writer, f"{kind}:{name}", rng.randint(17, 60))


def report(site: Website, writer: Writer, duty: str, age: int) -> Doc:
    """A news item about one task or event (`duty` its kind and name), `age` days old."""
    kind, name = duty.split(":")
    on = site.today - age * DAY
    news = site.columns["news"]
    doc = new_doc(news, on, writer)
    blanks = writer.blanks(on) | {"n": name}
    doc.title = str(writer.rng.choice(words("plants")[f"{kind}_titles"])).format(**blanks)
    doc.source = site.name
    doc.tags.add(duty)
    news.docs.append(doc)
    news.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    return doc


def guides(site: Website, column: Column, writer: Writer) -> None:
    """Service guides with all eleven elements."""
    names = writer.rng.sample(words("plants")["guide_items"], len(schedule.AGES["guides"]))
    for age, name in zip(schedule.ages("guides", writer.rng), names, strict=True):
        on = site.today - age * DAY
        doc = Doc(title=writer.rng.choice(words("plants")["guide_titles"]).format(i=name), on=on)
        doc.body = guide_body(site, name, writer.rng, set())
        doc.tags |= {"guide", f"item:{name}"}
        column.docs.append(doc)


def guide_body(site: Website, item: str, rng: random.Random, without: set[str]) -> list[str]:
    """The elements of one guide as headings, as a table or as lines, some left out."""
    elements = words("plants")["guide_elements"]
    blanks = {"i": item, "o": site.name, "city": site.city}
    pairs = [(k, str(v).format(**blanks)) for k, v in elements.items() if k not in without]
    form = rng.choice(["heads", "table", "lines", "numbered"])
    if form == "heads":
        return [p for k, v in pairs for p in (f"<h3>{k}</h3>", v)]
    if form == "table":
        rows = "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in pairs)
        return [f"<table border='1'>{rows}</table>"]
    if form == "numbered":
        return [f"{n}.{k}：{v}" for n, (k, v) in enumerate(pairs, 1)]
    return [f"{k}：{v}" for k, v in pairs]
