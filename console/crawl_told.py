"""How a crawl ended, in lines: its run, what was planned and seen, and what the reader must know."""

from __future__ import annotations

from console.texts import say
from records.types import Dossier
from records.vocabulary import RunState
from reports.attestation import notice_text
from reports.notices import crawl_notices
from reports.plain import plain
from reports.terminal import coverage_line
from reports.texts import Texts


def crawl_lines(dossier: Dossier, lang: str) -> list[str]:
    """One line each; a run that can be gone on with says how."""
    run, words = dossier.run, Texts(lang)
    why = words.known("why", dossier.coverage.why_incomplete) if not dossier.coverage.complete else ""
    lines = [
        say(
            "crawl.done",
            run=plain(run.id),
            state=words(f"state.{run.state.value}"),
            why=why or say("crawl.whole"),
        )
    ]
    lines.append(words("coverage") + words("colon") + coverage_line(dossier.coverage, words))
    lines.extend(notice_text(notice, words) for notice in crawl_notices(dossier))
    if run.state is RunState.STOPPED:
        lines.append(say("crawl.goes_on"))
    return lines
