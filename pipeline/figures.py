"""Figures read from documents to rows of `ref_area`, `indicator`, `series` and `observation`."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.choice import STAGE_ORDER
from pipeline.records import ObservationRecord
from pipeline.rows import Dated, passage_id
from schemas.areas import areas
from schemas.codelists import (
    PROVISIONAL,
    Bound,
    CompilationStage,
    Doubt,
    IndicatorKind,
    Measure,
    ObsStatus,
    PriceBase,
    Tier,
)
from schemas.dictionary import Dictionary, IndicatorEntry
from schemas.statistics import Area, Indicator, Observation, Series
from schemas.units import convert, unit

MEASURE_UNITS = {
    Measure.YOY: "%",
    Measure.SHARE: "%",
    Measure.PP_CHANGE: "个百分点",
    Measure.CONTRIBUTION: "个百分点",
    Measure.RATIO: "",
    Measure.AVG_GROWTH: "%",
    Measure.PER_MILLE_RATE: "‰",
    Measure.RANK: "位",
    Measure.GAP: "个百分点",
    Measure.SINCE_YEAR_START: "%",
    Measure.RELATIVE: "",
    Measure.REAL_INDEX: "",
}
"""Unit of a measure that is not the indicator's own."""
RANGED = {Measure.LEVEL, Measure.SHARE, Measure.RANK, Measure.RATIO}
"""Measures the dictionary's plausible range is about, beside the rates of an indicator that is a growth itself."""


def area_rows() -> list[Area]:
    """Areas, parents first."""
    return [
        Area(
            ref_area=a.code,
            name_zh=a.name_zh,
            name_en=a.name_en,
            level=a.level,
            parent=a.parent,
            grouping=a.grouping,
            iso_3166_2=a.iso,
        )
        for a in areas().values()
    ]


def indicator_rows(known: Dictionary) -> list[Indicator]:
    """The dictionary."""
    return [
        Indicator(
            indicator_id=e.id,
            name_zh=e.name_zh,
            name_en=e.name_en,
            definition_zh=e.definition_zh,
            definition_en=e.definition_en,
            theme=e.theme,
            kind=e.kind,
            nature=e.nature,
            unit=e.unit,
            aliases=list(e.aliases),
            numerator=e.numerator,
            denominator=e.denominator,
            formula=e.formula_text,
            plausible_min=e.range[0] if e.range else None,
            plausible_max=e.range[1] if e.range else None,
            release_lag_months=e.lag_months,
        )
        for e in sorted(known, key=lambda e: e.id)
    ]


def series_key(
    indicator: str, area: str, measure: str, freq: str = "A", accumulation: str = "CUR", reference: str | None = None
) -> str:
    """`GDP.440700.level.A.CUR`; a gap to the province is `GDP.440700.gap.A.CUR.440000`."""
    key = f"{indicator}.{area}.{measure}.{freq}.{accumulation}"
    return f"{key}.{reference.replace(' ', '-')}" if reference else key


def series_unit(entry: IndicatorEntry, measure: str) -> str:
    """Unit the values of a series are kept in."""
    return entry.unit if measure == entry.own_measure else MEASURE_UNITS[Measure(measure)]


def series_row(key: str, known: Dictionary) -> Series:
    """The series a key names."""
    indicator, area, measure, freq, accumulation, *reference = key.split(".")
    entry, where, text = known.by_id[indicator], areas()[area], series_unit(known.by_id[indicator], measure)
    own = measure == entry.own_measure
    zh, en = (reference_names(reference[0], known)) if reference else ("", "")
    suffix_zh = "" if own else f"（{Measure(measure).zh}{zh}）"
    suffix_en = "" if own else f" ({Measure(measure).en}{en})"
    return Series(
        series_key=key,
        indicator_id=indicator,
        ref_area=area,
        measure=measure,
        freq=freq,
        accumulation=accumulation,
        reference=reference[0] if reference else None,
        price_base=entry.price if own else entry.growth_price if measure == Measure.YOY else PriceBase.NONE,
        unit=text,
        unit_measure=unit(text).measure,
        unit_mult=unit(text).mult,
        title_zh=f"{where.name_zh}{entry.name_zh}{suffix_zh}",
        title_en=f"{entry.name_en}, {where.name_en}{suffix_en}",
    )


def reference_names(reference: str, known: Dictionary) -> tuple[str, str]:
    """What a gap or a contribution refers to, in both languages: an area, an indicator, or an earlier period."""
    if reference in areas():
        return f"，与{areas()[reference].name_zh}比", f", against {areas()[reference].name_en}"
    if reference in known.by_id:
        return f"，对{known.by_id[reference].name_zh}", f", to {known.by_id[reference].name_en}"
    return f"，与{reference}比", f", against {reference}"


def observation_rows(items: Iterable[Dated], known: Dictionary) -> list[Observation]:
    """The figures of the documents before anybody decided anything: `one_each` of `read_rows`."""
    return one_each(read_rows(items, known))


def read_rows(items: Iterable[Dated], known: Dictionary) -> list[Observation]:
    """Every figure in its series' unit, in the order read; what a person must look at first is marked with its doubt.

    In doubt is what the reader was not sure of, what lies outside the dictionary's range, and each of the different
    values one document gives for one key.
    """
    rows = [_observation(item, record, known) for item in items for record in item.document.observations]
    for row in rows:
        if row.doubt is None and not _plausible(row, known):
            doubted(row, Doubt.IMPLAUSIBLE)
    for group in _by_key(rows).values():
        for row in contradicting(group):
            if row.doubt is None:
                doubted(row, Doubt.CONFLICT)
    return rows


def one_each(rows: Iterable[Observation]) -> list[Observation]:
    """One figure for each key, in the order of keys: a published one before one in doubt, then the first stated."""
    groups = _by_key(rows)
    firm = {key: [o for o in group if o.tier == Tier.PUBLISHED] or group for key, group in groups.items()}
    return [_stated(firm[key])[0] for key in sorted(firm)]


def contradicting(group: Sequence[Observation]) -> list[Observation]:
    """The figures of one key and document that state different values; empty when they agree."""
    stated = _stated(group)
    return stated if len({o.obs_value for o in stated}) > 1 else []


def _by_key(rows: Iterable[Observation]) -> dict[str, list[Observation]]:
    groups: dict[str, list[Observation]] = {}
    for row in rows:
        groups.setdefault(row.observation_id, []).append(row)
    return groups


def _stated(group: Sequence[Observation]) -> list[Observation]:
    """What one document states for a key.

    A bound gives way to the value itself: 突破4200亿元 in a headline does not dispute 4210.18亿元 in the text. A value
    of an earlier stage of compilation gives way to the later: the preliminary is quoted beside the final one.
    """
    values = [o for o in group if o.bound == Bound.EQ] or list(group)
    stages = {o.compilation_stage for o in values} - {CompilationStage.UNKNOWN}
    earlier = stages - {min(stages, key=_stage_order, default=None)}
    return [o for o in values if o.compilation_stage not in earlier]


def _stage_order(stage: str) -> int:
    return STAGE_ORDER[CompilationStage(stage)]


def _plausible(row: Observation, known: Dictionary) -> bool:
    """Whether the indicator's own figure, or a rate of an indicator that is one, lies in the dictionary's range."""
    indicator, _, measure, *_ = row.series_key.split(".")
    entry = known.by_id[indicator]
    ranged = measure in RANGED or entry.kind is IndicatorKind.GROWTH
    if entry.range is None or not ranged or series_unit(entry, measure) != entry.unit:
        return True
    low, high = entry.range
    return low <= row.obs_value <= high


def doubted(row: Observation, doubt: Doubt) -> None:
    """Put a figure into the review queue."""
    row.tier, row.doubt = Tier.REVIEW, doubt


def _observation(item: Dated, r: ObservationRecord, known: Dictionary) -> Observation:
    key = series_key(r.indicator_id, r.ref_area, r.measure, r.freq, r.accumulation, r.reference)
    document_id = item.document.document_id
    return Observation(
        observation_id=observation_id(key, r.time_period, item.vintage.isoformat(), document_id),
        series_key=key,
        time_period=r.time_period,
        period_start=r.period_start,
        period_end=r.period_end,
        vintage=item.vintage,
        obs_value=convert(r.value, r.unit_text, series_unit(known.by_id[r.indicator_id], r.measure)),
        decimals=decimals(r.value),
        value_text=r.value_text,
        unit_text=r.unit_text,
        bound=r.bound,
        qualifier=r.qualifier,
        obs_status=ObsStatus.PROVISIONAL if r.compilation_stage in PROVISIONAL else ObsStatus.NORMAL,
        compilation_stage=r.compilation_stage,
        document_id=document_id,
        passage_id=passage_id(document_id, r.passage),
        char_start=r.char_start,
        char_end=r.char_end,
        quote=r.quote,
        tier=r.tier,
        doubt=r.doubt,
        rule=r.rule,
        derived_from=[],
    )


def observation_id(key: str, period: str, day: str, origin: str) -> str:
    """`series_key@time_period@vintage@document_id`; a derived figure has `derived` in the last place."""
    return f"{key}@{period}@{day}@{origin}"


def decimals(value: Decimal) -> int:
    """Decimals as printed: 2 for 4210.18."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
