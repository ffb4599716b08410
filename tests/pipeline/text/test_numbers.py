"""Numbers as bulletins print them: exact, with their unit, their sign and the word that bounds them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normalise import normalise
from pipeline.text.numbers import Number, chinese_number, find_numbers, number_pattern
from schemas.units import UNITS, convert

PATTERN = number_pattern([*UNITS, "倍"], ["成", "家"])


def numbers(text: str) -> list[Number]:
    return find_numbers(normalise(text).text, PATTERN)


def read(text: str) -> list[tuple[str, str]]:
    return [(str(n.value), n.unit) for n in numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全镇工业增加值为28.60亿元", [("28.60", "亿元")]),
        ("存款余额1.05万亿元", [("1.05", "万亿元")]),
        ("人均收入4.37万元", [("4.37", "万元")]),
        ("税收收入8,306.5万元", [("8306.5", "万元")]),
        ("累计接待1,203,004人次", [("1203004", "人次")]),
        ("出生率为5.07‰，总户数33.2万户", [("5.07", "‰"), ("33.2", "万户")]),
        ("比重提高1.3个百分点", [("1.3", "个百分点")]),
        ("劳动生产率11万元/人", [("11", "万元/人")]),
        ("水产品产量７．２ 万吨", [("7.2", "万吨")]),
        ("3亿千瓦时、3亿元、3.5倍", [("3", "亿千瓦时"), ("3", "亿元"), ("3.5", "倍")]),
        ("结构为7.1∶44.9∶48.0", [("7.1", ""), ("44.9", ""), ("48.0", "")]),
    ],
)
def test_a_number_keeps_its_printed_digits_and_takes_the_longest_unit(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长-13.4%", [("-13.4", "%")]),
        ("（-6.0%）", [("-6.0", "%")]),
        ("-5.2", [("-5.2", "")]),
        ("由—2.5%转为3.1%", [("-2.5", "%"), ("3.1", "%")]),
        ("增长4%-6%", [("4", "%"), ("6", "%")]),
        ("增长４％～６％", [("4", "%"), ("6", "%")]),
        ("投资30-40亿元", [("30", ""), ("40", "亿元")]),
        ("投资80万元—120万元", [("80", "万元"), ("120", "万元")]),
        ("投资2万-3万元", [("2", ""), ("3", "万元")]),
        ("——6家企业上云", [("6", "家")]),
    ],
)
def test_a_dash_is_a_minus_only_where_no_number_and_no_dash_stands_before_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "word"),
    [
        ("产值超30亿元", "30", "亿元", "gt", "超"),
        ("产值超过30亿元", "30", "亿元", "gt", "超过"),
        ("产值突破30亿元", "30", "亿元", "gt", "突破"),
        ("吸引游客逾9万人次", "9", "万人次", "gt", "逾"),
        ("占比不低于35%", "35", "%", "ge", "不低于"),
        ("新增不少于12家", "12", "家", "ge", "不少于"),
        ("存量接近7万吨", "7", "万吨", "lt", "近"),
        ("存量不足7万吨", "7", "万吨", "lt", "不足"),
        ("面积约15万亩", "15", "万亩", "approx", "约"),
        ("面积大约15万亩", "15", "万亩", "approx", "大约"),
        ("增长6%左右", "6", "%", "approx", "左右"),
        ("增长6%以上", "6", "%", "ge", "以上"),
        ("控制在5%以内", "5", "%", "le", "以内"),
        ("新增300多家", "300", "家", "gt", "多"),
        ("税收18.7余亿元", "18.7", "亿元", "gt", "余"),
        ("服务2.5万多人", "2.5", "万人", "gt", "多"),
        ("现有商户12万余户", "12", "万户", "gt", "余"),
        ("提高1个多百分点", "1", "个百分点", "gt", "多"),
        ("产值30亿元", "30", "亿元", "eq", None),
    ],
)
def test_a_word_beside_a_number_makes_it_a_bound(
    text: str, value: str, unit: str, bound: str, word: str | None
) -> None:
    [found] = numbers(text)
    assert (str(found.value), found.unit, found.bound, found.qualifier) == (value, unit, bound, word)


@pytest.mark.parametrize("text", ["新签约26.8亿元", "节约9万吨", "预约3万人次", "附近2万人", "最近5万户"])
def test_a_word_that_only_ends_like_a_bound_is_none(text: str) -> None:
    [found] = numbers(text)
    assert (found.bound, found.qualifier) == ("eq", None)


def test_the_spans_cover_the_digits_and_the_unit_without_the_bounding_words() -> None:
    text = "出口超过-1,203.4亿元以上"
    [found] = find_numbers(text, PATTERN)
    assert text[found.start : found.end] == "-1,203.4"
    assert text[found.start : found.unit_end] == "-1,203.4亿元"


def test_a_number_without_a_known_unit_ends_at_its_digits() -> None:
    [found] = numbers("种植66棵")
    assert (found.unit, found.unit_end) == ("", found.end)


def test_decimals_cut_off_after_the_point_do_not_become_a_percentage() -> None:
    assert read("增长16.%") == [("16", "")]


MONEY = st.sampled_from(["元", "万元", "亿元", "万亿元"])
ZEROS = {"元": 0, "万元": 4, "亿元": 8, "万亿元": 12}


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), MONEY, st.booleans())
def test_a_printed_amount_is_read_exactly_and_scaled_by_whole_powers_of_ten(
    digits: int, places: int, unit: str, thousands: bool
) -> None:
    value = Decimal(digits).scaleb(-places)
    printed = f"{value:,f}" if thousands else f"{value:f}"
    [found] = find_numbers(f"收入{printed}{unit}", PATTERN)
    assert str(found.value) == f"{value:f}"
    assert convert(found.value, found.unit, "元") * 10**places == digits * 10 ** ZEROS[unit]


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(sorted(u for u in UNITS if u)))
def test_every_unit_is_read_behind_any_amount(value: Decimal, unit: str) -> None:
    [found] = find_numbers(f"产值{value}{unit}。", PATTERN)
    assert (found.value, found.unit) == (value, unit)


@given(st.text(alphabet="超约近多余以上1234567890-%万亿元人个百分点至", max_size=30))
def test_every_digit_belongs_to_one_number_and_numbers_never_overlap(text: str) -> None:
    found = find_numbers(text, PATTERN)
    covered = [i for n in found for i in range(n.start, n.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if c.isdigit()} <= set(covered)
    assert all(n.end <= n.unit_end <= m.start for n, m in pairwise(found))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十四", 14),
        ("二十", 20),
        ("三十六", 36),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("两千", 2000),
        ("四千三百二十一", 4321),
        ("二〇二一", 2021),
        ("二零二二", 2022),
        ("二○二三", 2023),
    ],
)
def test_chinese_numerals_are_read_by_place_or_digit_by_digit(text: str, value: int) -> None:
    assert chinese_number(text) == value
