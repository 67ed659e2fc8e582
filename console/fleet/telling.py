"""Who is to be told what, and has not been told yet."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from console.fleet.postbox import Post, PostError, Receiver, deliver, is_address, supervisors_of
from console.fleet.timing import CHINA
from console.pipeline import report_input
from records.store import Store
from reports.letters import Letter, digest_letter, site_letter
from reports.summary import summarise

LOG = logging.getLogger("gongkai.post")


@dataclass(frozen=True, slots=True)
class Due:
    """A letter and who is to get it."""

    letter: Letter
    to: Receiver


def letters_due(store: Store, post: Post, now: dt.datetime, rules: Path | None = None) -> Iterator[Due]:
    """Letters about the newest run of each registered site, then the digest of the morning; nobody gets one twice."""
    registered = {site.code: site for site in store.registered_sites()}
    lines = [line for line in store.site_lines() if line.code in registered]
    for line in lines:
        yield from _about(store, post, line.run, rules)
    if registered and now.astimezone(CHINA).strftime("%H:%M") >= post.digest_at:
        letter = digest_letter(lines, len(registered), now.astimezone(CHINA).date())
        yield from (
            Due(letter, to) for to in supervisors_of(post) if not store.was_told(letter.about, to.name)
        )


def send(store: Store, post: Post, due: Due, now: dt.datetime) -> bool:
    """Deliver a letter and note it; False when it could not be delivered, and will be tried again."""
    try:
        deliver(due.letter, due.to, post)
    except PostError as error:
        LOG.warning("%s", error)
        return False
    store.note_told(due.letter.about, due.to.name, now.isoformat(timespec="seconds"))
    return True


def _about(store: Store, post: Post, run: str, rules: Path | None) -> Iterator[Due]:
    """What a run has to tell its supervisors and the sections that answer for its columns."""
    site = store.site_of(run)
    owners = [o for o in site.owners if post.owners and post.mail is not None and is_address(o.contact)]
    told = [*supervisors_of(post), *(Receiver(f"mail:{o.contact}") for o in owners)]
    if all(store.was_told(run, to.name) for to in told):
        return
    summary = summarise(report_input(store, store.run(run), rules=rules))
    letter = site_letter(summary)
    if letter is not None:
        yield from (Due(letter, to) for to in supervisors_of(post) if not store.was_told(run, to.name))
    for owner in owners:
        to = Receiver(f"mail:{owner.contact}")
        own = site_letter(summary, columns=frozenset(owner.columns) or None)
        if own is not None and not store.was_told(run, to.name):
            yield Due(own, to)
