"""Required pace by kind of target (METHOD 4.4): pure arithmetic on decimals.

`growth` is per cent a year, for levels; `linear` is units a year, for shares, ratios, ranks and counts; `logit` is an
alternative for shares. In all of them R = pace so far / pace required from the baseline; a target below its baseline
(a rank) works with the same signs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

ONE, HUNDRED = Decimal(1), Decimal(100)


@dataclass(frozen=True)
class Way:
    """Baseline y0 in year t0, latest value y in year t, target in year end."""

    y0: Decimal
    t0: int
    y: Decimal
    t: int
    target: Decimal
    end: int


@dataclass(frozen=True)
class Pace:
    """`pace`, `required`, `remaining` in % a year (growth) or units a year (linear); `remaining` is None at the end.

    `path` is the value the required pace asks for at the latest year, `outlook` the value in the end year at the
    present pace, `way` the share of the way covered, `latest` the value the pace has led to.
    """

    latest: Decimal
    pace: Decimal
    required: Decimal
    remaining: Decimal | None
    ratio: Decimal
    path: Decimal
    outlook: Decimal
    way: Decimal


Method = Callable[[Way], Pace]


def growth(w: Way) -> Pace:
    """3,601.28 (2021) to 4,210.18 (2024) toward 5,000 (2026): 5.35 % of 6.78 % a year, R = 0.79. y0, y, target > 0."""
    return grown(w, rate(w.y, w.y0, w.t - w.t0))


def grown(w: Way, so_far: Decimal) -> Pace:
    """The same with a pace known otherwise, such as published growth rates multiplied up."""
    required = rate(w.target, w.y0, w.end - w.t0)
    left = w.end - w.t
    return Pace(
        latest=w.y,
        pace=so_far * HUNDRED,
        required=required * HUNDRED,
        remaining=rate(w.target, w.y, left) * HUNDRED if left > 0 else None,
        ratio=so_far / required,
        path=w.y0 * (ONE + required) ** (w.t - w.t0),
        outlook=w.y * (ONE + so_far) ** left,
        way=(w.y - w.y0) / (w.target - w.y0),
    )


def linear(w: Way) -> Pace:
    """39.4 % (2020) to 41.9 % (2023) toward 50 % (2026): 0.83 of 1.77 points a year, R = 0.47."""
    so_far = (w.y - w.y0) / (w.t - w.t0)
    required = (w.target - w.y0) / (w.end - w.t0)
    left = w.end - w.t
    return Pace(
        latest=w.y,
        pace=so_far,
        required=required,
        remaining=(w.target - w.y) / left if left > 0 else None,
        ratio=so_far / required,
        path=w.y0 + required * (w.t - w.t0),
        outlook=w.y + so_far * left,
        way=(w.y - w.y0) / (w.target - w.y0),
    )


def logit(w: Way) -> Pace:
    """The same shares as log odds, R = 0.48: a share moves more slowly near its ends. Per cent, above 0, below 100."""
    odds = Way(_log_odds(w.y0), w.t0, _log_odds(w.y), w.t, _log_odds(w.target), w.end)
    found = linear(odds)
    return Pace(
        latest=w.y,
        pace=found.pace,
        required=found.required,
        remaining=found.remaining,
        ratio=found.ratio,
        path=_per_cent(found.path),
        outlook=_per_cent(found.outlook),
        way=found.way,
    )


def _log_odds(share: Decimal) -> Decimal:
    return (share / (HUNDRED - share)).ln()


def _per_cent(log_odds: Decimal) -> Decimal:
    return HUNDRED / (ONE + (-log_odds).exp())


def rate(later: Decimal, earlier: Decimal, years: int) -> Decimal:
    """Growth a year as a fraction: (later / earlier)^(1 / years) − 1."""
    return (later / earlier) ** (ONE / years) - ONE
