"""A numeric target from its published figures to its row: which figures count, and what the row says of them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.assess.numeric import assess_numeric
from pipeline.choice import figures
from pipeline.link import target_rows
from pipeline.register import registers
from schemas.assessments import Assessment
from schemas.dictionary import dictionary
from schemas.statistics import Observation
from tests.pipeline.building.made import figure

AS_OF = date(2026, 3, 31)
SHARE, PER_HEAD = "IND_VA_SHARE_GDP.440700.share.A.CUR", "GDP_PC.440700.level.A.CUR"
NATION = "GDP_PC.100000.level.A.CUR"
ZONE = "NATIONAL_ZONE_RANK.440700.rank.A.CUR"
TYPES = {"bulletin": "bulletin", "other_bulletin": "bulletin", "note": "bureau_news", "newspaper": "newspaper"}
DECADES = [figure("2021", "3600", "2022-03-31"), figure("2024", "4200", "2025-03-31")]
"""R = 0.78."""


def judged(commitment: str, observations: list[Observation], as_of: date = AS_OF, **card: Any) -> Assessment:
    """The assessment of one registered target on figures of the test's own."""
    register, known = registers()[0], dictionary()
    [target] = [
        t
        for t in target_rows(register, known, {o.series_key for o in observations})
        if t.commitment_id == commitment
    ]  # fmt: skip
    [registered] = [c for c in register.cards if c.commitment_id == commitment]
    index = figures(observations, TYPES, as_of)
    return assess_numeric(target, registered.model_copy(update=card), index, known, f"{target.target_id}@{as_of}")


def share(period: str, value: str, vintage: str) -> Observation:
    """Industry's share of the city's product."""
    return figure(period, value, vintage, series_key=SHARE)


def test_a_share_moves_in_percentage_points() -> None:
    """From 40 % (2021) to 43 % (2024) toward more than 45 % (2026): one point a year, just as needed."""
    found = judged("C004", [share("2021", "40", "2022-03-31"), share("2024", "43", "2025-03-31")])
    assert found.progress_status == "on_track"
    assert (found.pace, found.pace_required, found.pace_remaining, found.pace_ratio) == (1, 1, 1, 1)
    assert found.pace_unit == "points a year"
    assert (found.path_value, found.way_covered) == (43, Decimal("0.6"))
    assert found.rule == "share/2"


def test_exactly_45_per_cent_is_not_more_than_45_per_cent() -> None:
    series = [share("2021", "40", "2022-03-31")]
    assert judged("C004", [*series, share("2024", "45", "2025-03-31")]).progress_status == "on_track"
    assert judged("C004", [*series, share("2024", "45.1", "2025-03-31")]).progress_status == "achieved"


def test_a_base_exactly_at_what_is_to_be_exceeded_stops_no_build_and_is_said_so() -> None:
    found = judged("C004", [share("2021", "45", "2022-03-31"), share("2024", "44.8", "2025-03-31")])
    assert found.progress_status == "moving_away"
    assert found.pace_ratio is None
    assert "恰为45%" in found.sentence_zh
    assert "exactly 45% in 2021" in found.sentence_en


def per_head(city: str, nation: str, year: str) -> list[Observation]:
    """Product per head of the city and the nation, in yuan."""
    out = f"{int(year) + 1}-03-31"
    return [figure(year, city, out, series_key=PER_HEAD), figure(year, nation, out, series_key=NATION)]


def test_a_target_relative_to_an_area_is_judged_on_the_quotient_of_the_same_year() -> None:
    """0.90 to 0.96 in three of five years toward more than 1: 0.02 a year, just as needed."""
    found = judged("C006", per_head("72000", "80000", "2021") + per_head("91200", "95000", "2024"))
    assert (found.baseline_value, found.latest_value) == (Decimal("0.9"), Decimal("0.96"))
    assert (found.pace, found.pace_required, found.pace_ratio) == (Decimal("0.02"), Decimal("0.02"), 1)
    assert found.progress_status == "on_track"
    assert len(found.inputs) == 4


def test_a_year_without_its_reference_counts_not_as_a_point() -> None:
    city = figure("2024", "91200", "2025-03-31", series_key=PER_HEAD)
    found = judged("C006", [*per_head("72000", "80000", "2021"), *per_head("81000", "90000", "2023"), city])
    assert found.trace["points"] == {"2021": 0.9, "2023": 0.9}


def test_without_any_figure_of_the_reference_the_reason_names_it() -> None:
    city = [figure(year, "72000", f"{int(year) + 1}-03-31", series_key=PER_HEAD) for year in ("2021", "2024")]
    found = judged("C006", city)
    assert (found.progress_status, found.reason) == ("not_assessed", "reference_missing")
    assert "参照地区" in found.sentence_zh


def test_a_rank_moves_in_places_and_is_only_indicative() -> None:
    """From place 74 (2021) to 65 (2024) toward 50 (2026): 3 of 4.8 places a year."""
    ranks = [figure(y, v, f"{int(y) + 1}-12-31", series_key=ZONE) for y, v in (("2021", "74"), ("2024", "65"))]
    found = judged("C011", ranks)
    assert found.pace_ratio == Decimal("0.625")
    assert found.progress_status == "needs_acceleration"
    assert found.indicative
    assert found.pace_unit == "places a year"
    assert "年均需减4.80位" in found.sentence_zh


def test_figures_released_after_the_day_are_not_used() -> None:
    next_one = figure("2025", "4400", "2026-04-01")
    assert judged("C007", [*DECADES, next_one]).latest_period == "2024"
    assert judged("C007", [*DECADES, next_one], date(2026, 4, 1)).latest_period == "2025"


def test_stale_figures_give_no_class_and_the_last_value_is_shown() -> None:
    """The product of 2025 is due two months after the year, and overdue for half a year by the end of August."""
    found = judged("C007", DECADES, date(2026, 9, 1))
    assert (found.progress_status, found.reason, found.pace_ratio) == ("not_assessed", "no_recent_data", None)
    assert (found.latest_period, found.latest_value) == ("2024", 4200)
    assert "2024" in found.sentence_zh
    assert "4,200亿元" in found.sentence_zh
    assert judged("C007", DECADES, date(2026, 8, 31)).progress_status == "needs_acceleration"


def test_bounds_and_readings_under_review_are_no_points() -> None:
    doubtful = [
        figure("2024", "4900", "2025-03-31", "newspaper", bound="gt"),
        figure("2023", "4100", "2024-03-31", tier="review"),
    ]
    found = judged("C007", [*DECADES, *doubtful])
    assert found.trace["points"] == {"2021": 3600.0, "2024": 4200.0}


def test_derived_figures_are_named_but_judge_nothing() -> None:
    derived = figure("2024", "99000", "2025-03-31", "derived", series_key=PER_HEAD, derived_from=["a", "b"])
    old = figure("2021", "80000", "2022-03-31", series_key=PER_HEAD)
    nation = figure("2024", "95000", "2025-03-31", series_key=NATION)
    found = judged("C006", [derived, old, nation])
    assert (found.progress_status, found.reason) == ("not_assessed", "no_recent_data")
    assert found.trace["derived"] == [derived.observation_id]


def test_part_year_figures_are_named_but_never_compared_with_a_year() -> None:
    half = figure("2025-06", "2100", "2025-07-31", series_key="GDP.440700.level.M.YTD")
    found = judged("C007", [*DECADES, half])
    assert found.trace["part_year"] == [half.observation_id]
    assert found.trace["points"].keys() == {"2021", "2024"}


def test_two_first_hand_sources_that_give_two_classes_give_none() -> None:
    """4,200 needs acceleration, 4,500 is on track."""
    found = judged("C007", [*DECADES, figure("2024", "4500", "2025-03-31", "other_bulletin")])
    assert (found.progress_status, found.reason) == ("not_assessed", "conflicting_sources")
    assert found.pace_ratio is not None
    assert len(found.trace["other_values"]) == 1


@pytest.mark.parametrize(
    "rival",
    [
        pytest.param(figure("2024", "4210", "2025-03-31", "other_bulletin"), id="same class"),
        pytest.param(figure("2024", "4500", "2025-03-31", "newspaper"), id="second hand"),
        pytest.param(figure("2024", "4500", "2025-01-25", "note", compilation_stage="preliminary"), id="superseded"),
    ],
)
def test_a_rival_that_changes_nothing_or_does_not_count_leaves_the_class(rival: Observation) -> None:
    final = figure("2024", "4200", "2025-03-31", compilation_stage="final")
    assert judged("C007", [DECADES[0], final, rival]).progress_status == "needs_acceleration"


@pytest.mark.parametrize(
    ("stage", "as_of", "provisional"),
    [
        ("preliminary", date(2026, 3, 31), True),
        ("express", date(2026, 3, 31), True),
        ("final", date(2025, 6, 1), False),
        ("unknown", date(2026, 1, 31), True),
        ("unknown", date(2026, 2, 1), False),
    ],
)
def test_a_figure_is_provisional_by_its_own_word_or_until_the_january_of_the_year_after_next(
    stage: str, as_of: date, provisional: bool
) -> None:
    series = [DECADES[0], figure("2024", "4200", "2025-03-31", compilation_stage=stage)]
    assert judged("C007", series, as_of).provisional is provisional


def test_the_inputs_are_the_figures_of_the_two_years_and_no_others() -> None:
    between = figure("2022", "3770", "2023-03-31")
    found = judged("C007", [*DECADES, between])
    assert found.inputs == [DECADES[0].observation_id, DECADES[1].observation_id]
    assert found.trace["own"]["2022"] == between.observation_id


def test_a_target_nobody_publishes_figures_of_has_an_honest_sentence() -> None:
    found = judged("C084", [])
    assert (found.progress_status, found.reason, found.latest_value) == ("not_assessed", "no_baseline", None)
    assert "未检索到" in found.sentence_zh
    assert found.inputs == []
