"""What proves a finding is shown, handed over and checked, without personal data and whatever the site put into its pages."""

from __future__ import annotations

import gzip
import io
import json
import resource
import zipfile
from pathlib import Path
from typing import Any

import pytest

from crawler.rendering.found import executable
from records.store import Store
from records.types import finding_id
from tests.console.archive_tools import replayed, validated
from tests.console.evidence_world import BASE, BODIES, CARD, CITIZEN, GONE, MASKED, MOBILE, SCAN, SHEET, world
from tests.console.running import gongkai

NUMBER = finding_id("index-number-wellformed", "ls-hrss/notices/aaaa")
ROW = finding_id("date-not-future", "ls-hrss/notices/bbbb")
META = finding_id("meta-tags-true", "ls-hrss/page/cccc")
ABSENT = finding_id("column-present", "ls-hrss/fees")
LISTED = finding_id("personal-data-absent", "ls-hrss/notices/dddd/att/1")
PICTURE = finding_id("attachments-download", "ls-hrss/notices/dddd/att/2")
ADDRESS = finding_id("links-alive", "ls-hrss/page/eeee")
UNFETCHED = finding_id("column-reachable", "ls-hrss/gone")
ALL = (NUMBER, ROW, META, ABSENT, LISTED, PICTURE, ADDRESS, UNFETCHED)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evidence") / "x.db"
    world(path)
    return path


@pytest.fixture(scope="module")
def packs(db: Path) -> dict[str, Path]:
    """A package of every finding."""
    made = {f: db.parent / f"{f}.zip" for f in ALL}
    for finding, path in made.items():
        done = gongkai("evidence", finding, "--db", db, "--pack", path)
        assert done.returncode == 0, done.stderr
    return made


def inside(path: Path) -> dict[str, bytes]:
    """Every file of a package, and of the archive in it, unpacked as far as it goes."""
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as pack:
        for name in pack.namelist():
            files[name] = pack.read(name)
    with zipfile.ZipFile(io.BytesIO(files["pages.wacz"])) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            files[f"wacz/{name}"] = gzip.decompress(content) if name.endswith(".gz") else content
    return files


def told(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(inside(path)["finding.json"])
    return found


def altered(path: Path, to: Path, name: str, content: bytes | None) -> Path:
    """A copy of a package with one file replaced, or left out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        if content is not None:
            new.writestr(name, content)
    return to


# ---------------------------------------------------------------- shown


def test_the_body_its_time_status_hash_headers_and_peer_are_shown(db: Path) -> None:
    shown = gongkai("evidence", NUMBER[:8], "--db", db).stdout
    for wanted in (
        "2026-11-20T08:55:02+08:00",
        "HTTP 200",
        "192.0.2.7",
        "Server: nginx",
        "urn:uuid:",
        "warc.gz@",
    ):
        assert wanted in shown
    assert "Set-Cookie" not in shown


def test_the_place_is_a_selector_a_source_line_and_a_table_cell(db: Path) -> None:
    found = json.loads(gongkai("evidence", LISTED, "--db", db, "--format", "json").stdout)
    place = found["evidence"][0]["places"][0]
    assert place["found"]
    assert place["cell"] == {"table": 1, "row": 2, "column": 2}
    row = json.loads(gongkai("evidence", ROW, "--db", db, "--format", "json").stdout)
    assert row["evidence"][0]["places"][0]["selector"].endswith("li:nth-of-type(2) > span")


def test_metadata_is_told_with_its_line(db: Path) -> None:
    found = json.loads(gongkai("evidence", META, "--db", db, "--format", "json").stdout)
    place = found["evidence"][0]["places"][0]
    assert (place["text"], place["line"]) == ("2026-05-11", 2)


def test_values_compared_rule_and_search_are_shown(db: Path) -> None:
    shown = gongkai("evidence", NUMBER, "--db", db).stdout
    assert "LS-2026-001" in shown
    assert "原文已存" in shown
    absent = gongkai("evidence", ABSENT, "--db", db).stdout
    assert "按以下名称查找：收费" in absent
    assert "采集完整" in absent
    assert "通知公告" in absent


def test_terminal_escapes_of_the_site_do_not_reach_the_terminal(db: Path) -> None:
    done = gongkai("evidence", NUMBER, "--db", db)
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout + done.stderr)


def test_an_unknown_finding_says_how_to_find_one(db: Path) -> None:
    done = gongkai("evidence", "ffffffff", "--db", db)
    assert done.returncode == 2
    assert "gongkai findings" in done.stderr


# ---------------------------------------------------------------- packages


@pytest.mark.parametrize("finding", ALL)
def test_no_file_of_a_package_holds_a_full_number(packs: dict[str, Path], finding: str) -> None:
    for name, content in inside(packs[finding]).items():
        for number in (CITIZEN, CARD, MOBILE):
            assert number.encode() not in content, f"{number} in {name}"


def test_a_masked_page_has_its_own_digest_and_names_the_originals(packs: dict[str, Path], db: Path) -> None:
    piece = told(packs[NUMBER])["evidence"][0]
    assert piece["copy"]["masked"]
    assert piece["copy"]["sha256"] != piece["sha256"]
    said = gongkai("evidence", "verify", packs[NUMBER], "--db", db).stdout
    assert "遮盖副本" in said
    assert piece["sha256"] in said


def test_numbers_that_markup_takes_apart_are_masked_too(packs: dict[str, Path]) -> None:
    page = inside(packs[NUMBER])["wacz/archive/data.warc.gz"].decode("utf-8", "replace")
    assert "<b>371501</b>19900307" not in page
    assert "&#49;3812345678" not in page
    assert MASKED in page


def test_a_page_without_personal_data_is_the_archived_record_byte_for_byte(packs: dict[str, Path]) -> None:
    piece = told(packs[ROW])["evidence"][0]
    assert piece["copy"] == {"sha256": piece["sha256"], "masked": False}
    assert piece["record"]["id"].encode() in inside(packs[ROW])["wacz/archive/data.warc.gz"]


def test_a_document_with_personal_data_is_there_as_masked_text_alone(packs: dict[str, Path]) -> None:
    piece = told(packs[LISTED])["evidence"][0]
    assert piece["copy"]["masked"]
    files = inside(packs[LISTED])["wacz/archive/data.warc.gz"]
    assert BODIES[SHEET][0] not in files
    assert "王某".encode() in files


def test_a_picture_cannot_be_masked_and_is_left_out_with_the_reason(packs: dict[str, Path], db: Path) -> None:
    assert "无法遮盖" in told(packs[PICTURE])["evidence"][0]["copy"]["left_out"]
    assert BODIES[SCAN][0] not in packs[PICTURE].read_bytes()
    assert gongkai("evidence", "verify", packs[PICTURE], "--db", db).returncode == 0


def test_a_page_that_was_never_fetched_does_not_stop_the_package(packs: dict[str, Path], db: Path) -> None:
    assert told(packs[UNFETCHED])["evidence"][0]["problem"] == "no-body"
    assert GONE in told(packs[UNFETCHED])["finding"]["url"]
    assert gongkai("evidence", "verify", packs[UNFETCHED], "--db", db).returncode == 0


def test_an_address_with_a_citizen_id_is_masked_also_in_the_index(packs: dict[str, Path]) -> None:
    files = inside(packs[ADDRESS])
    assert f"q?id={MASKED}" in files["wacz/indexes/index.cdx.gz"].decode()
    assert f"q?id={MASKED}" in files["searched.csv"].decode("utf-8-sig")


def test_tables_hold_no_formulas_and_names_are_safe(packs: dict[str, Path]) -> None:
    for finding in ALL:
        for name in zipfile.ZipFile(packs[finding]).namelist():
            assert name.isascii()
            assert not name.startswith(("/", "."))
            assert ".." not in name
        for line in inside(packs[finding])["columns.csv"].decode("utf-8-sig").splitlines():
            assert not line.startswith(('"=', '"+', '"@'))


def test_the_rule_as_it_stood_lies_beside_the_finding(packs: dict[str, Path]) -> None:
    assert "id: index-number-wellformed" in inside(packs[NUMBER])["rule.yml"].decode()


def test_unmasked_has_to_be_asked_for_and_is_logged(db: Path, tmp_path: Path) -> None:
    done = gongkai("evidence", NUMBER, "--db", db, "--pack", tmp_path / "u.zip", "--unmasked", "--by", "张三")
    assert done.returncode == 0
    assert "已记入日志" in done.stderr
    assert CITIZEN.encode() in inside(tmp_path / "u.zip")["wacz/archive/data.warc.gz"]
    with Store.open(db) as store:
        note = store.packs(NUMBER)[-1]
    assert (note.unmasked, note.who) == (True, "张三")


@pytest.mark.skipif(not executable(), reason="no chromium, or no playwright")
def test_the_places_are_marked_in_a_picture(packs: dict[str, Path]) -> None:
    for finding in (NUMBER, ROW, META, ABSENT, LISTED):
        picture = inside(packs[finding])["picture-1.png"]
        assert picture.startswith(b"\x89PNG")
        assert len(picture) > 5_000
    assert told(packs[NUMBER])["evidence"][0]["picture"] == "picture-1.png"


def test_a_package_takes_at_most_five_seconds(db: Path, tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert gongkai("evidence", NUMBER, "--db", db, "--pack", tmp_path / "p.zip").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # of the processor, as the machine may be busy with other things
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime <= 5


# ---------------------------------------------------------------- verification


def test_an_untouched_package_is_whole_and_known(packs: dict[str, Path], db: Path) -> None:
    for finding in ALL:
        done = gongkai("evidence", "verify", packs[finding], "--db", db)
        assert done.returncode == 0, done.stdout
        assert "没有改动" in done.stdout
        assert "与制作时的记录一致" in done.stdout


@pytest.mark.parametrize("name", ["finding.json", "rule.yml", "searched.csv", "README.txt", "pages.wacz"])
def test_what_was_altered_is_named(packs: dict[str, Path], db: Path, tmp_path: Path, name: str) -> None:
    content = inside(packs[ROW])[name].replace(b"2026", b"2025") + b" "
    done = gongkai("evidence", "verify", altered(packs[ROW], tmp_path / "a.zip", name, content), "--db", db)
    assert done.returncode == 1
    assert f"被改动：{name}" in done.stdout


def test_what_is_missing_or_was_added_is_named(packs: dict[str, Path], db: Path, tmp_path: Path) -> None:
    gone = altered(packs[ROW], tmp_path / "a.zip", "rule.yml", None)
    assert "缺少：rule.yml" in gongkai("evidence", "verify", gone, "--db", db).stdout
    more = altered(packs[ROW], tmp_path / "b.zip", "more.txt", b"x")
    assert "多出：more.txt" in gongkai("evidence", "verify", more, "--db", db).stdout


def test_unsafe_names_in_a_package_are_not_followed(packs: dict[str, Path], db: Path, tmp_path: Path) -> None:
    evil = altered(packs[ROW], tmp_path / "a.zip", "../../evil.txt", b"x")
    done = gongkai("evidence", "verify", evil, "--db", db)
    assert done.returncode == 1
    assert "文件名不安全" in done.stdout
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_manifest_made_anew_is_not_the_one_on_record(
    packs: dict[str, Path], db: Path, tmp_path: Path
) -> None:
    manifest = json.loads(inside(packs[ROW])["manifest.json"])
    again = altered(
        packs[ROW], tmp_path / "a.zip", "manifest.json", json.dumps(manifest | {"today": "x"}).encode()
    )
    assert "没有这个清单摘要的记录" in gongkai("evidence", "verify", again, "--db", db).stdout


def test_what_is_no_package_is_refused(db: Path, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 broken")
    done = gongkai("evidence", "verify", tmp_path / "a.zip", "--db", db)
    assert done.returncode == 2
    assert "证据包" in done.stderr


def test_a_damaged_archive_is_told_and_the_rest_is_packed(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    world(db)
    for file in (tmp_path / "x.archive").glob("*.warc.gz"):
        content = bytearray(file.read_bytes())
        content[len(content) // 4 :] = bytes(len(content) - len(content) // 4)
        file.write_bytes(content)
    shown = gongkai("evidence", NUMBER, "--db", db)
    assert shown.returncode == 0
    assert "无法取出存档" in shown.stdout
    done = gongkai("evidence", NUMBER, "--db", db, "--pack", tmp_path / "p.zip")
    assert done.returncode == 0
    assert "未放入证据包" in done.stderr
    assert gongkai("evidence", "verify", tmp_path / "p.zip", "--db", db).returncode == 0


def test_a_missing_archive_is_told(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    world(db)
    for file in (tmp_path / "x.archive").glob("*.warc.gz"):
        file.unlink()
    assert "存档文件缺失" in gongkai("evidence", NUMBER, "--db", db).stdout


# ---------------------------------------------------------------- other people's tools


@pytest.mark.parametrize("finding", [NUMBER, ROW, LISTED, UNFETCHED])
def test_the_archive_passes_the_validator_of_others(
    packs: dict[str, Path], tmp_path: Path, finding: str
) -> None:
    (tmp_path / "pages.wacz").write_bytes(inside(packs[finding])["pages.wacz"])
    assert "Validation succeeded" in validated(tmp_path / "pages.wacz")


def test_the_archive_replays_in_pywb(packs: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "pages.wacz").write_bytes(inside(packs[NUMBER])["pages.wacz"])
    copy = told(packs[NUMBER])["evidence"][0]["copy"]
    url = BASE + "notices/1.html"
    assert replayed(tmp_path / "pages.wacz", tmp_path, [url]) == {url: (200, copy["sha256"])}
