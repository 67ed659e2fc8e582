"""Whether the answers of `sites check` fit what the crawl saw: names become addresses, nonsense is refused with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from console.texts import say
from records.addresses import host_of, page_key
from records.errors import InputError
from records.sitefile_edit import Answers
from records.types import Column, Dossier, Site
from records.vocabulary import FetchState
from rules.expressions import nearest

JOINT = " › "


def fitted(answers: Answers, site: Site, dossier: Dossier | None) -> Answers:
    """The answers with an address for every column; InputError for what cannot be meant."""
    columns = {code: _address(code, word, dossier) for code, word in answers.columns.items()}
    for code, url in columns.items():
        if page_key(url) == page_key(site.home):
            raise InputError(say("sites.answers.home", code=code, url=url))
        _refuse_twice(code, url, {**site.columns, **columns})
        if dossier is not None:
            _refuse_gone(code, url, dossier)
    return replace(answers, columns=columns)


def is_known(url: str, dossier: Dossier) -> bool:
    """The crawl saw this address as a column, an entry or a page."""
    keys = {page_key(c.url) for c in dossier.columns if c.url}
    keys |= {e.key for e in dossier.entries} | {p.key for p in dossier.pages}
    return page_key(url) in keys


def _address(code: str, word: str, dossier: Dossier | None) -> str:
    """The address itself, or that of the one column that bears the name or path."""
    if host_of(word) and word.startswith(("http://", "https://")):
        shown = (c.url for c in (dossier.columns if dossier else ()) if c.shown_at == word)
        return next(shown, None) or word
    if "://" in word or not word.strip() or dossier is None:
        raise InputError(
            say("sites.answers.bad_confirm", word=f"{code}={word}"), remedy="--confirm CODE=http://…"
        )
    named = [c for c in dossier.columns if c.url and _bears(c, word)]
    if len(named) == 1:
        return named[0].url or ""
    if named:
        where = " · ".join(f"{JOINT.join(c.path)} {c.for_people}" for c in named)
        raise InputError(say("sites.answers.many", code=code, word=word), remedy=where)
    names = {c.name for c in dossier.columns if c.url}
    raise InputError(say("sites.answers.no_column", code=code, word=word) + nearest(word, names))


def _bears(column: Column, word: str) -> bool:
    steps = [s.strip() for s in word.replace("›", "/").replace(">", "/").split("/") if s.strip()]
    return column.name == word.strip() or list(column.path[-len(steps) :]) == steps


def _refuse_twice(code: str, url: str, all_columns: Mapping[str, str]) -> None:
    other = next(
        (c for c, u in sorted(all_columns.items()) if c != code and page_key(u) == page_key(url)), None
    )
    if other is not None:
        raise InputError(say("sites.answers.twice", code=code, other=other, url=url))


def _refuse_gone(code: str, url: str, dossier: Dossier) -> None:
    column = next((c for c in dossier.columns if c.url and page_key(c.url) == page_key(url)), None)
    fetch = column.fetch if column else None
    if fetch is not None and fetch.state is FetchState.FAILED and fetch.status in {404, 410}:
        raise InputError(say("sites.answers.gone", code=code, url=url, status=fetch.status))
