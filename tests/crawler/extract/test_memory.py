"""What a reader remembers of earlier pages saves time and changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from crawler.extract.reader import Reader
from crawler.extract.remembered import by_text

CASES = Path(__file__).with_name("cases")
ADDRESS = "http://a.gov.cn/x/page.html"


def pages() -> list[tuple[bytes, str]]:
    loaded: list[dict[str, Any]] = [
        case
        for path in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return [(case["html"].encode(), case.get("url", ADDRESS)) for case in loaded]


def test_a_page_is_read_after_others_as_it_is_read_alone() -> None:
    one_for_all = Reader()
    for body, url in [*pages(), *reversed(pages())]:
        assert one_for_all.read(body, url) == Reader().read(body, url)


def test_a_script_that_a_site_repeats_is_read_once_and_a_very_long_one_is_not_kept() -> None:
    asked: list[int] = []

    @by_text
    def length(text: str) -> int:
        asked.append(len(text))
        return len(text)

    assert [length(t) for t in ("var a;", "var a;", "x" * 100_000, "x" * 100_000)] == [6, 6, 100_000, 100_000]
    assert asked == [6, 100_000, 100_000]


def test_variables_of_one_page_do_not_reach_the_scripts_of_the_next() -> None:
    writes = "<script>document.write('<a href=\"a.html\">' + n + '</a>');</script>"
    told, untold = f"<body><script>var n = '甲栏目';</script>{writes}", f"<body>{writes}"
    reader = Reader()
    texts = [[link.text for link in reader.read(p.encode(), ADDRESS).links] for p in (told, untold, told)]
    assert texts == [["甲栏目"], [""], ["甲栏目"]]
