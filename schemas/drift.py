"""Goal drift: the same goal said again by later documents, beside the original: table `restatement`."""

from datetime import date
from decimal import Decimal

from sqlmodel import SQLModel

from schemas.identifiers import DocumentId, IndicatorId, RefArea
from schemas.types import column, table_args


class Restatement(SQLModel, table=True):
    __tablename__ = "restatement"
    __table_args__ = table_args(
        "目标重述：后来的说法与原目标并列",
        "A later goal beside the original one; it changes neither target nor verdict",
    )

    restatement_id: str = column("标识", "document_id#position#indicator, with its commitment", primary_key=True)
    commitment_id: str = column("承诺标识", "Original commitment", foreign_key="commitment.commitment_id")
    target_id: str = column("目标标识", "Original target", foreign_key="target.target_id")
    relation: str = column("关系", "How the later goal relates to it", codelist="Relation")
    indicator_id: IndicatorId = column("指标标识", "Indicator of the later goal", foreign_key="indicator.indicator_id")
    measure: str = column("度量", "What its number says of the indicator", codelist="Measure")
    ref_area: RefArea = column("地区代码", "Area of the later goal", foreign_key="ref_area.ref_area")
    vintage: date = column("公布日", "Day its document counts as known from")
    value: Decimal = column("数值", "Number aimed at", stored="decimal")
    unit: str | None = column("单位", "Its unit, in the original target's where they can be converted", default=None)
    comparator: str = column("比较", "Its comparator", codelist="Comparator")
    qualifier: str | None = column("限定词", "左右, 以上 … as printed", default=None)
    deadline: int | None = column("期限", "Year it is aimed at for", default=None)
    verb: str = column("动词", "Word of aiming, as printed")
    strength: str = column("力度", "How strongly it is put", codelist="VerbStrength")
    original_value: Decimal | None = column("原目标值", "Number of the original", stored="decimal", default=None)
    original_deadline: int | None = column("原期限", "Deadline of the original", default=None)
    original_strength: str | None = column(
        "原力度", "How strongly the original is put", default=None, codelist="VerbStrength"
    )
    value_change: Decimal | None = column(
        "数值变化", "Later less original number; null unless it is the same measure", stored="decimal", default=None
    )
    deadline_change: int | None = column("期限变化", "Later less original deadline", default=None, unit="year")
    strength_change: int | None = column("力度变化", "Steps stronger (positive) or weaker", default=None)
    document_id: DocumentId = column("文件标识", "Document", foreign_key="document.document_id")
    passage_id: str = column("段落标识", "Passage", foreign_key="passage.passage_id")
    char_start: int = column("起点", "First code point of the sentence in the document's text", unit="code point")
    char_end: int = column("终点", "End, exclusive", unit="code point")
    quote: str = column("原句", "Sentence, verbatim")
    sentence_zh: str = column("说明", "Both goals side by side, in Chinese")
    sentence_en: str = column("英文说明", "Both goals side by side, in English")
    rule: str = column("规则", "Rule that read it")
