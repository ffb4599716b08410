"""Guangdong's bureau: news briefs and the yearly bulletin, which is an attached PDF (stats.gd.gov.cn)."""

from collections.abc import Iterator

from pipeline.records import ParsedDocument
from pipeline.sources.base import DocumentRef, Fetched, Getter, SourceInfo
from pipeline.sources.common import listed_documents, parse_page

SOURCE = SourceInfo(
    source_id="guangdong",
    title_zh="广东省统计公报与快讯",
    title_en="Guangdong bulletins and briefs",
    publisher_zh="广东省统计局",
    publisher_en="Statistics Bureau of Guangdong Province",
    landing_page="http://stats.gd.gov.cn/tjkx185/index.html",
    ref_area="440000",
    doc_type="bulletin",
    schedule="0 11 20-31 * *",
    expects=("广东", "廣東", "全省"),
)


def discover(client: Getter) -> Iterator[DocumentRef]:
    """Entries of the briefs' list, over its pages."""
    yield from listed_documents(
        client, SOURCE, ".overview-news-list li", link="a.news-link", when=".news-date", following="a.next"
    )


def parse(ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
    """One brief or bulletin."""
    return parse_page(SOURCE, ref, fetched, body)
