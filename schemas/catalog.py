"""Where records come from: `source`, `document`, `snapshot`, `passage`.

And what was done to them: `correction`, `build`, `check_result`, and the vocabularies in `code`.
"""

from datetime import date, datetime

from sqlmodel import SQLModel

from schemas.identifiers import DocumentId, RefArea, Sha256, SourceId
from schemas.types import column, table_args


class Source(SQLModel, table=True):
    __tablename__ = "source"
    __table_args__ = table_args("来源：一个机构的一类出版物", "A series of publications by one body (DCAT dataset)")

    source_id: SourceId = column("来源标识", "Identifier of the source", primary_key=True)
    title_zh: str = column("名称", "Title in Chinese")
    title_en: str = column("英文名称", "Title in English")
    publisher_zh: str = column("发布机构", "Publisher in Chinese")
    publisher_en: str = column("发布机构英文名", "Publisher in English")
    ref_area: RefArea | None = column(
        "默认地区", "Area its figures are about unless the text says otherwise", default=None
    )
    landing_page: str = column("列表页地址", "Address of the publisher's listing page")
    license: str = column("许可", "Licence of the publisher's texts", default="publisher")


class Document(SQLModel, table=True):
    __tablename__ = "document"
    __table_args__ = table_args("文件：一期出版物", "One issue of a source")

    document_id: DocumentId = column("文件标识", "source_id:slug, never renumbered", primary_key=True)
    source_id: SourceId = column("来源标识", "Its source", foreign_key="source.source_id")
    title: str = column("标题", "Title as printed on the page")
    publisher: str | None = column("发布者", "Publisher as printed on the page", default=None)
    doc_type: str = column("类型", "Sort of publication", codelist="DocType")
    ref_area: RefArea | None = column(
        "地区", "Area the document is about", default=None, foreign_key="ref_area.ref_area"
    )
    issued: date | None = column(
        "发布日期", "Day of publication printed on the page; null when it has none", default=None
    )
    vintage: date = column("数据公布日", "Day its figures count as known from")
    vintage_basis: str = column("公布日依据", "Where the vintage comes from", codelist="VintageBasis")
    download_url: str = column(
        "抓取地址", "Address fetched; sample:// for the offline sample site, file: for a supplied file"
    )
    media_type: str = column("格式", "Format of the bytes", codelist="MediaType")
    language: str = column("语言", "BCP 47 tag", default="zh-Hans")
    wording: str = column("文字性质", "Whether the text is the publisher's or a restatement", codelist="Wording")
    citation_title: str = column("引用标题", "Title of the publication the figures come from")
    citation_url: str | None = column("引用地址", "Address of that publication where known", default=None)
    license: str = column("许可", "Licence of the text", default="publisher")


class Snapshot(SQLModel, table=True):
    __tablename__ = "snapshot"
    __table_args__ = table_args("快照：收到的字节", "Bytes as received, content-addressed")

    document_id: DocumentId = column("文件标识", "Its document", primary_key=True, foreign_key="document.document_id")
    sha256: Sha256 = column("字节哈希", "SHA-256 of the bytes; their name in the snapshot store", primary_key=True)
    byte_size: int = column("字节数", "Size", unit="byte")
    charset: str | None = column("字符集", "Character set used to read it; null for binary formats", default=None)
    normaliser: str = column("文本化版本", "Name and version of the reader that made the text spans point into")
    text_sha256: Sha256 = column("文本哈希", "SHA-256 of the UTF-8 text spans point into")
    text_length: int = column("文本长度", "Length of that text", unit="code point")
    retrieved_at: datetime = column("首次取得时间", "When these bytes were first seen", volatile=True)


class Passage(SQLModel, table=True):
    __tablename__ = "passage"
    __table_args__ = table_args("段落：带位置的段、列表项或表格行", "Paragraph, list item or table row with its span")

    passage_id: str = column("段落标识", "document_id#ordinal", primary_key=True)
    document_id: DocumentId = column("文件标识", "Its document", foreign_key="document.document_id")
    ordinal: int = column("序号", "Position in the document, from 0")
    kind: str = column("类型", "Sort of passage", codelist="PassageKind")
    heading_path: list[str] = column("标题路径", "Headings above it, outermost first", stored="list")
    char_start: int = column("起点", "First code point in the document's text", unit="code point")
    char_end: int = column("终点", "End, exclusive", unit="code point")
    text: str | None = column(
        "文字", "Its text; null where an original passage carries no record and only its hash is kept", default=None
    )
    text_sha256: Sha256 = column("文字哈希", "SHA-256 of its UTF-8 text")


class Correction(SQLModel, table=True):
    __tablename__ = "correction"
    __table_args__ = table_args(
        "勘误：对来源或读数错误的更正", "A publisher's error or a misreading put right, with its reason"
    )

    correction_id: str = column("勘误标识", "source_id/slug, or review/ and the review_id", primary_key=True)
    source_id: SourceId = column("来源标识", "Source it belongs to", foreign_key="source.source_id")
    document_id: DocumentId = column("文件标识", "Document corrected")
    field: str = column("字段", "Field corrected")
    old_value: str = column(
        "原值", "Value as published; the guard: the correction fails when the page no longer says it"
    )
    new_value: str = column("更正值", "Value used instead")
    reason: str = column("理由", "Why")
    entered: date | None = column("登记日期", "Day it was entered; null where a review does not say", default=None)


class Build(SQLModel, table=True):
    __tablename__ = "build"
    __table_args__ = table_args("构建：一次完整发布", "One complete, immutable publication")

    build_id: str = column("构建标识", "Identifier", primary_key=True, volatile=True)
    as_of: date = column("截至日期", "Day the judgements are made for")
    as_of_basis: str = column("截至日期依据", "newest_document, today or stated")
    mode: str = column("模式", "sample or live")
    input_sha256: Sha256 = column(
        "输入哈希", "Hash of every input: parsed files, register, dictionary, corrections, reviews, rules, as-of day"
    )
    rules_version: str = column("规则版本", "Version of the assessment rules")
    report_quotes: bool = column(
        "含报告原文引语", "Whether the report's page was supplied, so that quotes could be verified"
    )
    created_at: datetime = column("生成时间", "When the file was made", volatile=True)


class CheckResult(SQLModel, table=True):
    __tablename__ = "check_result"
    __table_args__ = table_args("检查结果", "Result of one named check of the build")

    check_id: str = column("检查名", "Name of the check", primary_key=True)
    severity: str = column("严重性", "What its failure does", codelist="Severity")
    passed: bool = column("通过", "Whether it passed")
    failures: int = column("问题数", "Rows that fail it")
    sample: list[str] = column("例子", "Up to ten of them, in words", stored="list")
    title_zh: str = column("说明", "What is checked, in Chinese")
    title_en: str = column("英文说明", "What is checked, in English")


class CodeRow(SQLModel, table=True):
    __tablename__ = "code"
    __table_args__ = table_args("代码表", "Every code of every closed vocabulary")

    codelist: str = column("代码表名", "Name of the list", primary_key=True)
    code: str = column("代码", "Code", primary_key=True)
    position: int = column("次序", "Order within the list")
    label_zh: str = column("中文", "Label in Chinese")
    label_en: str = column("英文", "Label in English")
    outside: str | None = column("外部代码", "Outside code it follows", default=None)
