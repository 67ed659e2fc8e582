"""A site file is taken whole or refused with every fault named."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.errors import InputError, SiteFileError
from records.sitefile import guess_site, load_site, site_from_json, site_to_json

GOOD = """
code: lc-hrss
name: 聊城市人力资源和社会保障局
credit_code: "113715000044281785"
home: http://RSJ.liaocheng.gov.cn/
profile: municipal-hrss
plan: liaocheng-hrss-2020
catalogue: {major-projects: {applies: false, reason: 本机关无此类职责}}
columns: {annual-report: http://rsj.liaocheng.gov.cn/nb/}
index_number: {families: [uscc/YYYY-n], year: publication}
pace: {delay: 0.5, concurrency: 3}
state: open
owners: [{section: 办公室, columns: [guide, system], contact: "0635"}]
exemptions: [{rule: index-number-valid, reason: 系统迁移, until: 2027-01-31}]
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "site.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_full_site_file_becomes_a_site_and_survives_json(tmp_path: Path) -> None:
    site = load_site(written(tmp_path, GOOD))
    assert (site.code, site.hosts, site.pace.concurrency) == ("lc-hrss", ("rsj.liaocheng.gov.cn",), 3)
    assert site.owners[0].columns == ("guide", "system")
    assert site_from_json(site_to_json(site)) == site


def test_every_fault_is_named_with_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, "name: 局\nhome: ftp://x/\nprofil: department\npace: {delay: -1}\n")
    with pytest.raises(SiteFileError) as refused:
        load_site(file)
    text = str(refused.value)
    assert f"{file}:2" in text and f"{file}:3" in text and f"{file}:4" in text
    assert "profile" in text, "the nearest known key is offered"


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "name: [", "name: 局\n"])
def test_what_is_no_site_file_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(SiteFileError, match=r"site\.yml"):
        load_site(written(tmp_path, text))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SiteFileError, match="not found"):
        load_site(tmp_path / "none.yml")


def test_no_pace_is_only_for_private_hosts(tmp_path: Path) -> None:
    with pytest.raises(SiteFileError, match="allow_private"):
        load_site(written(tmp_path, "name: 局\nhome: http://a.gov.cn/\npace: {delay: 0}\n"))


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("crawl.renders: -1", "from 0 to 2000"),
        ("crawl.renders: many", "from 0 to 2000"),
        ("crawl.render_seconds: 0", "from 1 to 300"),
        ("crawl.render_seconds: .nan", "from 1 to 300"),
        ("crawl.rendres: 3", "crawl.renders"),
    ],
)
def test_a_limit_of_rendering_without_sense_is_refused_with_its_range(
    tmp_path: Path, setting: str, told: str
) -> None:
    text = f"name: 甲局\nhome: http://a.example/\nsettings: {{{setting}}}\n"
    with pytest.raises(SiteFileError, match=told) as refused:
        load_site(written(tmp_path, text))
    assert f":3: settings: {setting.partition(':')[0]}" in str(refused.value).replace("no setting '", "")


def test_a_wrong_credit_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SiteFileError, match="GB 32100"):
        load_site(written(tmp_path, 'name: 局\nhome: http://a.gov.cn/\ncredit_code: "113715000044281784"\n'))


def test_a_bare_address_is_enough_to_guess_a_site() -> None:
    site = guess_site("http://127.0.0.1:8101/index.html")
    assert (site.code, site.profile, site.hosts) == ("127.0.0.1-8101", "department", ("127.0.0.1:8101",))
    with pytest.raises(InputError):
        guess_site("file:///etc/passwd")


def test_the_bundled_sites_load() -> None:
    files = sorted((Path(__file__).parents[2] / "crawler" / "sites").rglob("*.yml"))
    assert [load_site(f).credit_code for f in files if f.stem == "liaocheng-hrss"] == ["113715000044281785"]
