"""自查报告 and 整改通知书 as docx: the bundled layout of GB/T 9704, or the user's own docx with placeholders."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateError
from markupsafe import Markup

from records.errors import InputError
from reports.material import ReportInput
from reports.official.fields import Fields, fields
from reports.official.filling import filled
from reports.official.markup import paragraphs, unmarked
from reports.official.paper import Paper, describe
from reports.official.sandbox import Templates
from reports.plain import one_line, plain
from reports.texts import Texts

_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a paper is made from: the run, the templates, and what only its sender knows."""

    material: ReportInput
    templates: Templates
    given: Mapping[str, str] = field(default_factory=dict)


def write_paper(letter: Letter, name: str, path: Path) -> None:
    """Write the paper `name` (self-check or notice) to `path`; faults of a template are kept in `letter.templates`.

    InputError for a template that cannot be read at all.
    """
    material, templates = letter.material, letter.templates
    known = fields(material, letter.given)
    say = Texts(material.lang)
    values = {key: plain(str(known[key])) for key in ("run", "today", "version")}
    attested = say("book.attested", digest=known["digest"][:16], **values)
    title = plain(f"{say('paper.' + name)} {material.site.name}")
    try:
        if templates.has(f"{name}.docx"):
            document = filled(templates, f"{name}.docx", known, _value)
            describe(document, title, attested, material.today)
            document.save(str(path))
        else:
            _laid_out(templates, f"{name}.txt.j2", known).save(path, title, attested, material.today)
    except TemplateError as error:
        used = f"{name}.docx" if templates.has(f"{name}.docx") else f"{name}.txt.j2"
        raise InputError(templates.unreadable(error, used)) from None
    settle(path)


def settle(path: Path) -> None:
    """The package with one time for all its parts, so that the same input gives the same bytes."""
    with zipfile.ZipFile(path) as package:
        parts = [(item.filename, package.read(item)) for item in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            package.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)


def _laid_out(templates: Templates, name: str, known: Fields) -> Paper:
    environment = templates.environment(_value, markup=False)
    paper = Paper()
    for kind, text in paragraphs(environment.get_template(name).render(known)):
        paper.paragraph(kind, one_line(text))
    return paper


def _value(value: object) -> object:
    """Every text that a template prints: one line without hidden characters that cannot begin a mark."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return unmarked(one_line(value))
