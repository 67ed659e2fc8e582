"""What the column tree grows from."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from crawler.assemble.atlas import Atlas, Seen
from crawler.assemble.lists import ListBook, read_lists
from crawler.assemble.menus import MenuBook, read_menus, site_names
from crawler.assemble.naming import Names


@dataclass(frozen=True, slots=True)
class Ground:
    """Pages, menus, lists and names of one site."""

    atlas: Atlas
    menus: MenuBook
    lists: ListBook
    names: Names
    own_names: frozenset[str]  # what the body and its site are called, in plain form

    def content(self, key: str, nodes: Container[str]) -> Seen | None:
        """The page that shows a column's content: its own, or where that one leads when no other column stands there."""
        lands = self.atlas.lands(key)
        if lands != key and lands in nodes:
            return None
        return self.atlas.pages.get(lands) or self.atlas.pages.get(key)


def ground_of(atlas: Atlas) -> Ground:
    """Everything read from the pages before the tree grows."""
    menus = read_menus(atlas)
    return Ground(atlas, menus, read_lists(atlas, menus), Names(atlas), site_names(atlas))
