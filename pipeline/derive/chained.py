"""Real indices from published growth at constant prices: 3.3 %, 5.5 % and 3.4 % after 2021 make 112.69 in 2024.

One series per unbroken run of at least two years, named by its base year. A missing year breaks the run; nothing is
interpolated, and a published real rate is never replaced by one computed from levels (METHOD 4.7).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from pipeline.derive.pool import Pool, derived_row, refusal
from pipeline.figures import series_key
from schemas.areas import areas
from schemas.codelists import GuardReason, Measure, PriceBase
from schemas.statistics import Observation, Refusal

BASE = Decimal(100)
PLACES = Decimal("0.0001")
SHORTEST = 2


def chained(pool: Pool) -> Iterator[Observation | Refusal]:
    """Every run of every indicator whose growth is at constant prices."""
    for entry in pool.known:
        if entry.growth_price is not PriceBase.CONSTANT:
            continue
        for area in areas():
            rates = series_key(entry.id, area, Measure.YOY)
            years = [int(p) for p in pool.periods(rates)]
            for run in runs(years):
                if len(run) >= SHORTEST:
                    yield from _index(pool, entry.id, area, rates, run)
            gaps = [str(y) for y in range(min(years, default=0), max(years, default=0)) if y not in years]
            if gaps:
                key = series_key(entry.id, area, Measure.REAL_INDEX)
                present = [pool.slots[rates][str(y)][0] for y in years]
                missing = [f"{rates}@{y}" for y in gaps]
                yield refusal(key, str(years[-1]), "chained", (GuardReason.YEAR_MISSING,), present, missing)


def runs(years: Sequence[int]) -> list[list[int]]:
    """Years without a gap between them: 2002, 2018, 2020, 2022, 2023 gives [2002], [2018], [2020], [2022, 2023]."""
    found: list[list[int]] = []
    for year in sorted(years):
        if found and year == found[-1][-1] + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return found


def _index(pool: Pool, indicator: str, area: str, rates: str, run: list[int]) -> Iterator[Observation]:
    """The base year at 100, then every year as soon as it and all before it were known."""
    base = run[0] - 1
    key = series_key(indicator, area, Measure.REAL_INDEX, reference=str(base))
    for count in range(1, len(run) + 1):
        years = run[:count]
        for inputs in pool.over_time([(rates, str(y)) for y in reversed(years)]):
            value = BASE
            for o in inputs:
                value *= 1 + o.obs_value / 100
            yield derived_row(key, value.quantize(PLACES), inputs, "chained")
            if count == 1:
                yield _base(key, base, inputs)


def _base(key: str, base: int, inputs: list[Observation]) -> Observation:
    """The base year's 100, from the first rate that refers to it."""
    row = derived_row(key, BASE, inputs, "chained")
    row.time_period, row.period_start, row.period_end = str(base), date(base, 1, 1), date(base, 12, 31)
    row.observation_id = row.observation_id.replace(f"@{base + 1}@", f"@{base}@")
    return row
