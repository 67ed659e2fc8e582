"""The sheet of indicators to a tree, each node with the rows it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from reports.schemes.cells import TREE, Cells, listed, plain_id
from reports.schemes.table import COLUMNS

Row = dict[str, str]


@dataclass(slots=True)
class Node:
    """One indicator: the mapping that becomes its door, its part of the scheme, its rows."""

    given: dict[str, Any]
    part: str
    row: int
    rule_rows: list[int] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def mapping(self) -> dict[str, Any]:
        """It and everything below it, as a scheme file would say it."""
        below = [child.mapping() for child in self.children]
        return self.given | ({"indicators": below} if below else {})


class TreeReading:
    """Reads the rows one after the other."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.words = cells.words
        self.nodes: dict[str, list[Node]] = {"vetoes": [], "indicators": [], "bonus": []}
        self._known: dict[str, Node] = {}
        self._last: Node | None = None

    def read(self, rows: list[list[str]]) -> None:
        """Fill `nodes`; the first row holds the headings, in any order."""
        heads = {}
        for n, word in enumerate(rows[0] if rows else []):
            key = self.words.meant("column", word)
            if key is not None:
                heads[key] = n
        missing = [key for key in COLUMNS if key not in heads]
        for key in missing:
            what = self.words.say("schemetable.no_column", column=self.words(f"column.{key}"))
            self.cells.fault(TREE, 1, f"column.{key}", what)
        if missing:
            return
        for n, values in enumerate(rows[1:], 2):
            row = {key: values[at] if at < len(values) else "" for key, at in heads.items()}
            if any(row.values()):
                self._row(row, n)

    def _row(self, row: Row, n: int) -> None:
        if row["rule"] and not row["title_zh"]:
            self._further(row, n)
        else:
            self._last = self._node(row, n)

    def _node(self, row: Row, n: int) -> Node:
        cells, title = self.cells, row["title_zh"]
        if not title:
            cells.fault(TREE, n, "column.title_zh", self.words("empty"))
        node = Node(
            {
                "id": cells.identifier(n, "id", row["id"]),
                "title": {"zh": title, "en": row["title_en"] or title},
                "weight": cells.points(n, "weight", row["weight"]),
                "mode": cells.choice(n, "mode", row["mode"]),
                "source": row["source"],
            },
            self._part(row, n),
            n,
        )
        if row["rule"]:
            self._feed(node, row, n)
        parent = self._parent(row, node)
        (parent.children if parent else self.nodes[node.part]).append(node)
        self._known.setdefault(str(node.given["id"]), node)
        return node

    def _part(self, row: Row, n: int) -> str:
        """What the row says, else its parent's."""
        if row["part"]:
            return self.cells.choice(n, "part", row["part"])
        parent = self._known.get(plain_id(row["parent"]))
        return parent.part if parent else "indicators"

    def _parent(self, row: Row, node: Node) -> Node | None:
        if not row["parent"]:
            return None
        name = self.cells.identifier(node.row, "parent", row["parent"])
        parent = self._known.get(name)
        if parent is None:
            near = get_close_matches(name, self._known, n=1, cutoff=0.5)
            hint = self.words.say("template.near", name=near[0]) if near else ""
            what = self.words.say("schemetable.bad_parent", value=row["parent"], near=hint)
            self.cells.fault(TREE, node.row, "column.parent", what)
        elif parent.part != node.part:
            what = self.words.say("schemetable.other_part", value=row["parent"])
            self.cells.fault(TREE, node.row, "column.part", what)
        return parent

    def _further(self, row: Row, n: int) -> None:
        """A further rule of the indicator above."""
        last = self._last
        if last is None or (row["id"] and self.cells.identifier(n, "id", row["id"]) != last.given["id"]):
            self.cells.fault(TREE, n, "column.title_zh", self.words("no_indicator"))
        else:
            self._feed(last, row, n)

    def _feed(self, node: Node, row: Row, n: int) -> None:
        feed = {
            "rule": row["rule"],
            "points": self.cells.points(n, "points", row["points"]),
            "columns": listed(row["columns"]),
            "then": self.cells.choice(n, "then", row["then"]),
        }
        node.given.setdefault("rules", []).append(feed)
        node.rule_rows.append(n)
