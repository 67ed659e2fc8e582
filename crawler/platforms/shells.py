"""Pages that are a shell for a script: AngularJS, Vue, avalon. What stands in the HTML is read, template literals are not."""

from __future__ import annotations

from crawler.extract.document import Document
from crawler.platforms.platform import Platform

_ANGULAR = ("ng-app", "ng-repeat", "ng-bind")
_AVALON = ("ms-controller", "ms-repeat", "ms-for")
_VUE = ("v-for", "v-text", "v-if")
_MARKS = (*_ANGULAR, *_AVALON, *_VUE)


def shell_of(document: Document) -> Platform | None:
    """The script library whose attributes the page carries, or None."""
    attributes = document.index.others
    if attributes.isdisjoint(_MARKS):
        return None
    return next((p for p, marks in SHELLS if not attributes.isdisjoint(marks)), None)


def _never(document: Document) -> bool:
    """Told by `shell_of`, in one look at all attributes."""
    return False


SHELLS = (
    (Platform("angular", _never), _ANGULAR),
    (Platform("avalon", _never), _AVALON),
    (Platform("vue", _never), _VUE),
)
