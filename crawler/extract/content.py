"""The content area of a page: how much text, which documents hang on it, and whether it says that there is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.document import text_of
from crawler.extract.words import clean, compact, ordered, words
from records.types import AttachmentLink, SearchForm

Join = Callable[[str | None], str | None]
_EXT = re.compile(r"\.([A-Za-z0-9]{2,4})$")
_MAX_NOTE = 60


def content_area(root: _Element) -> _Element | None:
    """The container that known systems put an article's text into."""
    ids, classes = ordered("content_ids"), ordered("content_classes")
    best: tuple[int, _Element] | None = None
    for element in root.iter("div", "td", "article", "section"):
        name, own = element.get("id") or "", (element.get("class") or "").split()
        ranks = [ids.index(name)] if name in ids else []
        ranks += [classes.index(c) for c in own if c in classes]
        if ranks and (best is None or min(ranks) < best[0]):
            best = (min(ranks), element)
    return None if best is None else best[1]


def is_chrome(element: _Element) -> bool:
    """The element stands in a header, footer, menu or toolbar."""
    for step in (element, *element.iterancestors()):
        if step.tag in {"header", "footer", "nav"}:
            return True
        marks = (
            f"{step.get('class') or ''} {step.get('id') or ''}".lower()
            .replace("-", " ")
            .replace("_", " ")
            .split()
        )
        if any(m in words("chrome_classes") for m in marks):
            return True
    return False


def text_blocks(found: list[Block], area: _Element | None) -> list[Block]:
    """Blocks of the content area; without a known one, blocks of running text outside menus, headers and footers."""
    if area is not None:
        inside = set(area.iter())
        return [b for b in found if b.element in inside and _is_text(b)]
    return [b for b in found if _is_text(b) and b.linked * 2 < len(b.text) and not is_chrome(b.element)]


def text_chars(kept: list[Block]) -> int:
    """Characters without blanks."""
    return sum(len(compact(b.text)) for b in kept)


def absence_note(kept: list[Block], chars: int) -> str | None:
    """The printed note that there is nothing to publish, when the content is little more than it."""
    if not 0 < chars <= 200:
        return None
    for block in kept:
        plain = compact(block.text)
        if len(plain) <= _MAX_NOTE and any(n in plain for n in words("absence_notes")):
            return block.text
    return None


def attachments(area: _Element | None, root: _Element, join: Join) -> tuple[AttachmentLink, ...]:
    """Documents linked in the content area, once each, in page order."""
    found: dict[str, AttachmentLink] = {}
    for a in (root if area is None else area).iter("a"):
        url = join(a.get("href"))
        kind = _document_type(url, a) if url else ""
        if url and kind and url not in found and (area is not None or not is_chrome(a)):
            name = clean(text_of(a)) or clean(a.get("title") or "") or url.rsplit("/", 1)[-1]
            found[url] = AttachmentLink(url, name, kind)
    return tuple(found.values())


def search_forms(root: _Element, join: Join) -> tuple[SearchForm, ...]:
    """Forms that look like a search box."""
    return tuple(f for form in root.iter("form") if (f := _form(form, join)) is not None)


def _form(form: _Element, join: Join) -> SearchForm | None:
    fields = [i for i in form.iter("input") if (i.get("type") or "text").lower() in {"text", "search"}]
    if len(fields) != 1:
        return None
    marks = " ".join(
        [form.get(k) or "" for k in ("action", "id", "class", "name")]
        + [
            str(i.get(k) or "")
            for i in form.iter("input")
            for k in ("value", "placeholder", "name", "id", "title")
        ]
        + [text_of(b) for b in form.iter("button", "a")]
    ).lower()
    if not any(w in marks for w in words("search_words")):
        return None
    action, name = form.get("action") or "", fields[0].get("name") or ""
    target = join(action) if action else None
    scripted = target is None or not name or action.lower().startswith("javascript")
    hidden = tuple(
        (str(i.get("name")), str(i.get("value") or ""))
        for i in form.iter("input")
        if (i.get("type") or "").lower() == "hidden" and i.get("name")
    )
    method = (form.get("method") or "get").lower()
    return SearchForm(target or "", "post" if method == "post" else "get", name, scripted, hidden)


def _document_type(url: str, a: _Element) -> str:
    for text in (urlsplit(url).path, a.get("download") or ""):
        found = _EXT.search(text.strip())
        if found and found.group(1).lower() in words("document_types"):
            return found.group(1).lower()
    return ""


def _is_text(block: Block) -> bool:
    plain = compact(block.text)
    return len(plain) > 1 and plain not in words("chrome_words") and "{{" not in plain
