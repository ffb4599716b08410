"""A damaged copy gives the figures of the clean sentence, each read at the digits as they are printed."""

from decimal import Decimal

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.normalise import normalise
from tests.pipeline.extract.made import figures

SENTENCES = (
    "全年地区生产总值4,022.25亿元，比上年增长5.5%。",
    "年末常住人口482.2万人，规模以上工业增加值下降3.6%。",
    "第一产业增加值、第二产业增加值和第三产业增加值分别增长4.1%、6.0%和3.8%。",
    "三次产业结构为8.9∶46.1∶45.0。",
    "台山市地区生产总值516.50亿元，开平市地区生产总值500.1亿元。",
)
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
TRADITIONAL = {c: t for c in set("".join(SENTENCES)) if len(t := opencc.OpenCC("s2t").convert(c)) == 1}
INSIDE_A_NUMBER = set("0123456789.,")
BEHIND = ("", "", "[2]", "①", " ", "\u3000", "\u00a0 ")
BEHIND_HAN = (*BEHIND, "(zhǎng)", "（de）")


def damaged(sentence: str, draw: st.DataObject) -> str:
    """Each character in another width or script, with pinyin, a footnote mark or spaces behind it."""
    printed = []
    for here, after in zip(sentence, f"{sentence[1:]}。", strict=True):
        printed.append(draw.draw(st.sampled_from([here, here.translate(FULL_WIDTH), TRADITIONAL.get(here, here)])))
        if not {here, after} <= INSIDE_A_NUMBER:
            printed.append(draw.draw(st.sampled_from(BEHIND_HAN if "\u4e00" <= here <= "\u9fff" else BEHIND)))
    return "".join(printed)


def said(sentence: str) -> list[tuple[str, str, str, Decimal, str]]:
    return [(f.indicator_id, f.ref_area, f.measure, f.value, f.unit_text) for f in figures(sentence)]


@pytest.mark.parametrize("sentence", SENTENCES)
@given(draw=st.data())
@settings(max_examples=30, deadline=None)
def test_a_damaged_sentence_gives_the_figures_of_the_clean_one(sentence: str, draw: st.DataObject) -> None:
    printed = damaged(sentence, draw)
    assert normalise(printed).text == normalise(sentence).text
    assert said(printed) == said(sentence) != []


@pytest.mark.parametrize("sentence", SENTENCES)
@given(draw=st.data())
@settings(max_examples=30, deadline=None)
def test_every_figure_of_a_damaged_sentence_is_printed_with_the_same_digits(sentence: str, draw: st.DataObject) -> None:
    printed = [normalise(f.value_text).text for f in figures(damaged(sentence, draw))]
    assert printed == [f.value_text for f in figures(sentence)]
