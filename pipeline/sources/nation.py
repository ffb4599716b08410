"""The national bureau's releases: yearly communiqués, quarterly accounts, final verification (stats.gov.cn)."""

from collections.abc import Iterator

from pipeline.records import ParsedDocument
from pipeline.sources.base import DocumentRef, Fetched, Getter, SourceInfo
from pipeline.sources.common import listed_documents, parse_page

SOURCE = SourceInfo(
    source_id="nation",
    title_zh="全国统计公报与核算数据",
    title_en="National communiqués and accounts",
    publisher_zh="国家统计局",
    publisher_en="National Bureau of Statistics of China",
    landing_page="https://www.stats.gov.cn/sj/zxfb/",
    ref_area="100000",
    doc_type="bulletin",
    schedule="30 10 17-20,28 * *",
    expects=("生产总值", "總值", "收入", "研发", "价格"),
)


def discover(client: Getter) -> Iterator[DocumentRef]:
    """Entries of the bureau's list of latest releases."""
    yield from listed_documents(client, SOURCE, ".list-content li", link="a", when="span")


def parse(ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
    """One release."""
    return parse_page(SOURCE, ref, fetched, body)
