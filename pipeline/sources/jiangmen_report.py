"""The report itself: its page comes from the inbox (`duixian report add`), or live from the newspaper's e-paper.

The e-paper's page of the congress report is in no index we know; the issues of the days after the congress are looked
through by headline. Where it is not found the register is published without quotes, and says so.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline import inbox
from pipeline.errors import DuixianError
from pipeline.extract.commitments import extract_commitments
from pipeline.records import DocumentContext, ParsedDocument
from pipeline.sources.base import DocumentRef, Fetched, Getter, SourceInfo
from pipeline.sources.common import list_page, parse_page, slug

EPAPER = "http://dzb.jmrb.com:8080/jmrb/html/2021-12/{day}/node_22.htm"
DAYS = ("28", "29", "30", "31")
HEADLINE = "第十四次代表大会上的报告"

SOURCE = SourceInfo(
    source_id="jiangmen_report",
    title_zh="江门市党代会报告",
    title_en="Report to the Party congress of Jiangmen",
    publisher_zh="中共江门市委",
    publisher_en="Jiangmen committee of the CPC",
    landing_page=EPAPER.format(day=DAYS[0]),
    ref_area="440700",
    doc_type="congress_report",
    schedule="0 9 * * 1",
)


def discover(client: Getter) -> Iterator[DocumentRef]:
    """The supplied page, else what the e-paper lists; nothing at all is no error: the register stands without it."""
    settings = client.settings
    if settings.report:
        inbox.add_report(settings.layout, settings.report)
    found = inbox.supplied(settings.layout)
    yield from found
    if not found and settings.mode == "live":
        yield from _from_epaper(client)


def _from_epaper(client: Getter) -> Iterator[DocumentRef]:
    for day in DAYS:
        url = EPAPER.format(day=day)
        try:
            html = client.get_text(url)
        except DuixianError:
            continue
        for entry in list_page(html, url, "#pageLink, li"):
            if HEADLINE in entry.title:
                yield DocumentRef(f"{SOURCE.source_id}:{slug(entry.url)}", entry.url, entry.title, entry.issued)


def parse(ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
    """The report's text with the commitments extraction proposes; a promise is no observation."""
    document = parse_page(SOURCE, ref, fetched, body)
    context = DocumentContext(ref.document_id, document.title, document.issued, document.ref_area)
    commitments = tuple(extract_commitments(context, document.parsed))
    return replace(document, observations=(), events=(), goals=(), unmapped=(), commitments=commitments)
