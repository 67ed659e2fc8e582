"""Links by number."""

from __future__ import annotations

from pathlib import Path

from records.store import Store
from records.types import Link

HOME, NEWS, OLD = Link("http://a/", "首页"), Link("http://a/n", "动态"), Link("http://a/", "回首页")


def test_a_link_is_handed_out_again_until_its_address_is_known(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        packed, told = store.pack_links([HOME, NEWS, OLD]), set[str]()
        assert store.unpack_new_links(packed, told.__contains__) == (HOME, NEWS, OLD)
        told.add(HOME.url)
        assert store.unpack_new_links(packed, told.__contains__) == (HOME, NEWS, OLD)
        assert store.unpack_new_links(packed, told.__contains__) == (NEWS,)
        assert store.unpack_links(packed) == (HOME, NEWS, OLD)


def test_numbers_of_a_transaction_that_failed_are_not_used_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        store.pack_links([HOME])
        store.conn.rollback()
        store.forget_links()
        packed = store.pack_links([NEWS, HOME])
        assert store.unpack_links(packed) == (NEWS, HOME)
