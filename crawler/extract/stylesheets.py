"""Which selectors a style sheet hides, as far as simple selectors tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_SHEET, MAX_RULES = 1_000_000, 20_000
_MAX_SELECTORS, _MAX_BODY = 4_000, 4_000
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_BRACE = re.compile(r"([{}])")
_STEP = re.compile(r"^([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)$", re.I)
_POINTED = re.compile(r":(?:hover|focus|focus-within|active|target|checked)", re.I)
_MARK = re.compile(r"[.#][\w-]+")
_HIDES = re.compile(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse))(?:!important)?(?:;|$)", re.I)
_SHOWS = re.compile(r"(?:^|;)(?:display:(?!none)[a-z-]+|visibility:visible)(?:!important)?(?:;|$)", re.I)
_TRICKS = re.compile(
    r"(?:^|;)(?:opacity:0(?:\.0+)?(?:;|$|!)|font-size:0(?:px|em|rem)?(?:;|$|!)|text-indent:-\d{3,}|(?:left|top|margin-left):-\d{4,}"
    r"|(?:width|height):0(?:px)?(?:;|$|!)|clip:rect\(0)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One compound selector: a tag ("" for any) and its classes and ids, each with its mark."""

    tag: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A chain of steps, outermost first, with what it does: "hide", "show", "trick" (opacity, size, position) or "reveal" (shows on hover)."""

    steps: tuple[Step, ...]
    effect: str
    selector: str
    important: bool = False

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """Specificity: important, ids, classes, tags."""
        marks = [m for s in self.steps for m in s.marks]
        ids = sum(m[0] == "#" for m in marks)
        return self.important, ids, len(marks) - ids, sum(bool(s.tag) for s in self.steps)


@lru_cache(maxsize=64)
def visibility_rules(sheet: str) -> tuple[StyleRule, ...]:
    """Rules of the sheet that hide or show at any screen width; conditional ones are left out."""
    found: list[StyleRule] = []
    for selectors, body in _blocks(_COMMENT.sub(" ", sheet[:MAX_SHEET])):
        effect = effect_of(body) if len(found) < MAX_RULES else ""
        if effect:
            found.extend(_rules(selectors, effect, "!important" in body))
    return tuple(found)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) outside @media and other at-rules."""
    open_blocks: list[str] = []
    text = ""
    for part in _BRACE.split(sheet):
        if part == "{":
            open_blocks.append(text.rsplit(";", 1)[-1].strip()[-_MAX_SELECTORS:])
        elif part == "}":
            if len(open_blocks) == 1 and not open_blocks[0].startswith("@"):
                yield open_blocks[0], text[:_MAX_BODY]
            if open_blocks:
                open_blocks.pop()
        text = part if part not in {"{", "}"} else ""


def _rules(selectors: str, effect: str, important: bool) -> Iterator[StyleRule]:
    for selector in selectors.split(","):
        pointed = _POINTED.search(selector) is not None
        steps = _steps(_POINTED.sub("", selector))
        if steps and (not pointed or effect == "show"):
            yield StyleRule(steps, "reveal" if pointed else effect, " ".join(selector.split()), important)


def effect_of(declarations: str) -> str:
    """What inline declarations or a rule's body do to visibility: "hide", "trick", "show" or nothing."""
    plain = re.sub(r"\s+", "", declarations)
    if _HIDES.search(plain):
        return "hide"
    if _TRICKS.search(plain):
        return "trick"
    return "show" if _SHOWS.search(plain) else ""


def _steps(selector: str) -> tuple[Step, ...]:
    """The chain of a simple descendant or child selector; empty for every other form."""
    found: list[Step] = []
    for part in selector.replace(">", " ").split():
        match = _STEP.match(part)
        if match is None:
            return ()
        tag = (match.group(1) or "").lower()
        found.append(Step("" if tag == "*" else tag, frozenset(_MARK.findall(match.group(2)))))
    return tuple(found)
