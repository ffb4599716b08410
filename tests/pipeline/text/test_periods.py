"""Periods in all the forms bulletins write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normalise import normalise
from pipeline.text.periods import OPENS, YEARLESS, a_year_before, at_end, find_periods, month, to_month, year, year_in


@pytest.mark.parametrize(
    ("text", "period", "freq", "accumulation"),
    [
        ("2023年产值", "2023", "A", "CUR"),
        ("2023年末人口", "2023", "A", "CUR"),
        ("全年产值", "2024", "A", "CUR"),
        ("上半年产值", "2024-S1", "S", "CUR"),
        ("2022年上半年产值", "2022-S1", "S", "CUR"),
        ("一季度产值", "2024-Q1", "Q", "CUR"),
        ("2023年第四季度产值", "2023-Q4", "Q", "CUR"),
        ("前三季度产值", "2024-09", "M", "YTD"),
        ("2023年1—5月产值", "2023-05", "M", "YTD"),
        ("1-2月产值", "2024-02", "M", "YTD"),
        ("1至11月产值", "2024-11", "M", "YTD"),
        ("2023年12月产值", "2023-12", "M", "CUR"),
        ("2021年至2024年年均增长", "2024", "A", "P4Y"),
        ("“十三五”时期年均增长", "2020", "A", "P5Y"),
        ("去年产值", "2023", "A", "CUR"),
        ("今年产值", "2024", "A", "CUR"),
        ("2023年底人口", "2023", "A", "CUR"),
        ("年末存款", "2024", "A", "CUR"),
        ("下半年产值", "2024-S2", "S", "CUR"),
        ("去年下半年产值", "2023-S2", "S", "CUR"),
        ("首季度产值", "2024-Q1", "Q", "CUR"),
        ("一至三季度产值", "2024-09", "M", "YTD"),
        ("今年1－8月份产值", "2024-08", "M", "YTD"),
        ("去年1月至4月产值", "2023-04", "M", "YTD"),
        ("6月末存款", "2024-06", "M", "CUR"),
        ("2022年3月份产值", "2022-03", "M", "CUR"),
        ("2019-2021年平均增长", "2021", "A", "P3Y"),
        ("2020年到2021年平均增长", "2021", "A", "P2Y"),
        ("“十四五”期间年均增长", "2025", "A", "P5Y"),
    ],
)
def test_a_period_is_read_with_the_year_around_it(text: str, period: str, freq: str, accumulation: str) -> None:
    [found] = find_periods(normalise(text).text, 2024)
    assert (found.period.time_period, found.period.freq, found.period.accumulation) == (period, freq, accumulation)


@pytest.mark.parametrize(
    "text",
    [
        "比上年增长",
        "比2023年提高",
        "较2023年上半年提高",
        "比去年12月增长",
        "同上年一季度相比",
        "比上年末增加",
        "较去年底减少",
        "去年同期",
        "13月产值",
        "0月产值",
        "3-5月产值",
        "2023年3—5月产值",
        "8-3月产值",
        "1-13月产值",
        "5月1日起",
        "2023年5月28日",
        "十四五规划提出",
        "“十五五”发展思路",
        "电话2024123",
    ],
)
def test_what_is_compared_with_or_no_period_is_not_taken_for_one(text: str) -> None:
    assert [m for m in find_periods(normalise(text).text, 2024) if not m.compared] == []


@pytest.mark.parametrize("text", ["降幅比1-7月收窄", "较2023年上半年提高", "快于一季度", "增速高于2023年前三季度"])
def test_a_period_compared_with_is_told_from_the_one_spoken_of(text: str) -> None:
    [mention] = find_periods(normalise(text).text, 2024)
    assert mention.compared


def test_the_same_part_of_the_year_before_keeps_its_form() -> None:
    written = ["2024年1-5月", "2024年上半年", "2024年前三季度", "2024年2月", "2024年"]
    earlier = [a_year_before(find_periods(w, None)[0].period) for w in written]
    assert [(p.time_period, p.accumulation, p.end.isoformat()) for p in earlier] == [
        ("2023-05", "YTD", "2023-05-31"),
        ("2023-S1", "CUR", "2023-06-30"),
        ("2023-09", "YTD", "2023-09-30"),
        ("2023-02", "CUR", "2023-02-28"),
        ("2023", "CUR", "2023-12-31"),
    ]


def test_a_plan_so_far_ends_with_the_year_spoken_of() -> None:
    [mention] = find_periods("十四五以来年均增长", 2024)
    assert (mention.period.time_period, mention.period.accumulation) == ("2024", "P4Y")


def times(text: str, around: int | None = 2024, latest: date | None = None) -> list[str]:
    return [m.period.time_period for m in find_periods(normalise(text).text, around, latest)]


def test_a_year_written_once_holds_for_the_forms_behind_it() -> None:
    assert times("2022年1-6月产值；一季度投资；7月用电") == ["2022-06", "2022-Q1", "2022-07"]


def test_the_year_compared_with_does_not_hold_for_the_forms_behind_it() -> None:
    assert times("与2022年1-6月相比增长；7月用电") == ["2024-07"]


def test_the_days_a_period_covers_are_its_own() -> None:
    days = [
        (m.period.start, m.period.end)
        for m in find_periods("2024年2月；2023年上半年；2023年三季度；2023年1-10月；2021-2023年", None)
    ]
    assert days == [
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 1, 1), date(2023, 6, 30)),
        (date(2023, 7, 1), date(2023, 9, 30)),
        (date(2023, 1, 1), date(2023, 10, 31)),
        (date(2021, 1, 1), date(2023, 12, 31)),
    ]


def test_a_mention_covers_its_words_and_mentions_come_in_order() -> None:
    text = "一季度投资增长，2023年全年投资下降，1-5月回升"
    assert [text[m.start : m.end] for m in find_periods(text, 2024)] == ["一季度", "2023年全年", "1-5月"]


def test_a_stock_at_the_end_of_a_cumulated_range_is_one_of_its_last_month() -> None:
    assert at_end(to_month(2024, 5)) == month(2024, 5)
    assert at_end(year(2024)) == year(2024)


def test_without_a_year_around_it_a_bare_form_says_nothing() -> None:
    assert times("上半年产值，今年产值，去年产值，年末存款", around=None) == []


def test_a_period_that_would_end_after_publication_is_of_the_year_before() -> None:
    assert times("1-12月产值，12月产值，全年产值", latest=date(2024, 1, 20)) == ["2023-12", "2023-12", "2023"]


def test_a_period_that_ends_on_the_day_of_publication_is_over() -> None:
    assert times("1-6月产值，上半年产值", latest=date(2024, 6, 30)) == ["2024-06", "2024-S1"]


def test_a_year_that_is_written_is_believed_whatever_the_day_of_publication() -> None:
    assert times("2024年12月投产", latest=date(2024, 6, 30)) == ["2024-12"]


def test_the_year_of_a_title_may_stand_in_chinese_numerals() -> None:
    assert year_in("二〇二三年统计公报") == 2023
    assert year_in("二○二三年统计公报") == 2023
    assert year_in("二零一九年统计公报") == 2019
    assert year_in("2022年公报") == 2022
    assert year_in("统计公报") is None
    assert year_in("建区三百年纪念") is None


@given(st.one_of([st.from_regex(form, fullmatch=True) for form, _ in YEARLESS]))
def test_every_form_begins_with_a_character_that_periods_are_looked_for_at(form: str) -> None:
    assert re.match(f"[{OPENS}]", form)
