"""Months from cumulated figures: January to March less January to February (METHOD 4.8).

Flows only, within one year and one generation. Where January and February are published together there is no January;
a negative difference means that something was revised, and is refused.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.derive.guard import refuse_any
from pipeline.derive.pool import Pool, derived_row, refusal
from pipeline.figures import series_key
from schemas.codelists import GuardReason, IndicatorKind, Measure, Nature
from schemas.statistics import Observation, Refusal

CUMULATED = f".{Measure.LEVEL}.M.YTD"


def monthly(pool: Pool) -> Iterator[Observation | Refusal]:
    """Every month whose cumulated figure and the one before it were published."""
    for key in sorted(k for k in pool.slots if k.endswith(CUMULATED)):
        indicator, area = key.split(".")[:2]
        entry = pool.known.by_id[indicator]
        if entry.nature is not Nature.FLOW or entry.kind is not IndicatorKind.LEVEL:
            continue
        wanted = series_key(indicator, area, Measure.LEVEL, "M")
        for period in pool.periods(key):
            year, month = period.split("-")
            before = f"{year}-{int(month) - 1:02}"
            for inputs in pool.over_time([(key, period), (key, before)]):
                yield _month(pool, wanted, inputs)


def _month(pool: Pool, key: str, inputs: list[Observation]) -> Observation | Refusal:
    later, earlier = inputs
    reasons = refuse_any(inputs, pool.known, {GuardReason.PERIOD})
    value: Decimal = later.obs_value - earlier.obs_value
    if not reasons and value < 0:
        reasons = (GuardReason.NEGATIVE_DIFFERENCE,)
    if reasons:
        return refusal(key, later.time_period, "monthly", reasons, inputs)
    row = derived_row(key, value, inputs, "monthly")
    row.period_start = later.period_end.replace(day=1)
    return row
