"""The answers of `sites check`: given as options or asked for, and kept in the site file one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from console.mapping import Question
from console.texts import say
from records.addresses import host_of, same_site
from records.catalogue import load_catalogue
from records.errors import InputError
from records.sitefile_edit import Answers, new_site_file, save_answers
from records.types import Site
from rules.expressions import nearest

SHOWN = Console()


@dataclass(slots=True)
class AnswerFile:
    """Where answers go: the site file, or a new one for a site known only by address or code."""

    site: Site
    path: Path | None
    is_new: bool
    written: bool = False

    def keep(self, answers: Answers) -> None:
        """Write the answers; InputError when there is no file and none was named for them."""
        if self.path is None:
            remedy = say("sites.answers.no_file.remedy", file=f"{self.site.code}.yml")
            raise InputError(say("sites.answers.no_file"), remedy=remedy)
        if self.is_new:
            self.site, self.is_new = new_site_file(self.path, self.site, answers), False
        else:
            self.site = save_answers(self.path, answers)
        self.written = True
        for code, url in answers.columns.items():
            SHOWN.print(say("sites.answers.column", code=code, url=url, file=self.path), soft_wrap=True)
            if not same_site(url, self.site.hosts):
                SHOWN.print(say("sites.answers.other_host", host=host_of(url)), soft_wrap=True)
        for code in answers.absent:
            SHOWN.print(say("sites.answers.absent", code=code, file=self.path), soft_wrap=True)


def answers_given(confirmed: Iterable[str], rejected: Iterable[str]) -> Answers:
    """The answers of `--confirm CODE=URL` and `--reject CODE[=REASON]`; InputError names what is wrong with one."""
    columns: dict[str, str] = {}
    for word in confirmed:
        code, _, url = word.partition("=")
        if not host_of(url):
            raise InputError(say("sites.answers.bad_confirm", word=word), remedy="--confirm CODE=http://…")
        columns[_known(code)] = url
    absent: dict[str, str] = {}
    for word in rejected:
        code, _, reason = word.partition("=")
        absent[_optional(_known(code))] = reason.strip() or say("sites.answers.reason")
    both = columns.keys() & absent.keys()
    if both:
        raise InputError(say("sites.answers.both", code=", ".join(sorted(both))))
    return Answers(columns, absent)


def ask(questions: tuple[Question, ...], file: AnswerFile) -> None:
    """Ask each question on the terminal and keep each answer at once; Enter leaves a question open."""
    if not questions:
        SHOWN.print(say("sites.ask.nothing"))
        return
    if file.path is None:
        offered = click.prompt(say("sites.ask.new_file"), default=f"{file.site.code}.yml")
        file.path = Path(offered)
    for question in questions:
        answers = _asked(question)
        if answers:
            file.keep(answers)


def _asked(question: Question) -> Answers:
    item = question.item
    key = "sites.ask.required" if question.required else "sites.ask.optional"
    SHOWN.print(say(key, name=item.name, code=item.code), markup=False, highlight=False)
    for n, column in enumerate(question.options, 1):
        line = f"  {n}  {' › '.join(column.path)}  {column.url}"
        SHOWN.print(line, markup=False, highlight=False, soft_wrap=True)
    numbers = [str(n) for n in range(1, len(question.options) + 1)]
    may_lack = not item.is_section
    choice = click.prompt(
        say("sites.ask.choose" if may_lack else "sites.ask.choose_section"),
        type=click.Choice([*numbers, *(["x"] if may_lack else []), "-"]),
        default="-",
        show_choices=False,
        show_default=False,
    )
    if choice == "-":
        return Answers()
    if choice == "x":
        reason = click.prompt(say("sites.ask.reason"), default=say("sites.answers.reason"))
        return Answers(absent={item.code: reason})
    return Answers({item.code: question.options[int(choice) - 1].url or ""})


def _known(code: str) -> str:
    known = load_catalogue().by_code
    if code not in known:
        raise InputError(say("sites.answers.unknown", code=code) + nearest(code, known.keys()))
    return code


def _optional(code: str) -> str:
    """The five sections bind every body: no file may say otherwise."""
    if load_catalogue().by_code[code].is_section:
        raise InputError(say("sites.answers.section", code=code))
    return code
