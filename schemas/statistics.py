"""What was measured: `ref_area`, `indicator`, `series`, `observation`."""

from datetime import date
from decimal import Decimal

from sqlmodel import SQLModel

from schemas.identifiers import Accumulation, DocumentId, IndicatorId, RefArea, SeriesKey, TimePeriod
from schemas.types import column, table_args


class Area(SQLModel, table=True):
    __tablename__ = "ref_area"
    __table_args__ = table_args("地区：GB/T 2260 代码", "Areas by GB/T 2260 code")

    ref_area: RefArea = column("地区代码", "GB/T 2260 code", primary_key=True)
    name_zh: str = column("名称", "Name in Chinese")
    name_en: str = column("英文名称", "Name in English")
    level: str = column("层级", "nation, province, prefecture or county")
    parent: RefArea | None = column("上级", "Area it belongs to", default=None)
    grouping: str | None = column("东西部", "east or west, as the report divides the city", default=None)
    iso_3166_2: str | None = column("ISO 代码", "ISO 3166-2 code where one exists", default=None)


class Indicator(SQLModel, table=True):
    __tablename__ = "indicator"
    __table_args__ = table_args("指标", "Indicators of the dictionary")

    indicator_id: IndicatorId = column("指标标识", "Identifier", primary_key=True)
    name_zh: str = column("名称", "Name in Chinese")
    name_en: str = column("英文名称", "Name in English")
    definition_zh: str = column("定义", "Definition in Chinese")
    definition_en: str = column("英文定义", "Definition in English")
    theme: str = column("主题", "Theme: the dictionary file it stands in")
    kind: str = column("类别", "Sort of quantity", codelist="IndicatorKind")
    nature: str = column("时期或时点", "Flow or stock", codelist="Nature")
    unit: str = column("单位", "Unit its own values are kept in; empty for a ratio")
    aliases: list[str] = column("别名", "Other wordings that mean exactly this", stored="list")
    numerator: str | None = column("分子", "Indicator a share or ratio is of", default=None)
    denominator: str | None = column("分母", "Indicator it is measured against", default=None)
    formula: str | None = column("公式", "How it is derived, where it is", default=None)
    plausible_min: Decimal | None = column("合理下限", "Smallest plausible value", stored="decimal", default=None)
    plausible_max: Decimal | None = column("合理上限", "Largest plausible value", stored="decimal", default=None)
    release_lag_months: int = column(
        "通常滞后", "Months from the end of a year to its usual first release", unit="month"
    )


class Series(SQLModel, table=True):
    __tablename__ = "series"
    __table_args__ = table_args("序列", "One measure of one indicator for one area at one frequency")

    series_key: SeriesKey = column("序列键", "indicator.area.measure.freq.accumulation", primary_key=True)
    indicator_id: IndicatorId = column("指标标识", "Indicator", foreign_key="indicator.indicator_id")
    ref_area: RefArea = column("地区代码", "Area", foreign_key="ref_area.ref_area")
    measure: str = column("度量", "What the figure says about the indicator", codelist="Measure")
    freq: str = column("频率", "Frequency", codelist="Freq")
    accumulation: Accumulation = column("累计方式", "CUR the period itself, YTD from January, PnY a span of n years")
    reference: str | None = column(
        "参照", "What a gap compares with (area or earlier period) or a contribution adds to (indicator)", default=None
    )
    price_base: str = column("价格", "Price basis", codelist="PriceBase")
    unit: str = column("单位", "Unit of obs_value, as printed in Chinese; empty for a ratio")
    unit_measure: str = column("计量单位代码", "Unit without multiplier: CNY, PT, PP, PS, …")
    unit_mult: int = column("数量级", "Power of ten: 亿元 is CNY with 8")
    title_zh: str = column("标题", "Title in Chinese")
    title_en: str = column("英文标题", "Title in English")


class Observation(SQLModel, table=True):
    __tablename__ = "observation"
    __table_args__ = table_args(
        "观测值：一个数、一个时期、一次公布、一份文件",
        "One figure for one period, as one document published it, or as derived (then derived_from lists its inputs)",
    )

    observation_id: str = column("观测标识", "series_key@time_period@vintage@document_id", primary_key=True)
    series_key: SeriesKey = column("序列键", "Series", foreign_key="series.series_key")
    time_period: TimePeriod = column("时期", "Period as SDMX writes it: 2024, 2024-S1, 2024-Q1, 2024-03")
    period_start: date = column("起始日", "First day of the period")
    period_end: date = column("截止日", "Last day of the period")
    vintage: date = column("公布日", "Day the figure counts as known from")
    obs_value: Decimal = column("值", "Value in the series' unit", stored="decimal")
    decimals: int = column("小数位", "Decimals as published")
    value_text: str | None = column(
        "原文数字", "The figure as printed, text[char_start:char_end]; null for derived", default=None
    )
    unit_text: str | None = column("原文单位", "Unit as printed", default=None)
    bound: str = column("界限", "Stated value or bound", codelist="Bound")
    qualifier: str | None = column("限定词", "超, 约, 左右 … as printed", default=None)
    obs_status: str = column("状态", "SDMX observation status", codelist="ObsStatus")
    compilation_stage: str = column("核算阶段", "Compilation stage", codelist="CompilationStage")
    document_id: DocumentId | None = column(
        "文件标识", "Document it was read in; null for derived", default=None, foreign_key="document.document_id"
    )
    passage_id: str | None = column(
        "段落标识", "Passage it was read in", default=None, foreign_key="passage.passage_id"
    )
    char_start: int | None = column(
        "起点", "First code point of the figure in the document's text", default=None, unit="code point"
    )
    char_end: int | None = column("终点", "End, exclusive", default=None, unit="code point")
    quote: str | None = column("原句", "Sentence or table row it stands in, verbatim", default=None)
    tier: str = column("可信级", "How sure the reading is", codelist="Tier")
    doubt: str | None = column(
        "存疑原因", "Why it waits for review; null when published", default=None, codelist="Doubt"
    )
    rule: str = column("规则", "Rule that read or derived it")
    derived_from: list[str] = column("推算依据", "Observations a derived figure is made of", stored="list")


class Refusal(SQLModel, table=True):
    __tablename__ = "refusal"
    __table_args__ = table_args(
        "未推算：口径不合或缺数", "A figure that was not derived although a part of it is known, with the reason"
    )

    refusal_id: str = column("标识", "series_key@time_period#kind", primary_key=True)
    series_key: str = column("序列键", "Series it would belong to; it need not exist")
    time_period: TimePeriod = column("时期", "Period it would be for")
    kind: str = column("算法", "Kind of formula: share, per_head, relative, group_ratio, spread, chained, monthly")
    reasons: list[str] = column("原因", "Codes of GuardReason", stored="list")
    inputs: list[str] = column("已有", "Observations at hand", stored="list")
    missing: list[str] = column("所缺", "series_key@time_period of what nobody published", stored="list")
    message_zh: str = column("说明", "Why, in Chinese")
    message_en: str = column("英文说明", "Why, in English")
