"""Figures read from pages become observations: one unit per series, one row per figure and document."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures import area_rows, decimals, indicator_rows, observation_rows, series_key, series_row, series_unit
from pipeline.records import ParsedDocument
from pipeline.rows import dated
from schemas.areas import areas
from schemas.codelists import Bound, CompilationStage, Measure, ObsStatus, PriceBase, Tier
from schemas.dictionary import dictionary
from schemas.statistics import Observation
from schemas.units import UNITS, UnitMismatch
from tests.pipeline.building.made import GDP_SERIES, document, gdp


def rows(*documents: ParsedDocument) -> list[Observation]:
    return observation_rows(dated(documents, {}), dictionary())


def test_a_figure_carries_its_sentence_its_span_and_the_day_it_became_known() -> None:
    page = document("bulletin", gdp(2024, "4210.18"), issued=date(2025, 3, 28))
    [row] = rows(page)
    assert row.observation_id == f"{GDP_SERIES}@2024@2025-03-28@jiangmen_annual:bulletin"
    assert (row.series_key, row.time_period, row.vintage) == (GDP_SERIES, "2024", date(2025, 3, 28))
    assert (row.period_start, row.period_end) == (date(2024, 1, 1), date(2024, 12, 31))
    assert page.parsed.text[row.char_start : row.char_end] == row.value_text == "4210.18"
    assert row.quote == page.parsed.text
    assert (row.passage_id, row.decimals, row.derived_from) == ("jiangmen_annual:bulletin#0", 2, [])


@pytest.mark.parametrize(
    ("indicator", "measure", "printed", "unit_text", "kept"),
    [
        ("GDP", "level", "4210.18", "亿元", "4210.18"),
        ("GDP", "level", "0.42", "万亿元", "4200"),
        ("GDP", "level", "42101800", "万元", "4210.18"),
        ("GDP", "yoy", "5.1", "%", "5.1"),
        ("GDP_PC", "level", "8.79", "万元", "87900"),
        ("POP_RESIDENT", "level", "4822400", "人", "482.24"),
        ("MARKET_ENTITIES", "level", "712300", "户", "71.23"),
    ],
)
def test_values_are_kept_exactly_in_the_unit_of_their_series(
    indicator: str, measure: str, printed: str, unit_text: str, kept: str
) -> None:
    own = {"indicator_id": indicator, "measure": measure, "unit_text": unit_text}
    [row] = rows(document("page", (f"该项为{printed}{unit_text}。", printed, "2024", own)))
    assert row.obs_value == Decimal(kept)
    assert (row.value_text, row.unit_text) == (printed, unit_text)


def test_a_unit_that_measures_something_else_is_an_error_and_no_figure() -> None:
    with pytest.raises(UnitMismatch, match=r"万人 \(PS\).*亿元 \(CNY\)"):
        rows(document("page", ("生产总值为480万人。", "480", "2024", {"unit_text": "万人"})))


@pytest.mark.parametrize(
    ("stage", "status"),
    [("express", "P"), ("preliminary", "P"), ("final", "A"), ("census_revision", "A"), ("unknown", "A")],
)
def test_flash_and_preliminary_figures_are_marked_provisional(stage: str, status: str) -> None:
    [row] = rows(document("page", gdp(2024, "4210.18", compilation_stage=stage)))
    assert (row.compilation_stage, row.obs_status) == (CompilationStage(stage), ObsStatus(status))


def test_a_bound_stays_a_bound_with_its_printed_word() -> None:
    [row] = rows(document("page", ("总量突破4200亿元。", "4200", "2024", {"bound": "gt", "qualifier": "突破"})))
    assert (row.bound, row.qualifier, row.obs_value) == (Bound.GT, "突破", Decimal(4200))


def test_a_later_publication_of_a_period_is_a_second_row() -> None:
    early = document("note", gdp(2023, "4022.25"), issued=date(2024, 1, 24))
    late = document("bulletin", gdp(2023, "4031.70"), issued=date(2025, 3, 28))
    found = rows(late, early)
    assert [(o.vintage, o.obs_value) for o in found] == [
        (date(2024, 1, 24), Decimal("4022.25")),
        (date(2025, 3, 28), Decimal("4031.70")),
    ]


def test_two_documents_of_one_day_that_disagree_are_both_kept() -> None:
    day = date(2025, 2, 10)
    found = rows(document("a", gdp(2024, "4210.18"), issued=day), document("b", gdp(2024, "4217.83"), issued=day))
    assert [(o.document_id, o.tier) for o in found] == [
        ("jiangmen_annual:a", Tier.PUBLISHED),
        ("jiangmen_annual:b", Tier.PUBLISHED),
    ]


def test_a_page_that_contradicts_itself_has_its_figure_reviewed() -> None:
    [row] = rows(document("page", gdp(2024, "4210.18"), gdp(2024, "4120.18")))
    assert (row.obs_value, row.tier) == (Decimal("4210.18"), Tier.REVIEW)


def test_a_page_that_repeats_itself_in_another_unit_is_one_published_figure() -> None:
    again = ("即4210.18亿元，折合0.421018万亿元。", "0.421018", "2024", {"unit_text": "万亿元"})
    [row] = rows(document("page", gdp(2024, "4210.18"), again))
    assert row.tier == Tier.PUBLISHED


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["headline first", "headline last"])
def test_a_bound_in_the_headline_does_not_dispute_the_figure_in_the_text(order: tuple[int, int]) -> None:
    sentences = [("总量站上4200亿元台阶。", "4200", "2024", {"bound": "ge"}), gdp(2024, "4210.18")]
    [row] = rows(document("page", *(sentences[i] for i in order)))
    assert (row.obs_value, row.bound, row.tier) == (Decimal("4210.18"), Bound.EQ, Tier.PUBLISHED)


def test_rows_come_in_the_order_of_their_ids_whatever_was_read_first() -> None:
    pages = [document(slug, gdp(year, "100.5")) for slug, year in [("c", 2021), ("a", 2023), ("b", 2022)]]
    found = rows(*pages)
    assert [o.observation_id for o in found] == sorted(o.observation_id for o in found)
    assert found == rows(*reversed(pages))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            GDP_SERIES,
            {
                "title_zh": "江门市地区生产总值",
                "unit": "亿元",
                "unit_measure": "CNY",
                "unit_mult": 8,
                "price_base": "V",
            },
        ),
        (
            "GDP.440700.yoy.A.CUR",
            {"title_zh": "江门市地区生产总值（同比增长）", "unit": "%", "unit_mult": 0, "price_base": "Q"},
        ),
        ("IND_VA.440000.level.M.YTD", {"ref_area": "440000", "freq": "M", "accumulation": "YTD", "unit": "亿元"}),
        ("POP_RESIDENT.440781.level.A.CUR", {"unit": "万人", "unit_measure": "PS", "unit_mult": 4, "price_base": "_Z"}),
        ("IND_VA_SHARE_GDP.440700.share.A.CUR", {"unit": "%", "unit_measure": "PT", "price_base": "_Z"}),
        ("GDP.440700.rank.A.CUR", {"unit": "位", "unit_measure": "RANK", "price_base": "_Z"}),
    ],
)
def test_a_series_key_says_all_about_the_series(key: str, expected: dict[str, Any]) -> None:
    row = series_row(key, dictionary()).model_dump()
    assert {name: row[name] for name in expected} == expected
    parts = [row[n] for n in ("indicator_id", "ref_area", "measure", "freq", "accumulation")]
    assert series_key(*parts) == key


def test_every_measure_of_every_indicator_has_a_known_unit() -> None:
    for entry in dictionary():
        for measure in Measure:
            if measure is not Measure.LEVEL or entry.own_measure is Measure.LEVEL:
                assert series_unit(entry, measure) in UNITS


def test_growth_in_prices_is_real_only_where_the_dictionary_says_so() -> None:
    assert series_row("GDP.440700.yoy.A.CUR", dictionary()).price_base == PriceBase.CONSTANT
    assert series_row("FISCAL_REVENUE.440700.yoy.A.CUR", dictionary()).price_base == PriceBase.CURRENT


def test_areas_come_parents_first_with_the_division_the_report_uses() -> None:
    found = area_rows()
    seen: set[str] = set()
    for row in found:
        assert row.parent is None or row.parent in seen
        seen.add(row.ref_area)
    assert seen == set(areas())
    assert {r.ref_area: r.iso_3166_2 for r in found}["440000"] == "CN-GD"


def test_every_indicator_is_a_row_with_its_range() -> None:
    found = {r.indicator_id: r for r in indicator_rows(dictionary())}
    assert set(found) == set(dictionary().by_id)
    for entry in dictionary():
        row = found[entry.id]
        assert (row.plausible_min, row.plausible_max) == (entry.range or (None, None))
        assert row.aliases == list(entry.aliases)


@given(digits=st.integers(0, 10**9), places=st.integers(0, 6))
def test_decimals_are_counted_as_printed(digits: int, places: int) -> None:
    printed = f"{digits // 10**places}.{digits % 10**places:0{places}}" if places else str(digits)
    assert decimals(Decimal(printed)) == places


def test_a_value_in_powers_of_ten_has_no_decimals() -> None:
    assert decimals(Decimal("4.2E+3")) == 0
