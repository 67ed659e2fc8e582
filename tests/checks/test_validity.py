"""Facts about normative documents: which they are, how long in force, what repeals or extends them."""

from __future__ import annotations

from datetime import date

import pytest

from checks.numbers_of_documents import numbers_in
from checks.validity import periods
from records.papers import Paper, Paragraph
from records.types import Entry
from records.vocabulary import FetchState, Reason
from tests.checks.building import BASE, column, dossier, entry, failed, of_entry

PAPERS = column("normative-documents")
POLICY = column("normative-documents", "政策文件", "zcwj")
NOTICES = column("notices")
OWN = "市人力资源社会保障局"
ISSUED = date(2021, 1, 1)


def document(
    title: str = "关于印发职业培训管理办法的通知", number: str = "聊人社规〔2021〕3号", **given: object
) -> Entry:
    told = {"published_on": date(2021, 1, 11), "formed_on": ISSUED, "publisher": OWN, "validity": "有效"}
    return entry(given.pop("within", PAPERS), title, document_number=number, **(told | given))  # type: ignore[arg-type]


def paper(*lines: str) -> Paper:
    return Paper(tuple(Paragraph(line) for line in lines))


def one(wanted: Entry, name: str, *others: Entry, texts: dict[str, Paper] | None = None) -> object:
    seen = dossier([PAPERS, POLICY, NOTICES], [wanted, *others])
    return of_entry(seen, wanted, name, papers=texts or {})


@pytest.mark.parametrize(
    ("title", "number", "within", "wanted"),
    [
        ("关于做好稳岗返还工作的通知", "聊人社规〔2021〕3号", PAPERS, True),
        ("关于印发职业培训管理办法的通知", "聊人社发〔2021〕3号", POLICY, True),
        ("关于规范档案管理有关事项的通知", "聊人社发〔2021〕3号", PAPERS, True),
        ("关于规范档案管理有关事项的通知", "聊人社发〔2021〕3号", POLICY, False),
        ("关于印发职业培训管理办法的通知", "鲁人社规〔2021〕3号", PAPERS, False),
        ("关于印发职业培训管理办法的通知", "聊人社规〔2021〕3号", NOTICES, False),
        ("关于规范校外培训治理工作有关事项的通知", "聊人社发〔2021〕3号", PAPERS, True),
        ("关于举办社保业务培训的通知", "聊人社发〔2021〕3号", PAPERS, False),
        ("关于废止部分规范性文件的通知", "聊人社规〔2021〕3号", PAPERS, False),
        ("《职业培训管理办法》政策解读", "聊人社规〔2021〕3号", PAPERS, False),
        ("关于公布竞赛获奖名单的通知", "聊人社发〔2021〕3号", PAPERS, False),
        ("山东省财政厅关于印发资金管理办法的通知", "聊人社规〔2021〕3号", PAPERS, False),
    ],
)
def test_only_own_documents_of_normative_form_are_normative(
    title: str, number: str, within: object, wanted: bool
) -> None:
    assert one(document(title, number, within=within), "is_normative") is wanted


def test_a_text_that_binds_from_a_day_on_makes_an_own_document_normative() -> None:
    plain = document("关于规范档案管理有关事项的通知", "聊人社发〔2021〕3号", within=POLICY)
    text = {plain.key: paper("本通知自2021年2月1日起施行，有效期至2026年1月31日。")}
    assert one(plain, "is_normative", texts=text) is True


def test_a_reprint_of_another_body_is_not_its_own() -> None:
    assert one(document(publisher="省人力资源社会保障厅"), "is_normative") is False


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("有效", "valid"),
        ("现行有效", "valid"),
        ("失效", "ended"),
        ("已废止", "ended"),
        ("部分条款修改", "other"),
        (None, "none"),
    ],
)
def test_validity_is_told_from_what_is_printed(printed: str | None, kind: str) -> None:
    assert one(document(validity=printed), "validity_kind") == kind


def test_an_unread_page_shows_no_validity_for_certain() -> None:
    unread = document(validity=None, fetch=failed(f"{BASE}/x", FetchState.BLOCKED))
    assert one(unread, "validity_kind") is Reason.BLOCKED


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("本办法自2021年3月1日起施行，有效期至2026年2月28日。", date(2026, 2, 28)),
        ("本办法自印发之日起施行，有效期5年。", date(2025, 12, 31)),
        ("本办法自2022年1月1日起实施，有效期两年。", date(2023, 12, 31)),
        ("本通知自发布之日起30日后施行，有效期三年。", date(2024, 1, 30)),
        ("本办法自发布之日起试行，试行期一年。", date(2021, 12, 31)),
        ("本意见自2020年1月1日起施行,有效期截止到2024年12月31日", date(2024, 12, 31)),
        ("本细则自公布之日起满三十日施行，有效期为五年。", date(2026, 1, 30)),
        ("本规定自2024年2月29日起施行，有效期十二个月。", date(2025, 2, 27)),
    ],
)
def test_the_end_of_its_own_period_is_read_from_the_text(said: str, last: date) -> None:
    (period,) = periods(f"第一条 为了规范管理，制定本办法。\n{said}")
    assert period.last_day(ISSUED) == last


@pytest.mark.parametrize(
    "said",
    [
        "许可证有效期三年。",
        "本办法所称证书自颁发之日起有效期五年。",
        "在有效期内提出申请。",
        "合同有效期至2022年1月1日。",
    ],
)
def test_periods_of_other_things_are_not_its_own(said: str) -> None:
    assert periods(said) == ()


def test_days_past_the_end_count_from_the_day_after_the_last_one() -> None:
    ended = document()
    for day, past in (("19日", 1), ("20日", 0), ("21日", -1)):
        text = {ended.key: paper(f"本办法自2021年2月1日起施行，有效期至2026年11月{day}。")}
        assert one(ended, "days_past_end", texts=text) == past
    assert one(ended, "days_past_end", texts={ended.key: paper("本办法由市局负责解释。")}) == 0
    assert one(ended, "days_past_end") is Reason.UNREADABLE


def notice(title: str, on: date, *lines: str) -> tuple[Entry, dict[str, Paper]]:
    told = entry(NOTICES, title, published_on=on, publisher=OWN)
    return told, {told.key: paper(*lines)}


def test_a_later_notice_repeals_by_number_or_title() -> None:
    wanted = document()
    for line in (
        "1.关于印发职业培训管理办法的通知（聊人社规〔2021〕3号）",
        "《关于印发职业培训管理办法的通知》",
        "《职业培训管理办法》",
    ):
        by, text = notice("关于废止部分文件的通知", date(2023, 5, 1), "决定废止下列文件：", line)
        assert one(wanted, "repealed", by, texts=text) is True, line
        assert one(wanted, "repeal_notice", by, texts=text) == "《关于废止部分文件的通知》（2023-05-01）"


@pytest.mark.parametrize(
    "lines",
    [
        ("根据《职业培训管理办法》，决定废止下列文件：", "1.其他文件（聊人社规〔2020〕9号）"),
        ("决定废止下列文件：", "1.其他文件（聊人社规〔2021〕13号）"),
        ("删去《职业培训管理办法》第三条，废止第四条。",),
        ("自2027年1月1日起废止《职业培训管理办法》。",),
        ("《职业培训管理办法》继续有效。",),
    ],
)
def test_what_a_notice_does_not_repeal_stays(lines: tuple[str, ...]) -> None:
    by, text = notice("关于废止部分文件的通知", date(2023, 5, 1), *lines)
    assert one(document(), "repealed", by, texts=text) is False


def test_lists_of_a_clean_up_are_told_apart_by_their_headings() -> None:
    kept, gone = document(), document("关于印发就业见习管理办法的通知", "聊人社规〔2021〕4号")
    by, text = notice(
        "关于公布规范性文件清理结果的公告",
        date(2023, 5, 1),
        "一、继续有效的文件",
        "1.关于印发职业培训管理办法的通知（聊人社规〔2021〕3号）",
        "二、废止的文件",
        "1.关于印发就业见习管理办法的通知（聊人社规〔2021〕4号）",
    )
    assert one(kept, "repealed", by, gone, texts=text) is False
    assert one(gone, "repealed", by, kept, texts=text) is True


def test_a_notice_from_before_the_document_repeals_nothing() -> None:
    by, text = notice("关于废止部分文件的通知", date(2020, 5, 1), "决定废止：", "聊人社规〔2021〕3号")
    assert one(document(), "repealed", by, texts=text) is False


def test_a_new_document_replaces_an_old_one() -> None:
    old = document()
    new = document(
        "关于印发职业培训管理办法的通知",
        "聊人社规〔2025〕1号",
        published_on=date(2025, 1, 6),
        formed_on=date(2025, 1, 2),
        path="new",
    )
    text = {
        new.key: paper("本办法自2025年2月1日起施行，原《职业培训管理办法》（聊人社规〔2021〕3号）同时废止。")
    }
    assert one(old, "repealed", new, texts=text) is True
    assert one(new, "repealed", old, texts=text) is False


def test_an_extension_decides_the_end_or_makes_it_a_question() -> None:
    ended = document()
    own = {ended.key: paper("本办法自2021年2月1日起施行，有效期至2024年1月31日。")}
    for line, wanted in (
        ("《职业培训管理办法》（聊人社规〔2021〕3号）有效期延长至2027年1月31日。", -72),
        ("《职业培训管理办法》（聊人社规〔2021〕3号）继续执行。", Reason.AMBIGUOUS),
    ):
        by, text = notice("关于延长部分文件有效期的通知", date(2024, 1, 5), line)
        assert one(ended, "days_past_end", by, texts=own | text) == wanted


def test_numbers_are_read_in_any_brackets() -> None:
    text = "按照聊人社规〔2021〕3号、聊人社发[2020]第05号、鲁人社字（2019）12号执行"
    found = [(n.letters[-4:], n.year, n.number) for _, n in numbers_in(text)]
    assert [(y, n) for _, y, n in found] == [(2021, 3), (2020, 5), (2019, 12)]
