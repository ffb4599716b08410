"""What was promised and what happened: `report`, `commitment`, `target`, `evidence`."""

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
    restates: str | None = column(
        "重申", "Earlier commitment the clause says again; counted once with it", default=None
    )
    review_status: str = column("复核状态", "Whether a person confirmed it", codelist="ReviewStatus")
    required_stage: str | None = column(
        "应达阶段", "Stage the clause's verb asks for, projects only", default=None, codelist="ProjectStage"
    )
    required_verb: str | None = column("动词", "The verb that asks for it", default=None)
    end_state_zh: str | None = column("最终形态", "What must exist for an action to be delivered", default=None)
    end_state_en: str | None = column("最终形态英文", "The same in English", default=None)
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
    method: str = column("方法", "How it is judged", codelist="AssessmentMethod")
    measure: str | None = column(
        "度量", "Measure of the indicator that is judged; null without one", default=None, codelist="Measure"
    )
    price_base: str | None = column("价格", "Price basis of that measure", default=None, codelist="PriceBase")
    comparator: str | None = column("比较", "Comparator", default=None, codelist="Comparator")
    target_value: Decimal | None = column("目标值", "Value to be reached", stored="decimal", default=None)
    unit: str | None = column("单位", "Unit of the value", default=None)
    ref_area: RefArea = column("地区代码", "Area judged", foreign_key="ref_area.ref_area")
    reference_area: RefArea | None = column(
        "参照地区", "Area compared with", default=None, foreign_key="ref_area.ref_area"
    )
    qualifier: str | None = column("限定词", "Word that softens the value, as in the clause", default=None)
    window_start: date | None = column("起算日", "Day the report's window opens", default=None)
    baseline_period: str | None = column("基期", "Baseline year", default=None)
    margin: Decimal | None = column(
        "修订幅度", "Usual revision, as a share of the value", stored="decimal", default=None
    )
    deadline: int | None = column("期限", "Year by whose end it is to be met", default=None)
    deadline_basis: str = column("期限依据", "Where the deadline comes from", codelist="DeadlineBasis")
    series_key: str | None = column("序列键", "Series it is judged by", default=None, foreign_key="series.series_key")
    reference_series_key: str | None = column(
        "参照序列键", "Series of the reference area", default=None, foreign_key="series.series_key"
    )
    unmeasured_zh: str | None = column("不可核对原因", "Why no published measure fits, in Chinese", default=None)
    unmeasured_en: str | None = column("不可核对原因英文", "Why no published measure fits, in English", default=None)
    note: str | None = column("说明", "What to know about the measure, in Chinese", default=None)
    note_en: str | None = column("英文说明", "What to know about the measure, in English", default=None)
    readings: dict[str, Any] = column(
        "其他读法", "Other readings of the clause and whether they could change the result", stored="json", default={}
    )
    members: list[str] = column("名单", "Members a full coverage is counted over", stored="list", default=[])
    sources: list[str] = column("出处", "Sources its figures are expected in, best first", stored="list", default=[])
    author: str | None = column("撰写", "Who wrote the card", default=None)
    written: date | None = column("撰写日期", "Day the card was written", default=None)
    reviewer: str | None = column("复核人", "Who reviewed the card; null: nobody yet", default=None)


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
    part: str | None = column("部分", "Section of the project it speaks of; null for the whole", default=None)
    flags: list[str] = column("附注", "Codes of StageFlag", stored="list", default=[])
    vintage: date = column("公布日", "Day its document counts as known from")
    publisher: str | None = column("发布者", "Whose report it is, as cited", default=None)
    grade: str = column("证据级别", "Who says it", codelist="EvidenceGrade")
    document_id: DocumentId = column("文件标识", "Document", foreign_key="document.document_id")
    passage_id: str = column("段落标识", "Passage", foreign_key="passage.passage_id")
    char_start: int = column("起点", "First code point of the sentence in the document's text", unit="code point")
    char_end: int = column("终点", "End, exclusive", unit="code point")
    quote: str = column("原句", "Sentence, verbatim")
    matched: str = column("匹配词", "Name or alias that was found")
    rule: str = column("规则", "Rule that read it")


class Silence(SQLModel, table=True):
    __tablename__ = "silence"
    __table_args__ = table_args(
        "未检索到：查了哪里、用了哪些词", "Where and with which words evidence was looked for and not found"
    )

    commitment_id: str = column(
        "承诺标识", "Project or action without evidence", primary_key=True, foreign_key="commitment.commitment_id"
    )
    words: list[str] = column(
        "检索词", "Names and aliases looked for; empty where the clause names nothing", stored="list"
    )
    searchable: bool = column("可检索", "Whether the clause names anything that can be looked for")
    documents: int = column("文件数", "Number of documents searched")
    document_ids: list[str] = column("文件", "The documents searched", stored="list")
    first_vintage: date | None = column("最早公布日", "Day of the oldest of them", default=None)
    last_vintage: date | None = column("最近公布日", "Day of the newest of them", default=None)
    sources: list[str] = column("来源", "Sources they came from", stored="list")
