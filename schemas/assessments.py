"""How commitments stand and how that came about: `assessment` and what surrounds it.

`assessment` is today's; `assessment_history` says of every past day what could be known then, judged by today's rules;
`assessment_published` is what earlier builds said, by the rules they had; `change` names why a status moved;
`projection` draws parts of a year apart; `rule` holds every threshold.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import SQLModel

from schemas.types import column, table_args


class Standing(SQLModel):
    """What an assessment says, on whichever day."""

    commitment_id: str = column("承诺标识", "Commitment", foreign_key="commitment.commitment_id")
    target_id: str | None = column(
        "目标标识", "Target; null for projects and actions", default=None, foreign_key="target.target_id"
    )
    as_of: date = column("截至日期", "Day it is made for")
    progress_status: str | None = column(
        "进度", "Progress; null for projects and actions", default=None, codelist="ProgressStatus"
    )
    clarity: str | None = column(
        "明显程度", "How clear an improvement is, direction-only clauses", default=None, codelist="Clarity"
    )
    reason: str | None = column("未评估原因", "Why not assessed", default=None, codelist="NotAssessedReason")
    project_stage: str | None = column("项目阶段", "Stage, projects only", default=None, codelist="ProjectStage")
    action_stage: str | None = column("举措阶段", "Stage, policy actions only", default=None, codelist="ActionStage")
    flags: list[str] = column("附注", "Codes of StageFlag, projects and actions only", stored="list", default=[])
    fulfilment_status: str = column("兑现情况", "Verdict", codelist="FulfilmentStatus")
    robustness: str = column("稳健性", "Whether the class survives the alternatives", codelist="Robustness")
    provisional: bool = column("含初步数", "Whether the latest figure may still be revised")
    indicative: bool = column("仅供参考", "Whether the method only indicates")
    kept: bool = column("保持型", "Whether the target was met at the baseline already", default=False)
    baseline_value: Decimal | None = column("基期值", "Value at the baseline, y0", stored="decimal", default=None)
    baseline_period: str | None = column("基期", "Year of the baseline, t0", default=None)
    latest_value: Decimal | None = column("最新值", "Latest value, y", stored="decimal", default=None)
    latest_period: str | None = column("最新时期", "Year of the latest value, t", default=None)
    path_value: Decimal | None = column(
        "路径值", "Value on the required path at the latest period", stored="decimal", default=None
    )
    path_gap: Decimal | None = column("与路径之差", "Latest value less path value", stored="decimal", default=None)
    pace: Decimal | None = column("已有速度", "Pace so far, a year", stored="decimal", default=None)
    pace_required: Decimal | None = column(
        "所需速度", "Pace required from the baseline, a year", stored="decimal", default=None
    )
    pace_remaining: Decimal | None = column(
        "余下所需速度", "Pace needed from the latest period to the deadline, a year", stored="decimal", default=None
    )
    pace_unit: str | None = column("速度单位", "% a year, points a year, places a year …", default=None)
    pace_ratio: Decimal | None = column("速度比", "R = pace / pace required", stored="decimal", default=None)
    way_covered: Decimal | None = column(
        "已走路程", "Share of the way covered, 1 is all", stored="decimal", default=None
    )
    outlook_value: Decimal | None = column(
        "推算值",
        "Value in the deadline's year at the present pace; arithmetic, no forecast",
        stored="decimal",
        default=None,
    )
    outlook_low: Decimal | None = column(
        "推算下限", "The same with the latest value at its lower usual revision", stored="decimal", default=None
    )
    outlook_high: Decimal | None = column(
        "推算上限", "The same with the latest value at its upper usual revision", stored="decimal", default=None
    )
    pace_reached: int | None = column(
        "曾达到年数", "Years in which the place itself reached the remaining pace", default=None, unit="year"
    )
    pace_years: int | None = column("可比年数", "Years for which that is known", default=None, unit="year")
    status_as_known: str | None = column(
        "按当时数的进度", "Progress on every period's first release", default=None, codelist="ProgressStatus"
    )
    depends_on_revision: bool = column(
        "取决于修订", "Whether progress on first releases is another class", default=False
    )
    verdict_provisional_from: date | None = column(
        "初步结论日", "Day the first figures for the deadline are usually out", default=None
    )
    verdict_final_from: date | None = column("最终结论日", "Day the final figures are usually out", default=None)
    sentence_zh: str = column("说明", "The judgement in one Chinese sentence")
    sentence_en: str = column("英文说明", "The judgement in one English sentence")
    rule: str = column("规则", "Rule id and version")
    inputs: list[str] = column("输入", "Observations and evidence used", stored="list")


class Assessment(Standing, table=True):
    __tablename__ = "assessment"
    __table_args__ = table_args("评估", "How a commitment stands on the build's day, with everything the rule used")

    assessment_id: str = column("评估标识", "target or commitment id @ as-of day", primary_key=True)
    trace: dict[str, Any] = column("推理记录", "Every step of the rule with its numbers", stored="json")


class AssessmentHistory(Standing, table=True):
    __tablename__ = "assessment_history"
    __table_args__ = table_args(
        "评估历史：当时可知、今日规则", "What could be known on every past day, judged by today's rules; a row per move"
    )

    assessment_id: str = column("评估标识", "target or commitment id @ first day it holds", primary_key=True)
    valid_to: date | None = column("止日", "Last day it held; null while it holds", default=None)
    cause: str = column("变动原因", "Why it differs from the row before", codelist="Cause")
    causes: list[str] = column("全部原因", "Every cause that applies", stored="list", default=[])


class AssessmentPublished(Standing, table=True):
    __tablename__ = "assessment_published"
    __table_args__ = table_args(
        "评估发布记录：当日规则", "What earlier builds said, by the rules they had; never rewritten"
    )

    assessment_id: str = column("评估标识", "build and assessment", primary_key=True)
    commitment_id: str = column("承诺标识", "Commitment, which a later register may have dropped")
    target_id: str | None = column("目标标识", "Target of that build; null for projects and actions", default=None)
    build_id: str = column("构建标识", "Build that said it first")
    rules_version: str = column("规则版本", "Version of the rules it was judged by")


class Change(SQLModel, table=True):
    __tablename__ = "change"
    __table_args__ = table_args("变动：状态为何改变", "Why a status moved between two builds; grows with every build")

    change_id: str = column("变动标识", "build, commitment and field", primary_key=True)
    commitment_id: str = column("承诺标识", "Commitment, which a later register may have dropped")
    build_id: str = column("构建标识", "Build in which it moved")
    against: str = column("对照构建", "Build it is compared with")
    as_of: date = column("截至日期", "Day of the new build")
    field: str = column("字段", "What moved: a column of assessment")
    old_value: str | None = column("原值", "Before", default=None)
    new_value: str | None = column("新值", "After", default=None)
    cause: str = column("变动原因", "Why", codelist="Cause")
    causes: list[str] = column("全部原因", "Every cause that applies", stored="list", default=[])
    inputs: list[str] = column("依据", "Observations and evidence that came or went", stored="list", default=[])


class Projection(SQLModel, table=True):
    __tablename__ = "projection"
    __table_args__ = table_args(
        "推算区间：年内数据", "What part of a year points to, drawn apart; a range, never a status"
    )

    projection_id: str = column("推算标识", "target, series and period", primary_key=True)
    commitment_id: str = column("承诺标识", "Commitment", foreign_key="commitment.commitment_id")
    target_id: str = column("目标标识", "Target", foreign_key="target.target_id")
    as_of: date = column("截至日期", "Day it is made for")
    series_key: str = column("序列键", "Series of the part-year figure", foreign_key="series.series_key")
    time_period: str = column("时期", "Part of the year")
    value: Decimal = column("累计值", "Figure of the part of the year", stored="decimal")
    low: Decimal | None = column("推算下限", "Whole year by the largest seasonal share", stored="decimal", default=None)
    high: Decimal | None = column(
        "推算上限", "Whole year by the smallest seasonal share", stored="decimal", default=None
    )
    share_low: Decimal | None = column(
        "最小季节比重", "Smallest share of the last full years", stored="decimal", default=None
    )
    share_high: Decimal | None = column(
        "最大季节比重", "Largest share of the last full years", stored="decimal", default=None
    )
    growth: Decimal | None = column("同比", "Published growth to date", stored="decimal", default=None)
    growth_required: Decimal | None = column(
        "所需增速", "Growth the target requires, on the same price basis", stored="decimal", default=None
    )
    arrow: str | None = column("快慢", "Growth to date against the required", default=None, codelist="Arrow")
    label_zh: str = column("标注", "What it is, in Chinese")
    label_en: str = column("英文标注", "What it is, in English")
    inputs: list[str] = column("输入", "Observations used", stored="list")


class Rule(SQLModel, table=True):
    __tablename__ = "rule"
    __table_args__ = table_args("规则与阈值", "Every threshold the assessments use, once")

    rule_id: str = column("规则标识", "Name of the threshold", primary_key=True)
    version: str = column("版本", "Version of the rules")
    value: Decimal = column("值", "Threshold", stored="decimal")
    unit: str = column("单位", "Unit of the threshold; empty for a ratio")
    title_zh: str = column("说明", "What it decides, in Chinese")
    title_en: str = column("英文说明", "What it decides, in English")
