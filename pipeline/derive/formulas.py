"""Shares, quotients to a reference area, per-head values and gaps between groups of areas, as the dictionary says."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from pipeline.derive.guard import refuse_any
from pipeline.derive.pool import Pool, Slot, derived_row, refusal
from pipeline.figures import series_key
from schemas.areas import areas
from schemas.codelists import GuardReason, Measure
from schemas.dictionary import Formula, IndicatorEntry
from schemas.statistics import Observation, Refusal

SHARE_DECIMALS, RATIO_DECIMALS = Decimal("0.01"), Decimal("0.0001")
PARTS = {GuardReason.SUBJECT, GuardReason.QUANTITY, GuardReason.SCOPE, GuardReason.PRICE_BASE}
"""What may differ between a part and its whole, which the dictionary names by hand, and a flow and its stock."""
ACROSS = PARTS | {GuardReason.AREA, GuardReason.PERIOD}

Found = Iterator[Observation | Refusal]


def formulas(pool: Pool) -> Found:
    """Everything the entries of the dictionary define."""
    for entry in pool.known:
        yield from _parts(pool, entry)
        yield from _relative(pool, entry)
        if entry.formula:
            yield from FORMULAS[entry.formula.kind](pool, entry, entry.formula)


def _parts(pool: Pool, entry: IndicatorEntry) -> Found:
    """Numerator over denominator of one document and period: a share in per cent, or a ratio as it is."""
    if not (entry.numerator and entry.denominator):
        return
    for key in [k for k in pool.slots if k.startswith(f"{entry.numerator}.")]:
        _, area, measure, freq, accumulation = key.split(".")[:5]
        if measure != pool.known.by_id[entry.numerator].own_measure:
            continue
        whole_key = series_key(entry.denominator, area, measure, freq, accumulation)
        wanted = series_key(entry.id, area, entry.own_measure, freq, accumulation)
        for period in pool.periods(key):
            for part in pool.slots[key][period]:
                wholes = pool.slots.get(whole_key, {}).get(period, [])
                whole = next((w for w in wholes if w.document_id == part.document_id and w.obs_value > 0), None)
                if whole:
                    yield _quotient(pool, entry, wanted, part, whole)


def _quotient(
    pool: Pool, entry: IndicatorEntry, key: str, part: Observation, whole: Observation
) -> Observation | Refusal:
    assert entry.numerator
    assert entry.denominator
    reasons = refuse_any([part, whole], pool.known, PARTS)
    if reasons:
        return refusal(key, part.time_period, "share", reasons, [part, whole])
    value = part.obs_value / whole.obs_value * pool.scale(entry.numerator) / pool.scale(entry.denominator)
    per_cent = entry.unit == "%"
    value = (value * 100).quantize(SHARE_DECIMALS) if per_cent else value.quantize(RATIO_DECIMALS)
    return derived_row(key, value, [part, whole], "share")


def _relative(pool: Pool, entry: IndicatorEntry) -> Found:
    """The indicator of an area over that of a reference area, same year: 人均地区生产总值, city over nation."""
    for reference, area in product(entry.relative_to, areas().values()):
        if area.code == reference or not _below(area.code, reference):
            continue
        own = series_key(entry.id, area.code, entry.own_measure)
        other = series_key(entry.id, reference, entry.own_measure)
        key = series_key(entry.id, area.code, Measure.RELATIVE, reference=reference)
        for period in pool.periods(own):
            for inputs in pool.over_time([(own, period), (other, period)]):
                reasons = refuse_any(inputs, pool.known, {GuardReason.AREA})
                if reasons or inputs[1].obs_value <= 0:
                    yield refusal(key, period, "relative", reasons or (GuardReason.NOT_POSITIVE,), inputs)
                else:
                    value = (inputs[0].obs_value / inputs[1].obs_value).quantize(RATIO_DECIMALS)
                    yield derived_row(key, value, inputs, "relative")


def _below(area: str, reference: str) -> bool:
    """Whether an area lies in the reference area."""
    parent = areas()[area].parent
    return parent is not None and (parent == reference or _below(parent, reference))


def _per_head(pool: Pool, entry: IndicatorEntry, formula: Formula) -> Found:
    """A flow of the year over the mean of the stock at its two ends."""
    for area in areas():
        flow = series_key(formula.flow, area, Measure.LEVEL)
        key = series_key(entry.id, area, Measure.LEVEL)
        for period in pool.periods(flow):
            wanted = _flow_and_stocks(formula, area, period)
            if not all(map(pool.has, wanted)):
                yield _missing(pool, key, period, formula.kind, wanted)
            for inputs in pool.over_time(wanted):
                value = _heads(pool, entry, formula, inputs)
                if value is not None:
                    yield derived_row(key, value.quantize(Decimal(1)), inputs, formula.kind)


def _flow_and_stocks(formula: Formula, area: str, period: str) -> list[Slot]:
    flow, stock = (series_key(i, area, Measure.LEVEL) for i in (formula.flow, formula.stock))
    return [(flow, period), (stock, str(int(period) - 1)), (stock, period)]


def _heads(pool: Pool, entry: IndicatorEntry, formula: Formula, inputs: list[Observation]) -> Decimal | None:
    """Flows over mean stocks of (flow, stock before, stock after) repeated for every area of a group."""
    flows = sum((o.obs_value for o in inputs[0::3]), Decimal(0))
    stocks = sum((o.obs_value for o in inputs[1::3]), Decimal(0)) + sum((o.obs_value for o in inputs[2::3]), Decimal(0))
    if stocks <= 0:
        return None
    unit = pool.scale(entry.id) if entry.unit else Decimal(1)
    return flows / (stocks / 2) * pool.scale(formula.flow) / pool.scale(formula.stock) / unit


def _group_ratio(pool: Pool, entry: IndicatorEntry, formula: Formula) -> Found:
    """Value per head of one group of areas over that of another; every member must be known for the year."""
    over, under = ([a for a in areas().values() if a.grouping == g] for g in (formula.over, formula.under))
    city = over[0].parent or ""
    key = series_key(entry.id, city, entry.own_measure)
    for period in _years(pool, formula, [a.code for a in over + under]):
        wanted = [s for a in over + under for s in _flow_and_stocks(formula, a.code, period)]
        if not all(map(pool.has, wanted)):
            yield _missing(pool, key, period, formula.kind, wanted)
        for inputs in pool.over_time(wanted):
            reasons = refuse_any(inputs, pool.known, ACROSS)
            parts = inputs[: 3 * len(over)], inputs[3 * len(over) :]
            values = [_heads(pool, entry, formula, part) for part in parts]
            if reasons or not values[0] or not values[1]:
                yield refusal(key, period, formula.kind, reasons or (GuardReason.NOT_POSITIVE,), inputs)
            else:
                yield derived_row(key, (values[0] / values[1]).quantize(RATIO_DECIMALS), inputs, formula.kind)


def _spread(pool: Pool, entry: IndicatorEntry, formula: Formula) -> Found:
    """Highest over lowest value of an indicator among the counties of one place, all of them known."""
    counties = [a for a in areas().values() if a.level == "county"]
    of = pool.known.by_id[formula.of]
    key = series_key(entry.id, counties[0].parent or "", entry.own_measure)
    keys = [series_key(of.id, a.code, of.own_measure) for a in counties]
    for period in sorted({p for k in keys for p in pool.periods(k)}):
        wanted = [(k, period) for k in keys]
        if not all(map(pool.has, wanted)):
            yield _missing(pool, key, period, formula.kind, wanted)
        for inputs in pool.over_time(wanted):
            values = [o.obs_value for o in inputs]
            reasons = refuse_any(inputs, pool.known, {GuardReason.AREA})
            if reasons or min(values) <= 0:
                yield refusal(key, period, formula.kind, reasons or (GuardReason.NOT_POSITIVE,), inputs)
            else:
                yield derived_row(key, (max(values) / min(values)).quantize(RATIO_DECIMALS), inputs, formula.kind)


def _years(pool: Pool, formula: Formula, codes: list[str]) -> list[str]:
    return sorted({p for code in codes for p in pool.periods(series_key(formula.flow, code, Measure.LEVEL))})


def _missing(pool: Pool, key: str, period: str, kind: str, wanted: list[Slot]) -> Refusal:
    """The refusal of a figure some of whose parts nobody published."""
    present = [pool.slots[k][p][0] for k, p in wanted if pool.has((k, p))]
    lacking = [f"{k}@{p}" for k, p in wanted if not pool.has((k, p))]
    return refusal(key, period, kind, (GuardReason.MEMBER_MISSING,), present, lacking)


FORMULAS = {"per_head": _per_head, "group_ratio": _group_ratio, "spread": _spread}
