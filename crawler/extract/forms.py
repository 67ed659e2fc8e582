"""Search boxes."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from crawler.extract.document import text_of
from crawler.extract.words import words
from records.types import SearchForm

Join = Callable[[str | None], str | None]
_SAYING = ("value", "placeholder", "name", "id", "title")


def search_forms(root: _Element, join: Join) -> tuple[SearchForm, ...]:
    """Forms that look like a search box."""
    return tuple(f for form in root.iter("form") if (f := _form(form, join)) is not None)


def _form(form: _Element, join: Join) -> SearchForm | None:
    inputs = list(form.iter("input"))
    fields = [i for i in inputs if (i.get("type") or "text").lower() in {"text", "search"}]
    if len(fields) != 1 or not any(w in _marks(form, inputs) for w in words("search_words")):
        return None
    action, name = form.get("action") or "", fields[0].get("name") or ""
    target = join(action) if action else None
    scripted = target is None or not name or action.lower().startswith("javascript")
    hidden = tuple(
        (i.get("name") or "", i.get("value") or "")
        for i in inputs
        if (i.get("type") or "").lower() == "hidden" and i.get("name")
    )
    method = (form.get("method") or "get").lower()
    return SearchForm(target or "", "post" if method == "post" else "get", name, scripted, hidden)


def _marks(form: _Element, inputs: list[_Element]) -> str:
    said = [form.get(k) or "" for k in ("action", "id", "class", "name")]
    said += [i.get(k) or "" for i in inputs for k in _SAYING]
    said += [text_of(b) for b in form.iter("button", "a")]
    return " ".join(said).lower()
