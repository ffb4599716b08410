"""What is read from a sentence, and what must not be: a figure guessed is worse than one missed."""

import pytest

from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from pipeline.records import DocumentContext
from schemas.codelists import MediaType
from schemas.dictionary import dictionary
from tests.pipeline.extract.made import figures


def short(sentence: str) -> list[tuple[str, str, str, str]]:
    return [(f.indicator_id, f.measure, str(f.value), f.unit_text) for f in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "全年地区生产总值4022.25亿元，比上年增长5.5%。",
            [("GDP", "level", "4022.25", "亿元"), ("GDP", "yoy", "5.5", "%")],
        ),
        ("全年出口总额下降4.2%。", [("EXPORTS", "yoy", "-4.2", "%")]),
        (
            "三次产业结构为8.9∶46.1∶45.0。",
            [
                ("VA_PRIMARY_SHARE_GDP", "share", "8.9", "%"),
                ("VA_SECONDARY_SHARE_GDP", "share", "46.1", "%"),
                ("VA_TERTIARY_SHARE_GDP", "share", "45.0", "%"),
            ],
        ),
        ("年末常住人口482.2万人。", [("POP_RESIDENT", "level", "482.2", "万人")]),
        (
            "第一产业增加值、第二产业增加值和第三产业增加值分别增长4.1%、6.0%和3.8%。",
            [
                ("VA_PRIMARY", "yoy", "4.1", "%"),
                ("VA_SECONDARY", "yoy", "6.0", "%"),
                ("VA_TERTIARY", "yoy", "3.8", "%"),
            ],
        ),
    ],
)
def test_a_plain_sentence_gives_its_figures(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert short(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年地区生产总值预期目标增长5%以上。",
        "力争地区生产总值突破5000亿元。",
        "工业拉动地区生产总值增长2.9个百分点。",
        "第一产业增加值和第二产业增加值分别增长4.1%、6.0%和3.8%。",
        "先行产业地区生产总值能耗下降3%。",
        "民营第二产业增加值1200亿元。",
        "地区生产总值和外地的人口一样受到关注，来访游客3000万人次。",
        "三次产业结构为8.9∶46.1∶55.0。",
        "咨询地区生产总值请拨打电话12340。",
    ],
)
def test_plans_contributions_of_strangers_unequal_lists_and_strangers_give_nothing(sentence: str) -> None:
    assert short(sentence) == []


def test_a_bound_is_kept_as_a_bound() -> None:
    [figure] = figures("全年地区生产总值突破4000亿元。")
    assert (figure.bound, figure.qualifier, str(figure.value)) == ("gt", "突破", "4000")


def test_figures_after_of_which_belong_to_the_part() -> None:
    found = short("全年进出口总额1749.8亿元，下降0.6%；其中，出口总额1457.5亿元，增长1.1%。")
    assert [(i, m) for i, m, _, _ in found] == [
        ("TRADE", "level"),
        ("TRADE", "yoy"),
        ("EXPORTS", "level"),
        ("EXPORTS", "yoy"),
    ]


def test_a_county_named_in_the_sentence_owns_its_figures() -> None:
    found = figures("台山市地区生产总值516.50亿元，开平市地区生产总值500.1亿元。")
    assert [(f.ref_area, str(f.value)) for f in found] == [("440781", "516.50"), ("440783", "500.1")]


def test_figures_beside_lost_characters_go_to_review() -> None:
    assert {f.tier for f in figures("全年地区生产总值4022.25亿元，?;赝长5.5%。")} == {"review"}


def test_text_without_a_known_area_gives_nothing() -> None:
    parsed = read("2023年公报\n地区生产总值10亿元。".encode(), MediaType.TEXT)
    assert extract_observations(DocumentContext("made:page", "2023年公报"), parsed, dictionary()) == ([], [])
