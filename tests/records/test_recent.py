"""A table that forgets."""

from __future__ import annotations

from records.recent import Recent


def test_what_is_used_stays_and_what_is_not_used_goes() -> None:
    table: Recent[str, int] = Recent(10)
    table.put("menu", 1)
    for n in range(100):
        table.put(f"article {n}", n + 1)
        assert table.get("menu") == 1
    assert table.get("article 99") == 100
    assert table.get("article 0") is None


def test_it_never_holds_more_than_twice_its_size() -> None:
    table: Recent[int, int] = Recent(10)
    for n in range(1000):
        table.put(n, n)
        table.get(n // 2)
        assert len(table) <= 20
