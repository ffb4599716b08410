"""What a rule saw in normal text, before it becomes a record: a figure of a known indicator, or of an unknown one."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.numbers import Number
from pipeline.text.periods import Period
from schemas.codelists import Measure
from schemas.dictionary import IndicatorEntry
from schemas.units import UNITS

TIMES = "倍"
MULTIPLES = "万亿"
BARE = {"万", "亿", "万亿"}


@dataclass(frozen=True)
class Reading:
    """`start`/`end` cover the digits in normal text; `value` carries the sign a falling verb gives.

    `aside`: it stands in brackets inside what is being said, and the sentence goes on as if it were not there.
    `stage` is said beside the figure itself: （初步核算数为450904亿元）; 预计 of a report on the year past is express.
    `unsure`: another area was spoken of just before, so that it may be that one's.
    """

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
    reference: str | None = None
    aside: bool = False
    unsure: bool = False
    stage: str | None = None


@dataclass(frozen=True)
class Unknown:
    """A figure whose subject, with its own words, is an indicator the dictionary lacks."""

    words: str
    number: Number
    aside: bool = False


def same_measure(unit: str, other: str) -> bool:
    """Whether two printed units measure the same thing: 万人 and 人 do, 亿元 and % do not."""
    return unit in UNITS and other in UNITS and UNITS[unit].measure == UNITS[other].measure


def unit_fits(entry: IndicatorEntry, unit: str) -> bool:
    """Whether a unit can be that of the indicator's own figure; a multiple (2.2倍) never is."""
    return bool(entry.unit) and unit != TIMES and same_measure(own_unit(entry, unit), entry.unit)


def own_unit(entry: IndicatorEntry, unit: str) -> str:
    """The unit meant: `7000亿` of deposits is in 亿元, `482万` of people in 万人, `14.6万元` a head 万元/人."""
    if unit in BARE and unit + entry.unit.lstrip(MULTIPLES) in UNITS:
        return unit + entry.unit.lstrip(MULTIPLES)
    return f"{unit}/人" if entry.unit == "元/人" and unit in {"元", "万元"} else unit
