"""Tasks, yearly events and proposals: RULES section 7."""

from __future__ import annotations

import datetime as dt

from labelled import duties
from labelled.entries import headed, new_doc
from labelled.model import Column, Doc
from labelled.planting import DATES, FIRST, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

EVENT_YEAR = 365


def _duty(g: Ground, kind: str) -> str:
    """A task or event of the site file that nobody touched; a new one where the file names none."""
    news = g.site.columns["news"]
    if id(news) in g.used:
        raise NotHere
    named = g.site.site_file.setdefault(f"{kind}s", [])
    free = [n for n in named if f"{kind}:{n}" not in g.groups]
    if not free:
        free = [n for n in words("plants")[f"{kind}s"] if n not in named]
        if not free:
            raise NotHere
        free = [g.rng.choice(free)]
        named.append(free[0])
    name = str(g.rng.choice(free))
    g.groups.add(f"{kind}:{name}")
    news.docs = [d for d in news.docs if f"{kind}:{name}" not in d.tags]
    return name


def _reported(g: Ground, duty: str, age: int) -> None:
    g.used.add(id(duties.report(g.site, g.writer, duty, age)))


@plant("task-progress-reported", breach=True, phase=FIRST)
def task_never_reported(g: Ground) -> None:
    """A named task without any item."""
    name = _duty(g, "task")
    g.truth.fault("task-progress-reported", Ref(other=f"task/{name}"))


@plant("task-progress-reported", breach=True, phase=FIRST)
def task_reported_long_ago(g: Ground) -> None:
    """The newest item about the task is four to eight months old."""
    name = _duty(g, "task")
    _reported(g, f"task:{name}", g.rng.randint(115, 240))
    g.truth.fault("task-progress-reported", Ref(other=f"task/{name}"))


@plant("task-progress-reported", breach=False, phase=FIRST)
def task_reported_on_the_last_day(g: Ground) -> None:
    """Eighty-nine days ago."""
    name = _duty(g, "task")
    _reported(g, f"task:{name}", 89)
    g.truth.near("task-progress-reported", Ref(other=f"task/{name}"))


@plant("task-progress-reported", breach=False, phase=FIRST)
def task_reported_in_another_column(g: Ground) -> None:
    """The progress stands among the notices."""
    name, notices = _duty(g, "task"), g.open("notices")
    news = g.site.columns["news"]
    doc = duties.report(g.site, g.writer, f"task:{name}", g.rng.randint(20, 80))
    news.docs.remove(doc)
    g.add(notices, doc)
    g.truth.near("task-progress-reported", Ref(other=f"task/{name}"))


@plant("event-reported", breach=True, phase=FIRST)
def event_never_reported(g: Ground) -> None:
    """A named yearly event without any item."""
    name = _duty(g, "event")
    g.truth.fault("event-reported", Ref(other=f"event/{name}"))


@plant("event-reported", breach=True, phase=FIRST)
def event_reported_years_ago(g: Ground) -> None:
    """The newest item about the event is more than two years old."""
    name = _duty(g, "event")
    _reported(g, f"event:{name}", g.rng.randint(740, 900))
    g.truth.fault("event-reported", Ref(other=f"event/{name}"))


@plant("event-reported", breach=False, phase=FIRST)
def event_reported_this_year(g: Ground) -> None:
    """Early this year, long ago by the clock."""
    name = _duty(g, "event")
    age = (g.site.today - dt.date(g.site.today.year, 1, 6)).days
    _reported(g, f"event:{name}", age)
    g.truth.near("event-reported", Ref(other=f"event/{name}"))


def _replies(g: Ground) -> tuple[Column, int]:
    """The column of proposals, emptied for the last full year."""
    column = g.column(["proposals"])
    year = g.site.today.year - 1
    column.docs = [d for d in column.docs if d.on.year != year]
    return column, year


def _write(g: Ground, column: Column, on: dt.date, kind: str) -> Doc:
    doc = new_doc(column, on, g.writer, "proposals-summary")
    blanks = g.writer.blanks(on) | {"a": 18, "n": g.rng.randint(2, 6), "k": g.rng.randint(20, 400)}
    doc.title = g.rng.choice(words("plants")[f"{kind}_titles"]).format(**blanks)
    if kind == "reply":
        doc.body = [*g.writer.filled("proposal", on), *g.writer.paragraphs(on, 4)]
    return g.add(column, headed(g.site, doc, g.writer))


@plant("proposals-published", breach=True, phase=DATES)
def proposals_without_summary(g: Ground) -> None:
    """Replies, but no summary of last year."""
    column, year = _replies(g)
    for month in (6, 8):
        _write(g, column, dt.date(year, month, 14), "reply")
    g.truth.fault("proposals-published", Ref(column))


@plant("proposals-published", breach=True, phase=DATES)
def proposals_without_replies(g: Ground) -> None:
    """A summary, but no reply of last year."""
    column, year = _replies(g)
    _write(g, column, dt.date(year, 12, 11), "summary")
    g.truth.fault("proposals-published", Ref(column))


@plant("proposals-published", breach=False, phase=DATES)
def proposals_summed_up_in_january(g: Ground) -> None:
    """The summary of the last full year came in the January after it."""
    column, year = _replies(g)
    for month in (6, 8):
        _write(g, column, dt.date(year, month, 14), "reply")
    doc = _write(g, column, dt.date(year + 1, 1, 12), "summary")
    doc.title = doc.title.replace(str(year + 1), str(year))
    g.truth.near("proposals-published", Ref(column))
