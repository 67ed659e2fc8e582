"""The report people read: one self-contained HTML file that needs no network, no script, and prints on A4."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import TemplateError
from markupsafe import Markup

from records.errors import InputError
from reports.due_shown import due_left
from reports.limits import limit
from reports.material import ReportInput
from reports.official.sandbox import Templates
from reports.page import PageWords
from reports.plain import one_line, safe_address, shortened, shown_address
from reports.summary import summarise

PAGE, SCRIPT = "report.html.j2", "filter.js.j2"


def write_html(material: ReportInput, path: Path, templates: Templates | None = None) -> None:
    """Write the report to `path`; InputError for a template of the user's that cannot be read."""
    path.write_text(render(material, templates), encoding="utf-8", newline="\n")


def render(material: ReportInput, templates: Templates | None = None) -> str:
    """The report as HTML. Site text is escaped, hidden characters are dropped, only http(s) addresses are links."""
    words = PageWords(summarise(material))
    used = templates or Templates(words.say)
    script = used.text(SCRIPT)
    environment = used.environment(_shown, markup=True)
    environment.filters["href"] = safe_address
    environment.filters["address"] = shown_address
    try:
        return environment.get_template(PAGE).render(
            s=words.summary,
            m=material,
            w=words,
            say=words.say,
            due_left=due_left,
            css=Markup(used.text("report.css")),
            script=Markup(script),
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    except TemplateError as error:
        raise InputError(used.unreadable(error, PAGE)) from None


def _shown(value: object) -> object:
    """Every text that a template prints passes here, bounded; what is already markup stays."""
    return shortened(one_line(value), limit("longest")) if type(value) is str else value
