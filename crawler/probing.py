"""One availability probe: does the home page open within fifteen seconds, as the site check of 2019 asks."""

from __future__ import annotations

import time
from datetime import datetime

from crawler.answers import WALL_BYTES, WALLS, no_network
from crawler.crawl_words import crawl_words
from crawler.extract.decoding import decode
from crawler.plain_client import Answer, NoAnswer, get
from crawler.settings import HOME_SECONDS
from records.errors import InputError
from records.probes import Probe, ProbeOutcome, ProbeWatch


def probe(watch: ProbeWatch, slot: int, now: datetime, *, allow_private: bool) -> Probe:
    """Visit once. What may be our own fault (a name not found, no network) or is a wall is not counted."""
    begun = time.monotonic()
    status, outcome = None, ProbeOutcome.UNCOUNTED
    try:
        answer = get(watch.url, allow_private=allow_private, seconds=HOME_SECONDS)
        status = answer.status
        outcome, error = _told(answer)
    except NoAnswer as failure:
        timed_out = isinstance(failure.cause, TimeoutError)
        error = "no-network" if no_network(failure.cause) else "timeout" if timed_out else "connection"
        outcome = ProbeOutcome.UNCOUNTED if error == "no-network" else ProbeOutcome.BAD
    except InputError:
        error = "dns"
    return Probe(slot, now, outcome, round(time.monotonic() - begun, 3), status, error)


def _told(answer: Answer) -> tuple[ProbeOutcome, str]:
    if answer.status in WALLS:
        return ProbeOutcome.UNCOUNTED, f"wall:{answer.status}"
    if not 200 <= answer.status < 300:
        return ProbeOutcome.BAD, f"http-{answer.status}"
    if len(answer.body) <= WALL_BYTES and _is_script_wall(answer):
        return ProbeOutcome.UNCOUNTED, "wall:script"
    return (ProbeOutcome.OPEN, "") if answer.body.strip() else (ProbeOutcome.BAD, "empty")


def _is_script_wall(answer: Answer) -> bool:
    text = decode(answer.body, answer.content_type).text
    return any(mark in text for mark in crawl_words().script_wall_marks)
