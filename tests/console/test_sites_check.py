"""`gongkai sites check`: the map of the last crawl, what a person can settle, and that answers are used again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.console.running import gongkai
from tests.console.small_site import serving, site_file

FEES = "本机关收费清单及有关事项"


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawled small site."""

    home: str
    file: Path
    db: Path

    def code_of_fees(self) -> str:
        """What the fees column is mapped to in the last crawl."""
        done = gongkai("records", "columns", "--db", self.db, "--format", "jsonl")
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return str(next(r["code"] for r in rows if r["name"] == FEES))


@pytest.fixture
def crawled(tmp_path: Path) -> Iterator[Crawled]:
    with serving() as home:
        file, db = site_file(tmp_path, home), tmp_path / "x.db"
        assert gongkai("crawl", file, "--db", db).returncode == 0
        yield Crawled(home, file, db)


def test_the_map_shows_every_column_and_what_it_could_be(crawled: Crawled) -> None:
    done = gongkai("sites", "check", crawled.file, "--db", crawled.db)
    assert done.returncode == 0, done.stderr
    assert "可能是 行政事业性收费" in done.stdout
    assert "没有找到的应设栏目" in done.stdout
    assert "columns:" not in crawled.file.read_text(encoding="utf-8")


def test_a_confirmed_address_is_written_down_and_used_by_the_next_assessment(crawled: Crawled) -> None:
    assert crawled.code_of_fees().startswith("x-")
    url = f"{crawled.home}fees/"
    done = gongkai(
        "sites",
        "check",
        crawled.file,
        "--db",
        crawled.db,
        "--confirm",
        f"fees={url}",
        "--reject",
        "penalties",
    )
    assert done.returncode == 0, done.stderr
    text = crawled.file.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["columns"] == {"fees": url}
    assert text.startswith("# the bureau next door")
    assert crawled.code_of_fees() == "fees"
    assert gongkai("assess", "latest", "--db", crawled.db).returncode == 0
    shown = gongkai("findings", "--db", crawled.db, "--format", "jsonl", "--outcome", "all").stdout
    missing = [r["subject"] for r in map(json.loads, shown.splitlines()) if r["rule"] == "column-present"]
    assert "ls-hrss/penalties" not in missing
    again = gongkai("crawl", crawled.file, "--db", crawled.db, "--fresh")
    assert again.returncode == 0
    assert crawled.code_of_fees() == "fees"


def test_the_terminal_asks_and_keeps_each_answer(crawled: Crawled) -> None:
    done = gongkai("sites", "check", crawled.file, "--db", crawled.db, "--ask", typed="1\n")
    assert done.returncode == 0, done.stderr
    assert "下面哪一个是它" in done.stdout
    assert yaml.safe_load(crawled.file.read_text(encoding="utf-8"))["columns"] == {
        "fees": f"{crawled.home}fees/"
    }


def test_enter_leaves_a_question_open_and_x_says_that_the_duty_is_not_there(crawled: Crawled) -> None:
    before = crawled.file.read_bytes()
    gongkai("sites", "check", crawled.file, "--db", crawled.db, "--ask", typed="\n")
    assert crawled.file.read_bytes() == before
    gongkai("sites", "check", crawled.file, "--db", crawled.db, "--ask", typed="x\n本机关不收费\n")
    told = yaml.safe_load(crawled.file.read_text(encoding="utf-8"))["catalogue"]
    assert told == {"fees": {"applies": False, "reason": "本机关不收费"}}


def test_a_bare_address_gets_a_site_file_of_its_own(crawled: Crawled, tmp_path: Path) -> None:
    gongkai("crawl", crawled.file, "--db", crawled.db)
    new = tmp_path / "new.yml"
    confirm = f"fees={crawled.home}fees/"
    refused = gongkai("sites", "check", crawled.home, "--db", crawled.db, "--confirm", confirm)
    assert refused.returncode == 2
    assert "--write" in refused.stderr
    done = gongkai("sites", "check", crawled.home, "--db", crawled.db, "--confirm", confirm, "--write", new)
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load(new.read_text(encoding="utf-8"))["columns"] == {"fees": f"{crawled.home}fees/"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--confirm", "feees=http://a/"), "fees"),
        (("--confirm", "fees=ftp://a/"), "fees=ftp"),
        (("--reject", "guide"), "guide"),
        (("--reject", "fees", "--confirm", "fees=http://a/"), "fees"),
        (("--confirm", "fees="), "fees="),
        (("--confirm", "fees=收费公布"), "fees=收费公布"),
        (("--confirm", "fees=http://127.0.0.1:9/"), "首页"),
        (("--confirm", "fees=http://127.0.0.1:9/a/", "--confirm", "plans=http://127.0.0.1:9/a/"), "fees"),
        (("--json", "--ask"), "--json"),
    ],
)
def test_an_impossible_answer_is_refused_and_nothing_is_written(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    file = site_file(tmp_path, "http://127.0.0.1:9/")
    before = file.read_bytes()
    done = gongkai("sites", "check", file, "--db", tmp_path / "none.db", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert file.read_bytes() == before


def test_a_column_can_be_confirmed_by_its_name(crawled: Crawled) -> None:
    done = gongkai("sites", "check", crawled.file, "--db", crawled.db, "--confirm", f"fees={FEES}")
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load(crawled.file.read_text(encoding="utf-8"))["columns"] == {
        "fees": f"{crawled.home}fees/"
    }
    assert "人工确认" in done.stdout


def test_a_name_that_no_column_bears_is_refused_with_the_nearest_one(crawled: Crawled) -> None:
    before = crawled.file.read_bytes()
    done = gongkai("sites", "check", crawled.file, "--db", crawled.db, "--confirm", f"fees={FEES}栏")
    assert done.returncode == 2 and FEES in done.stderr
    assert crawled.file.read_bytes() == before


def test_an_address_that_the_crawl_did_not_see_is_written_down_with_a_remark(crawled: Crawled) -> None:
    url = f"{crawled.home}never-seen/"
    done = gongkai("sites", "check", crawled.file, "--db", crawled.db, "--confirm", f"fees={url}")
    assert done.returncode == 0 and "没有见到" in done.stdout
    assert yaml.safe_load(crawled.file.read_text(encoding="utf-8"))["columns"] == {"fees": url}


def test_without_a_terminal_everything_is_one_object(crawled: Crawled) -> None:
    done = gongkai("sites", "check", crawled.file, "--db", crawled.db, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    asked = next(q for q in told["questions"] if q["code"] == "fees")
    option = asked["options"][0]
    assert option["url"] == f"{crawled.home}fees/" and option["titles"]
    assert option["entries"] >= len(option["titles"])
    row = next(c for c in told["columns"] if c["name"] == FEES)
    assert row["code"] is None and row["candidates"] == ["fees"]
    done = gongkai("sites", "check", crawled.file, "--db", crawled.db, "--json", "--confirm", f"fees={FEES}")
    told = json.loads(done.stdout)
    assert told["confirmed"] == {"fees": f"{crawled.home}fees/"}
    assert "fees" not in {q["code"] for q in told["questions"]}
    row = next(c for c in told["columns"] if c["name"] == FEES)
    assert (row["code"], row["reason"]) == ("fees", "confirmed")


def test_the_question_shows_what_the_column_lists(crawled: Crawled) -> None:
    done = gongkai("sites", "check", crawled.file, "--db", crawled.db, "--ask", typed="\n")
    assert "条，最新" in done.stdout


def test_before_the_first_crawl_it_says_how_to_get_a_map(tmp_path: Path) -> None:
    file = site_file(tmp_path, "http://127.0.0.1:9/")
    done = gongkai("sites", "check", file, "--db", tmp_path / "none.db")
    assert done.returncode == 0 and "gongkai crawl" in done.stdout
    told = json.loads(gongkai("sites", "check", file, "--db", tmp_path / "none.db", "--json").stdout)
    assert told["run"] is None and told["columns"] == []
