"""The rules for numeric targets: points a year and a card in, a class with its reason and robustness out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from pipeline.assess.pace import Method, Pace, Way, growth, linear
from pipeline.vintage import month_end
from schemas.codelists import Comparator, FulfilmentStatus, NotAssessedReason, ProgressStatus, Robustness

METHODS: Mapping[str, Method] = {
    "level": growth,
    "share": linear,
    "relative": linear,
    "rank": linear,
    "count": linear,
}
INDICATIVE = {"rank"}
"""Methods that only indicate: a place depends on everybody else too."""
CLASSES = (
    (Decimal("0.95"), ProgressStatus.ON_TRACK),
    (Decimal("0.60"), ProgressStatus.NEEDS_ACCELERATION),
    (Decimal("0"), ProgressStatus.LIMITED_PROGRESS),
)
"""Lowest R of each class; one table for all targets."""
STEPS = (
    ProgressStatus.ACHIEVED,
    ProgressStatus.ON_TRACK,
    ProgressStatus.NEEDS_ACCELERATION,
    ProgressStatus.LIMITED_PROGRESS,
    ProgressStatus.MOVING_AWAY,
)
GRACE_MONTHS = 6
"""A figure is recent until its successor is this many months past its usual release."""
MARGINLESS = {"rank"}
"""A published place has no revision margin."""

Points = Mapping[int, Decimal]


@dataclass(frozen=True)
class Card:
    """What is judged: all that METHOD needs besides the points."""

    method: str
    comparator: str
    target: Decimal
    baseline: int
    end: int
    lag_months: int
    margin: Decimal


@dataclass(frozen=True)
class Judgement:
    """A class, or why there is none; `alternatives` are (name, R or None, class)."""

    status: ProgressStatus
    reason: NotAssessedReason | None = None
    baseline: int | None = None
    latest: int | None = None
    pace: Pace | None = None
    kept: bool = False
    robustness: Robustness = Robustness.NOT_APPLICABLE
    alternatives: tuple[tuple[str, Decimal | None, ProgressStatus], ...] = field(default=())
    outlook_range: tuple[Decimal, Decimal] | None = None


def judge(points: Points, card: Card, as_of: date) -> Judgement:
    """The class with its robustness."""
    found = classify(points, card, as_of)
    if found.reason or found.latest is None:
        return found
    others = [(name, classify(p, c, as_of)) for name, p, c in _alternatives(points, card, found)]
    named = tuple((name, j.pace.ratio if j.pace else None, j.status) for name, j in others)
    outlooks = [j.pace.outlook for name, j in others if j.pace and name.startswith("latest")]
    return replace(
        found,
        robustness=robustness(found.status, [status for _, _, status in named]),
        alternatives=named,
        outlook_range=(min(outlooks), max(outlooks)) if outlooks else None,
    )


def classify(points: Points, card: Card, as_of: date) -> Judgement:
    """The class for one reading of the data. Figures after the deadline say nothing about it."""
    if not points:
        return not_assessed(NotAssessedReason.NO_BASELINE)
    latest = max((year for year in points if year <= card.end), default=max(points))
    if is_stale(latest, card, as_of):
        return not_assessed(NotAssessedReason.NO_RECENT_DATA, latest=latest)
    base = max((year for year in points if year <= card.baseline), default=None)
    if base is None:
        return not_assessed(NotAssessedReason.NO_BASELINE, latest=latest)
    if latest <= base:
        return not_assessed(NotAssessedReason.TOO_FEW_POINTS, baseline=base, latest=latest)
    return _with_pace(points, card, base, latest)


def _with_pace(points: Points, card: Card, base: int, latest: int) -> Judgement:
    """Achieved, kept or underway. A duty already met at the baseline has no pace: it is kept or it is not.

    Nor has one to exceed exactly the baseline: the way is without length.
    """
    met = satisfied(card, points[latest])
    if satisfied(card, points[base]):
        status = ProgressStatus.ACHIEVED if met else ProgressStatus.MOVING_AWAY
        return Judgement(status, baseline=base, latest=latest, kept=True)
    if points[base] == card.target:
        still = ProgressStatus.LIMITED_PROGRESS if points[latest] == card.target else ProgressStatus.MOVING_AWAY
        return Judgement(ProgressStatus.ACHIEVED if met else still, baseline=base, latest=latest)
    pace = METHODS[card.method](Way(points[base], base, points[latest], latest, card.target, card.end))
    status = ProgressStatus.ACHIEVED if met else class_of(pace.ratio)
    return Judgement(status, baseline=base, latest=latest, pace=pace)


def class_of(ratio: Decimal) -> ProgressStatus:
    """The class of R."""
    return next((status for lowest, status in CLASSES if ratio >= lowest), ProgressStatus.MOVING_AWAY)


def satisfied(card: Card, value: Decimal) -> bool:
    """Whether the comparator holds: `超过45%` needs strictly more, a place within 50 needs 50 or better."""
    match card.comparator:
        case Comparator.GT | Comparator.ABOVE_REF:
            return value > card.target
        case Comparator.LE | Comparator.RANK_LE:
            return value <= card.target
        case Comparator.LT:
            return value < card.target
        case _:
            return value >= card.target


def is_stale(latest: int, card: Card, as_of: date) -> bool:
    """Whether the next year's figure should have been out for more than the grace; the deadline's own never ages."""
    return latest < card.end and as_of > month_end(date(latest + 1, 12, 31), card.lag_months + GRACE_MONTHS)


def not_assessed(reason: NotAssessedReason, baseline: int | None = None, latest: int | None = None) -> Judgement:
    """No class, and why."""
    return Judgement(ProgressStatus.NOT_ASSESSED, reason, baseline, latest)


def _alternatives(points: Points, card: Card, found: Judgement) -> Iterator[tuple[str, Points, Card]]:
    """METHOD 4.10: other baseline year, linear against growth path, latest value ± the usual revision."""
    assert found.latest is not None
    earlier = [year for year in points if found.baseline is not None and year < found.baseline]
    if earlier:
        yield f"baseline {max(earlier)}", points, replace(card, baseline=max(earlier))
    if card.method == "level":
        yield "linear path", points, replace(card, method="share")
    if card.method not in MARGINLESS:
        for sign, factor in (("-", 1 - card.margin), ("+", 1 + card.margin)):
            moved = {**points, found.latest: points[found.latest] * factor}
            yield f"latest {sign}{(card.margin * 100).normalize():f}%", moved, card


def robustness(status: ProgressStatus, others: list[ProgressStatus]) -> Robustness:
    """firm: the same class everywhere; borderline: one step apart somewhere; unclear: more."""
    apart = max((abs(STEPS.index(status) - STEPS.index(other)) for other in others), default=None)
    if apart is None:
        return Robustness.NOT_APPLICABLE
    return (Robustness.FIRM, Robustness.BORDERLINE)[apart] if apart <= 1 else Robustness.UNCLEAR


def verdict_day(card: Card) -> date:
    """When figures for the last year are usually out."""
    return month_end(date(card.end, 12, 31), card.lag_months)


def verdict(card: Card, judgement: Judgement, as_of: date, points: Points) -> FulfilmentStatus:
    """Before the verdict day the duty runs; after it the comparator decides, and 朝着 may be reached in part.

    What the deadline's figure misses and one of a later year meets is fulfilled late.
    """
    assessed = judgement.reason is None
    if as_of <= verdict_day(card):
        return FulfilmentStatus.IN_PROGRESS if assessed else FulfilmentStatus.NOT_DUE
    if not assessed or judgement.latest is None or judgement.latest < card.end:
        return FulfilmentStatus.NOT_ASSESSABLE
    if judgement.status is ProgressStatus.ACHIEVED:
        return FulfilmentStatus.FULFILLED
    if not judgement.kept and any(satisfied(card, value) for year, value in points.items() if year > card.end):
        return FulfilmentStatus.FULFILLED_LATE
    moved = judgement.pace is not None and judgement.pace.way > 0
    partial = card.comparator == Comparator.TOWARD and moved
    return FulfilmentStatus.PARTIALLY_FULFILLED if partial else FulfilmentStatus.NOT_FULFILLED
