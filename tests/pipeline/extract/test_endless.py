"""Words said over and over: each is read in one way only, so that no sentence, however long, keeps the reader busy.

Where this is broken these tests do not fail but never end.
"""

import re
from datetime import date
from random import Random

import pytest

from bench.patterns import patterns, slowest
from pipeline.extract.commitments import extract_commitments
from pipeline.passages import read
from pipeline.records import DocumentContext
from schemas.codelists import MediaType
from tests.pipeline.extract.made import figures

PLAN = DocumentContext("made:plan", "政府工作报告", date(2022, 1, 10), "440700")


@pytest.mark.parametrize("word", ["核实", "达到", "约为", "总数", "现价", "实现“完成”，"])
def test_words_before_a_level_are_told_apart_in_one_way(word: str) -> None:
    assert [str(f.value) for f in figures(f"地区生产总值{word * 8}100亿元。")] == ["100"]
    assert figures(f"地区生产总值{word * 60}等等100亿元。") == []


@pytest.mark.parametrize("word", ["率为", "增幅约", "达到"])
def test_words_behind_a_growth_are_told_apart_in_one_way(word: str) -> None:
    assert [str(f.value) for f in figures(f"地区生产总值增长{word * 8}5%。")] == ["5"]
    assert figures(f"地区生产总值增长{word * 50}等等5%。") == []


@pytest.mark.parametrize("word", ["好于预期，", "同比", "平稳增长，", "按可比价格计算，"])
def test_words_before_a_growth_are_told_apart_in_one_way(word: str) -> None:
    assert [str(f.value) for f in figures(f"地区生产总值{word * 8}增长5%。")] == ["5"]
    assert figures(f"地区生产总值{word * 50}等等增长5%。") == []


@pytest.mark.parametrize("word", ["位居", "排名列", "上升至"])
def test_words_before_a_rank_are_told_apart_in_one_way(word: str) -> None:
    assert [str(f.value) for f in figures(f"地区生产总值全省排名{word * 8}第9位。")] == ["9"]
    assert figures(f"地区生产总值全省排名{word * 50}等等第9位。") == []


def test_the_parts_that_share_a_whole_are_told_apart_in_one_way() -> None:
    ands = "和" * 60
    [figure] = figures(f"提高7%{ands}12%，制造业增加值占地区生产总值比重为11.9%。")
    assert (figure.measure, str(figure.value)) == ("share", "11.9")
    assert figures(f"增长{ands}先进制造业增加值占规上工业增加值比重为等等11.9%。") == []


def test_a_clause_of_quotations_names_what_is_quoted_once() -> None:
    parsed = read(f"今后五年工作安排\n今后五年，要推进“甲乙”{'“甲乙”' * 60}等工作。\n".encode(), MediaType.TEXT)
    assert [c.entities for c in extract_commitments(PLAN, parsed)] == [("甲乙",)]


def test_a_place_with_fifty_more_behind_it_owns_no_figure() -> None:
    assert figures(f"地区生产总值，{'台山市、' * 60}增长5%。") == []


def test_a_pattern_that_reads_a_word_in_two_ways_is_found_by_its_own_words() -> None:
    limit = 0.2
    assert slowest(re.compile("^(?:达|到|达到)*$"), Random(1), limit)[0] == limit
    assert slowest(re.compile("^(?:达|到)*$"), Random(1), limit)[0] < limit


def test_the_patterns_of_all_readers_are_tried() -> None:
    names = {name.rpartition(".")[0] for name, _ in patterns()}
    assert {"pipeline.text.periods", "pipeline.passages.meta", "pipeline.extract.observations.lexicon"} <= names
