"""Whatever a copy does to a sentence, its normal form stays and every figure leads back to the digits as printed."""

from collections.abc import Callable

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normalise import normalise
from pipeline.text.numbers import chinese_number, find_numbers, number_pattern
from schemas.units import UNITS

SENTENCE = "全年地区生产总值1234.56亿元，比上年增长5.5%；制造业增加值占规上工业比重为41.9%，提高0.3个百分点。"
FIGURES = ("1234.56", "5.5", "41.9", "0.3")
PATTERN = number_pattern(UNITS, ["家"])
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
TRADITIONAL = opencc.OpenCC("s2t").convert(SENTENCE)


def pinyin(text: str, i: int) -> str:
    return text[i] + "(zhǎng)" if "\u4e00" <= text[i] <= "\u9fff" else text[i]


def spaced(text: str, i: int) -> str:
    inside = text[i : i + 2].replace(".", "0").isdigit()
    return text[i] if inside or text[i] == "." else text[i] + "\u3000 "


def wide(text: str, i: int) -> str:
    return text[i].translate(FULL_WIDTH)


def traditional(text: str, i: int) -> str:
    return TRADITIONAL[i] if len(TRADITIONAL) == len(SENTENCE) else text[i]


def footnote(text: str, i: int) -> str:
    return text[i] + "[2]" if text[i] in "值业重" else text[i]


DAMAGES: tuple[Callable[[str, int], str], ...] = (pinyin, spaced, wide, traditional, footnote)


@pytest.mark.parametrize("damage", DAMAGES)
@given(places=st.sets(st.integers(0, len(SENTENCE) - 1)))
def test_damage_anywhere_leaves_the_normal_form_and_the_way_back(
    damage: Callable[[str, int], str], places: set[int]
) -> None:
    printed = [damage(SENTENCE, i) if i in places else c for i, c in enumerate(SENTENCE)]
    found = normalise("".join(printed))
    clean = normalise(SENTENCE)
    assert found.text == clean.text
    for figure in FIGURES:
        at = clean.text.index(figure)
        start, end = found.span(at, at + len(figure))
        assert normalise("".join(printed)[start:end]).text == figure
        begin = sum(map(len, printed[:at]))
        assert start == begin


@given(
    value=st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    marks=st.booleans(),
    unit=st.sampled_from([u for u in UNITS if u]),
)
def test_a_number_printed_and_read_is_the_same_number(value: object, marks: bool, unit: str) -> None:
    printed = f"{value:,.2f}" if marks else f"{value:.2f}"
    [number] = find_numbers(normalise(f"为{printed}{unit}。").text, PATTERN)
    assert (number.value, number.unit) == (value, unit)


NAMES = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """The Chinese numeral of a number below ten thousand: 1205 is 一千二百零五."""
    digits = [int(d) for d in f"{number:04d}"]
    parts, gap = [], False
    for digit, name in zip(digits, ("千", "百", "十", ""), strict=True):
        if digit:
            parts.append(("零" if gap and parts else "") + NAMES[digit] + name)
            gap = False
        else:
            gap = True
    return "".join(parts)


@given(st.integers(1, 9999))
def test_a_number_spelled_in_chinese_is_read_exactly(number: int) -> None:
    assert chinese_number(spelled(number)) == number
    [found] = find_numbers(f"突破{spelled(number)}家。", PATTERN)
    assert (int(found.value), found.unit, found.bound) == (number, "家", "gt")


@given(st.integers(1000, 9999), st.sampled_from("零〇○"))
def test_a_year_spelled_digit_by_digit_is_read_exactly(number: int, zero: str) -> None:
    assert chinese_number("".join(NAMES[int(digit)] for digit in str(number)).replace("零", zero)) == number
