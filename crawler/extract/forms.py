"""Search boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from crawler.extract.document import Document, text_of
from crawler.extract.words import words
from records.types import SearchForm

Join = Callable[[str | None], str | None]
_SAYING = ("value", "placeholder", "name", "id", "title", "class")
_PRESSED = ("button", "a", "span", "img", "i")
_NEAR = 3  # levels above a box without a form in which its button stands


def search_forms(document: Document) -> tuple[SearchForm, ...]:
    """Forms that look like a search box; a box that only a script sends counts too."""
    forms = [f for form in document.all("form") if (f := _form(form, document.join)) is not None]
    return tuple(forms) if forms else tuple(_scripted_box(document))


def _form(form: _Element, join: Join) -> SearchForm | None:
    inputs = list(form.iter("input"))
    fields = [i for i in inputs if _takes_text(i)]
    if len(fields) != 1 or not _says_search(_marks(form, inputs)):
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


def _scripted_box(document: Document) -> Iterator[SearchForm]:
    """A text field outside every form with something beside it that searches when pressed: no more than one a page."""
    for field in document.all("input"):
        if _takes_text(field) and field not in document.hidden and _is_search(field):
            yield SearchForm("", "get", field.get("name") or "", True, ())
            return


def _is_search(field: _Element) -> bool:
    box = field
    for _ in range(_NEAR):
        above = box.getparent()
        if above is None or above.tag in {"body", "form", "html"}:
            break
        box = above
        inputs = list(box.iter("input"))
        if sum(1 for i in inputs if _takes_text(i)) > 1:
            return False
        pressed = [e for e in box.iter(*_PRESSED, "input") if _is_pressed(e)]
        said = [e.get(k) or "" for e in pressed for k in ("onclick", "href", "alt", *_SAYING)]
        said += [text_of(e) for e in pressed]
        if pressed and _says_search(_marks(box, [field]) + " ".join(said).lower()):
            return True
    return False


def _is_pressed(element: _Element) -> bool:
    if element.tag == "input":
        return (element.get("type") or "").lower() in {"button", "submit", "image"}
    return element.tag == "button" or bool(element.get("onclick") or "script:" in (element.get("href") or ""))


def _takes_text(field: _Element) -> bool:
    return (field.get("type") or "text").lower() in {"text", "search"}


def _says_search(said: str) -> bool:
    return any(w in said for w in words("search_words"))


def _marks(form: _Element, inputs: list[_Element]) -> str:
    said = [form.get(k) or "" for k in ("action", "id", "class", "name")]
    said += [i.get(k) or "" for i in inputs for k in _SAYING]
    said += [text_of(b) for b in form.iter("button", "a")]
    return " ".join(said).lower()
