"""Templates that a user may replace: filled in a sandbox; an unknown field is told with its name and place and shows as such."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from records.errors import InputError
from reports.texts import Texts

BUNDLED = Path(__file__).parents[1] / "templates"
REPLACEABLE = (
    "report.html.j2",
    "parts.html.j2",
    "report.css",
    "self-check.txt.j2",
    "notice.txt.j2",
    "self-check.docx",
    "notice.docx",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that a template asks for and no paper has. `place`: file and line, or file and paragraph."""

    place: str
    name: str
    near: str = ""

    def told(self, say: Texts) -> str:
        """The fault in words."""
        hint = say("template.near", name=self.near) if self.near else ""
        return say("template.unknown", place=self.place, name=self.name) + hint


@dataclass(slots=True)
class Templates:
    """The templates in use. `own`: a folder or one file of the user's; `faults`: unknown fields met so far, each place once."""

    say: Texts
    own: Path | None = None
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.own is None or any(self.has(name) for name in REPLACEABLE):
            return
        remedy = self.say("template.names", names=", ".join(REPLACEABLE))
        raise InputError(self.say("template.none"), where=str(self.own), remedy=remedy)

    def path(self, name: str) -> Path:
        """The user's file of that name, else the bundled one."""
        if self.own is None:
            return BUNDLED / name
        mine = self.own / name if self.own.is_dir() else self.own
        return mine if mine.name == name and mine.is_file() else BUNDLED / name

    def has(self, name: str) -> bool:
        """The user brought a template of that name."""
        return self.path(name).parent != BUNDLED

    def text(self, name: str) -> str:
        """The template's source; InputError when it is no UTF-8 text."""
        try:
            return self.path(name).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise InputError(self.say("template.no_text"), where=str(self.path(name))) from None

    def environment(self, finalize: Callable[[object], object] | None, *, markup: bool) -> Environment:
        """A sandbox over these templates; `markup`: values are escaped, `finalize`: what every printed value passes."""
        return ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._load),
            autoescape=markup,
            undefined=self.unknown(),
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def unknown(self) -> type[Undefined]:
        """What an unknown field becomes: told once, shown as a mark, empty where a template walks over it."""

        class Unknown(_Unknown):
            templates = self

        return Unknown

    def unreadable(self, error: TemplateError, name: str) -> str:
        """What is wrong with a template that cannot be filled at all, with file and line where they are known."""
        place = str(self.path(name))
        if isinstance(error, TemplateSyntaxError):
            place = f"{error.filename or place}:{error.lineno}"
        return self.say("template.syntax", place=place, error=error.message)

    def tell(self, fault: Fault) -> None:
        """Remember a fault, once."""
        if fault not in self.faults:
            self.faults.append(fault)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool] | None]:
        if not self.path(name).is_file():
            raise TemplateNotFound(name)
        return self.text(name), str(self.path(name)), None


class _Unknown(Undefined):
    """A field that is not there; `a.b.c` is one name."""

    templates: Templates

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: object) -> Any:
        return type(self)(name=f"{self._undefined_name}.{name}")

    def __str__(self) -> str:
        return self._told()

    def __iter__(self) -> Iterator[Any]:
        self._told()
        return iter(())

    def __len__(self) -> int:
        self._told()
        return 0

    def __bool__(self) -> bool:
        self._told()
        return False

    def _told(self) -> str:
        say, name = self.templates.say, str(self._undefined_name)
        known = list(self._undefined_obj) if isinstance(self._undefined_obj, dict) else []
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        self.templates.tell(Fault(_place(), name, near[0] if near else ""))
        return say("template.mark", name=name)


def _place() -> str:
    """File and line of the template that is being filled."""
    frame = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename:
            return f"{template.filename}:{template.get_corresponding_lineno(frame.f_lineno)}"
        frame = frame.f_back  # type: ignore[assignment]
    return ""
