"""The text of a paper, line by line, to paragraphs: what a template writes, numbered here.

`@title`, `@to`, `@signed`, `@date`, `@small`, `@annex`, `@attachment`, `@issuer`, `@number` begin a line of that kind; `#` to
`####` begin the four levels, which number themselves; every other line is body text, empty ones are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.official.layout import layout, numeral, styles

LEVELS = ("first", "second", "third", "fourth")
Paragraph = tuple[str, str]


def paragraphs(text: str) -> Iterator[Paragraph]:
    """(kind, text) of every paragraph, headings and attachments with their numbers."""
    counts = [0] * len(LEVELS)
    attached = 0
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        marks, _, rest = line.partition(" ")
        if marks == "#" * len(marks) and len(marks) <= len(LEVELS):
            level = len(marks) - 1
            counts[level:] = [counts[level] + 1, *[0] * (len(LEVELS) - level - 1)]
            yield LEVELS[level], _numbered(level, counts[level]) + rest.strip()
        elif marks == "@attachment":
            attached += 1
            yield "attachment", _attached(attached) + rest.strip()
        elif marks.startswith("@") and marks[1:] in styles():
            yield marks[1:], rest.strip()
        else:
            yield "body", line


def unmarked(text: str) -> str:
    """A value that cannot begin a heading or a mark: its first sign is set wide where it would."""
    return chr(ord(text[0]) + 0xFEE0) + text[1:] if text[:1] in {"#", "@"} else text


def _numbered(level: int, number: int) -> str:
    stop = layout()["stops"][LEVELS[level]]
    said = numeral(number) if level < 2 else str(number)
    return said + stop if isinstance(stop, str) else stop[0] + said + stop[1]


def _attached(number: int) -> str:
    word, stop = str(layout()["attachment"]["word"]), str(layout()["attachment"]["stop"])
    return (word if number == 1 else "\u3000" * len(word)) + str(number) + stop
