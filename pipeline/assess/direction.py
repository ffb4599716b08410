"""Clauses that name a direction only: change a year of a real, ratio or gap measure, by bands (METHOD 4.4).

They have no target, hence no R. 明显缩小城乡居民收入差距 is judged on the ratio of urban to rural income going down.
"""

from datetime import date
from decimal import Decimal
from itertools import chain

from pipeline.assess.judge import (
    NOISE,
    Card,
    Judgement,
    Points,
    newest,
    not_assessed,
    other_baseline,
    other_latest,
    with_alternatives,
    without_figures,
)
from pipeline.assess.pace import HUNDRED, rate
from pipeline.assess.rules import months, threshold
from schemas.codelists import Clarity, Comparator, NotAssessedReason, ProgressStatus


def judge_direction(points: Points, card: Card, as_of: date) -> Judgement:
    """The class with its robustness: another baseline, and the latest value at either end of its usual revision."""
    found = classify_direction(points, card, as_of)
    if found.reason:
        return found
    variants = chain(other_baseline(points, card, found), other_latest(points, card, found))
    others = [(name, classify_direction(p, c, as_of)) for name, p, c in variants]
    return with_alternatives(found, others)


def classify_direction(points: Points, card: Card, as_of: date) -> Judgement:
    """At least three annual points from the baseline on; a change smaller than the usual revision is none."""
    missing = without_figures(points, card, as_of)
    if missing:
        return missing
    latest = newest(points, card)
    base = max((year for year in points if year <= card.baseline), default=None)
    if base is None or points[base] <= 0:
        return not_assessed(NotAssessedReason.NO_BASELINE, baseline=base, latest=latest)
    if len([year for year in points if base <= year <= latest]) < months("direction_points"):
        return not_assessed(NotAssessedReason.TOO_FEW_POINTS, baseline=base, latest=latest)
    return _changed(points[base], points[latest], card, base, latest)


def _changed(before: Decimal, after: Decimal, card: Card, base: int, latest: int) -> Judgement:
    sign = -1 if card.comparator == Comparator.DECREASE else 1
    if after <= 0:
        status = ProgressStatus.IMPROVING if sign < 0 else ProgressStatus.MOVING_AWAY
        return Judgement(status, baseline=base, latest=latest, clarity=Clarity.CLEAR if sign < 0 else None)
    change = rate(after, before, latest - base) * HUNDRED * sign
    within = abs(after / before - 1) < card.margin
    status, clarity = (ProgressStatus.NO_CLEAR_CHANGE, None) if within else band(change)
    return Judgement(status, baseline=base, latest=latest, change=change, clarity=clarity)


def band(change: Decimal) -> tuple[ProgressStatus, Clarity | None]:
    """Class of a change a year in the wanted direction, per cent, without the noise of the last digits."""
    change = change.quantize(NOISE)
    if change >= threshold("improving_clear"):
        return ProgressStatus.IMPROVING, Clarity.CLEAR
    if change >= threshold("improving_some"):
        return ProgressStatus.IMPROVING, Clarity.SOME
    if change >= threshold("no_clear_change"):
        return ProgressStatus.NO_CLEAR_CHANGE, None
    return ProgressStatus.MOVING_AWAY, None
