"""A file that was written can be proved later, and one that was changed is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from records.errors import InputError
from reports.manifest import manifests_beside, prove
from reports.writing import WRITERS, Export, write_exports
from tests.reports.building import material
from tests.reports.test_score_table import scored


def test_every_format_is_entered_with_what_it_attests(tmp_path: Path) -> None:
    done = write_exports(Export(material(), scored()), tmp_path, WRITERS)
    told = json.loads(done.files[-1].read_text(encoding="utf-8"))
    assert told["run"] == material().run.id
    assert {f["format"] for f in told["files"]} == {*WRITERS, "metadata"}
    for entry in told["files"]:
        said = entry["said"]
        assert (said["today"], said["rules_digest"]) == ("2026-11-20", "3f9c21a7d05e4b18")
        assert (said["tool_version"], said["coverage"]["seen"]) == ("0.1.0", 2325)
        assert prove(tmp_path / entry["name"], manifests_beside(done.files[0])).unaltered


def test_a_changed_byte_a_new_name_and_a_strange_file_are_told_apart(tmp_path: Path) -> None:
    path, manifest = write_exports(Export(material()), tmp_path, ["csv"]).files
    renamed = path.rename(tmp_path / "renamed.csv")
    assert prove(renamed, [manifest]).unaltered
    path.write_bytes(renamed.read_bytes() + b" ")
    proof = prove(path, [manifest])
    assert proof.entry is not None and not proof.unaltered
    strange = tmp_path / "strange.csv"
    strange.write_text("x", encoding="utf-8")
    assert prove(strange, [manifest]).entry is None


def test_a_second_export_of_the_run_keeps_the_other_files_entries(tmp_path: Path) -> None:
    write_exports(Export(material()), tmp_path, ["csv"])
    later = replace(material(), today=date(2026, 11, 21))
    manifest = write_exports(Export(later), tmp_path, ["csv"]).files[-1]
    days = [f["said"]["today"] for f in json.loads(manifest.read_text(encoding="utf-8"))["files"]]
    assert days == ["2026-11-20", "2026-11-21"]


def test_a_damaged_manifest_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "x.manifest.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="x.manifest.json"):
        prove(broken, [broken])
