"""Numbers with their units and bounds, exactly as printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numbers import chinese_number, find_numbers, number_pattern
from schemas.units import UNITS

PATTERN = number_pattern([*UNITS, "倍"])


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "qualifier"),
    [
        ("产值16.4亿元", "16.4", "亿元", "eq", None),
        ("产值超16.4亿元", "16.4", "亿元", "gt", "超"),
        ("产值突破5000亿元", "5000", "亿元", "gt", "突破"),
        ("产值近400亿元", "400", "亿元", "lt", "近"),
        ("人口约480万人", "480", "万人", "approx", "约"),
        ("户数不少于30万户", "30", "万户", "ge", "不少于"),
        ("人口1100万人以上", "1100", "万人", "ge", "以上"),
        ("增速控制在3%以内", "3", "%", "le", "以内"),
        ("增长5%左右", "5", "%", "approx", "左右"),
        ("企业4300多家", "4300", "家", "gt", "多"),
        ("投资1,234.5万元", "1234.5", "万元", "eq", None),
        ("自然增长率-3.59‰", "-3.59", "‰", "eq", None),
        ("提高0.5个百分点", "0.5", "个百分点", "eq", None),
        ("增长-13.3%", "-13.3", "%", "eq", None),
        ("用电量3.2亿千瓦时", "3.2", "亿千瓦时", "eq", None),
    ],
)
def test_a_number_keeps_its_value_unit_and_bound(
    text: str, value: str, unit: str, bound: str, qualifier: str | None
) -> None:
    [number] = find_numbers(text, PATTERN)
    assert (number.value, number.unit, number.bound, number.qualifier) == (Decimal(value), unit, bound, qualifier)
    assert text[number.start : number.end].replace(",", "") == value


def test_the_longest_unit_is_taken() -> None:
    assert [n.unit for n in find_numbers("3亿千瓦时、3亿元、3万亿元", PATTERN)] == ["亿千瓦时", "亿元", "万亿元"]


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(sorted(u for u in UNITS if u)))
def test_what_is_printed_is_read_without_loss(value: Decimal, unit: str) -> None:
    [number] = find_numbers(f"产值{value}{unit}。", PATTERN)
    assert (number.value, number.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十四", 14),
        ("二十", 20),
        ("二十五", 25),
        ("一百", 100),
        ("二〇二一", 2021),
        ("两千", 2000),
    ],
)
def test_chinese_numerals_are_read(text: str, value: int) -> None:
    assert chinese_number(text) == value
