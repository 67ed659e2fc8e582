"""Bundles: a run arrives whole with its evidence, twice is harmless, and what is damaged or foreign leaves no trace."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.pipeline import Assessing, archive_of, assess_run
from records.archive import Archive
from records.bundle import MANIFEST, BundleError, Place, export_bundle, import_bundle, verify_bundle
from records.errors import ArchiveError
from records.store import Store
from records.store_copy import LEFT, OF_RUN, TURNED
from tests.console.conftest import Demo, demo  # noqa: F401 - a fixture

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def made(demo: Demo) -> Iterator[Place]:  # noqa: F811
    """The audited sample site."""
    with Store.open(demo.db) as store:
        yield Place(store, archive_of(demo.db))


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Place]:
    """An empty hub."""
    with Store.open(tmp_path / "hub.db") as store:
        yield Place(store, archive_of(tmp_path / "hub.db"))


@pytest.fixture
def pack(made: Place, tmp_path: Path) -> Path:
    """The sample's run as a bundle."""
    path = tmp_path / "x.gongkai.zip"
    export_bundle(made, made.store.run().id, path)
    return path


def altered(pack: Path, change: Change) -> Path:
    """The same bundle with other contents."""
    with zipfile.ZipFile(pack) as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    path = pack.with_name("altered.gongkai.zip")
    with zipfile.ZipFile(path, "w") as new:
        for name, data in files.items():
            new.writestr(name, data)
    return path


def test_a_run_arrives_with_everything_its_findings_rest_on(made: Place, hub: Place, pack: Path) -> None:
    run = made.store.run().id
    assert import_bundle(pack, hub)[1]
    assert hub.store.findings(run) == made.store.findings(run)
    assert list(hub.store.verdicts(run)) == list(made.store.verdicts(run))
    assert hub.store.dossier(run) == made.store.dossier(run)
    assert list(hub.store.links(run)) == list(made.store.links(run))
    bodies = [p.fetch.sha256 for p in made.store.pages(run) if p.fetch.sha256]
    assert len(bodies) > 100
    here, there = Archive(hub.archive), Archive(made.archive)
    for sha in bodies:
        ref, old = hub.store.body(sha), made.store.body(sha)
        assert ref is not None and old is not None
        assert here.read(ref) == there.read(old)


def test_the_hub_can_judge_it_again_and_finds_the_same(hub: Place, pack: Path) -> None:
    run = import_bundle(pack, hub)[0].run
    before = hub.store.findings(run)
    assess_run(hub.store, hub.store.run(run), Assessing(today=hub.store.judged_with(run)[0]))
    assert hub.store.findings(run) == before


def test_importing_twice_is_harmless(hub: Place, pack: Path) -> None:
    assert import_bundle(pack, hub)[1]
    files = sorted(p.name for p in hub.archive.iterdir())
    assert not import_bundle(pack, hub)[1]
    assert len(hub.store.runs()) == 1
    assert sorted(p.name for p in hub.archive.iterdir()) == files


def test_bodies_that_are_here_already_are_not_stored_again(hub: Place, pack: Path, tmp_path: Path) -> None:
    import_bundle(pack, hub)
    again = tmp_path / "again.gongkai.zip"
    export_bundle(hub, hub.store.run().id, again)
    assert import_bundle(again, hub, replace=True)[1]
    assert len(list(hub.archive.iterdir())) == 1


def test_another_state_of_the_same_run_is_refused_unless_it_is_asked_for(
    hub: Place, pack: Path, tmp_path: Path
) -> None:
    import_bundle(pack, hub)
    other = tmp_path / "other.gongkai.zip"
    export_bundle(hub, hub.store.run().id, other)
    with pytest.raises(BundleError, match="other contents"):
        import_bundle(other, hub)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.update({"run.db": f["run.db"][:-1] + b"x"}), "altered"),
        (lambda f: f.update({"run.db": f["run.db"] + b"x"}), "altered"),
        (lambda f: f.update({"archive/more.warc.gz": b"x"}), "does not hold the files"),
        (lambda f: f.pop("run.db"), "does not hold the files"),
        (lambda f: f.pop(MANIFEST), "no manifest"),
        (lambda f: f.update({MANIFEST: b"[]"}), "cannot be read"),
        (
            lambda f: f.update({MANIFEST: f[MANIFEST].replace(b"gongkai-bundle/1", b"gongkai-bundle/9")}),
            "not known",
        ),
        (lambda f: _renamed(f, "run.db", "../../run.db"), "no bundle holds"),
        (lambda f: _renamed(f, "run.db", "/etc/run.db"), "no bundle holds"),
        (lambda f: _manifest(f, run="\x1b[31mr"), "names no run"),
        (lambda f: _manifest(f, run="20260101-000000-other"), "does not hold the run"),
    ],
)
def test_what_is_damaged_or_foreign_is_refused_and_leaves_no_trace(
    hub: Place, pack: Path, change: Change, said: str
) -> None:
    bad = altered(pack, change)
    with pytest.raises(BundleError, match=said):
        import_bundle(bad, hub)
    assert hub.store.runs() == []
    assert not hub.archive.exists() or not list(hub.archive.iterdir())
    assert sorted(p.name for p in hub.store.path.parent.iterdir() if p.name.startswith(".")) == []


def test_a_file_that_is_no_bundle_is_refused(hub: Place, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"hello")
    for name in ("x.zip", "absent.zip"):
        with pytest.raises(BundleError):
            verify_bundle(tmp_path / name)


def test_a_missing_archive_file_stops_the_export_and_leaves_nothing(made: Place, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made.archive, copy)
    next(copy.iterdir()).unlink()
    out = tmp_path / "out"
    with pytest.raises(ArchiveError, match="missing"):
        export_bundle(Place(made.store, copy), made.store.run().id, out / "x.gongkai.zip")
    assert list(out.iterdir()) == []


def test_every_table_that_belongs_to_runs_is_copied_or_left_on_purpose(made: Place) -> None:
    rows = made.store.conn.execute(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'run'"
        " AND c.type = 'INTEGER'"
    )
    assert {row[0] for row in rows} == {*OF_RUN, *TURNED, *LEFT}


def _renamed(files: dict[str, bytes], old: str, new: str) -> None:
    files[new] = files.pop(old)
    manifest = json.loads(files[MANIFEST])
    for file in manifest["files"]:
        file["path"] = new if file["path"] == old else file["path"]
    files[MANIFEST] = json.dumps(manifest).encode()


def _manifest(files: dict[str, bytes], **said: str) -> None:
    files[MANIFEST] = json.dumps(json.loads(files[MANIFEST]) | said).encode()
