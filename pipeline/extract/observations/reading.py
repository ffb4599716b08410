"""A reading: one figure as a rule saw it in normal text, before it becomes a record."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.numbers import Number
from pipeline.text.periods import Period
from schemas.codelists import Measure
from schemas.dictionary import IndicatorEntry
from schemas.units import UNITS


@dataclass(frozen=True)
class Reading:
    """`start`/`end` cover the digits in normal text; `value` carries the sign a falling verb gives."""

    indicator: IndicatorEntry
    measure: Measure
    value: Decimal
    unit: str
    start: int
    end: int
    rule: str
    period: Period
    area: str
    bound: str = "eq"
    qualifier: str | None = None


def same_measure(unit: str, other: str) -> bool:
    """Whether two printed units measure the same thing: 万人 and 人 do, 亿元 and % do not."""
    return unit in UNITS and other in UNITS and UNITS[unit].measure == UNITS[other].measure


def fits(entry: IndicatorEntry, number: Number) -> bool:
    """Whether a number's unit can be that of the indicator's own figure."""
    if entry.unit == "元/人" and number.unit == "元":
        return True
    return bool(entry.unit) and same_measure(number.unit, entry.unit)
