"""Pages that are a shell for a script: AngularJS, Vue, avalon. What stands in the HTML is read, template literals are not."""

from __future__ import annotations

from crawler.extract.document import Document
from crawler.platforms.platform import Platform

_ANGULAR = ("ng-app", "ng-repeat", "ng-bind")
_AVALON = ("ms-controller", "ms-repeat", "ms-for")
_VUE = ("v-for=", "v-text=")


def _shell(name: str, marks: tuple[str, ...]) -> Platform:
    def shown(document: Document) -> bool:
        return any(document.says(mark) for mark in marks)

    return Platform(name, shown)


ANGULAR = _shell("angular", _ANGULAR)
AVALON = _shell("avalon", _AVALON)
VUE = _shell("vue", _VUE)
