"""Verdicts of numeric targets: only after the window, on the figure of its last year (METHOD 4.4, 4.5)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.assess.judge import Card, judge, verdict
from schemas.codelists import FulfilmentStatus

D = Decimal
F = FulfilmentStatus
GDP = Card("level", "toward", D(5000), 2021, 2026, 3, D("0.01"))
STRICT = replace(GDP, comparator=">=")
SPRING_2026, BEFORE, AFTER = date(2026, 3, 31), date(2027, 3, 31), date(2027, 4, 1)
"""With a lag of three months the figure for 2026 is out by the end of March 2027."""
MET, SHORT, BACK = {2021: D(3600), 2026: D(5000)}, {2021: D(3600), 2026: D(4900)}, {2021: D(3600), 2026: D(3500)}


def verdict_of(card: Card, points: dict[int, Decimal], as_of: date) -> F:
    """The verdict on a day."""
    return verdict(card, judge(points, card, as_of), as_of, points)


@pytest.mark.parametrize(
    ("card", "points", "as_of", "expected"),
    [
        (GDP, {2021: D(3600), 2024: D(4200)}, SPRING_2026, F.IN_PROGRESS),
        (GDP, {2021: D(3600), 2024: D(5200)}, SPRING_2026, F.IN_PROGRESS),
        (GDP, {}, SPRING_2026, F.NOT_DUE),
        (GDP, MET, BEFORE, F.IN_PROGRESS),
        (GDP, MET, AFTER, F.FULFILLED),
        (GDP, SHORT, AFTER, F.PARTIALLY_FULFILLED),
        (GDP, BACK, AFTER, F.NOT_FULFILLED),
        (STRICT, SHORT, AFTER, F.NOT_FULFILLED),
        (GDP, {2021: D(3600), 2025: D(5200)}, AFTER, F.NOT_ASSESSABLE),
        (GDP, {}, AFTER, F.NOT_ASSESSABLE),
    ],
)
def test_a_verdict_comes_only_after_the_window_and_on_a_figure_for_its_last_year(
    card: Card, points: dict[int, Decimal], as_of: date, expected: F
) -> None:
    assert verdict_of(card, points, as_of) is expected


def test_what_is_reached_a_year_late_is_fulfilled_late() -> None:
    assert verdict_of(STRICT, {**SHORT, 2027: D(5100)}, date(2028, 4, 1)) is F.FULFILLED_LATE
    assert verdict_of(STRICT, {**SHORT, 2027: D(4950)}, date(2028, 4, 1)) is F.NOT_FULFILLED


def test_falling_back_after_the_deadline_undoes_no_verdict() -> None:
    assert verdict_of(GDP, {**MET, 2027: D(4800)}, date(2028, 4, 1)) is F.FULFILLED


def test_a_duty_to_keep_that_was_lost_at_the_deadline_is_not_fulfilled_late() -> None:
    lost = {2021: D(5100), 2026: D(4900), 2027: D(5200)}
    assert verdict_of(STRICT, lost, date(2028, 4, 1)) is F.NOT_FULFILLED


def test_the_verdict_stays_when_years_pass() -> None:
    assert verdict_of(GDP, MET, date(2033, 1, 1)) is F.FULFILLED
