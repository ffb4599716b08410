"""The sentences of an assessment: the same words for good and bad news, in both languages (METHOD 4.10)."""

import re
from datetime import date
from decimal import Decimal

import pytest

from pipeline.assess import staged_wording, wording
from pipeline.assess.judge import Card, judge
from schemas.codelists import NotAssessedReason, ProjectStage
from schemas.commitments import Evidence
from tests.pipeline.assess.test_stages import TOPIC, S, event, standing

D = Decimal
AS_OF = date(2026, 3, 31)
GDP = Card("level", "toward", D(5000), 2021, 2026, 3, D("0.01"))
SUBJECT = wording.Subject("某市地区生产总值", "GDP of the city", "亿元", "%", "%")


def said(points: dict[int, Decimal], card: Card = GDP) -> wording.Sentences:
    found = judge(points, card, AS_OF)
    return wording.numeric(SUBJECT, card, found, points[found.latest or max(points)], AS_OF)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("4210.18", "亿元", "4,210.18亿元", "421.018 billion yuan"),
        ("1.41", "万亿元", "1.41万亿元", "1,410 billion yuan"),
        ("39.40", "%", "39.4%", "39.4%"),
        ("53", "位", "53位", "53 place"),
        ("12000", "元", "12,000元", "12,000 yuan"),
    ],
)
def test_numbers_are_written_as_readers_of_each_language_count(value: str, unit: str, zh: str, en: str) -> None:
    assert wording.number_zh(D(value), unit) == zh
    assert wording.number_en(D(value), unit) == en


@pytest.mark.parametrize(
    ("ratio", "shown"), [("0.788", "0.79"), ("0.949", "0.94"), ("0.9512", "0.95"), ("0.599", "0.59"), ("1.2", "1.20")]
)
def test_a_ratio_is_never_rounded_across_a_border(ratio: str, shown: str) -> None:
    assert wording.shown_ratio(D(ratio)) == shown


def test_a_sentence_underway_says_value_target_required_and_present_pace() -> None:
    sentence = said({2021: D("3601.28"), 2024: D("4210.18")})
    assert re.search(r"2024年数，某市地区生产总值为4,210.18亿元.+2026年达到5,000亿元.+6.78%.+5.35%.+0.79", sentence.zh)
    assert re.search(r"2024, GDP of the city is 421.018 billion yuan.+6.78%.+5.35%.+0.79", sentence.en)


def test_an_outlook_is_given_as_a_range_and_called_arithmetic() -> None:
    sentence = said({2021: D("3601.28"), 2024: D("4210.18")})
    assert "推算，不是预测" in sentence.zh
    assert re.search(r"约为4,6\d\d亿元（4,5\d\d亿元至4,7\d\d亿元）", sentence.zh)
    assert "not a forecast" in sentence.en


def test_what_is_reached_and_what_is_to_be_kept_are_said_as_such() -> None:
    assert "已达到5,000亿元" in said({2021: D(3600), 2024: D(5100)}).zh
    kept = said({2021: D(5100), 2024: D(5200)})
    assert "任务是保持" in kept.zh
    assert "目标为5,000亿元" in kept.zh
    assert "duty is to keep it" in kept.en


def test_a_falling_target_asks_for_a_decrease() -> None:
    card = Card("share", "<=", D(10), 2021, 2026, 3, D("0.01"))
    subject = wording.Subject("某比重", "A share", "%", "个百分点", "points")
    found = judge({2021: D(20), 2024: D(17)}, card, AS_OF)
    sentence = wording.numeric(subject, card, found, D(17), AS_OF)
    assert "年均需减2.00个百分点" in sentence.zh


@pytest.mark.parametrize("reason", wording.REASONS)
def test_every_reason_has_a_sentence_with_the_same_blanks_in_both_languages(reason: NotAssessedReason) -> None:
    zh, en = wording.REASONS[reason]
    assert set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en))


def test_no_recent_data_names_the_newest_figure_and_its_year() -> None:
    sentence = said({2019: D(3100), 2020: D(3200)})
    assert "2020年的3,200亿元" in sentence.zh
    assert "320 billion yuan for 2020" in sentence.en


def test_a_project_can_meet_its_clause_and_be_unfinished_and_both_are_said() -> None:
    found = standing([event("2025-06-01", S.UNDER_CONSTRUCTION, expected_date="2028年")], [TOPIC], AS_OF)
    said = staged_wording.staged(found, found.stage, AS_OF, None)
    met = staged_wording.asked(said, "加快", S.UNDER_CONSTRUCTION, reached=True)
    assert met.zh.endswith("原文“加快”要求达到“在建”，已达到。")
    assert met.en.endswith("The clause asks for the stage “under construction”, which is reached.")
    short = staged_wording.asked(said, "建成", S.COMPLETED, reached=False)
    assert "尚未达到" in short.zh
    assert "not reached yet" in short.en


def test_silence_is_not_called_inaction() -> None:
    nothing = staged_wording.staged(standing([], [TOPIC], AS_OF), ProjectStage.NO_EVIDENCE, AS_OF, (70, 7))
    assert "不等于没有进展" in nothing.zh
    assert "does not mean nothing was done" in nothing.en
    assert "7个来源的70份文件" in nothing.zh


def test_a_clause_that_names_nothing_says_that_nothing_could_be_looked_for() -> None:
    nothing = staged_wording.staged(standing([], [], AS_OF), ProjectStage.NO_EVIDENCE, AS_OF, None)
    assert "没有可供检索的名称" in nothing.zh
    assert "names nothing that could be looked for" in nothing.en


def test_a_stage_comes_with_the_number_of_reports_and_their_newest_day() -> None:
    found = standing([event("2025-06-01", S.STARTED), event("2024-01-01", S.APPROVED)], [TOPIC], AS_OF)
    sentence = staged_wording.staged(found, found.stage, AS_OF, None)
    assert "2条公开消息" in sentence.zh
    assert "2025-06-01" in sentence.zh
    assert "2 public reports" in sentence.en


@pytest.mark.parametrize(
    ("events", "zh", "en"),
    [
        ([event("2024-06-01", S.STARTED)], "一年多未见新进展消息", "no news of progress"),
        (
            [event("2025-06-01", S.STARTED, expected_date="2025年建成")],
            "已过公开预计时间",
            "an announced date has passed",
        ),
        (
            [event("2025-06-01", S.STARTED), event("2025-08-01", S.IN_OPERATION, "E3")],
            "尚缺官方",
            "without an official or second",
        ),
    ],
)
def test_what_must_be_said_beside_a_stage_is_said(events: list[Evidence], zh: str, en: str) -> None:
    found = standing(events, [TOPIC], AS_OF)
    sentence = staged_wording.staged(found, found.stage, AS_OF, None)
    assert zh in sentence.zh
    assert en in sentence.en
