"""From points to a class, its reason, its robustness and, after the window, a verdict."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.assess.judge import Card, class_of, classify, is_stale, judge, robustness, satisfied
from schemas.codelists import NotAssessedReason, ProgressStatus, Robustness

D = Decimal
GDP = Card("level", "toward", D(5000), 2021, 2026, 3, D("0.01"))
SHARE = Card("share", ">", D(50), 2021, 2026, 3, D("0.01"))
RANK = Card("rank", "rank<=", D(50), 2021, 2026, 14, D("0.01"))
COUNT = Card("count", "=", D(100), 2021, 2026, 3, D("0.01"))
SPRING_2026 = date(2026, 3, 31)
P, R = ProgressStatus, NotAssessedReason


@pytest.mark.parametrize(
    ("ratio", "status"),
    [
        ("1.4", P.ON_TRACK),
        ("0.95", P.ON_TRACK),
        ("0.9499", P.NEEDS_ACCELERATION),
        ("0.60", P.NEEDS_ACCELERATION),
        ("0.5999", P.LIMITED_PROGRESS),
        ("0", P.LIMITED_PROGRESS),
        ("-0.0001", P.MOVING_AWAY),
    ],
)
def test_the_bands_of_the_ratio_are_closed_below(ratio: str, status: P) -> None:
    assert class_of(D(ratio)) is status


@pytest.mark.parametrize(
    ("card", "value", "holds"),
    [
        (SHARE, 50, False),
        (SHARE, "50.1", True),
        (replace(SHARE, comparator=">="), 50, True),
        (GDP, 5000, True),
        (GDP, "4999.99", False),
        (RANK, 50, True),
        (RANK, 51, False),
        (COUNT, 100, True),
        (COUNT, 99, False),
        (replace(SHARE, comparator="above_ref", target=D(1)), 1, False),
        (replace(SHARE, comparator="reach_ref", target=D(1)), 1, True),
    ],
)
def test_a_comparator_is_taken_by_its_word(card: Card, value: object, holds: bool) -> None:
    assert satisfied(card, D(str(value))) is holds


@pytest.mark.parametrize(
    ("points", "status", "reason"),
    [
        ({}, P.NOT_ASSESSED, R.NO_BASELINE),
        ({2022: D(4000), 2024: D(4200)}, P.NOT_ASSESSED, R.NO_BASELINE),
        ({2021: D(3600), 2023: D(4000)}, P.NOT_ASSESSED, R.NO_RECENT_DATA),
        ({2024: D(4200)}, P.NOT_ASSESSED, R.NO_BASELINE),
        ({2021: D(3600), 2024: D(4200)}, P.NEEDS_ACCELERATION, None),
        ({2021: D(3600), 2024: D(4500)}, P.ON_TRACK, None),
        ({2021: D(3600), 2024: D(3700)}, P.LIMITED_PROGRESS, None),
        ({2021: D(3600), 2024: D(3599)}, P.MOVING_AWAY, None),
        ({2021: D(3600), 2024: D(5000)}, P.ACHIEVED, None),
        ({2021: D(5100), 2024: D(5200)}, P.ACHIEVED, None),
        ({2021: D(5100), 2024: D(4900)}, P.MOVING_AWAY, None),
    ],
)
def test_points_give_a_class_or_the_reason_there_is_none(
    points: dict[int, Decimal], status: P, reason: R | None
) -> None:
    found = classify(points, GDP, SPRING_2026)
    assert (found.status, found.reason) == (status, reason)


def test_the_baseline_is_the_wanted_year_or_the_nearest_before_it_never_one_after() -> None:
    points = {2018: D(2900), 2020: D(3200), 2022: D(3800), 2024: D(4200)}
    assert classify(points, GDP, SPRING_2026).baseline == 2020
    assert classify({**points, 2021: D(3600)}, GDP, SPRING_2026).baseline == 2021


def test_only_a_baseline_is_too_few() -> None:
    assert classify({2020: D(3200), 2021: D(3600)}, GDP, date(2022, 6, 1)).reason is R.TOO_FEW_POINTS


def test_a_duty_met_at_the_baseline_is_to_keep_it_and_has_no_pace() -> None:
    found = judge({2021: D(5100), 2024: D(5200)}, GDP, SPRING_2026)
    assert found.kept
    assert found.pace is None


@pytest.mark.parametrize(
    ("as_of", "stale"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True), (date(2026, 3, 31), False)]
)
def test_a_figure_is_stale_half_a_year_after_its_successor_was_due(as_of: date, stale: bool) -> None:
    """The figure for 2024 with a lag of three months: that for 2025 is due by March 2026, late after September."""
    assert is_stale(2024, GDP, as_of) is stale


def test_a_ratio_near_a_border_is_borderline_and_one_amid_a_band_is_firm() -> None:
    amid = judge({2021: D("3601.28"), 2024: D("4210.18")}, GDP, SPRING_2026)
    near = judge({2021: D("3601.28"), 2024: D("4330")}, GDP, SPRING_2026)
    assert amid.robustness is Robustness.FIRM
    assert near.robustness is Robustness.BORDERLINE


def test_two_classes_apart_is_unclear() -> None:
    assert robustness(P.ON_TRACK, [P.ON_TRACK, P.LIMITED_PROGRESS]) is Robustness.UNCLEAR
    assert robustness(P.ON_TRACK, [P.NEEDS_ACCELERATION]) is Robustness.BORDERLINE
    assert robustness(P.ON_TRACK, [P.ON_TRACK]) is Robustness.FIRM
    assert robustness(P.ON_TRACK, []) is Robustness.NOT_APPLICABLE


def test_a_place_is_exact_so_it_is_not_varied() -> None:
    found = judge({2021: D(74), 2024: D(60)}, RANK, SPRING_2026)
    assert found.alternatives == ()


def test_a_level_is_judged_on_other_baseline_other_path_and_both_margins() -> None:
    found = judge({2020: D(3200), 2021: D(3600), 2024: D(4200)}, GDP, SPRING_2026)
    assert [name for name, _, _ in found.alternatives] == ["baseline 2020", "linear path", "latest -1%", "latest +1%"]


@pytest.mark.parametrize(
    ("latest", "status"), [("45.1", P.ACHIEVED), ("45", P.LIMITED_PROGRESS), ("44.9", P.MOVING_AWAY)]
)
def test_to_exceed_exactly_the_baseline_is_a_way_without_length_and_has_no_pace(latest: str, status: P) -> None:
    """超过45% from 45 %: the least rise is enough, standing still is R = 0, any fall is R < 0."""
    card = replace(SHARE, target=D(45))
    found = judge({2021: D(45), 2024: D(latest)}, card, SPRING_2026)
    assert (found.status, found.pace, found.kept) == (status, None, False)


def test_figures_after_the_deadline_are_not_the_latest() -> None:
    points = {2021: D(3600), 2026: D(4900), 2027: D(5100)}
    found = classify(points, GDP, date(2028, 6, 1))
    assert (found.latest, found.status) == (2026, P.NEEDS_ACCELERATION)


def test_the_figure_of_the_deadline_never_goes_stale() -> None:
    points = {2021: D(3600), 2026: D(5000)}
    assert classify(points, GDP, date(2031, 1, 1)).status is P.ACHIEVED
    assert classify({2021: D(3600), 2025: D(5000)}, GDP, date(2031, 1, 1)).reason is R.NO_RECENT_DATA
