"""One normal form for damaged and mixed text, and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normalise import normalise


@pytest.mark.parametrize(
    ("original", "normal"),
    [
        ("產值１２．５億元", "产值12.5亿元"),
        ("製造業在臺山", "制造业在台山"),
        ("產(chǎn)業(yè)園（現(xiàn)有３個(gè)）", "产业园（现有3个）"),
        ("全市 实 现　产值 12 亿元", "全市实现产值12亿元"),
        ("增长 3.5 %,下降—0.2 个百分点", "增长3.5%，下降-0.2个百分点"),
        ("总人口[2]479万人①", "总人口479万人"),
        ("1,234.5万元", "1,234.5万元"),
        ("结构为8∶45∶47", "结构为8：45：47"),
        ("产值116.4 4亿元", "产值116.44亿元"),
        ("第1 2项", "第1 2项"),
        ("１,２０３.５万元", "1,203.5万元"),
        ("粮食,蔬菜,3种", "粮食，蔬菜，3种"),
        ("全市生产总值¹ 3601亿元，其中¹⁰工业1500²亿元", "全市生产总值3601亿元，其中工业1500亿元"),
        ("每km²住300人", "每km²住300人"),
        ("增长5％（一）", "增长5%（一）"),
        ("ＧＤＰ增长", "GDP增长"),
        ("GDP growth of 5%", "GDP growth of5%"),
    ],
)
def test_text_is_brought_to_one_form(original: str, normal: str) -> None:
    assert normalise(original).text == normal


def test_a_span_leads_back_to_what_was_printed() -> None:
    original = "全年產(chǎn)值　１２．５ 億元。"
    found = normalise(original)
    start = found.text.index("12.5亿元")
    a, b = found.span(start, start + len("12.5亿元"))
    assert original[a:b] == "１２．５ 億元"


@given(st.text(alphabet="產值亿元１２3.,;:%—～ \n（）()[]abē①年增长", max_size=60))
def test_every_normal_character_comes_from_one_place_in_order(original: str) -> None:
    found = normalise(original)
    assert len(found.origin) == len(found.text)
    assert list(found.origin) == sorted(set(found.origin))
    assert all(0 <= o < len(original) for o in found.origin)


@given(st.text(alphabet="产值亿元增长123.%，。年", max_size=40))
def test_what_is_normal_already_stays_as_it_is(text: str) -> None:
    assert normalise(text).text == text
