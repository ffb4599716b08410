"""How sure the reading is: figures that wait for a person, names the dictionary lacks, precision and recall."""

from datetime import date
from decimal import Decimal

from sqlmodel import SQLModel

from schemas.identifiers import DocumentId, SeriesKey, Sha256, TimePeriod
from schemas.types import column, table_args


class Review(SQLModel, table=True):
    __tablename__ = "review"
    __table_args__ = table_args(
        "复核：读数存疑的数字及其处理", "Figures whose reading is in doubt, and what a person decided of them"
    )

    review_id: str = column("复核标识", "document_id#char_start", primary_key=True)
    document_id: DocumentId = column("文件标识", "Document read", foreign_key="document.document_id")
    passage_id: str = column("段落标识", "Passage it stands in", foreign_key="passage.passage_id")
    char_start: int = column("起点", "First code point of the figure in the document's text", unit="code point")
    char_end: int = column("终点", "End, exclusive", unit="code point")
    quote: str = column("原句", "Sentence or table row it stands in, verbatim")
    value_text: str = column("原文数字", "The figure as printed")
    unit_text: str = column("原文单位", "Unit as printed")
    series_key: SeriesKey = column("序列键", "Series it was read as")
    time_period: TimePeriod = column("时期", "Period it was read as")
    obs_value: Decimal = column("读数", "Value it was read as, in the series' unit", stored="decimal")
    doubt: str | None = column(
        "存疑原因", "Why it is in doubt; null when a person questioned a published one", default=None, codelist="Doubt"
    )
    state: str = column("处理", "What was decided", codelist="ReviewState")
    decided_value: Decimal | None = column(
        "改定值", "Value put in its place, in the series' unit", default=None, stored="decimal"
    )
    reason: str | None = column("理由", "Why it was decided so", default=None)
    entered: date | None = column("登记日期", "Day of the decision", default=None)


class Unmapped(SQLModel, table=True):
    __tablename__ = "unmapped"
    __table_args__ = table_args(
        "未收录：词典没有的指标的数字", "Figures of indicators the dictionary lacks, with the text's own words"
    )

    unmapped_id: str = column("标识", "document_id#char_start", primary_key=True)
    document_id: DocumentId = column("文件标识", "Document read", foreign_key="document.document_id")
    passage_id: str = column("段落标识", "Passage it stands in", foreign_key="passage.passage_id")
    words: str = column("指标原文", "Words in front of the figure")
    value_text: str = column("原文数字", "The figure as printed")
    unit_text: str = column("原文单位", "Unit as printed")
    char_start: int = column("起点", "First code point of the figure in the document's text", unit="code point")
    char_end: int = column("终点", "End, exclusive", unit="code point")


class Evaluation(SQLModel, table=True):
    __tablename__ = "evaluation"
    __table_args__ = table_args(
        "评测：读数的准确率与召回率", "Precision and recall of the reading on documents listed by hand"
    )

    part: str = column(
        "评测集", "dev or held_out gold documents, or report: the page against its register", primary_key=True
    )
    slice: str = column("切分", "all, measure, tier, field, unmapped, commitments", primary_key=True)
    name: str = column("项目", "Which measure, tier or field; empty for all", primary_key=True)
    n_right: int = column("正确", "Found and right")
    n_wrong: int = column("错误", "Found and not so")
    n_missed: int = column("遗漏", "There and not found")
    precision: Decimal | None = column("准确率", "n_right / (n_right + n_wrong)", stored="decimal", default=None)
    recall: Decimal | None = column("召回率", "n_right / (n_right + n_missed)", stored="decimal", default=None)
    f1: Decimal | None = column("F1 值", "Harmonic mean of both", stored="decimal", default=None)
    parser_version: str = column("读取版本", "Version of the rules measured")
    gold_sha256: Sha256 = column("评测集哈希", "SHA-256 over the gold documents")
