"""A docx of the user's own, its {{ placeholders }} filled; an unknown field is told with the paragraph it stands in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from records.errors import InputError
from reports.official.fields import Fields
from reports.official.sandbox import Templates
from reports.plain import plain, shortened

SHOWN = 40  # characters of a paragraph that tell which one it is


def filled(templates: Templates, name: str, known: Fields, finalize: Callable[[object], object]) -> Any:
    """The filled document; InputError for a file that is no docx."""
    source = templates.path(name)
    found = Templates(templates.say, templates.own)
    try:
        template = DocxTemplate(str(source))
        template.render(known, found.environment(finalize, markup=True), autoescape=True)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(templates.say("template.damaged", file=source, error=error)) from None
    paragraphs = list(_paragraphs(template.docx, source.name, templates))
    for fault in found.faults:
        mark = templates.say("template.mark", name=fault.name)
        places = [place for place, text in paragraphs if mark in text] or [str(source)]
        for place in places:
            templates.tell(replace(fault, place=place))
    return template.docx


def _paragraphs(document: Any, file: str, templates: Templates) -> Iterator[tuple[str, str]]:
    """(place in words, text) of every paragraph: body, tables, headers and footers."""
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    for number, part in enumerate(parts):
        key = "template.header" if number else "template.paragraph"
        for n, paragraph in enumerate(part.iter(qn("w:p")), 1):
            text = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
            told = shortened(plain(text), SHOWN)
            yield templates.say(key, file=file, n=n, text=told), text
