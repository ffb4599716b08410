"""Jiangmen's yearly figures: bulletins, reports to congresses, income notes, conferences."""

from collections.abc import Iterator

from pipeline.records import ParsedDocument
from pipeline.sources.base import DocumentRef, Fetched, Getter, SourceInfo
from pipeline.sources.common import listed_documents, parse_page

SOURCE = SourceInfo(
    source_id="jiangmen_annual",
    title_zh="江门市年度数据",
    title_en="Yearly figures of Jiangmen",
    publisher_zh="江门市统计局",
    publisher_en="Statistics Bureau of Jiangmen",
    landing_page="http://www.jiangmen.gov.cn/bmpd/jmstjj/zwgk/zcjd/index.html",
    ref_area="440700",
    doc_type="bureau_news",
    schedule="30 9 * 1-4 *",
    expects=("江门", "全市", "江海", "指标"),
)


def discover(client: Getter) -> Iterator[DocumentRef]:
    """Entries of the bureau's interpretation and analysis list."""
    yield from listed_documents(client, SOURCE, ".infoList li", when="span")


def parse(ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
    """One article or workbook."""
    return parse_page(SOURCE, ref, fetched, body)
