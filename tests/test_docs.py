"""The documents keep up with the program: links lead somewhere, commands exist, nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from console.cli import cli
from records.fact_names import FACTS
from records.sitefile import _SiteDoor
from records.types import Site

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = {d.name: d.read_text(encoding="utf-8") for d in DOCUMENTS}


def verbs(group: click.Group, before: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= verbs(command, f"{before}{name} ")
        else:
            found[before + name] = command
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_every_link_in_the_documents_leads_to_a_file(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [t for t in targets if not (document.parent / t).exists()] == []


def test_every_command_in_the_documents_exists() -> None:
    known = verbs(cli)
    groups = {v.split()[0] for v in known if " " in v}
    for name, text in TEXT.items():
        for call in re.findall(r"`?(?:\.venv/bin/)?gongkai ((?:[a-z]+ ?){1,2})", text):
            words = call.split()
            verb = " ".join(words[:2]) if words[0] in groups else words[0]
            assert verb in known, f"{name}: gongkai {call}"


def test_every_command_is_in_the_documents() -> None:
    everything = "\n".join(TEXT.values())
    assert [v for v in verbs(cli) if f"gongkai {v}" not in everything] == []


def test_every_key_of_a_site_file_is_in_the_documents() -> None:
    text = TEXT["ADDING_A_SITE.md"]
    assert [k for k in _SiteDoor.model_fields if not re.search(rf"^\|? ?`?{k}\b", text, re.M)] == []
    assert set(_SiteDoor.model_fields) == set(Site.__dataclass_fields__)


def test_every_fact_has_a_meaning_a_person_understands() -> None:
    assert [f.name for f in FACTS if len(f.meaning) < 10] == []
    assert len({f.name for f in FACTS} | {f.meaning for f in FACTS}) > len(FACTS)
