"""The answers of `sites check`: given as options or asked for, and kept in the site file one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console

from console.mapping import Option, Question
from console.texts import say
from records.addresses import host_of, page_key, same_site
from records.catalogue import load_catalogue
from records.errors import InputError
from records.sitefile_edit import Answers, new_site_file, save_answers
from records.types import Site
from rules.expressions import nearest


@dataclass(slots=True)
class AnswerFile:
    """Where answers go: the site file, or a new one for a site known only by address or code."""

    site: Site
    path: Path | None
    is_new: bool
    shown: Console = field(default_factory=Console)
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
            self.shown.print(say("sites.answers.column", code=code, url=url, file=self.path), soft_wrap=True)
            if not same_site(url, self.site.hosts):
                self.shown.print(say("sites.answers.other_host", host=host_of(url)), soft_wrap=True)
        for code in answers.absent:
            self.shown.print(say("sites.answers.absent", code=code, file=self.path), soft_wrap=True)


def answers_given(confirmed: Iterable[str], rejected: Iterable[str]) -> Answers:
    """The answers of `--confirm CODE=URL` and `--reject CODE[=REASON]`; InputError names what is wrong with one."""
    columns: dict[str, str] = {}
    for word in confirmed:
        code, _, url = word.partition("=")
        if not url.strip():
            raise InputError(say("sites.answers.bad_confirm", word=word), remedy="--confirm CODE=http://…")
        columns[_known(code)] = url.strip()
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
        file.shown.print(say("sites.ask.nothing"))
        return
    if file.path is None:
        offered = click.prompt(say("sites.ask.new_file"), default=f"{file.site.code}.yml")
        file.path = Path(offered)
    for question in questions:
        answers = _asked(question, file)
        if answers:
            file.keep(answers)


def _asked(question: Question, file: AnswerFile) -> Answers:
    item, taken = question.item, set(map(page_key, file.site.columns.values()))
    options = [o for o in question.options if page_key(o.column.url or "") not in taken]
    if not options:
        return Answers()
    key = "sites.ask.required" if question.required else "sites.ask.optional"
    lines = [say(key, name=item.name, code=item.code)]
    for n, option in enumerate(options, 1):
        lines.append(f"  {n}  {' › '.join(option.column.path)}  {option.column.for_people}")
        lines.append("     " + _holds(option))
    for line in lines:
        file.shown.print(line, markup=False, highlight=False, soft_wrap=True)
    numbers = [str(n) for n in range(1, len(options) + 1)]
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
    return Answers({item.code: options[int(choice) - 1].column.url or ""})


def _holds(option: Option) -> str:
    """What a column lists, by which a person recognises it."""
    if not option.titles:
        return say("sites.ask.empty")
    return say(
        "sites.ask.holds",
        n=option.entries,
        newest=option.newest or "—",
        titles=say("sites.ask.between").join(option.titles),
    )


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
