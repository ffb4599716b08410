"""Jiangmen's monthly and quarterly notes, in the markup of the bureau's older site (TRS CMS)."""

from collections.abc import Iterator

from pipeline.records import ParsedDocument
from pipeline.sources.base import DocumentRef, Fetched, Getter, SourceInfo
from pipeline.sources.common import listed_documents, parse_page

SOURCE = SourceInfo(
    source_id="jiangmen_notes",
    title_zh="江门市月度与季度简况",
    title_en="Monthly and quarterly notes of Jiangmen",
    publisher_zh="江门市统计局",
    publisher_en="Statistics Bureau of Jiangmen",
    landing_page="http://www.jiangmen.gov.cn/szdwzt/jmtjj/tjsj/tjyb/",
    ref_area="440700",
    doc_type="bureau_news",
    schedule="30 9,16 25-31 * *",
    expects=("全市", "江门"),
)


def discover(client: Getter) -> Iterator[DocumentRef]:
    """Entries of the monthly list, over its pages default_<n>.html."""
    yield from listed_documents(client, SOURCE, "ul.news-group-list li", when="span", following="a.next")


def parse(ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
    """One note."""
    return parse_page(SOURCE, ref, fetched, body)
