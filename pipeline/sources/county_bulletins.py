"""Bulletins and notes of the seven county-level areas, from their portals' common CMS and the newspaper's county pages.

Kaiping's and Jianghai's hosts were seen in public pages; the others follow the same CMS and were not verified live.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.errors import DuixianError, FetchFailed
from pipeline.records import ParsedDocument
from pipeline.sources.base import DocumentRef, Fetched, Getter, SourceInfo
from pipeline.sources.common import listed_documents, parse_page


@dataclass(frozen=True)
class County:
    """One county-level area and its listing page."""

    pinyin: str
    code: str
    listing: str


COUNTIES = (
    County("pengjiang", "440703", "http://www.pjq.gov.cn/zwgk/tjxx/tjfx/"),
    County("jianghai", "440704", "http://www.jianghai.gov.cn/zwgk/tjxx/"),
    County("xinhui", "440705", "http://www.xinhui.gov.cn/zwgk/tjxx/"),
    County("taishan", "440781", "http://www.cnts.gov.cn/tssrmzf/tsyw/"),
    County("kaiping", "440783", "http://www.kaiping.gov.cn/kpszfw/zwgk/tjxx/tjfx/"),
    County("heshan", "440784", "http://www.heshan.gov.cn/zwgk/sjfb/tjfx/"),
    County("enping", "440785", "http://www.enping.gov.cn/zwgk/tjxx/"),
)

SOURCE = SourceInfo(
    source_id="county_bulletins",
    title_zh="江门各县（市、区）统计公报与简况",
    title_en="Bulletins and notes of Jiangmen's counties and districts",
    publisher_zh="各县（市、区）人民政府",
    publisher_en="County and district governments",
    landing_page=COUNTIES[4].listing,
    ref_area=None,
    doc_type="bureau_news",
    schedule="0 10 * 3-5,7,8,10,11 1-5",
    expects=("全市", "全区", "区", "市"),
)


def discover(client: Getter) -> Iterator[DocumentRef]:
    """Entries of every county's list; one that fails does not lose the others and is named at the end."""
    failed: list[str] = []
    for county in COUNTIES:
        try:
            for ref in listed_documents(
                client, replace(SOURCE, landing_page=county.listing), "ul.news-list li", when=".date"
            ):
                slug = ref.document_id.split(":", 1)[1]
                yield replace(ref, document_id=f"{SOURCE.source_id}:{county.pinyin}-{slug}", ref_area=county.code)
        except DuixianError as error:
            failed.append(str(error))
    if failed:
        raise FetchFailed(f"{len(failed)} of {len(COUNTIES)} county listings could not be read: {'; '.join(failed)}")


def parse(ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
    """One bulletin or note."""
    return parse_page(SOURCE, ref, fetched, body)
