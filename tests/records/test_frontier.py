"""The frontier and the links in the store: nothing that was known gets lost."""

from __future__ import annotations

from pathlib import Path

from records.store import PageRecord, Store
from records.types import Fetch, FrontierRow, Link, Page, PageReading, Site
from records.vocabulary import FetchState, FrontierState, PageKind

AT = "2026-11-19T22:04:31+08:00"


def rows(count: int) -> list[FrontierRow]:
    return [FrontierRow(f"{n:016x}", f"http://127.0.0.1/{n}", 1, 10 - n) for n in range(count)]


def opened(folder: Path) -> tuple[Store, str]:
    store = Store.open(folder / "x.db")
    return store, store.new_run(
        Site("s", "示例局", "http://127.0.0.1/", ("127.0.0.1",)), started_at=AT, tool_version="1"
    ).id


def saved(row: FrontierRow, state: FrontierState, links: tuple[Link, ...] = ()) -> PageRecord:
    reading = PageReading(row.url, PageKind.LIST, "generic", "", links=links) if links else None
    fetch = Fetch(row.url, FetchState.OK if state is FrontierState.DONE else FetchState.FAILED, row.tries + 1)
    return PageRecord(Page(row.key, fetch, row.depth, reading), None, (), state)


def test_what_was_in_flight_comes_back_in_the_batches_it_went_out_in(tmp_path: Path) -> None:
    store, run = opened(tmp_path)
    with store:
        store.enqueue(run, rows(5))
        first, second = store.take(run, 2, 1), store.take(run, 2, 2)
        store.save_pages(run, [saved(first[0], FrontierState.DONE)])
    with Store.open(tmp_path / "x.db") as again:
        assert again.in_flight(run) == [(1, first[1:]), (2, second)]
        assert [r.priority for r in first + second] == [6, 7, 8, 9]
        assert dict(again.known(run)) == {r.key: r.url for r in rows(5)}


def test_a_failure_is_queued_again_only_while_it_has_tries_left(tmp_path: Path) -> None:
    store, run = opened(tmp_path)
    with store:
        store.enqueue(run, rows(1))
        store.save_pages(run, [saved(store.take(run, 1)[0], FrontierState.FAILED)])
        assert store.requeue_failed(run, 2, 2) == 1
        store.save_pages(run, [saved(store.take(run, 1)[0], FrontierState.FAILED)])
        assert store.requeue_failed(run, 2, 2) == 0
        assert store.frontier_counts(run) == {FrontierState.FAILED: 1}


def test_what_waits_for_its_second_try_can_be_left_as_failed(tmp_path: Path) -> None:
    store, run = opened(tmp_path)
    with store:
        store.enqueue(run, rows(2))
        store.save_pages(run, [saved(store.take(run, 1)[0], FrontierState.FAILED)])
        store.requeue_failed(run, 2, 2)
        store.leave_failed(run)
        assert store.frontier_counts(run) == {FrontierState.FAILED: 1, FrontierState.QUEUED: 1}


def test_one_address_keeps_the_text_it_has_on_each_page(tmp_path: Path) -> None:
    store, run = opened(tmp_path)
    there = "http://127.0.0.1/there"
    one, two = (Link("http://127.0.0.1/z", "末"), Link(there, "通知")), (Link(there, "更多", "通知公告"),)
    with store:
        first, second = rows(2)
        store.enqueue(run, rows(2))
        done = FrontierState.DONE
        store.save_pages(run, [saved(first, done, one), saved(second, done, two)])
        assert list(store.links(run)) == [(first.url, one[0]), (first.url, one[1]), (second.url, two[0])]
