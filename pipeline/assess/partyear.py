"""Part-year data (METHOD 4.8): never compared with a year; a range by season, and an arrow, both drawn apart.

1737.52亿元 for the first half of 2022, which was 46 to 48 % of the last three full years, points to 3,620 to 3,777亿元.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice

from pipeline.assess.judge import Judgement
from pipeline.assess.reading import Reading
from pipeline.assess.rules import months, threshold
from pipeline.choice import Figures
from pipeline.figures import series_key
from schemas.assessments import Projection
from schemas.codelists import Arrow, AssessmentMethod, IndicatorKind, Measure, Nature, PriceBase
from schemas.commitments import Target
from schemas.statistics import Observation

SORTS = (("S", "CUR"), ("Q", "YTD"), ("M", "YTD"))
"""Frequencies and accumulations that run from January: the first half, the quarters and the months cumulated."""
RANGE = (
    "按前{n}个完整年份同期占全年的比重推算，不是预测，也不用于评级。",
    "Worked out from the share of the same months in the last {n} full years; no forecast, and no rating rests on it.",
)
NO_RANGE = (
    "可比的完整年份不足{n}个，不作推算。",
    "Fewer than {n} full years to compare with, so nothing is worked out.",
)
PLACES = Decimal("0.000001")


def projections(target: Target, reading: Reading, found: Judgement, figures: Figures) -> Iterator[Projection]:
    """The newest part-year figure of each sort that no annual figure has overtaken. Flows only; a stock is no part."""
    if reading.entry.nature is not Nature.FLOW or reading.entry.kind is not IndicatorKind.LEVEL:
        return
    newest_year = max((int(p) for p in reading.own), default=0)
    for freq, accumulation in SORTS:
        key = series_key(reading.entry.id, target.ref_area, reading.measure, freq, accumulation)
        parts = {p: o for p, o in figures.points(key).items() if starts_in_january(p)}
        if parts and max(o.period_end.year for o in parts.values()) > newest_year:
            yield _projection(target, reading, found, figures, key, parts)


def starts_in_january(period: str) -> bool:
    """Of half-years only the first does."""
    return not period.endswith("-S2")


def _projection(
    target: Target, reading: Reading, found: Judgement, figures: Figures, key: str, parts: Mapping[str, Observation]
) -> Projection:
    part = parts[max(parts)]
    shares = seasonal_shares(part, parts, reading.own)
    enough = len(shares) >= months("seasonal_years")
    growth = _growth(part, target, reading, figures)
    wanted = required_growth(target, reading, found) if growth else None
    zh, en = RANGE if enough else NO_RANGE
    years = {"n": months("seasonal_years")}
    return Projection(
        projection_id=f"{target.target_id}#{part.time_period}#{key.rsplit('.', 1)[0][-1]}",
        commitment_id=target.commitment_id,
        target_id=target.target_id,
        as_of=figures.as_of,
        series_key=key,
        time_period=part.time_period,
        value=part.obs_value,
        low=(part.obs_value / max(shares.values())).quantize(PLACES) if enough else None,
        high=(part.obs_value / min(shares.values())).quantize(PLACES) if enough else None,
        share_low=min(shares.values()).quantize(PLACES) if enough else None,
        share_high=max(shares.values()).quantize(PLACES) if enough else None,
        growth=growth.obs_value if growth else None,
        growth_required=wanted.quantize(PLACES) if wanted is not None else None,
        arrow=arrow(growth.obs_value, wanted) if growth and wanted is not None else None,
        label_zh=zh.format(**years),
        label_en=en.format(**years),
        inputs=[o.observation_id for o in _used(part, parts, reading.own, shares, growth)],
    )


def seasonal_shares(
    part: Observation, parts: Mapping[str, Observation], years: Mapping[str, Observation]
) -> dict[str, Decimal]:
    """year → what the same months were of the whole year, for the last full years that have both."""
    months_of = part.time_period[4:]
    both = [y for y in sorted(years, reverse=True) if f"{y}{months_of}" in parts and years[y].obs_value > 0]
    last = islice(both, months("seasonal_years"))
    return {y: parts[f"{y}{months_of}"].obs_value / years[y].obs_value for y in last}


def _growth(part: Observation, target: Target, reading: Reading, figures: Figures) -> Observation | None:
    """Published growth of the same part of the year."""
    _, _, _, freq, accumulation = part.series_key.split(".")[:5]
    rates = figures.points(series_key(reading.entry.id, target.ref_area, Measure.YOY, freq, accumulation))
    return rates.get(part.time_period)


def required_growth(target: Target, reading: Reading, found: Judgement) -> Decimal | None:
    """Growth the target asks for, where published growth is on the same price basis: like with like only."""
    alike = reading.entry.growth_price in (reading.entry.price, PriceBase.NONE)
    return found.pace.required if alike and found.pace and target.method == AssessmentMethod.LEVEL else None


def arrow(growth: Decimal, wanted: Decimal) -> Arrow:
    """Ahead, in line within half a point, or behind."""
    apart = growth - wanted
    if abs(apart) <= threshold("in_line"):
        return Arrow.IN_LINE
    return Arrow.AHEAD if apart > 0 else Arrow.BEHIND


def _used(
    part: Observation,
    parts: Mapping[str, Observation],
    years: Mapping[str, Observation],
    shares: Mapping[str, Decimal],
    growth: Observation | None,
) -> Iterator[Observation]:
    yield part
    for year in shares:
        yield from (parts[f"{year}{part.time_period[4:]}"], years[year])
    if growth:
        yield growth
