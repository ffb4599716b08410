"""Closed vocabularies: each code with its label in Chinese and English, and the outside code it follows, if any.

To add a code, add one line. `CODELISTS` gives every list by name; the build writes them all into table `code`.
"""

from enum import StrEnum


class Code(StrEnum):
    """A code with `zh`, `en` and `outside` (SDMX, PROV, pledge research …) beside its value."""

    zh: str
    en: str
    outside: str | None

    def __new__(cls, value: str, zh: str = "", en: str = "", outside: str | None = None) -> "Code":
        """A member from its line; looking one up takes the value alone, hence the defaults."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh, member.en, member.outside = zh, en, outside
        return member


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


class Wording(Code):
    """Whether the stored text is the publisher's."""

    ORIGINAL = "original", "原文", "the publisher's own text"
    RESTATED = "restated", "转述样本", "restated sample: real figures, our sentences"


class DocType(Code):
    """Sort of publication, most authoritative first: the order decides which of two equal-dated figures is shown."""

    BULLETIN = "bulletin", "统计公报", "statistical bulletin"
    CONGRESS_REPORT = "congress_report", "人大、党代会报告", "report to a congress"
    BUREAU_NEWS = "bureau_news", "统计部门通报", "note of a statistics bureau"
    GOVERNMENT_NEWS = "government_news", "政府网站消息", "news of a government portal"
    PRESS_CONFERENCE = "press_conference", "新闻发布会", "press conference"
    NEWSPAPER = "newspaper", "报纸", "newspaper"
    REPOST = "repost", "转载或百科", "repost or encyclopaedia"


class MediaType(Code):
    """Formats the pipeline reads."""

    HTML = "text/html", "网页", "HTML page"
    TEXT = "text/plain", "纯文本", "plain text"
    PDF = "application/pdf", "PDF", "PDF"
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word 文档",
        "Word document",
    )
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 工作簿", "Excel workbook"


class PassageKind(Code):
    """Sort of passage."""

    TITLE = "title", "标题", "title of the document"
    HEADING = "heading", "小标题", "heading"
    PARAGRAPH = "paragraph", "段落", "paragraph"
    LIST_ITEM = "list_item", "列表项", "list item"
    TABLE_ROW = "table_row", "表格行", "table row"


class Doubt(Code):
    """Why a figure waits for a person."""

    LOST = "lost_characters", "附近文字丢失", "characters were lost beside it"
    DAY = "day_estimated", "发布日期为推定", "the day of publication is only estimated"
    PERIOD = "period_carried", "时期承前推定", "its period was named paragraphs before"
    AREA = "area_unsure", "地区可能承前", "another area was spoken of just before"
    CONFLICT = "conflict", "同一文件数字不一", "the same document gives two values"
    IMPLAUSIBLE = "implausible", "超出合理范围", "outside the indicator's plausible range"


class ReviewState(Code):
    """What a person decided of a figure in doubt."""

    WAITING = "waiting", "待复核", "waiting"
    ACCEPTED = "accepted", "采纳", "accepted as read"
    REJECTED = "rejected", "不采纳", "rejected: no such figure"
    CORRECTED = "corrected", "改正", "corrected: read wrongly"


class Tier(Code):
    """How sure the reading is; only `published` reaches the assessments unreviewed."""

    PUBLISHED = "published", "可发布", "published"
    REVIEW = "review", "待复核", "to be reviewed"


class CommitmentKind(Code):
    """The five kinds of the register's guideline."""

    QUANTITATIVE = "quantitative_target", "量化目标", "quantitative target"
    RANKING = "ranking_target", "位次目标", "ranking target"
    DIRECTIONAL = "directional_target", "方向性目标", "directional target"
    PROJECT = "project", "项目", "project"
    POLICY_ACTION = "policy_action", "政策举措", "policy action"


class ReviewStatus(Code):
    """Whether a person confirmed the commitment."""

    REVIEWED = "reviewed", "已复核", "in the reviewed register"
    UNREVIEWED = "unreviewed", "未复核", "proposed by extraction only"


class QuoteStatus(Code):
    """Why a commitment has, or lacks, its quotation."""

    VERIFIED = "verified", "原文哈希一致", "quote found, hash matches"
    NO_REPORT = "no_report", "未提供报告原文", "the report's page was not supplied"
    NOT_FOUND = "not_found", "原文中未找到", "not found in the supplied page"


class Comparator(Code):
    """How a target is to be compared with its figure."""

    GT = ">", "超过", "more than"
    GE = ">=", "不低于", "at least"
    EQ = "=", "达到", "reach (counts: at least)"
    LE = "<=", "不高于", "at most"
    LT = "<", "低于", "less than"
    ABOUT = "about", "左右", "about"
    TOWARD = "toward", "朝着…奋进", "toward"
    REACH_REF = "reach_ref", "达到参照地区水平", "reach the reference area"
    ABOVE_REF = "above_ref", "高于参照地区水平", "above the reference area"
    RANK_LE = "rank<=", "进入前列", "rank within"
    INCREASE = "increase", "提高", "increase"
    DECREASE = "decrease", "缩小", "decrease"


class DeadlineBasis(Code):
    """Where a deadline comes from."""

    STATED = "stated", "原文写明", "stated for the clause"
    FRAME = "frame", "报告期限", "the frame of the whole report"
    NONE = "none", "无", "none"


class ProgressStatus(Code):
    """Progress before the deadline (METHOD 4.3)."""

    ACHIEVED = "achieved", "已达成", "achieved"
    ON_TRACK = "on_track", "达到预期进度", "on track"
    NEEDS_ACCELERATION = "needs_acceleration", "有进展，需提速", "needs acceleration"
    LIMITED_PROGRESS = "limited_progress", "进展有限", "limited progress"
    MOVING_AWAY = "moving_away", "偏离目标", "moving away"
    IMPROVING = "improving", "向好", "improving"
    NO_CLEAR_CHANGE = "no_clear_change", "变化不明显", "no clear change"
    NOT_ASSESSED = "not_assessed", "暂无法评估", "not assessed"


class NotAssessedReason(Code):
    """Why there is no progress status."""

    NO_MEASURABLE_INDICATOR = (
        "no_measurable_indicator",
        "原文无可核对指标",
        "the text names no measure that can be checked",
    )
    NO_BASELINE = "no_baseline", "缺基期数", "no figure for or before the baseline year"
    TOO_FEW_POINTS = "too_few_points", "数据点太少", "too few points"
    NO_RECENT_DATA = "no_recent_data", "缺近期数", "no recent annual figure"
    REFERENCE_MISSING = "reference_missing", "缺参照地区数", "no figure for the reference area"
    DEFINITION_CHANGED = "definition_changed", "口径变化", "the definition changed"
    CONFLICTING_SOURCES = "conflicting_sources", "来源相互矛盾", "sources disagree and the choice changes the class"
    NOT_DUE = "not_due", "未到评估时间", "not due"


class ProjectStage(Code):
    """Stage of a project, lowest first (METHOD 4.3, 4.6)."""

    NO_EVIDENCE = "no_evidence_found", "未检索到公开进展", "no public evidence found"
    PLANNED = "planned", "谋划", "planned"
    APPROVED = "approved", "前期工作", "approved"
    STARTED = "started", "开工", "started"
    UNDER_CONSTRUCTION = "under_construction", "在建", "under construction"
    COMPLETED = "completed", "完工", "completed"
    IN_OPERATION = "in_operation", "投用", "in operation"


class ActionStage(Code):
    """Stage of a policy action (METHOD 4.3)."""

    NO_EVIDENCE = "no_evidence_found", "未检索到公开进展", "no public evidence found"
    INITIATED = "initiated", "已部署", "initiated"
    IN_IMPLEMENTATION = "in_implementation", "推进中", "in implementation"
    DELIVERED = "delivered", "已落实", "delivered"


class FulfilmentStatus(Code):
    """Verdict after the verdict date (pledge research)."""

    NOT_DUE = "not_due", "未到期", "not due"
    IN_PROGRESS = "in_progress", "进行中", "in progress"
    FULFILLED = "fulfilled", "完成", "fulfilled"
    FULFILLED_LATE = "fulfilled_late", "延期完成", "fulfilled late"
    PARTIALLY_FULFILLED = "partially_fulfilled", "部分完成", "partially fulfilled"
    NOT_FULFILLED = "not_fulfilled", "未完成", "not fulfilled"
    SUPERSEDED = "superseded", "已调整", "superseded"
    NOT_ASSESSABLE = "not_assessable", "无法核实", "not assessable"


class Robustness(Code):
    """Whether the class survives the stated alternatives (METHOD 4.10)."""

    FIRM = "firm", "稳健", "same class in every alternative"
    BORDERLINE = "borderline", "临界", "one step apart in some alternative"
    UNCLEAR = "unclear", "不确定", "more than one step apart"
    NOT_APPLICABLE = "not_applicable", "不适用", "not applicable"


class EvidenceGrade(Code):
    """Who says it (METHOD 4.6)."""

    E1 = "E1", "公告、验收、统计", "notice, acceptance, statistics"
    E2 = "E2", "政府或运营方", "government or operator"
    E3 = "E3", "市级或党报", "city or Party newspaper"
    E4 = "E4", "其他媒体、转载", "other media, reposts"


class Severity(Code):
    """What a failed check does."""

    ERROR = "error", "阻止发布", "stops publication"
    WARNING = "warning", "提示", "is reported"


CODELISTS: dict[str, type[Code]] = {cls.__name__: cls for cls in Code.__subclasses__()}
