"""Periods in all the forms bulletins write them."""

from datetime import date

import pytest

from pipeline.text.normalise import normalise
from pipeline.text.periods import find_periods, year_in


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
    ],
)
def test_a_period_is_read_with_the_year_around_it(text: str, period: str, freq: str, accumulation: str) -> None:
    [found] = find_periods(normalise(text).text, 2024)
    assert (found.period.time_period, found.period.freq, found.period.accumulation) == (period, freq, accumulation)


@pytest.mark.parametrize(
    "text", ["比上年增长", "比2023年提高", "13月产值", "3-5月产值", "5月1日起", "十四五规划提出", "电话2024123"]
)
def test_what_is_compared_with_or_no_period_is_not_taken_for_one(text: str) -> None:
    assert find_periods(normalise(text).text, 2024) == []


def test_without_a_year_around_it_a_bare_form_says_nothing() -> None:
    assert find_periods("上半年产值", None) == []


def test_a_period_that_would_end_after_publication_is_of_the_year_before() -> None:
    [found] = find_periods("1-12月产值", 2024, date(2024, 1, 20))
    assert found.period.time_period == "2023-12"


def test_the_year_of_a_title_may_stand_in_chinese_numerals() -> None:
    assert year_in("二〇二三年统计公报") == 2023
    assert year_in("2022年公报") == 2022
    assert year_in("统计公报") is None
