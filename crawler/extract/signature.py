"""What the text of a document itself tells when no header does: its number, and the date under its signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.words import compact, form
from records.types import Header

_ALONE, _IN_TITLE = form("number_alone"), form("number_in_title")
_SIGNER, _PASSED = form("signer"), form("passed")
_WHOLE, _SIGNED_LINE = form("signed_day"), form("signed_line")
_LEAD, _LONGEST_LINE, _MAX_BLOCKS, _MAX_TEXT = 12, 60, 400, 2_000
_SHORTEST_NAME, _SENTENCE = 4, 20


def completed(header: Header, text: list[Block], title: str, site: str) -> Header:
    """The header with the number and the date of writing that the document prints outside of labels.

    The date under a signature counts when the signer is the publisher or the source, or where neither is named the
    body whose `site` it is, or when the text prints its own number above: another body's letter that is only passed
    on was not written by this one.
    """
    own = _own_number(text)
    number = header.document_number or own or _number_in(title)
    formed = header.formed_on
    if formed is None and "formed_on" not in header.labels:
        named = [n for n in (header.publisher, header.content_source) if n]
        known = [_plain_name(n) for n in named or [site]]
        owner = _Own(known, compact(title), own is not None)
        formed = _passed(text) or _headed(text, owner) or _signed(text, owner)
    decided = header.decided_on or _told(text, form("decided"))
    approved = header.approved_on or _told(text, form("approved"))
    if (number, formed, decided, approved) == (
        header.document_number,
        header.formed_on,
        header.decided_on,
        header.approved_on,
    ):
        return header
    return replace(header, document_number=number, formed_on=formed, decided_on=decided, approved_on=approved)


def _told(text: list[Block], sentence: re.Pattern[str]) -> date | None:
    """The day that a sentence of the text names; two different days tell nothing."""
    read = [b.text[:_MAX_TEXT] for b in text[:_MAX_BLOCKS]]
    if sentence.search("\n".join(read)) is None:
        return None
    days = {m.groups() for t in read for m in sentence.finditer(t)}
    return dates.make(*next(iter(days))) if len(days) == 1 else None


def _own_number(text: list[Block]) -> str | None:
    """A number on a line of its own above the text."""
    for block in text[:_LEAD]:
        found = _ALONE.match(block.plain) if len(block.text) < 40 else None
        if found and not block.is_columned:
            return found.group(1)
    return None


def _number_in(title: str) -> str | None:
    """A number in brackets at the end of the title."""
    found = _IN_TITLE.search(compact(title))
    return found.group(1) if found else None


def _passed(text: list[Block]) -> date | None:
    """The day a meeting passed it, in brackets under the title; a text amended since names several days."""
    for block in text[:_LEAD]:
        found = _PASSED.match(block.text) if len(block.text) < 90 else None
        if found:
            return dates.make(found.group(1), found.group(2), found.group(3))
    return None


@dataclass(frozen=True, slots=True)
class _Own:
    """What makes a text the page's own: the names it is published under, its title, a number printed above it."""

    names: list[str]
    title: str
    numbered: bool

    def signed_by(self, signer: str) -> bool:
        """Whether the body that signed wrote the text that the page is about."""
        plain = compact(signer)
        titled = len(plain) >= _SHORTEST_NAME and self.title.startswith(plain)
        return self.numbered or titled or any(_same(n, _plain_name(signer)) for n in self.names)


def _headed(text: list[Block], own: _Own) -> date | None:
    """The date below the names of bodies that stand right under the title."""
    for n, block in enumerate(text[:_LEAD]):
        if n and len(block.text) <= _LONGEST_LINE and _WHOLE.match(block.text):
            names = takewhile(_is_signer, (b.text for b in reversed(text[:n])))
            return dates.find_date(block.text) if any(own.signed_by(s) for s in names) else None
        if len(block.text) > _LONGEST_LINE:
            break
    return None


def _signed(text: list[Block], own: _Own) -> date | None:
    """The date right below the name of a public body, after some text; a numbered text may leave out the name."""
    for n, block in enumerate(text):
        if len(block.text) > _LONGEST_LINE:
            continue
        said = dates.arabic(block.text)
        signer, day = (text[n - 1].text, said) if n and _WHOLE.match(said) else ("", "")
        line = _SIGNED_LINE.match(said) if not day else None
        if line:
            signer, day = line.group(1), line.group(2)
        if not day or not any(len(b.text) >= _SENTENCE for b in text[:n]):
            continue
        if _is_signer(signer) and own.signed_by(signer) or own.numbered and not line:
            return dates.find_date(day)
    return None


def _is_signer(name: str) -> bool:
    plain = compact(name)
    return 3 <= len(plain) <= 40 and _SIGNER.search(plain) is not None and not re.search(r"[，。；：]", plain)


def _same(one: str, other: str) -> bool:
    """One name holds the other, or is its end; sites print their short names too."""
    short, long = sorted((one, other), key=len)
    return short in long if len(short) >= _SHORTEST_NAME else len(short) == 3 and long.endswith(short)


def _plain_name(name: str) -> str:
    return form("name_noise").sub("", compact(name))
