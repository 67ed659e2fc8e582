"""How a law is named: in findings only by what a source text confirmed, in documents with its marks."""

from __future__ import annotations

from rules.model import Law
from rules.texts import say

TITLE, SINCE = "title", "since"


def cited(law: Law, lang: str = "zh") -> str:
    """Title and number for a finding; the number alone where no source confirmed the title."""
    return law.number if TITLE in law.unverified else _whole(law, lang)


def described(law: Law, lang: str) -> str:
    """Title, number and first day for documents, each with its mark where no source confirmed it."""
    name = _whole(law, lang)
    if TITLE in law.unverified:
        name += say("doc.unverified_title", lang)
    if law.since is None:
        return name
    mark = say("doc.unverified", lang) if SINCE in law.unverified else ""
    return name + say("doc.since", lang, day=law.since, mark=mark)


def _whole(law: Law, lang: str) -> str:
    key = "basis.numbered" if law.number else "basis.plain"
    return say(key, lang, title=law.title, number=law.number)
