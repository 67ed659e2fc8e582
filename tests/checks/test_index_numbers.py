"""Reading index numbers: the families seen on real sites, check characters, what is wrong in any family."""

from __future__ import annotations

import pytest

from checks import words
from checks.codes import code_state, org_code_holds
from checks.index_numbers import read
from records.sitefile import credit_code_holds
from tests.checks.building import CODE, column, entry

FAMILIES = words.listed("index_families")
SEEN = [  # number, family, code state, year
    ("113715000044281785/2020-4387560", "uscc/YYYY-n", "valid", 2020),
    ("11371500MB28359259/2021-4404218", "uscc/YYYY-n", "valid", 2021),
    ("11371500004428039E/2026-45963799", "uscc/YYYY-n", "valid", 2026),
    ("11370322004222241N/2021-5135380", "uscc/YYYY-n", "valid", 2021),
    ("11441700007280420Y/2021-00050", "uscc/YYYY-n", "valid", 2021),
    ("11330524K14997759R/2024-00016", "uscc/YYYY-n", "valid", 2024),
    ("11620622013933539B/2021-03844", "uscc/YYYY-n", "valid", 2021),
    ("000014349/2017-00110", "org/YYYY-n", "valid", 2017),
    ("580267448/2024-276400", "org/YYYY-n", "valid", 2024),
    ("011056632/2022-00181", "org/YYYY-n", "valid", 2022),
    ("003110926/201510-00216", "org/YYYYMM-n", "valid", 2015),
    ("01527918X-2020-153077", "org-YYYY-n", "valid", 2020),
    ("20191202-189769", "YYYYMMDD-n", "none", 2019),
    ("11341702486344515H/202110-00013", "uscc/YYYYMM-n", "valid", 2021),
    ("015125076-202510-102597", "org-YYYYMM-n", "valid", 2025),
    ("053533505/2021-00106", "org/YYYY-n", "valid", 2021),
    ("6107280000/2024-001005", "prefix/YYYY-n", "none", 2024),
    ("hedongquhd0101/2021-0000111", "prefix/YYYY-n", "none", 2021),
]


@pytest.mark.parametrize(("text", "family", "state", "year"), SEEN)
def test_real_numbers_are_read(text: str, family: str, state: str, year: int) -> None:
    number = read(entry(column("notices"), index_number=text), FAMILIES)
    assert number is not None
    assert (number.family, code_state(number.code, ""), number.year, number.odd) == (
        family,
        state,
        year,
        "",
    )
    assert number.is_full


def test_a_number_of_seven_and_one_characters_is_of_no_family() -> None:
    number = read(entry(column("notices"), index_number="0142768-8/2022-00185"), FAMILIES)
    assert number is not None
    assert number.family == ""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("11370300MB28347540/2021-None", "null_serial"),
        ("113715000044281785/2021-", "null_serial"),
        ("113715000044281785/2021-undefined", "null_serial"),
        ("null", "null_serial"),
        ("113715000044281785/2021-４４０４２１８", "full_width"),
        ("113715000044281785／2021-4404218", "full_width"),
        ("113715000044281785/2021- 4404218", "inner_blank"),
        ("关于开展技能培训的通知", "title"),
        ("聊人社发〔2021〕3号", "document_number"),
        ("聊人社字[2021]3号", "document_number"),
        ("113715000044281785/2021-4404218", ""),
        (" 113715000044281785/2021-4404218 ", ""),
    ],
)
def test_what_is_wrong_in_any_family_is_named(text: str, wrong: str) -> None:
    number = read(entry(column("notices"), index_number=text), FAMILIES)
    assert number is not None
    assert number.odd == wrong


def test_a_broken_serial_still_tells_code_and_year() -> None:
    number = read(entry(column("notices"), index_number="11370300MB28347540/2021-None"), FAMILIES)
    assert number is not None
    assert (number.code, number.year) == ("11370300MB28347540", 2021)
    assert credit_code_holds(number.code)


def test_a_tail_is_a_tail() -> None:
    number = read(entry(column("notices"), index_number="2020-4387560"), FAMILIES)
    assert number is not None
    assert number.is_tail
    assert not number.is_full


def test_a_family_of_the_sites_own_is_read_by_its_name() -> None:
    number = read(entry(column("notices"), index_number="GSDE0107/2021-12"), ("GSDE0107/YYYY-n",))
    assert number is not None
    assert (number.family, number.year, number.serial) == ("GSDE0107/YYYY-n", 2021, 12)


@pytest.mark.parametrize("code", ["11370800004312490W", "113709000043412754", "113325000026455663", CODE])
def test_real_codes_hold(code: str) -> None:
    assert credit_code_holds(code)
    assert org_code_holds(code[8:17])


def test_every_single_slip_in_a_code_is_noticed() -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    slips = {CODE[:i] + c + CODE[i + 1 :] for i in range(18) for c in alphabet} - {CODE}
    assert not [s for s in slips if code_state(s, "") == "valid"]


def test_a_remainder_of_zero_gives_the_check_character_zero() -> None:
    codes = [f"1137150000442{n:04d}" for n in range(2000)]
    assert any(credit_code_holds(c + "0") for c in codes)
    assert org_code_holds("00001434-9")
    assert org_code_holds("01527918X")


def test_the_code_used_throughout_is_told_from_a_single_slip() -> None:
    wrong = "113715000044281786"
    assert code_state(wrong, wrong) == "check_failed_house"
    assert code_state(wrong, CODE) == "check_failed"


def test_a_right_18th_character_over_a_wrong_9th_is_a_lesser_matter() -> None:
    inner = "004428170"  # its check character should be another
    code = next(c for x in "0123456789ABCDEFGHJKLMNPQRTUWXY" if credit_code_holds(c := f"11371500{inner}{x}"))
    assert code_state(code, "") == "org_failed"
    assert code_state("004428170", "") == "org_failed"


def test_a_family_that_names_a_part_twice_still_reads() -> None:
    number = read(entry(column("notices"), index_number="2021-2020-7"), ("YYYY-YYYY-n",))
    assert number is not None
    assert (number.family, number.year) == ("YYYY-YYYY-n", 2021)
