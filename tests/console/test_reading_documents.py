"""`gongkai read` shows what a document holds, or why it does not tell."""

from __future__ import annotations

import json
from pathlib import Path

from records.store import Store
from tests.console.conftest import Demo
from tests.console.running import gongkai
from tests.crawler.documents import making


def test_a_document_is_shown_with_its_first_lines_and_the_shape_of_its_tables(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(making.annual_report_docx())
    done = gongkai("read", file)
    assert done.returncode == 0, done.stderr
    assert "东山市示例局2025年政府信息公开工作年度报告" in done.stdout
    assert "8 行 × 10 列" in done.stdout


def test_json_keeps_the_keys_of_a_page_and_adds_the_document(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(making.report_pdf())
    seen = json.loads(gongkai("read", file, "--format", "json").stdout)
    assert (seen["kind"], seen["published_on"], seen["entries"]) == ("other", None, [])
    document = seen["document"]
    assert (document["kind"], document["pages"], document["problem"]) == ("pdf", 2, None)
    assert document["tables"][0]["rows"][2] == ["一、本年新收", "6", "2", "8"]
    assert document["tables"][0]["merged"] == [[0, 0, 2, 1], [0, 1, 1, 3]]


def test_a_document_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    pdf = making.Pdf()
    pdf.picture()
    pdf.turn()
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf.bytes())
    done = gongkai("read", file)
    assert done.returncode == 0
    assert "扫描图片" in done.stdout


def test_a_page_has_no_document(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<html><body><p>正文</p></body></html>", encoding="utf-8")
    assert "document" not in json.loads(gongkai("read", file, "--format", "json").stdout)


def test_a_crawl_leaves_every_document_read_and_kept_by_its_sha256(demo: Demo) -> None:
    with Store.open(demo.db) as store:
        run = store.run("latest").id
        kept = {d.sha256: d.text for d in store.documents(run)}
        hung = [a.fetch for e in store.dossier(run).entries for a in e.attachments if a.state == "ok"]
    assert hung
    assert [f.url for f in hung if f.sha256 not in kept] == []
    assert any(t.text for t in kept.values())
