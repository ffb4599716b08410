"""The rules for numeric targets: points a year and a card in, a class with its reason and robustness out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from pipeline.assess.pace import HUNDRED, Method, Pace, Way, growth, linear, logit
from pipeline.assess.rules import months, threshold
from pipeline.vintage import month_end
from schemas.codelists import (
    AssessmentMethod,
    Clarity,
    Comparator,
    FulfilmentStatus,
    NotAssessedReason,
    ProgressStatus,
    Robustness,
)

FORMULAS: Mapping[str, Method] = {"growth": growth, "linear": linear, "logit": logit}
FORMULA_OF: Mapping[str, str] = {
    AssessmentMethod.LEVEL: "growth",
    AssessmentMethod.SHARE: "linear",
    AssessmentMethod.RELATIVE: "linear",
    AssessmentMethod.RANK: "linear",
    AssessmentMethod.COUNT: "linear",
}
OTHER_FORMULAS = {AssessmentMethod.LEVEL: ("linear",), AssessmentMethod.SHARE: ("growth", "logit")}
"""The other paths a class must survive (METHOD 4.10)."""
INDICATIVE = {AssessmentMethod.RANK}
"""Methods that only indicate: a place depends on everybody else too."""
CLASSES = (
    ("on_track", ProgressStatus.ON_TRACK),
    ("needs_acceleration", ProgressStatus.NEEDS_ACCELERATION),
    ("limited_progress", ProgressStatus.LIMITED_PROGRESS),
)
"""Threshold of the lowest R of each class; one table for all targets."""
STEPS = (
    ProgressStatus.ACHIEVED,
    ProgressStatus.ON_TRACK,
    ProgressStatus.NEEDS_ACCELERATION,
    ProgressStatus.LIMITED_PROGRESS,
    ProgressStatus.MOVING_AWAY,
)
DIRECTIONS = (ProgressStatus.IMPROVING, ProgressStatus.NO_CLEAR_CHANGE, ProgressStatus.MOVING_AWAY)
"""Classes of a clause that names a direction only."""
NOISE = Decimal("1e-12")
MARGINLESS = {AssessmentMethod.RANK}
"""A published place has no revision margin."""

Points = Mapping[int, Decimal]


@dataclass(frozen=True)
class Card:
    """What is judged: all that METHOD needs besides the points.

    `margin` is the usual revision as a share of the value; `formula` another path than the method's own.
    """

    method: str
    comparator: str
    target: Decimal
    baseline: int
    end: int
    lag_months: int
    margin: Decimal
    formula: str | None = None
    final_lag_months: int = 13


@dataclass(frozen=True)
class Judgement:
    """A class, or why there is none; `alternatives` are (name, R or change a year or None, class).

    `change` is the change a year in the wanted direction, per cent, of a clause that names a direction only.
    """

    status: ProgressStatus
    reason: NotAssessedReason | None = None
    baseline: int | None = None
    latest: int | None = None
    pace: Pace | None = None
    kept: bool = False
    robustness: Robustness = Robustness.NOT_APPLICABLE
    alternatives: tuple[tuple[str, Decimal | None, ProgressStatus], ...] = field(default=())
    outlook_range: tuple[Decimal, Decimal] | None = None
    change: Decimal | None = None
    clarity: Clarity | None = None
    chained: bool = False


def judge(points: Points, card: Card, as_of: date) -> Judgement:
    """The class with its robustness."""
    found = classify(points, card, as_of)
    if found.reason or found.latest is None:
        return found
    others = [(name, classify(p, c, as_of)) for name, p, c in _alternatives(points, card, found)]
    return with_alternatives(found, others)


def with_alternatives(found: Judgement, others: list[tuple[str, Judgement]]) -> Judgement:
    """The judgement with what other readings of the data give; one that gives no class does not count against it."""
    rated = [(name, j) for name, j in others if j.reason is None]
    named = tuple((name, j.pace.ratio if j.pace else j.change, j.status) for name, j in rated)
    outlooks = [j.pace.outlook for name, j in rated if j.pace and name.startswith("latest")]
    alternatives = (*found.alternatives, *named)
    return replace(
        found,
        robustness=robustness(found.status, [status for _, _, status in alternatives]),
        alternatives=alternatives,
        outlook_range=(min(outlooks), max(outlooks)) if outlooks else found.outlook_range,
    )


def classify(points: Points, card: Card, as_of: date) -> Judgement:
    """The class for one reading of the data. Figures after the deadline say nothing about it."""
    missing = without_figures(points, card, as_of)
    if missing:
        return missing
    latest = newest(points, card)
    base = max((year for year in points if year <= card.baseline), default=None)
    if base is None:
        return not_assessed(NotAssessedReason.NO_BASELINE, latest=latest)
    if latest <= base:
        return not_assessed(NotAssessedReason.TOO_FEW_POINTS, baseline=base, latest=latest)
    return _with_pace(points, card, base, latest)


def without_figures(points: Points, card: Card, as_of: date) -> Judgement | None:
    """Why nothing can be said yet or any more: the baseline's year is not out, nothing is, or the newest is too old."""
    if as_of <= month_end(date(card.baseline, 12, 31), card.lag_months):
        return not_assessed(NotAssessedReason.NOT_DUE, latest=newest(points, card) if points else None)
    if not points:
        return not_assessed(NotAssessedReason.NO_BASELINE)
    latest = newest(points, card)
    return not_assessed(NotAssessedReason.NO_RECENT_DATA, latest=latest) if is_stale(latest, card, as_of) else None


def newest(points: Points, card: Card) -> int:
    """The newest year up to the deadline."""
    return max((year for year in points if year <= card.end), default=max(points))


def _with_pace(points: Points, card: Card, base: int, latest: int) -> Judgement:
    """Achieved, kept or underway. A duty already met at the baseline has no pace: it is kept or it is not.

    Nor has one to exceed exactly the baseline: the way is without length. Growth needs a positive baseline; a level
    that fell to zero or below has none either, and moves away from a higher target.
    """
    met = satisfied(card, points[latest])
    if satisfied(card, points[base]):
        status = ProgressStatus.ACHIEVED if met else ProgressStatus.MOVING_AWAY
        return Judgement(status, baseline=base, latest=latest, kept=True)
    if points[base] == card.target:
        still = ProgressStatus.LIMITED_PROGRESS if points[latest] == card.target else ProgressStatus.MOVING_AWAY
        return Judgement(ProgressStatus.ACHIEVED if met else still, baseline=base, latest=latest)
    formula = card.formula or FORMULA_OF[card.method]
    if formula != "linear" and not met and (points[base] <= 0 or card.target <= 0):
        return not_assessed(NotAssessedReason.NO_BASELINE, baseline=base, latest=latest)
    if formula != "linear" and min(points[base], points[latest], card.target) <= 0:
        return Judgement(ProgressStatus.ACHIEVED if met else ProgressStatus.MOVING_AWAY, baseline=base, latest=latest)
    pace = FORMULAS[formula](Way(points[base], base, points[latest], latest, card.target, card.end))
    return rated(card, pace, met=met, base=base, latest=latest)


def rated(card: Card, pace: Pace, *, met: bool, base: int, latest: int) -> Judgement:
    """The class of a pace."""
    status = ProgressStatus.ACHIEVED if met else class_of(pace.ratio)
    return Judgement(status, baseline=base, latest=latest, pace=pace)


def class_of(ratio: Decimal) -> ProgressStatus:
    """The class of R, without the noise of the last digits of a root."""
    ratio = ratio.quantize(NOISE)
    return next((s for lowest, s in CLASSES if ratio >= threshold(lowest)), ProgressStatus.MOVING_AWAY)


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
    return latest < card.end and as_of > month_end(date(latest + 1, 12, 31), card.lag_months + months("grace_months"))


def not_assessed(reason: NotAssessedReason, baseline: int | None = None, latest: int | None = None) -> Judgement:
    """No class, and why."""
    return Judgement(ProgressStatus.NOT_ASSESSED, reason, baseline, latest)


Variants = Iterator[tuple[str, Points, Card]]


def _alternatives(points: Points, card: Card, found: Judgement) -> Variants:
    """METHOD 4.10: other baseline year, linear against growth path, latest value ± the usual revision."""
    yield from other_baseline(points, card, found)
    for formula in OTHER_FORMULAS.get(AssessmentMethod(card.method), ()):
        if formula != "logit" or all(0 < v < HUNDRED for v in (*points.values(), card.target)):
            yield f"{formula} path", points, replace(card, formula=formula)
    yield from other_latest(points, card, found)


def other_baseline(points: Points, card: Card, found: Judgement) -> Variants:
    """The nearest year before the baseline, where there is a figure of one."""
    earlier = [year for year in points if found.baseline is not None and year < found.baseline]
    if earlier:
        yield f"baseline {max(earlier)}", points, replace(card, baseline=max(earlier))


def other_latest(points: Points, card: Card, found: Judgement) -> Variants:
    """The latest value at either end of its usual revision; a published place has none."""
    if card.method in MARGINLESS or found.latest is None:
        return
    for sign, factor in (("-", 1 - card.margin), ("+", 1 + card.margin)):
        moved = {**points, found.latest: points[found.latest] * factor}
        yield f"latest {sign}{(card.margin * 100).normalize():f}%", moved, card


def robustness(status: ProgressStatus, others: list[ProgressStatus]) -> Robustness:
    """firm: the same class everywhere; borderline: one step apart somewhere; unclear: more."""
    steps = STEPS if status in STEPS else DIRECTIONS
    apart = max((abs(steps.index(status) - steps.index(other)) for other in others), default=None)
    if apart is None:
        return Robustness.NOT_APPLICABLE
    return (Robustness.FIRM, Robustness.BORDERLINE)[apart] if apart <= 1 else Robustness.UNCLEAR


def verdict_day(card: Card) -> date:
    """When figures for the last year are usually out: the provisional verdict."""
    return month_end(date(card.end, 12, 31), card.lag_months)


def final_verdict_day(card: Card) -> date:
    """When final figures for the last year are usually out: the January of the year after next for products."""
    return month_end(date(card.end, 12, 31), max(card.final_lag_months, card.lag_months))


def verdict(card: Card, judgement: Judgement, as_of: date, points: Points) -> FulfilmentStatus:
    """Before the verdict day the duty runs; after it the comparator decides, and 朝着 may be reached in part.

    What the deadline's figure misses and one of a later year meets is fulfilled late. A mere direction sets no value
    that could be missed or met.
    """
    assessed = judgement.reason is None
    if card.method == AssessmentMethod.DIRECTION and as_of > verdict_day(card):
        return FulfilmentStatus.NOT_ASSESSABLE
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
