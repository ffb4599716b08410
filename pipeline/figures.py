"""Figures read from documents to rows of `ref_area`, `indicator`, `series` and `observation`."""

from collections.abc import Iterable
from decimal import Decimal

from pipeline.choice import STAGE_ORDER
from pipeline.records import ObservationRecord
from pipeline.rows import Dated, passage_id
from schemas.areas import areas
from schemas.codelists import PROVISIONAL, Bound, CompilationStage, Doubt, Measure, ObsStatus, PriceBase, Tier
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
}
"""Unit of a measure that is not the indicator's own."""


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
            formula=e.formula,
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
    """Every figure in its series' unit; of two different values of one key in one document the first goes to review.

    A bound gives way to the value itself: 突破4200亿元 in a headline does not dispute 4210.18亿元 in the text. A value
    of an earlier stage of compilation gives way to the later: the preliminary is quoted beside the final one.
    """
    rows: dict[str, Observation] = {}
    for item in items:
        for record in item.document.observations:
            row = _observation(item, record, known)
            if not _plausible(row, record, known):
                doubted(row, Doubt.IMPLAUSIBLE)
            earlier = rows.setdefault(row.observation_id, row)
            if (earlier.bound == Bound.EQ) != (row.bound == Bound.EQ):
                rows[row.observation_id] = earlier if earlier.bound == Bound.EQ else row
            elif _stages_differ(earlier, row):
                rows[row.observation_id] = min(earlier, row, key=_stage_order)
            elif earlier.obs_value != row.obs_value:
                doubted(earlier, Doubt.CONFLICT)
    return [rows[key] for key in sorted(rows)]


def _plausible(row: Observation, r: ObservationRecord, known: Dictionary) -> bool:
    """Whether an indicator's own figure lies in the range the dictionary gives it."""
    entry = known.by_id[r.indicator_id]
    return entry.range is None or r.measure != entry.own_measure or entry.range[0] <= row.obs_value <= entry.range[1]


def _stages_differ(a: Observation, b: Observation) -> bool:
    stages = {a.compilation_stage, b.compilation_stage}
    return len(stages) == 2 and CompilationStage.UNKNOWN not in stages


def _stage_order(o: Observation) -> int:
    return STAGE_ORDER[CompilationStage(o.compilation_stage)]


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
