"""The report people read: one self-contained HTML file that needs no network, no script, and prints on A4."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.due_shown import due_left
from reports.limits import limit
from reports.material import ReportInput
from reports.page import PageWords
from reports.plain import one_line, safe_address, shortened, shown_address
from reports.summary import summarise

TEMPLATES = Path(__file__).with_name("templates")


def write_html(material: ReportInput, path: Path) -> None:
    """Write the report to `path`."""
    path.write_text(render(material), encoding="utf-8", newline="\n")


def render(material: ReportInput) -> str:
    """The report as HTML. Site text is escaped, hidden characters are dropped, only http(s) addresses are links."""
    words = PageWords(summarise(material))
    script = _static("filter.js.j2")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            s=words.summary,
            m=material,
            w=words,
            say=words.say,
            due_left=due_left,
            css=Markup(_static("report.css")),
            script=Markup(script),
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["href"] = safe_address
    made.filters["address"] = shown_address
    return made


def _shown(value: object) -> object:
    """Every text that a template prints passes here, bounded; what is already markup stays."""
    return shortened(one_line(value), limit("longest")) if type(value) is str else value


@cache
def _static(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
