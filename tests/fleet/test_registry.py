"""Sites come and go by files and tables; a table with one fault changes nothing and names every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.fleet.registry import edited, read_sites, registered, table_of, with_groups, yaml_of
from records.errors import InputError
from records.fleet import RegisteredSite, platform_of
from records.sitefile import guess_site
from reports.plain_table import write_table

FILE = """code: jia
name: 某市甲局
home: http://jia.mou.gov.cn/
groups: [市直]
owners: [{section: 办公室, contact: a@x.cn}]
pace: {window: "22:00-06:00", max_pages: 500}
index_number: {families: [uscc/YYYY-n]}
"""


@pytest.fixture
def jia() -> RegisteredSite:
    """A site with something of everything."""
    return with_groups(registered(FILE, Path("jia.yml")), ["重点"], ["2026"])


def test_a_table_that_is_written_can_be_read_back(jia: RegisteredSite, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_table(path, "x", *table_of([jia]))
    back = read_sites(path)[0]
    assert (back.code, back.site.name, back.site.groups, back.tags) == (
        "jia",
        "某市甲局",
        ("市直", "重点"),
        ("2026",),
    )
    assert back.site.pace.window == "22:00-06:00" and back.site.pace.max_pages == 500
    assert back.site.owners[0].contact == "a@x.cn"


def test_the_yaml_keeps_also_what_a_table_cannot_hold(jia: RegisteredSite, tmp_path: Path) -> None:
    path = tmp_path / "t.yml"
    path.write_text(yaml_of([jia]), encoding="utf-8")
    assert read_sites(path) == [jia]


def test_headings_have_other_names_and_values_other_commas(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("名称,首页网址,组,暂停\n某局,http://a.mou.gov.cn/,甲；乙、丙,是\n", encoding="utf-8-sig")
    site = read_sites(path)[0]
    assert site.site.groups == ("甲", "乙", "丙") and site.paused and site.platform == "mou.gov.cn"


def test_every_fault_is_named_by_its_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "名称,网址,代码\n甲,ftp:x,a\n乙,http://b.gov.cn/,b\n丙,http://c.gov.cn/,b\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as told:
        read_sites(path)
    assert "第 2 行: home" in str(told.value) and "第 4 行" in str(told.value)


def test_unknown_headings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("名称,网址,颜色\n", encoding="utf-8")
    with pytest.raises(InputError, match="颜色"):
        read_sites(path)


def test_editing_keeps_what_is_not_named(jia: RegisteredSite) -> None:
    new = edited(jia, {"contact": "b@x.cn", "section": "公开科", "window": "", "paused": "是"})
    assert new.site.owners[0].contact == "b@x.cn" and new.site.pace.window is None
    assert new.site.pace.max_pages == 500 and new.site.groups == jia.site.groups
    assert new.paused and new.tags == jia.tags and new.site.index_number == jia.site.index_number


@pytest.mark.parametrize("changes", [{"code": "x"}, {"home": "x"}, {"colour": "x"}])
def test_an_edit_that_cannot_be_is_refused(jia: RegisteredSite, changes: dict[str, str]) -> None:
    with pytest.raises(InputError):
        edited(jia, changes)


@pytest.mark.parametrize(
    ("home", "platform"),
    [
        ("http://rsj.liaocheng.gov.cn/", "liaocheng.gov.cn"),
        ("http://www.liaocheng.gov.cn/x/", "liaocheng.gov.cn"),
        ("http://www.example.cn/", "example.cn"),
        ("http://127.0.0.1:81/", "127.0.0.1:81"),
        ("http://10.1.2.3/", "10.1.2.3"),
    ],
)
def test_bodies_under_one_city_share_a_platform(home: str, platform: str) -> None:
    assert platform_of(guess_site(home)) == platform
