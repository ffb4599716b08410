"""What was promised and how it stands: `report`, `commitment`, `target`, `evidence`, `assessment`."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import SQLModel

from schemas.identifiers import DocumentId, RefArea, Sha256
from schemas.types import column, table_args


class Report(SQLModel, table=True):
    __tablename__ = "report"
    __table_args__ = table_args("报告", "A public report whose commitments are followed")

    report_id: str = column("报告标识", "Identifier", primary_key=True)
    title_zh: str = column("名称", "Name in Chinese, our wording")
    title_en: str = column("英文名称", "Name in English")
    ref_area: RefArea = column("地区代码", "Area", foreign_key="ref_area.ref_area")
    adopted: date = column("通过日期", "Day of adoption")
    window_end: date = column("期限", "Day the report's window ends")
    text_sha256: Sha256 | None = column("文本哈希", "SHA-256 the register's offsets point into", default=None)
    document_id: DocumentId | None = column(
        "文件标识", "The supplied page; null when it was not supplied", default=None, foreign_key="document.document_id"
    )
    license: str = column("许可", "Licence of the register's own wording", default="CC-BY-4.0")


class Commitment(SQLModel, table=True):
    __tablename__ = "commitment"
    __table_args__ = table_args("承诺", "A clause saying what will be done, reached, built or kept")

    commitment_id: str = column(
        "承诺标识", "C001 from the register, or document_id#hash while unreviewed", primary_key=True
    )
    report_id: str = column("报告标识", "Report", foreign_key="report.report_id")
    position: int = column("次序", "Order in the report, from 1")
    kind: str = column("类别", "Kind", codelist="CommitmentKind")
    title_zh: str = column("标题", "Title in our own Chinese words")
    title_en: str | None = column("英文标题", "Title in English; null while unreviewed", default=None)
    chapter: str | None = column("章", "Chapter as a Chinese numeral", default=None)
    chapter_zh: str | None = column("章名", "Chapter in our own Chinese words", default=None)
    chapter_en: str | None = column("章名英文", "Chapter in English", default=None)
    section: str | None = column("节", "Section mark or goal", default=None)
    places: list[str] = column("地名", "Counties and districts named in the clause", stored="list")
    entities: list[str] = column("名称", "Named projects, zones, institutions, programmes", stored="list")
    group_id: str | None = column("组", "Links rows split from one coordinated clause", default=None)
    review_status: str = column("复核状态", "Whether a person confirmed it", codelist="ReviewStatus")
    quote: str | None = column("原句", "The clause, verbatim; null where the page was not supplied", default=None)
    quote_status: str = column("引语状态", "Why there is, or is not, a quote", codelist="QuoteStatus")
    quote_sha256: Sha256 = column("引语哈希", "SHA-256 of the UTF-8 clause")
    char_start: int | None = column("起点", "First code point in the report's text", default=None, unit="code point")
    char_end: int | None = column("终点", "End, exclusive", default=None, unit="code point")
    document_id: DocumentId | None = column(
        "文件标识", "Document the quote was found in", default=None, foreign_key="document.document_id"
    )
    passage_id: str | None = column(
        "段落标识", "Passage the quote was found in", default=None, foreign_key="passage.passage_id"
    )


class Target(SQLModel, table=True):
    __tablename__ = "target"
    __table_args__ = table_args(
        "目标值", "What a commitment is to be measured by, written before the data are looked at"
    )

    target_id: str = column("目标标识", "commitment_id/number", primary_key=True)
    commitment_id: str = column("承诺标识", "Commitment", foreign_key="commitment.commitment_id")
    indicator_name: str | None = column("原文指标", "Measure as the register names it", default=None)
    indicator_id: str | None = column(
        "指标标识",
        "Indicator; null where nothing published measures it",
        default=None,
        foreign_key="indicator.indicator_id",
    )
    method: str = column(
        "方法", "Method of METHOD 4.4: level, share, relative, rank, count, rank_word, direction; or growth"
    )
    comparator: str | None = column("比较", "Comparator", default=None, codelist="Comparator")
    target_value: Decimal | None = column("目标值", "Value to be reached", stored="decimal", default=None)
    unit: str | None = column("单位", "Unit of the value", default=None)
    ref_area: RefArea = column("地区代码", "Area judged", foreign_key="ref_area.ref_area")
    reference_area: RefArea | None = column(
        "参照地区", "Area compared with", default=None, foreign_key="ref_area.ref_area"
    )
    baseline_period: str | None = column("基期", "Baseline year", default=None)
    deadline: int | None = column("期限", "Year by whose end it is to be met", default=None)
    deadline_basis: str = column("期限依据", "Where the deadline comes from", codelist="DeadlineBasis")
    series_key: str | None = column("序列键", "Series it is judged by", default=None, foreign_key="series.series_key")
    reference_series_key: str | None = column(
        "参照序列键", "Series of the reference area", default=None, foreign_key="series.series_key"
    )
    not_measurable_reason: str | None = column("不可核对原因", "Why no published measure fits, in words", default=None)
    note: str | None = column("说明", "Other readings and whether they could change the result", default=None)


class Evidence(SQLModel, table=True):
    __tablename__ = "evidence"
    __table_args__ = table_args(
        "证据：带日期的事件", "A dated event, linked to the commitment it bears on where there is one"
    )

    evidence_id: str = column("证据标识", "document_id#position#topic, with its commitment", primary_key=True)
    commitment_id: str | None = column(
        "承诺标识", "Commitment; null where none fits", default=None, foreign_key="commitment.commitment_id"
    )
    topic: str = column("项目或主题", "Project or topic, by its canonical name")
    event_start: date = column("事件起日", "First day it can have happened")
    event_end: date = column("事件止日", "Last day it can have happened; the same where the day is known")
    stage: str | None = column(
        "阶段", "Project stage the event shows; null where it shows none", default=None, codelist="ProjectStage"
    )
    expected_date: str | None = column(
        "预计时间", "What is announced for later, as printed; never moves a stage", default=None
    )
    grade: str = column("证据级别", "Who says it", codelist="EvidenceGrade")
    document_id: DocumentId = column("文件标识", "Document", foreign_key="document.document_id")
    passage_id: str = column("段落标识", "Passage", foreign_key="passage.passage_id")
    char_start: int = column("起点", "First code point of the sentence in the document's text", unit="code point")
    char_end: int = column("终点", "End, exclusive", unit="code point")
    quote: str = column("原句", "Sentence, verbatim")
    matched: str = column("匹配词", "Name or alias that was found")
    rule: str = column("规则", "Rule that read it")


class Assessment(SQLModel, table=True):
    __tablename__ = "assessment"
    __table_args__ = table_args("评估", "How a commitment stands on the build's day, with everything the rule used")

    assessment_id: str = column("评估标识", "target or commitment id @ as-of day", primary_key=True)
    commitment_id: str = column("承诺标识", "Commitment", foreign_key="commitment.commitment_id")
    target_id: str | None = column(
        "目标标识", "Target; null for projects and actions", default=None, foreign_key="target.target_id"
    )
    as_of: date = column("截至日期", "Day it is made for")
    progress_status: str | None = column(
        "进度", "Progress; null for projects and actions", default=None, codelist="ProgressStatus"
    )
    reason: str | None = column("未评估原因", "Why not assessed", default=None, codelist="NotAssessedReason")
    project_stage: str | None = column("项目阶段", "Stage, projects only", default=None, codelist="ProjectStage")
    action_stage: str | None = column("举措阶段", "Stage, policy actions only", default=None, codelist="ActionStage")
    fulfilment_status: str = column("兑现情况", "Verdict", codelist="FulfilmentStatus")
    robustness: str = column("稳健性", "Whether the class survives the alternatives", codelist="Robustness")
    provisional: bool = column("含初步数", "Whether the latest figure may still be revised")
    indicative: bool = column("仅供参考", "Whether the method only indicates")
    baseline_value: Decimal | None = column("基期值", "Value at the baseline, y0", stored="decimal", default=None)
    baseline_period: str | None = column("基期", "Year of the baseline, t0", default=None)
    latest_value: Decimal | None = column("最新值", "Latest value, y", stored="decimal", default=None)
    latest_period: str | None = column("最新时期", "Year of the latest value, t", default=None)
    path_value: Decimal | None = column(
        "路径值", "Value on the required path at the latest period", stored="decimal", default=None
    )
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
    sentence_zh: str = column("说明", "The judgement in one Chinese sentence")
    sentence_en: str = column("英文说明", "The judgement in one English sentence")
    rule: str = column("规则", "Rule id and version")
    inputs: list[str] = column("输入", "Observations and evidence used", stored="list")
    trace: dict[str, Any] = column("推理记录", "Every step of the rule with its numbers", stored="json")
