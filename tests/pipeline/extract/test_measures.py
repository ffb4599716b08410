"""Measures are told apart: growth, contribution, gap, real and average growth, share, rank, ratio."""

import pytest

from pipeline.extract.observations import extract_observations
from pipeline.extract.observations.grid import Cell, figure_in
from pipeline.passages import read
from schemas.codelists import MediaType
from schemas.dictionary import dictionary
from tests.pipeline.extract.made import CONTEXT, figures, read_in

Expected = list[tuple[str, str, str, str, str | None]]


def told(sentence: str) -> Expected:
    """(indicator, measure, value, unit, reference) of each figure."""
    return [(f.indicator_id, f.measure, str(f.value), f.unit_text, f.reference) for f in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "gap", "reference"),
    [
        ("地区生产总值增速比全省高0.7个百分点。", "0.7", "440000"),
        ("地区生产总值增长5.1%，增速高于全国平均水平0.3个百分点。", "0.3", "100000"),
        ("地区生产总值增长5.1%，比全省低0.2个百分点。", "-0.2", "440000"),
        ("规上工业增加值下降2.7%，降幅比1-7月收窄2.0个百分点。", "2.0", "2023-07 YTD"),
        ("规上工业增加值下降2.7%，比1-7月收窄2.0个百分点。", "2.0", "2023-07 YTD"),
        ("规上工业增加值下降2.7%，降幅比上半年扩大1.1个百分点。", "-1.1", "2023-S1"),
        ("出口总额增长9%，增速比上年回落3.2个百分点。", "-3.2", "2022"),
        ("进口总额增长9%，增幅较一季度提高1.5个百分点。", "1.5", "2023-Q1"),
    ],
)
def test_a_gap_is_positive_when_the_subjects_growth_is_the_higher(sentence: str, gap: str, reference: str) -> None:
    [found] = [f for f in figures(sentence) if f.measure == "gap"]
    assert (str(found.value), found.unit_text, found.reference) == (gap, "个百分点", reference)


@pytest.mark.parametrize(
    "sentence",
    [
        "地区生产总值增长5.1%，增速比周边地区高0.3个百分点。",
        "城镇登记失业率2.3%，低于全省0.2个百分点。",
        "规上工业增加值下降2.7%，比全省高0.5个百分点。",
    ],
)
def test_a_gap_to_strangers_of_a_rate_or_of_unclear_sign_is_left_out(sentence: str) -> None:
    assert [f for f in figures(sentence) if f.measure in {"gap", "pp_change"}] == []


@pytest.mark.parametrize("words", ["比全国、全省分别高0.3个和0.5个百分点", "分别高于全国、全省0.3和0.5个百分点"])
def test_gaps_to_several_areas_are_matched_in_order(words: str) -> None:
    found = figures(f"地区生产总值增长5.1%，增速{words}。")[1:]
    assert [(f.measure, str(f.value), f.reference) for f in found] == [
        ("gap", "0.3", "100000"),
        ("gap", "0.5", "440000"),
    ]


def test_a_place_after_the_subject_owns_the_figures_behind_it() -> None:
    found = figures("全市工业投资增长5%，台山增长6%，开平、恩平分别下降2.1%和增长0.3%。")
    assert [(f.ref_area, str(f.value)) for f in found] == [
        ("440700", "5"),
        ("440781", "6"),
        ("440783", "-2.1"),
        ("440785", "0.3"),
    ]


def test_a_part_stays_in_the_area_of_its_whole_and_the_next_sentence_is_unsure() -> None:
    found = figures(
        "恩平市地区生产总值222.60亿元。其中，第一产业增加值50.12亿元。工业增加值30亿元。全市出口总额9亿元。"
    )
    assert [(f.ref_area, f.tier) for f in found] == [
        ("440785", "published"),
        ("440785", "published"),
        ("440700", "review"),
        ("440700", "published"),
    ]


def test_what_stands_in_brackets_is_an_aside() -> None:
    found = told("人均地区生产总值46123元（折合6857美元），增长2.3%。地区生产总值901.23亿元（增长4.1%）。")
    assert [f[1:3] for f in found] == [("level", "46123"), ("yoy", "2.3"), ("level", "901.23"), ("yoy", "4.1")]


def test_figures_of_places_we_do_not_follow_are_left_out() -> None:
    assert told("广州地区生产总值3.1万亿元，东翼地区生产总值增长3.8%，沙堆镇工业投资增长9%。") == []


def test_figures_of_a_period_to_come_are_left_out() -> None:
    assert told("2025年地区生产总值增长5.5%。") == []


def test_a_rate_in_brackets_is_the_growth_of_the_period_before_it() -> None:
    found = figures("1-8月，规上工业增加值下降2.7%，降幅比1-7月(-7.0%)收窄2.6个百分点。")
    assert [(f.time_period, f.measure, str(f.value)) for f in found] == [
        ("2023-08", "yoy", "-2.7"),
        ("2023-07", "yoy", "-7.0"),
        ("2023-08", "gap", "2.6"),
    ]


@pytest.mark.parametrize(
    ("sentence", "value", "whole"),
    [
        ("食品产业链增加值增长9%，拉动全市规上工业增长8.5个百分点。", "8.5", "IND_VA_ABOVE"),
        ("工业增加值增长6%，拉动地区生产总值增长2.1个百分点。", "2.1", "GDP"),
        ("第三产业增加值下降1%，拉低GDP0.4个百分点。", "-0.4", "GDP"),
        ("制造业增加值增长6%，拉动经济增长1.2个百分点，贡献率达58.3%。", "1.2", "GDP"),
    ],
)
def test_points_added_to_the_growth_of_a_whole_are_a_contribution(sentence: str, value: str, whole: str) -> None:
    grown, added = told(sentence)
    assert grown[1] == "yoy"
    assert added == (grown[0], "contribution", value, "个百分点", whole)


def test_nominal_and_real_growth_of_incomes_are_two_indicators() -> None:
    found = told("居民人均可支配收入41000元，名义增长5.1%，扣除价格因素，实际增长4.5%。")
    assert [f[:3] for f in found] == [
        ("INCOME", "level", "41000"),
        ("INCOME", "yoy", "5.1"),
        ("INCOME_REAL_GROWTH", "yoy", "4.5"),
    ]


def test_real_growth_no_indicator_stands_for_and_nominal_growth_of_output_are_left_out() -> None:
    assert told("出口总额实际增长4.5%。地区生产总值名义增长6.1%。") == []


def test_a_growth_on_a_named_year_is_none_on_the_year_before() -> None:
    assert told("常住人口与2010年相比增长7.8%。地区生产总值比2019年增长10.6%。") == []


def test_an_increase_since_the_years_start_makes_the_growth_behind_it_one() -> None:
    found = told("金融机构本外币存款余额3900.5亿元，比年初增加210.3亿元，增长5.7%，同比增长8.1%。")
    assert [f[1:3] for f in found] == [("level", "3900.5"), ("since_year_start", "5.7"), ("yoy", "8.1")]


def test_a_share_that_is_no_known_one_takes_the_points_behind_it_with_it() -> None:
    found = told("工业投资增长24.1%，占固定资产投资比重52.3%，比上年同期提高8.1个百分点。")
    assert [f[1:3] for f in found] == [("yoy", "24.1")]


def test_the_word_for_respectively_may_stand_before_the_name() -> None:
    found = figures("江海区、新会区分别实现地区生产总值325.1亿元、1011.25亿元，同比增长5.0%、7.2%。")
    assert [(f.ref_area, str(f.value)) for f in found] == [
        ("440704", "325.1"),
        ("440705", "1011.25"),
        ("440704", "5.0"),
        ("440705", "7.2"),
    ]


def test_an_amount_no_rule_understands_makes_the_growth_behind_it_nobodys() -> None:
    assert [f[1] for f in told("地区生产总值1294亿元，比初步核算数增加33亿元，增幅2.7%。")] == ["level"]


def test_the_period_that_ends_last_holds_for_the_next_sentence() -> None:
    found = figures("前三季度，地区生产总值增长0.7%，而上半年为下降2.5%。第一产业增加值增长3.0%。")
    assert [(f.time_period, str(f.value)) for f in found] == [
        ("2023-09", "0.7"),
        ("2023-S1", "-2.5"),
        ("2023-09", "3.0"),
    ]


def test_what_is_said_of_a_single_month_does_not_last() -> None:
    found = figures("1-5月，出口总额增长1.7%。5月当月，出口总额增长6.2%。进口总额增长1.9%。")
    assert [(f.time_period, f.accumulation) for f in found] == [
        ("2023-05", "YTD"),
        ("2023-05", "CUR"),
        ("2023-05", "YTD"),
    ]


def test_a_quarter_that_is_named_for_the_total_to_its_end_is_the_total() -> None:
    found = figures("前三季度，地区生产总值274.79亿元。第三季度地区生产总值274.79亿元，比上半年加快，出口总额9亿元。")
    assert [(f.indicator_id, f.time_period, f.accumulation) for f in found[:1]] == [("GDP", "2023-09", "YTD")]
    assert [f for f in found if f.indicator_id == "GDP" and f.freq == "Q"] == []


def test_several_figures_in_a_row_are_matched_in_order_without_a_word_for_it() -> None:
    found = told("完成固定资产投资1200亿元、进出口总额1300亿元，增长5%、4%。出口总额增长5%、4%。")
    assert [f[:3] for f in found] == [
        ("FAI", "level", "1200"),
        ("TRADE", "level", "1300"),
        ("FAI", "yoy", "5"),
        ("TRADE", "yoy", "4"),
    ]


@pytest.mark.parametrize("months", ["前11个月", "头十一个月", "1-11月", "一至十一月"])
def test_months_counted_from_january_are_cumulated(months: str) -> None:
    [found] = figures(f"{months}，全市出口总额同比下降5.1%。")
    assert (found.time_period, found.accumulation) == ("2023-11", "YTD")


def test_places_we_do_not_follow_own_the_figures_of_their_list() -> None:
    assert told("东翼、西翼、北部生态发展区地区生产总值分别增长1.1%、0.4%、0.9%。") == []


def test_a_period_something_started_from_holds_for_one_figure() -> None:
    found = figures("高新技术企业由2020年的1845家增加到2811家，增长5.1%。全市出口总额增长2%。")
    assert [(f.time_period, str(f.value)) for f in found] == [
        ("2020", "1845"),
        ("2023", "2811"),
        ("2023", "5.1"),
        ("2023", "2"),
    ]


def test_last_years_base_is_no_period() -> None:
    [found] = figures("受上年基数较高影响，房地产开发投资较去年同期增长-13.3%。")
    assert (found.time_period, str(found.value)) == ("2023", "-13.3")


def test_growth_at_constant_prices_is_the_growth_of_output() -> None:
    assert told("地区生产总值按不变价格计算，比上年增长5.5%。") == [("GDP", "yoy", "5.5", "%", None)]


@pytest.mark.parametrize(
    ("sentence", "period", "span"),
    [
        ("2021年至2024年，地区生产总值年均增长5.1%。", "2024", "P4Y"),
        ("五年来，地区生产总值年均增长5.9%。", "2023", "P5Y"),
        ("地区生产总值增长6%，两年平均增长7.1%。", "2023", "P2Y"),
        ("“十三五”时期地区生产总值年均增长5.8%。", "2020", "P5Y"),
    ],
)
def test_an_average_growth_spans_the_years_written_or_counted_back(sentence: str, period: str, span: str) -> None:
    found = figures(sentence)[-1]
    assert (found.indicator_id, found.measure) == ("GDP_AVG_GROWTH", "avg_growth")
    assert (found.time_period, found.accumulation) == (period, span)


@pytest.mark.parametrize(
    ("sentence", "indicator", "rank"),
    [
        ("地区生产总值4022亿元，总量居全省第九位。", "GDP_RANK_PROVINCE", "9"),
        ("地区生产总值增长5.5%，增速居全省第2位。", "GDP_GROWTH_RANK_PROVINCE", "2"),
        ("国家高新区综合评价排名全国第53位。", "NATIONAL_ZONE_RANK", "53"),
    ],
)
def test_a_place_among_others_is_a_rank(sentence: str, indicator: str, rank: str) -> None:
    found = figures(sentence)[-1]
    assert (found.indicator_id, found.measure, str(found.value), found.unit_text) == (indicator, "rank", rank, "位")


def test_the_natural_growth_rate_that_falls_is_a_negative_level() -> None:
    assert told("人口自然增长率下降3.59‰。") == [("NATURAL_GROWTH_RATE", "per_mille_rate", "-3.59", "‰", None)]


@pytest.mark.parametrize("colon", ["∶", ":", "："])
def test_a_ratio_and_a_structure_share_their_colon_and_not_their_meaning(colon: str) -> None:
    ratio = figures(f"城乡居民收入比由上年的1.89{colon}1缩小至1.87{colon}1。")
    assert [(f.measure, f.time_period, str(f.value)) for f in ratio] == [
        ("ratio", "2022", "1.89"),
        ("ratio", "2023", "1.87"),
    ]
    structure = figures(f"三次产业结构由8.9{colon}46.1{colon}45.0调整为8.6{colon}46.4{colon}45.0。")
    assert [str(f.value) for f in structure] == ["8.6", "46.4", "45.0"]


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "bound"),
    [
        ("常住人口城镇化率近八成。", "8", "成", "lt"),
        ("先进制造业增加值占规上工业增加值比重超4成。", "4", "成", "gt"),
        ("高新技术企业突破百家。", "100", "家", "gt"),
        ("工业投资突破千亿元大关。", "1000", "亿元", "gt"),
        ("金融机构本外币存款余额突破7000亿。", "7000", "亿元", "gt"),
        ("常住人口482万。", "482", "万人", "eq"),
        ("出口总额增长1.2倍。", "1.2", "倍", "eq"),
    ],
)
def test_numerals_tenths_multiples_and_bare_multipliers_are_read(
    sentence: str, value: str, unit: str, bound: str
) -> None:
    [found] = figures(sentence)
    assert (str(found.value), found.unit_text, found.bound) == (value, unit, bound)


def test_a_bare_multiplier_before_another_noun_is_no_unit() -> None:
    assert told("常住人口3万辆。出口总额保持两位数增长。") == []


def test_parts_named_shortly_are_parts_of_the_whole_named_last() -> None:
    found = told("进出口总额1500亿元，增长1%，其中出口1000亿元，增长2%；进口500亿元，下降3%。")
    assert [f[:3] for f in found[2:]] == [
        ("EXPORTS", "level", "1000"),
        ("EXPORTS", "yoy", "2"),
        ("IMPORTS", "level", "500"),
        ("IMPORTS", "yoy", "-3"),
    ]
    assert told("第二产业增长3%。出口增长2%。") == []


def test_areas_listed_before_a_name_own_its_figures_in_order() -> None:
    found = figures("蓬江、江海、新会地区生产总值分别增长5.1%、6.2%和7.3%。")
    assert [(f.ref_area, str(f.value)) for f in found] == [("440703", "5.1"), ("440704", "6.2"), ("440705", "7.3")]


def test_figures_of_strangers_are_kept_with_their_words_and_go_to_no_other_subject() -> None:
    records, unmapped = read_in("工业增加值40亿元，汽车产量3万辆，增长6%；通用设备制造业增长9.1%。")
    assert [(r.indicator_id, r.measure) for r in records] == [("IND_VA", "level")]
    assert [(u.words, u.value_text) for u in unmapped] == [
        ("汽车产量", "3"),
        ("汽车产量", "6"),
        ("通用设备制造业", "9.1"),
    ]


def test_equal_gaps_to_two_areas_are_two_figures() -> None:
    found = [
        f for f in figures("地区生产总值增长5.1%，增速比全国、全省分别高0.3个、0.3个百分点。") if f.measure == "gap"
    ]
    assert [(str(f.value), f.reference) for f in found] == [("0.3", "100000"), ("0.3", "440000")]


@pytest.mark.parametrize("row", ["固定资产投资增速", "固定资产投资增长"])
def test_a_row_named_by_a_growth_is_that_growth_and_not_nothing(row: str) -> None:
    head = "<tr><td>指标</td><td>单位</td><td>2023年</td></tr>"
    table = f"<table>{head}<tr><td>{row}</td><td>%</td><td>4.6</td></tr></table>"
    page = read(f"<html><body><h1>统计公报</h1>{table}</body></html>".encode(), MediaType.HTML)
    [found], _ = extract_observations(CONTEXT, page, dictionary())
    assert (found.indicator_id, found.measure, str(found.value), found.time_period) == ("FAI", "yoy", "4.6", "2023")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("下降2.1%", "-2.1"), ("↓2.1", "-2.1"), ("回落2.1%", "-2.1"), ("上涨2.1%", "2.1"), ("+2.1", "2.1")],
)
def test_a_cell_that_says_its_own_way_has_the_sign_of_it(cell: str, value: str) -> None:
    figure = figure_in(Cell(cell, 0))
    assert figure is not None
    assert str(figure.value) == value
