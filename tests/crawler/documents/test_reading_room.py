"""Documents are read in a child process; a crash or a hang costs one of them."""

from __future__ import annotations

import sys
import time

import pytest

from crawler.documents.limits import MIB, Limits
from crawler.documents.reading_room import ReadingRoom
from records.documents import DocumentProblem
from tests.crawler.documents import making

STUBBORN = "tests.crawler.documents.stubborn_child"


def test_thirty_documents_are_read_by_one_child() -> None:
    with ReadingRoom(child=STUBBORN) as room:
        answers = {room.read(b"x" * n, "").text for n in range(30)}
    assert len(answers) == 30
    assert len({a.split()[0] for a in answers}) == 1


def test_thirty_real_documents_give_what_they_hold() -> None:
    bodies = [making.plain_pdf("第一页"), making.annual_report_docx(), making.xlsx()] * 10
    with ReadingRoom() as room:
        found = [room.read(b, "") for b in bodies]
    assert [f.kind for f in found] == ["pdf", "docx", "xlsx"] * 10
    assert found[1].tables[0].rows[3][0] == "一、本年新收政府信息公开申请数量"


def test_a_document_over_which_the_reader_hangs_times_out_and_the_rest_are_read() -> None:
    with ReadingRoom(Limits(kill_seconds=1.5), child=STUBBORN) as room:
        before = room.read(b"1", "")
        started = time.monotonic()
        hanging = room.read(b"2", "hang")
        took = time.monotonic() - started
        after = [room.read(b"3", "") for _ in range(3)]
    assert hanging.problem is DocumentProblem.TIMED_OUT
    assert took < 4
    assert [a.problem for a in (before, *after)] == [None] * 4
    assert before.text.split()[0] != after[0].text.split()[0]


def test_a_document_over_which_the_reader_crashes_is_damaged_and_the_rest_are_read() -> None:
    with ReadingRoom(child=STUBBORN) as room:
        crashed = room.read(b"1", "crash")
        assert room.read(b"22", "").text.endswith(" 2")
    assert (crashed.problem, crashed.reason) == (DocumentProblem.DAMAGED, "its reader ended with code 9")


def test_leaving_because_of_an_error_ends_the_child_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), ReadingRoom(child=STUBBORN) as room:
        room.read(b"1", "")
        raise KeyboardInterrupt
    assert time.monotonic() - started < 3


def test_what_a_library_prints_does_not_disturb_the_answers() -> None:
    with ReadingRoom(child=STUBBORN) as room:
        assert [room.read(b"1", n).text.split()[1] for n in ("print", "")] == ["1", "1"]


def test_a_body_beyond_the_limit_never_reaches_the_child() -> None:
    with ReadingRoom(Limits(bytes_in=3), child="no.such.module") as room:
        assert room.read(b"1234", "").problem is DocumentProblem.TOO_LARGE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory for sure")
def test_a_document_that_needs_too_much_memory_is_told_and_the_rest_are_read() -> None:
    book = {"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": b" " * 190_000_000}
    with ReadingRoom(Limits(memory=200 * MIB, ratio=10**6)) as room:
        found = room.read(making.zipped(book), "")
        assert (found.problem, found.reason) == (
            DocumentProblem.TOO_LARGE,
            "needs more memory than a document may",
        )
        assert room.read(making.annual_report_docx(), "").problem is None
