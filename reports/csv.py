"""The list of findings as CSV: UTF-8 with BOM so that office programs read Chinese, every field quoted, formulas defused."""

from __future__ import annotations

import csv
from pathlib import Path

from reports.material import ReportInput
from reports.plain import is_formula
from reports.tables import ATTESTED, PROBLEMS, REASON, Rows

HEADINGS = (*PROBLEMS, REASON, *ATTESTED)


def write_csv(material: ReportInput, path: Path) -> None:
    """Write all findings – fail, review and unchecked – in one table."""
    rows = Rows(material)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(rows.headings(HEADINGS))
        for row in rows.rows(material.findings, HEADINGS):
            writer.writerow(["'" + c if isinstance(c, str) and is_formula(c) else c for c in row])
