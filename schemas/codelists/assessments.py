"""Vocabularies of how commitments stand, by figures and by evidence (METHOD 4.3 to 4.10)."""

from schemas.codelists.base import Code


class AssessmentMethod(Code):
    """How a target is judged (METHOD 4.4)."""

    LEVEL = "level", "总量：等比速度", "level: growth per year"
    SHARE = "share", "比重：每年百分点", "share: points per year"
    RELATIVE = "relative", "与参照地区之比", "relative to an area: its quotient, per year"
    RANK = "rank", "位次：每年位数", "rank with a number: places per year"
    COUNT = "count", "个数或全覆盖", "count or full coverage: items per year"
    RANK_WORD = "rank_word", "只有位次词", "a rank word without a number"
    DIRECTION = "direction", "只有方向", "direction only: change a year of a real, ratio or gap measure"
    GROWTH = "growth", "增速目标", "a growth rate to be reached"
    NONE = "none", "无公开尺度", "no published measure"


class ProgressStatus(Code):
    """Progress before the deadline (METHOD 4.3)."""

    ACHIEVED = (
        "achieved",
        "已达成",
        "achieved",
        "PolitiFact:Promise Kept; Polimètre:réalisée; SDG:target achieved; 督查:提前完成",
    )
    ON_TRACK = (
        "on_track",
        "达到预期进度",
        "on track",
        "PolitiFact:In the Works; Polimètre:en voie; SDG:on track; 督查:达进度",
    )
    NEEDS_ACCELERATION = (
        "needs_acceleration",
        "有进展，需提速",
        "needs acceleration",
        "PolitiFact:In the Works; Polimètre:en voie; SDG:acceleration needed; 督查:欠进度",
    )
    LIMITED_PROGRESS = (
        "limited_progress",
        "进展有限",
        "limited progress",
        "PolitiFact:In the Works; Polimètre:en voie; SDG:limited; 督查:欠进度",
    )
    MOVING_AWAY = (
        "moving_away",
        "偏离目标",
        "moving away",
        "PolitiFact:Stalled; Polimètre:en suspens; SDG:deterioration; 督查:欠进度",
    )
    IMPROVING = "improving", "向好", "improving"
    NO_CLEAR_CHANGE = "no_clear_change", "变化不明显", "no clear change"
    NOT_ASSESSED = (
        "not_assessed",
        "暂无法评估",
        "not assessed",
        "PolitiFact:Not Yet Rated; Polimètre:en suspens; SDG:unable to assess; 督查:其他",
    )


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


class Clarity(Code):
    """How clear a change in the wanted direction is (bands of METHOD 4.4)."""

    CLEAR = "clear", "明显", "clear"
    SOME = "some", "有所", "some"


class Robustness(Code):
    """Whether the class survives the stated alternatives (METHOD 4.10)."""

    FIRM = "firm", "稳健", "same class in every alternative"
    BORDERLINE = "borderline", "临界", "one step apart in some alternative"
    UNCLEAR = "unclear", "不确定", "more than one step apart"
    NOT_APPLICABLE = "not_applicable", "不适用", "not applicable"


class Cause(Code):
    """Why an assessment differs from the one before it."""

    FIRST = "first", "首次评估", "first assessment"
    CORRECTION = "correction", "我方更正", "our correction"
    LINK_CHANGE = "link_change", "衡量方式改变", "the measure it is judged by changed"
    RULE_CHANGE = "rule_change", "规则改变", "the rules changed"
    REVISION = "revision", "数据修订", "a figure was revised"
    NEW_PERIOD = "new_period", "新时期的数", "a figure for a new period"
    NEW_EVIDENCE = "new_evidence", "新证据", "new evidence"
    TIME = "time", "时间推移", "only time passed: a figure went stale or a day was reached"


class Arrow(Code):
    """Part of a year against the pace required, an indication only."""

    AHEAD = "ahead", "快于所需", "ahead"
    IN_LINE = "in_line", "与所需相当", "in line"
    BEHIND = "behind", "慢于所需", "behind"


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


class StageFlag(Code):
    """What must be said beside a stage or an event (METHOD 4.6)."""

    TRIAL = "trial", "试运行", "trial run"
    BASICALLY = "basically_completed", "“基本建成”", "called basically completed"
    PART_ONLY = "part_only", "只是其中一段", "said of one section only"
    REPORTED = "reported", "报道日期，非事件日期", "dated by the report, not by the event"
    NEGATIVE = "negative", "报道称未见进展", "says that nothing was seen"
    AMBIGUOUS = "ambiguous", "同句提到两个项目，无法区分", "two projects in one clause, not told apart"
    FUTURE = "future", "事件日期晚于文件日期", "dated after the document itself"
    UNCONFIRMED = "unconfirmed", "尚缺官方或第二家报道印证", "without an official or second independent report"
    CONFIRMED = "confirmed", "经人工核实", "confirmed by a person"
    STALE = "stale", "一年多未见新进展消息", "no news of progress for more than a year"
    DELAYED = "delayed", "已过公开预计时间", "an announced date has passed"
    PROPOSED_STALLED = (
        "proposed_stalled",
        "两年无消息且已过预计时间，待人工判定是否停滞",
        "two years without news and an announced date passed; a person decides whether it is stalled",
    )
    STALLED = "stalled", "停滞", "stalled"
    RESCOPED = "rescoped", "调整", "rescoped"
    CANCELLED = "cancelled", "取消", "cancelled"
    SUPERSEDED = "superseded", "已由新目标取代", "superseded by a later goal"


class EvidenceGrade(Code):
    """Who says it (METHOD 4.6)."""

    E1 = "E1", "公告、验收、统计", "notice, acceptance, statistics"
    E2 = "E2", "政府或运营方", "government or operator"
    E3 = "E3", "市级或党报", "city or Party newspaper"
    E4 = "E4", "其他媒体、转载", "other media, reposts"


class FulfilmentStatus(Code):
    """Verdict after the verdict date (pledge research)."""

    NOT_DUE = "not_due", "未到期", "not due"
    IN_PROGRESS = "in_progress", "进行中", "in progress"
    FULFILLED = (
        "fulfilled",
        "完成",
        "fulfilled",
        "PolitiFact:Promise Kept; Polimètre:réalisée; pledge research:fully; SDG:target achieved",
    )
    FULFILLED_LATE = "fulfilled_late", "延期完成", "fulfilled late"
    PARTIALLY_FULFILLED = (
        "partially_fulfilled",
        "部分完成",
        "partially fulfilled",
        "PolitiFact:Compromise; Polimètre:partiellement; pledge research:partially",
    )
    NOT_FULFILLED = (
        "not_fulfilled",
        "未完成",
        "not fulfilled",
        "PolitiFact:Promise Broken; Polimètre:rompue; pledge research:not; SDG:target not achieved; 督查:未完成",
    )
    SUPERSEDED = "superseded", "已调整", "superseded"
    NOT_ASSESSABLE = "not_assessable", "无法核实", "not assessable"
