"""Letters: to a body after a run, and each morning to a supervisor over many sites. Plain text, the facts first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from records.store_overview import SiteLine
from records.types import Finding
from records.vocabulary import Outcome
from reports.due_warnings import Warned, warnings_ahead
from reports.plain import plain, shown_address
from reports.summary import Summary
from reports.texts import Texts

MOST = 20  # findings, columns or sites named in one list; the rest is counted


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `about` is what it tells of, a run or a day: nobody gets two about the same."""

    about: str
    subject: str
    text: str


def site_letter(summary: Summary, lang: str = "zh", columns: frozenset[str] | None = None) -> Letter | None:
    """What got worse, what was fixed and what falls due; None when there is nothing to tell.

    `columns`: only findings of these, for the section that answers for them.
    """
    changes, material = summary.changes, summary.material
    mine = _Mine(columns)
    new = mine.of((*changes.new, *changes.worse) if changes else ())
    gone = mine.of(changes.gone if changes else ())
    due = [d for d in summary.due if d.warning and (columns is None or d.column in columns)]
    ahead: Sequence[Warned] = warnings_ahead(material) if columns is None else ()
    first = mine.of(f for f in material.findings if f.outcome is Outcome.FAIL) if changes is None else []
    whole = summary.coverage.complete
    if not (new or gone or due or ahead or first) and whole:
        return None
    say = Texts(lang)
    subject = say(
        "letter.site.subject", site=material.site.name, day=material.today, new=len(new), gone=len(gone)
    )
    if changes is None:
        subject = say("letter.site.first", site=material.site.name, day=material.today, count=len(first))
    said = {
        "s": summary,
        "new": new,
        "gone": gone,
        "due": due,
        "ahead": ahead,
        "first": first,
        "whole": whole,
    }
    return Letter(material.run.id, plain(subject), _filled("letter-site.txt.j2", lang, said))


def digest_letter(lines: Sequence[SiteLine], watched: int, day: date, lang: str = "zh") -> Letter:
    """The state of all sites of a supervisor this morning."""
    bad = [line for line in lines if line.is_abnormal]
    subject = Texts(lang)("letter.digest.subject", day=day, watched=watched, bad=len(bad))
    said = {"lines": lines, "bad": bad, "watched": watched, "day": day}
    return Letter(f"digest {day}", plain(subject), _filled("letter-digest.txt.j2", lang, said))


class _Mine:
    def __init__(self, columns: frozenset[str] | None) -> None:
        self._columns = columns

    def of(self, findings: object) -> list[Finding]:
        """Those of the section."""
        found: list[Finding] = list(findings)  # type: ignore[call-overload]
        return [f for f in found if self._columns is None or f.column in self._columns]


def _filled(name: str, lang: str, said: dict[str, object]) -> str:
    say = Texts(lang)
    text = _environment().get_template(name).render(say=say, most=MOST, **said)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _environment() -> Environment:
    """Nothing that a site says may break a line of a letter."""
    folder = Path(__file__).with_name("templates")
    found = Environment(
        loader=FileSystemLoader(folder), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - plain text
    )  # fmt: skip
    found.filters["line"] = lambda value: plain(str(value))
    found.filters["address"] = shown_address
    return found
