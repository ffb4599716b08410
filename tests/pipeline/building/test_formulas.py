"""Quotients, gaps between groups, chains and months: worked out by hand, and refused where the parts do not fit."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.choice import Figures, figures
from pipeline.derive import Derived, derive
from pipeline.derive.chained import runs
from pipeline.derive.guard import compare
from schemas.codelists import CompilationStage
from schemas.dictionary import DictionaryError, dictionary, read_dictionary
from schemas.statistics import Observation
from tests.pipeline.building.made import figure

D = Decimal
EAST, WEST = ("440703", "440704", "440705", "440784"), ("440781", "440783", "440785")


def made(*published: Observation) -> Derived:
    return derive(published, {o.document_id: "bulletin" for o in published if o.document_id}, dictionary())


def of(key: str, period: str, value: str, day: str = "2025-03-31", document: str = "a", **more: object) -> Observation:
    return figure(period, value, day, document, series_key=key, **more)


def values(found: Derived, key: str) -> dict[str, Decimal]:
    """period → value of a series, the newest vintage."""
    rows = sorted((o for o in found.rows if o.series_key == key), key=lambda o: o.vintage)
    return {o.time_period: o.obs_value for o in rows}


def test_a_quotient_to_the_nation_is_of_one_year_and_names_both_figures() -> None:
    city = of("GDP_PC.440700.level.A.CUR", "2023", "80442", document="city")
    nation = of("GDP_PC.100000.level.A.CUR", "2023", "89358", "2024-02-29", "nation")
    found = made(city, nation, of("GDP_PC.100000.level.A.CUR", "2022", "85698", document="nation"))
    [row] = [o for o in found.rows if o.series_key == "GDP_PC.440700.relative.A.CUR.100000"]
    assert row.obs_value == D("0.9002")  # 80442 / 89358
    assert row.derived_from == [city.observation_id, nation.observation_id]
    assert (row.vintage, row.document_id) == (date(2025, 3, 31), None)


def test_figures_before_and_after_a_census_are_not_put_in_relation() -> None:
    city = of("GDP_PC.440700.level.A.CUR", "2023", "80442", document="city")
    nation = of("GDP_PC.100000.level.A.CUR", "2023", "91746", document="n", compilation_stage="census_revision")
    found = made(city, nation)
    assert values(found, "GDP_PC.440700.relative.A.CUR.100000") == {}
    [refused] = found.refusals
    assert (refused.kind, refused.reasons, refused.time_period) == ("relative", ["generation"], "2023")
    assert "普查" in refused.message_zh
    assert "census" in refused.message_en


def counties(year: str, leave_out: str = "") -> list[Observation]:
    """East: 4 × 500亿元 over 4 × 50万人; west: 3 × 300亿元 over 3 × 50万人; stocks of both year ends."""
    rows = []
    for code in (*EAST, *WEST):
        if code != leave_out:
            rows.append(of(f"GDP.{code}.level.A.CUR", year, "500" if code in EAST else "300"))
        rows += [of(f"POP_RESIDENT.{code}.level.A.CUR", y, "50") for y in (str(int(year) - 1), year)]
    return rows


def test_the_gap_between_east_and_west_is_per_head_over_per_head() -> None:
    found = made(*counties("2024"))
    [row] = [o for o in found.rows if o.series_key.startswith("GDP_PC_EAST_WEST")]
    assert row.obs_value == D("1.6667")  # (2000/200) / (900/150) = 10 / 6
    assert len(row.derived_from) == 21


def test_a_gap_with_one_county_missing_is_refused_and_names_it() -> None:
    found = made(*counties("2024", leave_out="440783"))
    assert values(found, "GDP_PC_EAST_WEST.440700.ratio.A.CUR") == {}
    [refused] = [r for r in found.refusals if r.kind == "group_ratio"]
    assert refused.reasons == ["member_missing"]
    assert refused.missing == ["GDP.440783.level.A.CUR@2024"]


def test_the_spread_is_the_richest_county_over_the_poorest() -> None:
    rows = [of(f"GDP_PC.{c}.level.A.CUR", "2024", str(40000 + 10000 * i)) for i, c in enumerate((*EAST, *WEST))]
    found = made(*rows)
    assert values(found, "GDP_PC_SPREAD.440700.ratio.A.CUR") == {"2024": D("2.5000")}
    assert values(made(*rows[1:]), "GDP_PC_SPREAD.440700.ratio.A.CUR") == {}


def growth(*rates: tuple[str, str]) -> list[Observation]:
    return [of("GDP.440700.yoy.A.CUR", year, rate, f"{int(year) + 1}-03-31") for year, rate in rates]


def test_a_real_index_multiplies_published_growth_from_its_base_year_on() -> None:
    found = made(*growth(("2022", "3.3"), ("2023", "5.5"), ("2024", "3.4")))
    index = values(found, "GDP.440700.real_index.A.CUR.2021")
    assert index == {"2021": 100, "2022": D("103.3"), "2023": D("108.9815"), "2024": D("112.6869")}
    last = next(o for o in found.rows if o.time_period == "2024")
    assert (last.vintage, len(last.derived_from)) == (date(2025, 3, 31), 3)


def test_a_missing_year_breaks_the_chain_and_is_not_filled() -> None:
    found = made(*growth(("2019", "4.3"), ("2020", "2.2"), ("2022", "3.3"), ("2023", "5.5")))
    assert set(values(found, "GDP.440700.real_index.A.CUR.2018")) == {"2018", "2019", "2020"}
    assert set(values(found, "GDP.440700.real_index.A.CUR.2021")) == {"2021", "2022", "2023"}
    [refused] = found.refusals
    assert (refused.reasons, refused.missing) == (["year_missing"], ["GDP.440700.yoy.A.CUR@2021"])


def test_nominal_growth_is_never_chained_to_a_real_index() -> None:
    rates = [of("FISCAL_REVENUE.440700.yoy.A.CUR", y, "5") for y in ("2022", "2023")]
    assert made(*rates).rows == []


@pytest.mark.parametrize(
    ("years", "expected"),
    [([], []), ([2002], [[2002]]), ([2002, 2018, 2020, 2022, 2023], [[2002], [2018], [2020], [2022, 2023]])],
)
def test_a_run_has_no_gap(years: list[int], expected: list[list[int]]) -> None:
    assert runs(years) == expected


CUMULATED, MONTH = "IND_VA_ABOVE.440700.level.M.YTD", "IND_VA_ABOVE.440700.level.M.CUR"


def test_a_month_is_the_difference_of_two_cumulated_figures() -> None:
    found = made(of(CUMULATED, "2024-02", "182.39"), of(CUMULATED, "2024-03", "301.40"))
    [row] = [o for o in found.rows if o.series_key == MONTH]
    assert (row.time_period, row.obs_value) == ("2024-03", D("119.01"))
    assert (row.period_start, row.period_end) == (date(2024, 3, 1), date(2024, 3, 31))


def test_january_and_february_together_make_no_january() -> None:
    assert made(of(CUMULATED, "2024-02", "182.39")).rows == []


def test_months_of_two_years_and_with_a_gap_make_no_month() -> None:
    assert made(of(CUMULATED, "2023-12", "1455"), of(CUMULATED, "2024-01", "90")).rows == []
    assert made(of(CUMULATED, "2024-02", "182"), of(CUMULATED, "2024-05", "550")).rows == []


def test_a_cumulated_figure_that_fell_is_a_revision_and_refused() -> None:
    found = made(of(CUMULATED, "2024-04", "500"), of(CUMULATED, "2024-05", "480"))
    assert found.rows == []
    [refused] = found.refusals
    assert refused.reasons == ["negative_difference"]


def test_a_stock_has_no_months_between() -> None:
    assert (
        made(
            of("DEPOSITS_RMB.440784.level.M.YTD", "2022-04", "600"),
            of("DEPOSITS_RMB.440784.level.M.YTD", "2022-05", "607"),
        ).rows
        == []
    )


def test_the_ratio_of_incomes_is_derived_only_where_nobody_published_it() -> None:
    urban, rural = (
        of(f"INCOME_{s}.440700.level.A.CUR", "2021", v) for s, v in (("URBAN", "43622"), ("RURAL", "23376"))
    )
    key = "INCOME_RATIO.440700.ratio.A.CUR"
    assert values(made(urban, rural), key) == {"2021": D("1.8661")}
    assert values(made(urban, rural, of(key, "2021", "1.87")), key) == {}


def test_a_past_day_sees_what_could_be_worked_out_then() -> None:
    city = of("GDP_PC.440700.level.A.CUR", "2021", "74768", "2022-08-03", "city")
    first = of("GDP_PC.100000.level.A.CUR", "2021", "80976", "2022-03-01", "n1")
    final = of(
        "GDP_PC.100000.level.A.CUR", "2021", "81370", "2022-12-27", "n2", compilation_stage=CompilationStage.FINAL
    )
    rows = made(city, first, final).rows
    key = "GDP_PC.440700.relative.A.CUR.100000"

    def known(day: date) -> Figures:
        return figures(rows, {}, day)

    assert known(date(2022, 8, 2)).points(key, derived=True) == {}
    assert known(date(2022, 9, 1)).points(key, derived=True)["2021"].obs_value == D("0.9233")
    assert known(date(2023, 1, 1)).points(key, derived=True)["2021"].obs_value == D("0.9189")


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ("IND_VA.440700.level.A.CUR", "MFG_VA.440700.level.A.CUR", {"subject"}),
        ("VA_SECONDARY.440700.level.A.CUR", "IND_VA.440700.level.A.CUR", {"subject"}),
        ("IND_OUTPUT_ABOVE.440784.level.A.CUR", "IND_VA_ABOVE.440784.level.A.CUR", {"quantity"}),
        ("IND_VA.440700.level.A.CUR", "IND_VA_ABOVE.440700.level.A.CUR", {"scope"}),
        (
            "MFG_VA_SHARE_GDP.440700.share.A.CUR",
            "ADVANCED_MFG_SHARE.440700.share.A.CUR",
            {"denominator", "scope", "subject"},
        ),
        ("GDP.440700.level.M.YTD", "GDP.440700.level.A.CUR", {"part_year"}),
        ("GDP.440700.yoy.A.CUR", "GDP.440700.level.A.CUR", {"measure", "price_base"}),
        ("GDP.440700.level.A.CUR", "GDP.440000.level.A.CUR", set()),
        ("RD_INTENSITY.440704.share.A.CUR", "RD_INTENSITY.440700.share.A.CUR", set()),
    ],
)
def test_series_that_are_defined_differently_may_not_be_compared(one: str, other: str, reasons: set[str]) -> None:
    found = compare(one, other, dictionary())
    assert set(found) == reasons
    assert found == compare(other, one, dictionary())
    assert all(reason.zh and reason.en for reason in found)


def test_a_formula_of_an_unknown_indicator_is_refused_by_name() -> None:
    text = (
        "- {id: X_RATIO, name_zh: 某比, name_en: X, definition_zh: 某, definition_en: x, kind: ratio, unit: '', "
        "formula: {kind: spread, of: NOWHERE}}"
    )
    with pytest.raises(DictionaryError, match="X_RATIO refers to NOWHERE"):
        read_dictionary({"made": text})


def test_the_formula_for_people_is_the_one_that_computes() -> None:
    known = dictionary().by_id
    assert known["GDP_PC"].formula_text == "GDP / mean(POP_RESIDENT)"
    assert known["IND_VA_SHARE_GDP"].formula_text == "IND_VA / GDP × 100"
    assert known["GDP_PC_SPREAD"].formula_text == "max(GDP_PC) / min(GDP_PC)"
    assert known["GDP"].formula_text is None
