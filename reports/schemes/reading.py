"""An evaluator's spreadsheet to a scheme: every fault at once with sheet, row, column and remedy."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from openpyxl.utils.exceptions import InvalidFileException
from pydantic import ValidationError

from records.errors import InputError, RuleError
from reports.schemes.cells import SCHEME, TREE, Cells, listed, text_of
from reports.schemes.doors import SchemeDoor
from reports.schemes.loading import Loc, faults_of
from reports.schemes.table import COLUMNS, KEYS, MOST_ROWS, NUMBERS, Words
from reports.schemes.tree_reading import Node, TreeReading

_KEY_OF = {
    "title": "title_zh",
    "basis": "basis_zh",
    "unit": "unit_zh",
    "bonus": "bonus_above",
    "indicators": "total",
}
_COLUMN_OF = {"title": "title_zh", "rules": "rule", "indicators": "id"}
_WHOLE_AT = {
    "a-scheme-with-indicators-needs-a-total": ("total",),
    "a-scheme-has-either-from-plan-or-indicators": ("from_plan",),
}
_KINDS = {"string_too_short": "empty", "string_pattern_mismatch": "bad_shape", "greater_than": "not_positive"}


def read_scheme(path: Path, rules: Collection[str], lang: str = "zh") -> SchemeDoor:
    """The scheme in a filled-in table; RuleError lists every fault, InputError when the file is no such table."""
    return _Reading(path, lang).door(rules)


def scheme_text(door: SchemeDoor) -> str:
    """The scheme as a scheme file."""
    data = door.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)


class _Reading:
    """Reads one workbook."""

    def __init__(self, path: Path, lang: str) -> None:
        self.path = path
        self.words = Words(lang)
        self.cells = Cells(self.words)
        self.tree = TreeReading(self.cells)
        self.places: dict[str, int] = {}  # key of the scheme -> its row

    def door(self, rules: Collection[str]) -> SchemeDoor:
        """The scheme, proved."""
        whole, tree = self._sheets()
        given = self._whole(whole)
        self.tree.read(tree)
        for part in ("vetoes", "indicators"):
            given[part] = [node.mapping() for node in self.tree.nodes[part]]
        bonus = [node.mapping() for node in self.tree.nodes["bonus"]]
        if bonus or "bonus" in given:
            given["bonus"] = {"above": None, "most": None} | given.get("bonus", {}) | {"indicators": bonus}
        door = None if self.cells.faults else self._validated(given)
        for loc, what in faults_of(door, rules) if door else ():
            self._at(loc, what)
        if self.cells.faults or door is None:
            head = self.words.say("schemetable.faults", n=len(self.cells.faults))
            told = "\n  ".join([head, *self.cells.faults])
            raise RuleError(told, where=str(self.path), remedy=self.words("remedy"))
        return door

    def _sheets(self) -> tuple[list[list[str]], list[list[str]]]:
        try:
            book = openpyxl.load_workbook(self.path, read_only=True, data_only=True)
        except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise InputError(f"{self.words('unreadable')}: {error}", where=str(self.path)) from None
        try:
            return self._rows(book, SCHEME), self._rows(book, TREE)
        finally:
            book.close()

    def _rows(self, book: Any, key: str) -> list[list[str]]:
        """The cells of a sheet as text, in whichever language it is named."""
        name = next((n for n in self.words.either(key) if n in book.sheetnames), None)
        if name is None:
            found = ", ".join(book.sheetnames)
            message = self.words.say("schemetable.no_sheet", sheet=self.words(key), found=found)
            raise InputError(message, where=str(self.path), remedy=self.words("no_sheet.remedy"))
        rows: list[list[str]] = []
        for row in book[name].iter_rows(values_only=True, max_col=len(COLUMNS) * 2, max_row=MOST_ROWS + 1):
            rows.append([text_of(value) for value in row])
        if len(rows) > MOST_ROWS and any(rows[-1]):
            self.cells.fault(key, MOST_ROWS, "column.id", self.words.say("schemetable.too_long", n=MOST_ROWS))
        return rows

    def _whole(self, rows: list[list[str]]) -> dict[str, Any]:
        """The sheet of the scheme itself."""
        values: dict[str, str] = {}
        for n, row in enumerate(rows, 1):
            key = self.words.meant("key", row[0]) if row else None
            if key is not None:
                values[key], self.places[key] = row[1] if len(row) > 1 else "", n
        for key in (k for k in KEYS if k not in values):
            values[key] = ""
            what = self.words.say("schemetable.no_key", key=self.words(f"key.{key}"))
            self.cells.fault(SCHEME, 1, f"key.{key}", what)
        return self._given(values)

    def _given(self, values: dict[str, str]) -> dict[str, Any]:
        given: dict[str, Any] = {"id": values["id"]}
        for name in ("title", "basis", "unit"):
            zh = values[f"{name}_zh"]
            given[name] = {"zh": zh, "en": values[f"{name}_en"] or zh}
        everyone = self.words.is_word("all", values["scores_for"])
        given["scores_for"] = "all" if everyone else listed(values["scores_for"])
        number = {
            key: self.cells.number(SCHEME, self.places.get(key, 1), f"key.{key}", values[key])
            for key in NUMBERS
        }
        given |= {key: number[key] for key in ("total", "pass_mark")}
        given["rescale"] = self.cells.yes(self.places.get("rescale", 1), values["rescale"])
        if number["from_plan"] is not None:
            given["from_plan"] = {"points": number["from_plan"]}
        if number["bonus_above"] is not None or number["bonus_most"] is not None:
            given["bonus"] = {"above": number["bonus_above"], "most": number["bonus_most"]}
        return given

    def _validated(self, given: dict[str, Any]) -> SchemeDoor | None:
        try:
            return SchemeDoor.model_validate(given)
        except ValidationError as error:
            for e in error.errors():
                slug = re.sub(r"[^a-z]+", "-", str(e.get("ctx", {}).get("error", "")).casefold()).strip("-")
                name = _KINDS.get(e["type"], slug)
                told = self.words.say.known("schemetable.said", name)
                self._at(e["loc"] or _WHOLE_AT.get(slug, ()), e["msg"] if told == name else told)
            return None

    def _at(self, loc: Loc, what: str) -> None:
        """A fault where the table says it: a row of the tree, or of the first sheet."""
        parts = list(loc)
        part = str(parts.pop(0)) if parts else ""
        if part == "bonus" and parts[:1] == ["indicators"]:
            parts.pop(0)
        elif part not in {"vetoes", "indicators"} or not parts:
            words = f"{part}_{parts[0]}" if parts else part
            key = words if words in KEYS else part if part in KEYS else _KEY_OF.get(part, "id")
            self.cells.fault(SCHEME, self.places.get(key, 1), f"key.{key}", what)
            return
        self._in_tree(self.tree.nodes[part], parts, what)

    def _in_tree(self, nodes: list[Node], parts: list[int | str], what: str) -> None:
        node = nodes[int(parts.pop(0))]
        while len(parts) > 1 and parts[0] == "indicators":
            node = node.children[int(parts[1])]
            parts = parts[2:]
        row, column = node.row, str(parts[0]) if parts else "id"
        if column == "rules" and len(parts) > 1:
            row, column = node.rule_rows[int(parts[1])], str(parts[2]) if len(parts) > 2 else "rule"
        column = column if column in COLUMNS else _COLUMN_OF.get(column, "id")
        self.cells.fault(TREE, row, f"column.{column}", what)
