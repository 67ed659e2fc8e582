"""Facts about one attachment."""

from __future__ import annotations

from checks import evidence, words
from checks.facts import Facts
from records.types import Attachment, Evidence
from records.vocabulary import REASON_OF_FETCH, DownloadState, FetchState, Reason


def tell_attachment(facts: Facts, attachment: Attachment, on: str) -> None:
    """What its address answers with, dead only after two failed tries; `on` is the page it hangs on."""
    linked = Evidence(on, quote=attachment.name, place=words.sentence("page"))
    facts.seen = (evidence.page(attachment.fetch, attachment.url, attachment.name), linked)
    facts.add("download_state", _state(attachment))
    fetch = attachment.fetch
    facts.add("download_note", fetch.error or attachment.sniffed or fetch.sniffed)


def _state(attachment: Attachment) -> str | Reason:
    fetch, state = attachment.fetch, attachment.state
    if state is DownloadState.DEAD and fetch.tries < 2:
        return Reason.TRIED_ONCE
    if state is not None:
        return state.value
    return Reason.UNREADABLE if fetch.state is FetchState.OK else REASON_OF_FETCH[fetch.state]
