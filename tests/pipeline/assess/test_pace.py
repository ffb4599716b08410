"""The arithmetic of METHOD 4.4."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.assess.pace import Way, growth, linear

D = Decimal
LEVELS = st.decimals(min_value=1, max_value=100_000, places=2)
METHODS = [growth, linear]


def test_shares_move_by_points_a_year() -> None:
    """39.4 % (2020) to 41.9 % (2023) toward 50 % (2026), as METHOD works it."""
    pace = linear(Way(D("39.4"), 2020, D("41.9"), 2023, D(50), 2026))
    assert float(pace.pace) == pytest.approx(2.5 / 3)
    assert float(pace.required) == pytest.approx(10.6 / 6)
    assert float(pace.remaining or 0) == pytest.approx(8.1 / 3)
    assert round(pace.ratio, 2) == D("0.47")
    assert float(pace.path) == pytest.approx(39.4 + 5.3)
    assert float(pace.outlook) == pytest.approx(41.9 + 2.5)
    assert float(pace.way) == pytest.approx(2.5 / 10.6)


def test_levels_move_by_per_cent_a_year() -> None:
    """100 to 110.25 in two years toward 121.550625 in four is 5 % a year where 5 % are needed."""
    pace = growth(Way(D(100), 2020, D("110.25"), 2022, D("121.550625"), 2024))
    assert float(pace.pace) == pytest.approx(5)
    assert float(pace.required) == pytest.approx(5)
    assert float(pace.ratio) == pytest.approx(1)
    assert float(pace.remaining or 0) == pytest.approx(5)


def test_a_rank_counts_down_with_the_same_signs() -> None:
    """From place 74 to 53 in two years toward 50 in six: 10.5 places a year where 4 are needed."""
    pace = linear(Way(D(74), 2020, D(53), 2022, D(50), 2026))
    assert float(pace.pace) == pytest.approx(-10.5)
    assert float(pace.required) == pytest.approx(-4)
    assert float(pace.ratio) == pytest.approx(2.625)


def test_moving_the_wrong_way_is_a_negative_pace() -> None:
    assert linear(Way(D(74), 2020, D(80), 2022, D(50), 2026)).ratio < 0
    assert growth(Way(D(100), 2020, D(90), 2022, D(120), 2026)).ratio < 0


@pytest.mark.parametrize("method", METHODS)
def test_in_the_last_year_no_pace_remains(method: object) -> None:
    pace = method(Way(D(100), 2021, D(110), 2026, D(120), 2026))  # type: ignore[operator]
    assert pace.remaining is None
    assert float(pace.path) == pytest.approx(120)
    assert float(pace.outlook) == pytest.approx(110)


@given(y0=LEVELS, factor=st.decimals(min_value="1.01", max_value=5, places=2), years=st.integers(1, 4))
@settings(deadline=None)
def test_on_the_required_path_the_ratio_is_one(y0: Decimal, factor: Decimal, years: int) -> None:
    for method in METHODS:
        path = method(Way(y0, 2021, y0 + 1, 2021 + years, y0 * factor, 2026)).path
        assert float(method(Way(y0, 2021, path, 2021 + years, y0 * factor, 2026)).ratio) == pytest.approx(1, abs=1e-6)


@given(y0=LEVELS, a=LEVELS, b=LEVELS, target=LEVELS)
@settings(deadline=None)
def test_more_toward_a_higher_target_is_never_a_lower_ratio(
    y0: Decimal, a: Decimal, b: Decimal, target: Decimal
) -> None:
    assume(target > y0 and abs(target - y0) > 1)
    low, high = sorted((a, b))
    for method in METHODS:
        ratios = [method(Way(y0, 2021, y, 2024, target, 2026)).ratio for y in (low, high)]
        assert ratios[0] <= ratios[1] + D("1e-20")


@given(y0=LEVELS, y=LEVELS, target=LEVELS)
@settings(deadline=None)
def test_the_unit_does_not_change_the_ratio(y0: Decimal, y: Decimal, target: Decimal) -> None:
    """亿元 or 万元."""
    assume(abs(target - y0) > 1)
    for method in METHODS:
        one, other = (method(Way(y0 * k, 2021, y * k, 2024, target * k, 2026)).ratio for k in (D(1), D(10_000)))
        assert float(one) == pytest.approx(float(other), rel=1e-9, abs=1e-12)


@given(y0=LEVELS, y=LEVELS, target=LEVELS)
@settings(deadline=None)
def test_the_outlook_reaches_the_target_exactly_when_the_remaining_pace_is_kept(
    y0: Decimal, y: Decimal, target: Decimal
) -> None:
    assume(abs(target - y0) > 1 and abs(y - y0) > 1)
    for method in METHODS:
        pace = method(Way(y0, 2021, y, 2024, target, 2026))
        assert (pace.outlook >= target) == (pace.pace >= (pace.remaining or 0)) or abs(pace.outlook - target) < D(
            "1e-9"
        )
