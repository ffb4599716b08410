"""Vocabularies of documents: what was published, how it was read, and what a person decided of it."""

from schemas.codelists.base import Code


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


class Severity(Code):
    """What a failed check does."""

    ERROR = "error", "阻止发布", "stops publication"
    WARNING = "warning", "提示", "is reported"
