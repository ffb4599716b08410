"""Vocabularies of figures: what is measured, how, when, and what may not be put in relation."""

from schemas.codelists.base import Code


class Freq(Code):
    """SDMX CL_FREQ."""

    A = "A", "年", "annual", "CL_FREQ:A"
    S = "S", "半年", "half-yearly", "CL_FREQ:S"
    Q = "Q", "季", "quarterly", "CL_FREQ:Q"
    M = "M", "月", "monthly", "CL_FREQ:M"


class Measure(Code):
    """What a figure says about its indicator."""

    LEVEL = "level", "数值", "level"
    YOY = "yoy", "同比增长", "growth on the same period of the year before"
    SHARE = "share", "比重", "share of a whole"
    PP_CHANGE = "pp_change", "百分点变化", "change in percentage points on the year before"
    CONTRIBUTION = "contribution", "拉动", "contribution to growth in percentage points"
    RATIO = "ratio", "比值", "ratio (the second term is one)"
    AVG_GROWTH = "avg_growth", "年均增长", "average growth a year over a span of years"
    PER_MILLE_RATE = "per_mille_rate", "千分率", "rate per thousand"
    RANK = "rank", "位次", "rank, one is first"
    GAP = "gap", "增速差", "gap to another growth rate in percentage points"
    SINCE_YEAR_START = "since_year_start", "比年初增长", "growth since the start of the year"
    RELATIVE = "relative", "与参照地区之比", "quotient by the reference area"
    REAL_INDEX = "real_index", "可比价指数", "index at constant prices, the base year is 100"


class IndicatorKind(Code):
    """What sort of quantity an indicator is; each kind has one measure of its own (`own_measure`)."""

    LEVEL = "level", "总量", "level"
    SHARE = "share", "比重", "share"
    GROWTH = "growth", "增速", "growth"
    INDEX = "index", "指数", "index"
    RANK = "rank", "位次", "rank"
    RATIO = "ratio", "比值", "ratio"
    RATE = "rate", "率", "rate"


class Nature(Code):
    """Whether a figure adds up over a period or is taken at its end."""

    FLOW = "flow", "时期数", "flow over the period"
    STOCK = "stock", "时点数", "stock at the end of the period"


class PriceBase(Code):
    """SDMX PRICES as national accounts use it."""

    CURRENT = "V", "现价", "current prices", "PRICES:V"
    CONSTANT = "Q", "可比价", "constant prices", "PRICES:Q"
    NONE = "_Z", "不适用", "not applicable", "PRICES:_Z"


class ObsStatus(Code):
    """SDMX CL_OBS_STATUS 2.2, the codes in use."""

    NORMAL = "A", "正常", "normal value", "CL_OBS_STATUS:A"
    BREAK = "B", "口径变化", "break in series", "CL_OBS_STATUS:B"
    ESTIMATED = "E", "估计", "estimated value", "CL_OBS_STATUS:E"
    FORECAST = "F", "预测", "forecast", "CL_OBS_STATUS:F"
    MISSING = "M", "缺失", "missing value", "CL_OBS_STATUS:M"
    PROVISIONAL = "P", "初步", "provisional value", "CL_OBS_STATUS:P"
    SUPPRESSED = "Q", "不公布", "missing value, suppressed", "CL_OBS_STATUS:Q"


class CompilationStage(Code):
    """How far the publisher's own compilation of a figure had come."""

    EXPRESS = "express", "快报", "flash figure"
    PRELIMINARY = "preliminary", "初步核算", "preliminary accounting"
    FINAL = "final", "最终核实", "final verification"
    CENSUS_REVISION = "census_revision", "普查修订", "revised after a census"
    UNKNOWN = "unknown", "未说明", "not stated"


PROVISIONAL = {CompilationStage.PRELIMINARY, CompilationStage.EXPRESS}


class Bound(Code):
    """Whether the text states the value itself or a bound of it."""

    EQ = "eq", "等于", "stated value"
    GT = "gt", "超过", "more than"
    GE = "ge", "以上", "at least"
    LT = "lt", "不足", "less than"
    LE = "le", "以内", "at most"
    APPROX = "approx", "约", "about"


class VintageBasis(Code):
    """Where the release day of a figure comes from."""

    PUBLISHED = "published", "页面日期", "date printed by the publisher"
    ESTIMATED = "estimated", "按发布日历估计", "end of the usual release window; the page has no date"
    RETRIEVED = "retrieved", "取得日期", "day it was retrieved; the page has neither a date nor a dated record"


class GuardReason(Code):
    """Why two figures are not combined or compared: the axis on which they are defined differently."""

    SUBJECT = (
        "subject",
        "所指行业不同（工业、制造业、第二产业）",
        "another industry",
    )
    QUANTITY = "quantity", "产值与增加值不同", "output is not value added"
    SCOPE = "scope", "统计范围不同（规模以上与全部）", "another scope: firms above designated size or all"
    DENOMINATOR = "denominator", "占比的分母不同", "shares of different wholes"
    MEASURE = "measure", "度量不同", "another measure"
    PRICE_BASE = "price_base", "价格口径不同", "another price basis"
    AREA = "area", "地区不同", "another area"
    PART_YEAR = "part_year", "年内累计与全年不同", "part of a year is not a year"
    PERIOD = "period", "时期不同", "another period"
    GENERATION = "generation", "普查修订前后不同", "before and after a census revision or a break"
    MEMBER_MISSING = "member_missing", "组成部分不全", "parts are missing"
    YEAR_MISSING = "year_missing", "中间年份缺数", "years between are missing"
    NEGATIVE_DIFFERENCE = (
        "negative_difference",
        "累计数之差为负，说明有修订",
        "cumulated figures fell: a revision",
    )
    NOT_POSITIVE = "not_positive", "分母为零或负", "the denominator is zero or negative"
