"""Derived figures: computed as by hand, marked, with their inputs, and never in place of a published one."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.derive import derive
from schemas.codelists import Bound, ObsStatus, Tier
from schemas.dictionary import Dictionary, dictionary
from schemas.statistics import Observation
from tests.pipeline.building.made import figure

GDP = "GDP.440700.level.A.CUR"
PEOPLE = "POP_RESIDENT.440700.level.A.CUR"
PER_HEAD = "GDP_PC.440700.level.A.CUR"
FARMING = "VA_PRIMARY.440700.level.A.CUR"
FARMING_SHARE = "VA_PRIMARY_SHARE_GDP.440700.share.A.CUR"


def derived(*published: Observation) -> list[Observation]:
    types = {o.document_id: "bulletin" for o in published if o.document_id}
    return derive(published, types, dictionary()).rows


def gdp(period: str, value: str, day: str = "2025-03-28", document: str = "a", **more: object) -> Observation:
    return figure(period, value, day, document, series_key=GDP, **more)


def people(period: str, value: str, day: str = "2025-03-28", document: str = "b", **more: object) -> Observation:
    return figure(period, value, day, document, series_key=PEOPLE, **more)


def farming(period: str, value: str, day: str = "2025-03-28", document: str = "a", **more: object) -> Observation:
    return figure(period, value, day, document, series_key=FARMING, **more)


def test_a_years_product_per_head_is_over_the_mean_of_two_year_ends() -> None:
    # 4210.18亿元 / ((482.24 + 481.20) / 2)万人 = 4210.18 / 481.72 * 10000元 = 87398.9… 元
    inputs = [gdp("2024", "4210.18"), people("2023", "482.24", "2024-03-29"), people("2024", "481.20", "2025-04-02")]
    [row] = derived(*inputs)
    assert (row.series_key, row.time_period, row.obs_value) == (PER_HEAD, "2024", Decimal(87399))
    assert row.derived_from == [o.observation_id for o in inputs]
    assert (row.period_start, row.period_end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_derived_figure_is_known_when_its_last_input_is_and_is_marked() -> None:
    [row] = derived(gdp("2024", "4210.18"), people("2023", "482.24"), people("2024", "481.20", "2025-04-02"))
    assert row.vintage == date(2025, 4, 2)
    assert row.observation_id == f"{PER_HEAD}@2024@2025-04-02@derived"
    assert (row.obs_status, row.rule) == (ObsStatus.ESTIMATED, "derived:per_head/1")
    assert (row.document_id, row.quote, row.value_text, row.char_start) == (None, None, None, None)


@pytest.mark.parametrize(
    "published",
    [
        [gdp("2024", "4210.18"), people("2024", "481.20")],
        [gdp("2024", "4210.18"), people("2023", "482.24")],
        [gdp("2024", "4210.18"), people("2022", "482.22"), people("2024", "481.20")],
        [people("2023", "482.24"), people("2024", "481.20")],
        [gdp("2024", "4210.18", bound=Bound.GT), people("2023", "482.24"), people("2024", "481.20")],
        [gdp("2024", "4210.18"), people("2023", "482.24"), people("2024", "481", bound=Bound.APPROX)],
        [gdp("2024", "4210.18", tier=Tier.REVIEW), people("2023", "482.24"), people("2024", "481.20")],
    ],
    ids=["no year before", "no year itself", "a gap", "no flow", "bound above", "about below", "waiting for review"],
)
def test_without_both_ends_and_firm_figures_nothing_is_derived(published: list[Observation]) -> None:
    assert derived(*published) == []


def test_populations_of_another_area_are_not_taken() -> None:
    elsewhere = [
        figure(period, value, "2025-03-28", "b", series_key="POP_RESIDENT.440000.level.A.CUR")
        for period, value in [("2023", "12706"), ("2024", "12780")]
    ]
    assert derived(gdp("2024", "4210.18"), *elsewhere) == []


def test_a_published_figure_is_never_replaced() -> None:
    own = figure("2024", "87600", "2025-03-28", "a", series_key=PER_HEAD)
    parts = [gdp(p, v) for p, v in [("2023", "4022.25"), ("2024", "4210.18")]]
    heads = [people(p, v) for p, v in [("2022", "482.22"), ("2023", "482.24"), ("2024", "481.20")]]
    assert [o.time_period for o in derived(own, *parts, *heads)] == ["2023"]


def test_the_latest_release_of_each_part_is_used() -> None:
    first, revised = gdp("2024", "4210.18", "2025-01-24", "a"), gdp("2024", "4225.00", "2026-01-24", "c")
    heads = [people("2023", "482.24"), people("2024", "481.20")]
    earlier, row = derived(first, revised, *heads)
    assert row.derived_from[0] == revised.observation_id
    assert row.obs_value == Decimal(87707)  # 4225.00 / 481.72 * 10000 = 87706.55
    assert (earlier.derived_from[0], earlier.obs_value) == (first.observation_id, Decimal(87399))
    assert (earlier.vintage, row.vintage) == (date(2025, 3, 28), date(2026, 1, 24))


def test_a_share_is_part_over_whole_of_one_document_in_per_cent() -> None:
    part, whole = farming("2024", "371.62"), gdp("2024", "4210.18")
    [row] = derived(part, whole)
    assert (row.series_key, row.obs_value) == (FARMING_SHARE, Decimal("8.83"))  # 371.62 / 4210.18 = 8.8267 %
    assert row.derived_from == [part.observation_id, whole.observation_id]
    assert (row.rule, row.decimals) == ("derived:share/1", 2)


def test_a_share_of_part_of_a_year_belongs_to_a_series_of_its_own() -> None:
    keys = [f"{i}.440000.level.M.YTD" for i in ("VA_PRIMARY", "GDP")]
    part, whole = (
        figure("2024-09", v, "2024-10-25", "n", series_key=k) for k, v in zip(keys, ["40", "1000"], strict=True)
    )
    [row] = derived(part, whole)
    assert (row.series_key, row.time_period) == ("VA_PRIMARY_SHARE_GDP.440000.share.M.YTD", "2024-09")
    assert row.obs_value == Decimal("4.00")


@pytest.mark.parametrize(
    "published",
    [
        [farming("2024", "371.62", document="a"), gdp("2024", "4210.18", document="b")],
        [farming("2023", "362.10"), gdp("2024", "4210.18")],
        [farming("2024", "371.62", bound=Bound.GE), gdp("2024", "4210.18")],
        [farming("2024", "371.62"), gdp("2024", "4210.18", tier=Tier.REVIEW)],
        [
            farming("2024", "371.62"),
            gdp("2024", "4210.18"),
            figure("2024", "8.8", "2025-04-01", series_key=FARMING_SHARE),
        ],
        [figure("2024", "3.1", "2025-03-28", "a", series_key="VA_PRIMARY.440700.yoy.A.CUR"), gdp("2024", "4210.18")],
    ],
    ids=["two documents", "two years", "a bound", "waiting for review", "published already", "a growth is no part"],
)
def test_no_share_without_two_firm_parts_of_one_document(published: list[Observation]) -> None:
    assert derived(*published) == []


@pytest.mark.parametrize(
    "published",
    [
        [farming("2024", "371.62"), gdp("2024", "0")],
        [gdp("2024", "4210.18"), people("2023", "0"), people("2024", "0")],
    ],
    ids=["share", "per head"],
)
def test_nothing_is_divided_by_zero(published: list[Observation]) -> None:
    assert derived(*published) == []


def test_one_part_can_have_a_share_in_two_wholes() -> None:
    entry = dictionary().by_id["VA_PRIMARY_SHARE_GDP"]
    other = {"id": "VA_PRIMARY_SHARE_IND", "name_zh": "第一产业与工业之比", "aliases": (), "denominator": "IND_VA"}
    known = Dictionary([*dictionary(), entry.model_copy(update=other)])
    industry = figure("2024", "1486.48", "2025-03-28", "a", series_key="IND_VA.440700.level.A.CUR")
    found = derive([farming("2024", "371.62"), gdp("2024", "4210.18"), industry], {"a": "bulletin"}, known).rows
    values = {o.series_key.split(".")[0]: o.obs_value for o in found if o.series_key.startswith("VA_PRIMARY")}
    assert values == {"VA_PRIMARY_SHARE_GDP": Decimal("8.83"), "VA_PRIMARY_SHARE_IND": Decimal("25.00")}


amounts = st.decimals("0.01", "99999.99", places=2)


@settings(deadline=None)
@given(part=amounts, rest=amounts)
def test_a_share_lies_between_0_and_100_and_recomputes(part: Decimal, rest: Decimal) -> None:
    [row] = derived(farming("2024", str(part)), gdp("2024", str(part + rest)))
    assert 0 <= row.obs_value <= 100
    assert abs(row.obs_value * (part + rest) - 100 * part) <= Decimal("0.005") * (part + rest)


@settings(deadline=None)
@given(flow=amounts, before=amounts, after=amounts)
def test_a_figure_per_head_lies_between_those_over_either_year_end(
    flow: Decimal, before: Decimal, after: Decimal
) -> None:
    [row] = derived(gdp("2024", str(flow)), people("2023", str(before)), people("2024", str(after)))
    low, high = sorted((flow / heads * 10_000).quantize(Decimal(1), ROUND_HALF_EVEN) for heads in (before, after))
    assert low <= row.obs_value <= high


def test_every_derived_figure_of_the_sample_build_names_existing_inputs_of_the_same_area(
    sample: list[Observation],
) -> None:
    known = {o.observation_id: o for o in sample}
    made = [o for o in sample if o.derived_from]
    assert {o.rule for o in made} == {f"derived:{kind}/1" for kind in ("per_head", "share", "relative", "chained")}
    for row in made:
        inputs = [known[i] for i in row.derived_from]
        assert row.vintage == max(o.vintage for o in inputs)
        _, area, measure, *rest = row.series_key.split(".")
        places = {area, rest[-1]} if measure == "relative" else {area}
        assert {o.series_key.split(".")[1] for o in inputs} == places
