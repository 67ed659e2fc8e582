"""The findings for machines: one JSON object a line, the keys of the machine interface and what attests them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from records.views import finding_row
from reports.attestation import attested
from reports.material import ReportInput

_UNSEEN = re.compile(r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def write_jsonl(material: ReportInput, path: Path) -> None:
    """Write all findings; direction characters and halves of characters stay readable as \\uXXXX."""
    said = attested(material)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for finding in material.findings:
            line = json.dumps(finding_row(finding) | said, ensure_ascii=False)
            file.write(_UNSEEN.sub(lambda m: f"\\u{ord(m.group()):04x}", line) + "\n")
