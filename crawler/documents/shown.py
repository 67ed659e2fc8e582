"""A document as plain data, for `gongkai read`."""

from __future__ import annotations

from typing import Any

from records.documents import DocumentText
from records.serial import plain


def document_to_dict(document: DocumentText) -> dict[str, Any]:
    """What was read: `problem` null when nothing is wrong, `pages` null where the kind has none."""
    return {
        "kind": document.kind,
        "problem": plain(document.problem),
        "reason": document.reason,
        "chars": len(document.text),
        "pages": document.pages,
        "picture_pages": document.picture_pages,
        "pictures": document.pictures,
        "truncated": document.truncated,
        "text": document.text,
        "tables": [
            {
                "name": t.name,
                "page": t.page,
                "rows": [list(r) for r in t.rows],
                "merged": [[s.row, s.column, s.rows, s.columns] for s in t.spans],
            }
            for t in document.tables
        ],
    }
