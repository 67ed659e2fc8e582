"""Answers in site files: one line more, everything else as it was."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import yaml

from records.errors import SiteFileError
from records.sitefile import guess_site, load_site
from records.sitefile_edit import Answers, new_site_file, save_answers, site_text, with_answers

HEAD = "# our bureau\nname: 岭石市人社局   # full name\nhome:  'http://rsj.example.gov.cn/'\n"
URL = "http://rsj.example.gov.cn/n/"
STYLES = {
    "no section": HEAD + "pace: {delay: 1.0,   concurrency: 2}   # gentle\n",
    "no newline at the end": HEAD.rstrip(),
    "empty section": HEAD + "columns:  # none yet\nplan: liaocheng-hrss-2020\n",
    "null section": HEAD + "columns: ~\n",
    "empty braces": HEAD + "columns: {}   # none yet\nregion: '37'\n",
    "braces": HEAD + "columns: {guide: http://rsj.example.gov.cn/g/ }  # seen\n",
    "braces over lines": HEAD + "columns: {\n  guide: http://rsj.example.gov.cn/g/, # ok\n}\n",
    "block": HEAD
    + "columns:\n    guide: http://rsj.example.gov.cn/g/   # seen\n\n# pace\npace: {delay: 1}\n",
    "block at the end": HEAD + "columns:\n  guide: http://rsj.example.gov.cn/g/",
    "windows": (HEAD + "columns:\n  guide: http://rsj.example.gov.cn/g/\nregion: '37'\n").replace(
        "\n", "\r\n"
    ),
    "list with no indent": HEAD + "aliases:\n- 市人社局\n- 人社局\n",
    "in one brace": "{name: 岭石市人社局, home: 'http://rsj.example.gov.cn/'}  # short\n",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES.keys())
def test_an_address_is_added_in_the_style_of_the_file_and_nothing_else_changes(text: str) -> None:
    edited = with_answers(text, Answers({"system": URL}))
    before, after = yaml.safe_load(text), yaml.safe_load(edited)
    assert after == before | {"columns": (before.get("columns") or {}) | {"system": URL}}
    for line in text.splitlines():
        for word in line.replace("}", "").replace("{", "").split():
            assert word.rstrip(",~") in edited
    comments = [line[line.index("#") :] for line in text.splitlines() if "#" in line]
    assert [line[line.index("#") :] for line in edited.splitlines() if "#" in line] == comments
    assert ("\r\n" in edited) == ("\r\n" in text)


def test_the_comment_above_the_next_key_stays_with_it() -> None:
    lines = with_answers(STYLES["block"], Answers({"system": URL})).splitlines()
    assert lines[lines.index("# pace") + 1].startswith("pace:")
    assert lines[lines.index("# pace") - 2] == f"    system: {URL}"


def test_a_duty_the_body_does_not_have_is_written_with_its_reason() -> None:
    text = HEAD + "catalogue:\n  fees:\n    applies: true   # for now\n  budget: {applies: true}\n"
    edited = with_answers(
        text, Answers(absent={"fees": "本机关无收费项目：经核实", "statistics": "无此职责"})
    )
    assert yaml.safe_load(edited)["catalogue"] == {
        "fees": {"applies": False, "reason": "本机关无收费项目：经核实"},
        "budget": {"applies": True},
        "statistics": {"applies": False, "reason": "无此职责"},
    }
    assert "# for now" in edited


def test_an_address_found_later_takes_the_place_of_the_former_answer() -> None:
    text = (
        HEAD
        + "catalogue: {fees: {applies: false, reason: 无}}\ncolumns: {fees: 'http://rsj.example.gov.cn/old/'}\n"
    )
    data = yaml.safe_load(with_answers(text, Answers({"fees": URL})))
    assert data["columns"] == {"fees": URL}
    assert data["catalogue"] == {"fees": {"applies": True}}


def test_the_file_is_replaced_whole_with_its_rights_and_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "site.yml"
    path.write_bytes(b"\xef\xbb\xbf" + STYLES["block"].encode())
    path.chmod(0o600)
    site = save_answers(path, Answers({"system": URL}))
    assert site.columns["system"] == URL == load_site(path).columns["system"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# our bureau")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["site.yml"]


def test_an_answer_that_the_door_refuses_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "site.yml"
    path.write_text(STYLES["block"], encoding="utf-8")
    with pytest.raises(SiteFileError):
        save_answers(path, Answers({"no-such-code": URL}))
    assert path.read_text(encoding="utf-8") == STYLES["block"]
    assert [p.name for p in tmp_path.iterdir()] == ["site.yml"]


def test_what_cannot_be_edited_safely_is_said_and_not_tried(tmp_path: Path) -> None:
    text = HEAD + "columns: &c\n  guide: http://rsj.example.gov.cn/g/\nknown: *c\n"
    with pytest.raises(SiteFileError, match="cannot be edited"):
        with_answers(text, Answers({"system": URL}), where="site.yml")


def test_a_new_site_file_says_what_was_guessed_and_loads_again(tmp_path: Path) -> None:
    guessed = guess_site("http://rsj.example.gov.cn:8080/a/")
    path = tmp_path / "new.yml"
    site = new_site_file(path, guessed, Answers({"guide": URL}, {"fees": "无此职责"}))
    assert site.code == guessed.code
    assert site.hosts == guessed.hosts
    assert site.columns == {"guide": URL}
    assert "pace" not in path.read_text(encoding="utf-8")
    with pytest.raises(SiteFileError, match="exists already"):
        new_site_file(path, guessed, Answers())


def test_a_site_written_out_is_the_same_site(tmp_path: Path) -> None:
    path = tmp_path / "again.yml"
    for known in sorted((Path(__file__).parents[2] / "crawler" / "sites").rglob("*.yml")):
        path.write_text(site_text(load_site(known)), encoding="utf-8")
        assert load_site(path) == load_site(known)
