"""How often the place itself has reached the pace still needed (METHOD 4.3, FEATURES 2.3): a year against the next."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipeline.assess.judge import FORMULA_OF, Card, Judgement
from pipeline.assess.pace import HUNDRED
from pipeline.assess.reading import Reading, comparable


@dataclass(frozen=True)
class Precedent:
    """`years` has the pace of every year whose figure and the one before are known; `reached` those fast enough."""

    needed: Decimal
    years: dict[int, Decimal]
    reached: tuple[int, ...]


def precedent(reading: Reading, card: Card, found: Judgement) -> Precedent | None:
    """GDP rose 12.5 % in 2021, 4.8 % in 2022, 6.6 % in 2023, 4.7 % in 2024; 9.0 % are needed: once in four years."""
    if found.pace is None or found.pace.remaining is None:
        return None
    needed = found.pace.remaining
    years = _paces(reading, grows=FORMULA_OF[card.method] == "growth")
    reached = tuple(year for year, pace in years.items() if (pace >= needed if needed > 0 else pace <= needed))
    return Precedent(needed, years, reached)


def _paces(reading: Reading, *, grows: bool) -> dict[int, Decimal]:
    points, paces = reading.points, {}
    for before, year in pairwise(sorted(points)):
        together = comparable(reading.own[str(before)], reading.own[str(year)])
        if year != before + 1 or not together or (grows and points[before] <= 0):
            continue
        paces[year] = (points[year] / points[before] - 1) * HUNDRED if grows else points[year] - points[before]
    return paces
