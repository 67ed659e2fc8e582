"""The name of the column that a page belongs to, as the page prints it."""

from __future__ import annotations

from crawler.extract.words import clean, compact, words
from records.catalogue import load_catalogue
from records.types import Crumb
from records.vocabulary import PageKind

_MAX_NAME, _SURE = 14, 0.9


def column_name(
    crumbs: tuple[Crumb, ...], meta: tuple[tuple[str, str], ...], kind: PageKind, title: str
) -> str | None:
    """The last breadcrumb that is a column, else ColumnName."""
    names = [c.name for c in crumbs]
    plain_title = compact(title)
    while names and (compact(names[-1]) in words("crumb_tails") or _is_title(names[-1], kind, plain_title)):
        names.pop()
    said = clean(dict(meta).get("ColumnName", ""))
    said = "" if said in words("meta_placeholders") else said
    if len(names) == 1 and said and names[0] not in said and "{{" not in said:
        return said  # the breadcrumb stops at the first level
    return (names[-1] if names else None) or said or None


def _is_title(name: str, kind: PageKind, title: str) -> bool:
    """The last step of an entry's breadcrumb is often the entry itself, whole or cut."""
    if kind is not PageKind.ENTRY:
        return False
    plain = compact(name).rstrip(".…")
    return bool(plain) and (plain == title or (len(plain) >= 6 and title.startswith(plain[:12])))


def is_own_column(
    crumbs: tuple[Crumb, ...], meta: tuple[tuple[str, str], ...], title: str, *, is_dated: bool
) -> bool:
    """The page's one document is the column itself: its title is the last step of the breadcrumb, short as a name.

    A dated document whose title ends the breadcrumb without a link is one of a column, unless columns are called so.
    """
    name = compact(title)
    if not crumbs or len(name) > _MAX_NAME or compact(crumbs[-1].name) != name:
        return False
    if dict(meta).get("ArticleTitle"):
        return False
    return not is_dated or crumbs[-1].url is not None or _names_column(name)


def _names_column(name: str) -> bool:
    match = load_catalogue().match(name)
    return match is not None and match.confidence >= _SURE
