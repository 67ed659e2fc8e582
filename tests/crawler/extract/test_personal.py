"""Numbers of persons are masked; those by which a body is reached are not."""

from __future__ import annotations

import pytest

from crawler.extract.personal import Mask
from records.documents import Table

PHONES = ("13812345678", "13912345678", "13712345678")


def in_table(*rows: tuple[str, ...]) -> list[str]:
    mask = Mask()
    mask.table(Table(rows), 1)
    return [h.kind for h in mask.hits]


def in_lines(*lines: str) -> list[str]:
    mask = Mask()
    mask.lines(lines)
    return [h.kind for h in mask.hits]


@pytest.mark.parametrize("head", ["联系人", "法定代表人", "负责人"])
def test_people_who_answer_for_a_body_are_reached_by_its_number(head: str) -> None:
    bodies = ("甲公司", "乙街道人社所", "丙职业培训学校")
    rows = [(b, n, p) for b, n, p in zip(bodies, ("张三", "李四", "王五"), PHONES, strict=True)]
    assert in_table(("单位名称", head, "联系电话"), *rows) == []
    assert in_table(*rows) == []


def test_persons_by_name_are_not() -> None:
    rows = [(n, p) for n, p in zip(("张三", "李四", "王五"), PHONES, strict=True)]
    assert in_table(("姓名", "手机号码"), *rows) == ["mobile"] * 3
    assert in_table(*rows) == ["mobile"] * 3
    assert in_lines("联系人：张三，联系电话：13812345678") == []


def test_an_account_of_a_body_is_no_card() -> None:
    assert in_lines("收款单位：某局，开户银行：某行，账号：3701234567890000009") == []
    assert in_lines("开户银行：某行，账号：6222021234567890128") == ["bank_card"]
    assert in_lines("银行卡号：6222021234567890128") == ["bank_card"]
