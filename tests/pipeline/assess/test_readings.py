"""Guards around a judgement: breaks in definition, first releases, other readings, own history, parts of a year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.assess.numeric import assess_numeric
from pipeline.assess.partyear import arrow, projections
from pipeline.assess.reading import card_of, guarded, read
from pipeline.choice import figures
from pipeline.link import target_rows
from pipeline.register import registers
from pipeline.register.cards import Reading
from schemas.assessments import Assessment, Projection
from schemas.codelists import Arrow
from schemas.dictionary import dictionary
from schemas.statistics import Observation
from tests.pipeline.building.made import figure

AS_OF = date(2026, 3, 31)
TYPES = {"bulletin": "bulletin", "other_bulletin": "bulletin", "derived": "bulletin"}
YOY, HALF = "GDP.440700.yoy.A.CUR", "GDP.440700.level.S.CUR"
INDEX = "GDP.440700.real_index.A.CUR.2021"


def gdp(period: str, value: str, vintage: str = "", **more: Any) -> Observation:
    return figure(period, value, vintage or f"{int(period) + 1}-03-31", **more)


def judged(commitment: str, *observations: Observation, as_of: date = AS_OF, **card: Any) -> Assessment:
    register, known = registers()[0], dictionary()
    rows = target_rows(register, known, {o.series_key for o in observations})
    [target] = [t for t in rows if t.commitment_id == commitment]
    [registered] = [c for c in register.cards if c.commitment_id == commitment]
    index = figures(observations, TYPES, as_of)
    return assess_numeric(target, registered.model_copy(update=card), index, known, f"{target.target_id}@{as_of}")


CENSUS = {"compilation_stage": "census_revision"}


def test_levels_before_and_after_a_census_are_chained_from_published_growth_and_only_indicate() -> None:
    """3.3, 5.5 and 3.4 % are 4.06 % a year, of 6.79 % required: R = 0.60."""
    rates = [gdp(y, v, series_key=YOY) for y, v in (("2022", "3.3"), ("2023", "5.5"), ("2024", "3.4"))]
    found = judged("C007", gdp("2021", "3600"), gdp("2024", "4300", **CENSUS), *rates)
    assert f"{found.pace:.2f}" == "4.06"
    assert (found.indicative, found.reason) == (True, None)
    assert len(found.trace["chain"]) == 3
    assert set(found.trace["chain"]) <= set(found.inputs)
    assert "不同口径" in found.sentence_zh
    assert "only indicates" in found.sentence_en


def test_without_growth_for_every_year_between_the_definition_has_changed_and_nothing_is_rated() -> None:
    rates = [gdp(y, v, series_key=YOY) for y, v in (("2022", "3.3"), ("2024", "3.4"))]
    found = judged("C007", gdp("2021", "3600"), gdp("2024", "4300", **CENSUS), *rates)
    assert (found.progress_status, found.reason) == ("not_assessed", "definition_changed")
    assert "口径不同" in found.sentence_zh


def test_a_share_is_never_chained() -> None:
    key = "IND_VA_SHARE_GDP.440700.share.A.CUR"
    found = judged("C004", gdp("2021", "40", series_key=key), gdp("2024", "43", series_key=key, **CENSUS))
    assert found.reason == "definition_changed"


def test_a_revision_that_flips_the_class_shows_both_results() -> None:
    first, later = gdp("2024", "4600", "2025-03-31"), gdp("2024", "4200", "2025-12-31", compilation_stage="final")
    found = judged("C007", gdp("2021", "3600"), first, later)
    assert (found.progress_status, found.status_as_known) == ("needs_acceleration", "on_track")
    assert found.depends_on_revision
    assert not judged("C007", gdp("2021", "3600"), first).depends_on_revision


def test_another_reading_of_the_clause_counts_among_the_alternatives() -> None:
    later = Reading(id="late", zh="x", en="x", could_change="yes", vary={"baseline_period": "2020"})
    found = judged("C007", gdp("2020", "3000"), gdp("2021", "3600"), gdp("2024", "4200"), readings=(later,))
    named = {a["name"]: a["class"] for a in found.trace["alternatives"]}
    assert named["reading late"] == "on_track"
    assert found.robustness == "borderline"


def test_how_often_the_place_has_moved_that_fast_is_counted_over_its_own_years() -> None:
    levels = [
        gdp(y, v) for y, v in (("2019", "3000"), ("2020", "3300"), ("2021", "3600"), ("2023", "4000"), ("2024", "4150"))
    ]
    found = judged("C007", *levels)
    assert found.trace["precedent"]["years"] == pytest.approx({"2020": 10.0, "2021": 9.090909, "2024": 3.75})
    assert (found.pace_reached, found.pace_years) == (1, 3)


def test_a_direction_rests_on_every_year_from_its_baseline_and_may_be_derived() -> None:
    index = [
        gdp(y, v, "2025-03-31", series_key=INDEX, document="derived", derived_from=["x"], document_id=None)
        for y, v in (("2021", "100"), ("2022", "103"), ("2023", "105"), ("2024", "107"))
    ]
    found = judged("C002", *index)
    assert (found.progress_status, found.clarity, f"{found.pace:.2f}") == ("improving", "clear", "2.28")
    assert len(found.inputs) == 4
    assert found.pace_ratio is None
    assert "没有目标值" in found.sentence_zh
    assert "without a value" in found.sentence_en


def test_verdict_days_follow_the_usual_release_and_the_final_verification() -> None:
    found = judged("C007", gdp("2021", "3600"), gdp("2024", "4200"))
    assert (found.verdict_provisional_from, found.verdict_final_from) == (date(2027, 2, 28), date(2028, 1, 31))
    zone = judged("C011", gdp("2021", "74", series_key="NATIONAL_ZONE_RANK.440700.rank.A.CUR"))
    assert zone.verdict_final_from == date(2029, 2, 28)


def drawn(commitment: str, *observations: Observation, as_of: date = AS_OF) -> list[Projection]:
    register, known = registers()[0], dictionary()
    rows = target_rows(register, known, {o.series_key for o in observations})
    [target] = [t for t in rows if t.commitment_id == commitment]
    [registered] = [c for c in register.cards if c.commitment_id == commitment]
    index = figures(observations, TYPES, as_of)
    reading = read(target, index, known)
    found = guarded(reading, card_of(target, registered, reading.entry), index)
    return list(projections(target, reading, found, index))


def half(year: str, value: str, key: str = HALF) -> Observation:
    return figure(f"{year}-S1", value, f"{year}-07-31", series_key=key)


YEARS = [gdp("2021", "3600"), gdp("2022", "3800"), gdp("2023", "4000"), gdp("2024", "4200")]
HALVES = [half("2022", "1710"), half("2023", "1880"), half("2024", "2016")]
"""45, 47 and 48 % of their years."""


def test_part_of_a_year_points_to_a_range_by_the_seasonal_shares_of_three_full_years() -> None:
    [found] = drawn("C007", *YEARS, *HALVES, half("2025", "2115"))
    assert (found.time_period, found.value) == ("2025-S1", 2115)
    assert (round(found.low or 0, 2), round(found.high or 0, 2)) == (Decimal("4406.25"), Decimal("4700.00"))
    assert (found.share_low, found.share_high) == (Decimal("0.45"), Decimal("0.48"))
    assert "推算" in found.label_zh
    assert "no rating rests on it" in found.label_en
    assert len(found.inputs) == 7


def test_with_fewer_full_years_nothing_is_worked_out_and_that_is_said() -> None:
    [found] = drawn("C007", *YEARS, *HALVES[1:], half("2025", "2115"))
    assert (found.low, found.high) == (None, None)
    assert "不足3个" in found.label_zh


def test_a_year_that_is_out_has_overtaken_its_parts() -> None:
    assert drawn("C007", *YEARS, *HALVES) == []


def test_a_second_half_is_not_counted_from_january() -> None:
    assert drawn("C007", *YEARS, figure("2025-S2", "2200", "2026-01-31", series_key=HALF)) == []


def test_real_growth_to_date_is_not_set_against_a_target_at_current_prices() -> None:
    rate = half("2025", "5.0", "GDP.440700.yoy.S.CUR")
    [found] = drawn("C007", *YEARS, *HALVES, half("2025", "2115"), rate)
    assert (found.growth, found.growth_required, found.arrow) == (5, None, None)


@pytest.mark.parametrize(
    ("growth", "expected"),
    [("7.3", Arrow.AHEAD), ("6.9", Arrow.IN_LINE), ("6.3", Arrow.IN_LINE), ("6.2", Arrow.BEHIND)],
)
def test_growth_to_date_is_ahead_in_line_or_behind(growth: str, expected: Arrow) -> None:
    assert arrow(Decimal(growth), Decimal("6.78")) is expected


def test_a_share_of_part_of_a_year_gives_no_range() -> None:
    part = figure("2025-05", "41.9", "2025-06-30", series_key="ADVANCED_MFG_SHARE.440700.share.M.YTD")
    assert drawn("C005", gdp("2020", "39.4", series_key="ADVANCED_MFG_SHARE.440700.share.A.CUR"), part) == []


def test_a_reference_of_zero_makes_no_point() -> None:
    city, nation = "GDP_PC.440700.level.A.CUR", "GDP_PC.100000.level.A.CUR"
    rows = [gdp(y, v, series_key=city) for y, v in (("2021", "72000"), ("2024", "91200"))]
    rows += [gdp(y, v, series_key=nation, document="other_bulletin") for y, v in (("2021", "80000"), ("2024", "0"))]
    found = judged("C006", *rows)
    assert found.trace["points"] == {"2021": 0.9}
    assert found.reason == "no_recent_data"


def test_a_duty_to_keep_shows_its_margin_over_the_target() -> None:
    key = "IND_VA_SHARE_GDP.440700.share.A.CUR"
    found = judged("C004", gdp("2021", "46", series_key=key), gdp("2024", "45.5", series_key=key))
    assert (found.progress_status, found.kept) == ("achieved", True)
    assert (found.path_value, found.path_gap) == (45, Decimal("0.5"))
