"""Dated news of named projects and programmes: the city portal's column, the newspaper's web and e-paper editions."""

from collections.abc import Iterator

from pipeline.records import ParsedDocument
from pipeline.sources.base import DocumentRef, Fetched, Getter, SourceInfo
from pipeline.sources.common import listed_documents, parse_page

SOURCE = SourceInfo(
    source_id="project_news",
    title_zh="项目进展",
    title_en="Milestones of projects",
    publisher_zh="江门市人民政府、江门日报等",
    publisher_en="Government of Jiangmen, Jiangmen Daily and others",
    landing_page="http://www.jiangmen.gov.cn/home/sqdt/gxjhzx/index.html",
    ref_area="440700",
    doc_type="newspaper",
    schedule="0 9,17 * * *",
)


def discover(client: Getter) -> Iterator[DocumentRef]:
    """Entries of the column, over its pages."""
    yield from listed_documents(client, SOURCE, ".infoList li", when="span", following="a.next")


def parse(ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
    """One article."""
    return parse_page(SOURCE, ref, fetched, body)
