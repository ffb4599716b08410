"""Figures nobody published but whose parts were: marked as derived, with their inputs, and never a final verdict.

* Per head: a flow over the average of two year-end populations, 人均地区生产总值 = 地区生产总值 / 年平均常住人口.
* Share: numerator over denominator of the same document and period, for every share the dictionary names parts of.

A published figure for the same period is never replaced: none is derived then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.choice import Figures, figures
from pipeline.figures import observation_id, series_key, series_unit
from schemas.areas import areas
from schemas.codelists import Bound, CompilationStage, IndicatorKind, Measure, ObsStatus, Tier
from schemas.dictionary import Dictionary
from schemas.statistics import Observation
from schemas.units import unit

ORIGIN = "derived"
SHARE_DECIMALS = Decimal("0.01")


@dataclass(frozen=True)
class PerHead:
    """indicator = flow of a year / mean of the stock at its two ends."""

    indicator: str
    flow: str
    stock: str


PER_HEAD = (PerHead("GDP_PC", "GDP", "POP_RESIDENT"),)


def derive(published: Sequence[Observation], doc_types: dict[str, str], known: Dictionary) -> list[Observation]:
    """Every derivable figure, in the order of ids."""
    index = figures(published, doc_types, date.max)
    found = [*_per_head(index, known), *_shares(published, known)]
    taken = {(o.series_key, o.time_period) for o in published}
    rows = {o.observation_id: o for o in found if (o.series_key, o.time_period) not in taken}
    return [rows[key] for key in sorted(rows)]


def _per_head(index: Figures, known: Dictionary) -> Iterator[Observation]:
    for rule in PER_HEAD:
        scale = _scale(known, rule.flow) / _scale(known, rule.stock) / _scale(known, rule.indicator)
        for area in areas():
            flows = index.points(series_key(rule.flow, area, Measure.LEVEL))
            stocks = index.points(series_key(rule.stock, area, Measure.LEVEL))
            for period, flow in flows.items():
                before, after = stocks.get(str(int(period) - 1)), stocks.get(period)
                if before and after and before.obs_value + after.obs_value > 0:
                    mean = (before.obs_value + after.obs_value) / 2
                    value = (flow.obs_value / mean * scale).quantize(Decimal(1))
                    yield _row(
                        series_key(rule.indicator, area, Measure.LEVEL), value, [flow, before, after], "per_head/1"
                    )


def _shares(published: Sequence[Observation], known: Dictionary) -> Iterator[Observation]:
    firm = [o for o in published if o.bound == Bound.EQ and o.tier == Tier.PUBLISHED]
    wholes = {(o.document_id, o.series_key, o.time_period): o for o in firm}
    shares = [e for e in known if e.kind is IndicatorKind.SHARE and e.numerator and e.denominator]
    for part in firm:
        indicator, area, measure, freq, accumulation = part.series_key.split(".")[:5]
        for entry in shares:
            if entry.numerator != indicator or entry.denominator is None or measure != Measure.LEVEL:
                continue
            whole_key = series_key(entry.denominator, area, measure, freq, accumulation)
            whole = wholes.get((part.document_id, whole_key, part.time_period))
            if whole and whole.obs_value > 0:
                scale = _scale(known, indicator) / _scale(known, entry.denominator)
                value = (part.obs_value / whole.obs_value * scale * 100).quantize(SHARE_DECIMALS)
                key = series_key(entry.id, area, entry.own_measure, freq, accumulation)
                yield _row(key, value, [part, whole], "share_of_parts/1")


def _scale(known: Dictionary, indicator: str) -> Decimal:
    """Power of ten of an indicator's unit: 亿元 is 10⁸."""
    entry = known.by_id[indicator]
    return Decimal(1).scaleb(unit(series_unit(entry, entry.own_measure)).mult)


def _row(key: str, value: Decimal, inputs: list[Observation], rule: str) -> Observation:
    flow, vintage = inputs[0], max(o.vintage for o in inputs)
    return Observation(
        observation_id=observation_id(key, flow.time_period, vintage.isoformat(), ORIGIN),
        series_key=key,
        time_period=flow.time_period,
        period_start=flow.period_start,
        period_end=flow.period_end,
        vintage=vintage,
        obs_value=value,
        decimals=max(0, -int(value.as_tuple().exponent)),
        bound=Bound.EQ,
        obs_status=ObsStatus.ESTIMATED,
        compilation_stage=CompilationStage.UNKNOWN,
        tier=Tier.PUBLISHED,
        rule=f"{ORIGIN}:{rule}",
        derived_from=[o.observation_id for o in inputs],
    )
