"""What a process that died in the middle of writing leaves behind is cut off, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from records.archive import Archive, Exchange
from records.claim import Claim
from records.mending import OPEN, whole_length
from records.store import PageRecord, Store
from records.types import Fetch, FrontierRow, Page, Site
from records.vocabulary import FetchState, FrontierState

AT = "2026-11-19T22:04:31+08:00"
ROOT = Path(__file__).parents[2]
DIES = """
import os, sys
from pathlib import Path
from records.archive import Archive, Exchange
archive = Archive(Path(sys.argv[1]))
for n in range(5):
    archive.append(Exchange(f"http://a/{n}", 200, "OK", (), os.urandom(3000), "2026-11-19T22:04:31+08:00"))
archive._file.flush()
os._exit(9)
"""


def died(folder: Path) -> Path:
    """The file that a dead writer left, with its mark beside it."""
    subprocess.run([sys.executable, "-c", DIES, str(folder)], cwd=ROOT, check=False)
    (file,) = folder.glob("*.warc.gz")
    assert file.with_name(file.name + OPEN).exists()
    return file


def test_half_a_record_at_the_end_is_cut_off_and_whole_ones_stay(tmp_path: Path) -> None:
    file = died(tmp_path)
    whole = file.stat().st_size
    with file.open("ab") as out:
        out.write(file.read_bytes()[:150])
    assert Archive(tmp_path).mend() == [file.name]
    assert file.stat().st_size == whole_length(file) == whole
    assert [p.name for p in tmp_path.iterdir()] == [file.name]


def test_zeros_that_a_power_cut_left_are_no_records(tmp_path: Path) -> None:
    file = died(tmp_path)
    whole = file.stat().st_size
    os.truncate(file, whole + 5000)
    Archive(tmp_path).mend()
    assert file.stat().st_size == whole


def test_the_file_of_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append(Exchange("http://a/", 200, "OK", (), os.urandom(100_000), AT))
    code = f"from pathlib import Path; from records.archive import Archive; print(Archive(Path({str(tmp_path)!r})).mend())"
    other = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == "[]"
    archive.close()
    (file,) = tmp_path.iterdir()
    assert whole_length(file) == file.stat().st_size


def test_a_claim_is_held_by_one_and_gone_with_its_holder(tmp_path: Path) -> None:
    path, claim = tmp_path / "x.lock", Claim(tmp_path / "x.lock")
    code = (
        f"from pathlib import Path; from records.claim import Claim; print(Claim(Path({str(path)!r})).take())"
    )

    def another() -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    assert claim.take()
    assert another() == "False"
    claim.release()
    assert not path.exists()
    assert another() == "True"
    assert Claim(path).take()


def test_pages_whose_bodies_a_power_cut_took_are_asked_for_again(tmp_path: Path) -> None:
    site = Site("t", "示例局", home="http://a/", hosts=("a",))
    archive = Archive(tmp_path / "x.archive")
    with Store.open(tmp_path / "x.db") as store:
        run = store.new_run(site, started_at=AT, tool_version="0").id
        rows = [FrontierRow(f"{n:016x}", f"http://a/{n}", 1, 40) for n in range(4)]
        store.enqueue(run, rows)
        for row in store.take(run, 4):
            ref = archive.append(Exchange(row.url, 200, "OK", (), os.urandom(2000), AT))
            fetch = Fetch(row.url, FetchState.OK, 1, 200, AT, ref.sha256, ref.bytes)
            store.save_pages(run, [PageRecord(Page(row.key, fetch, 1, None), ref, (), FrontierState.DONE)])
        archive.close()
        (file,) = (tmp_path / "x.archive").iterdir()
        third = store.body(store.page(run, rows[2].key).fetch.sha256)  # type: ignore[union-attr, arg-type]
        assert third is not None
        assert store.requeue_lost(run, {file.name: third.offset}) == 2
        assert {r.key for r in store.take(run, 9)} == {rows[2].key, rows[3].key}
        assert [p.key for p in store.pages(run)] == [rows[0].key, rows[1].key]
