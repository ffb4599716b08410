"""What every source shares: reading a listing page, and reading a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from pipeline.errors import NotThePage, Unreadable
from pipeline.extract.commitments import extract_commitments
from pipeline.extract.evidence import extract_events
from pipeline.extract.goals import extract_goals
from pipeline.extract.observations import extract_observations
from pipeline.fingerprint import parser_version
from pipeline.passages import read
from pipeline.passages.assemble import clean
from pipeline.passages.meta import parse_date
from pipeline.records import DocumentContext, ParsedDocument
from pipeline.register import all_projects
from pipeline.sources.base import DocumentRef, Fetched, Getter, SourceInfo
from schemas.dictionary import dictionary

SLUG = re.compile(r"[^A-Za-z0-9._-]+")
PROMISING = re.compile(r"政府工作报告|代表大会.*报告|五年规划|规划纲要|行动(?:计划|方案)")
"""Titles of documents whose commitments are read; others only report."""
INDEX_NAMES = {"index", "default", "content"}
"""Names of files that say nothing: their folder tells them apart."""


@dataclass(frozen=True)
class Listed:
    """One entry of a listing page."""

    url: str
    title: str
    issued: date | None


def list_page(html: str, url: str, item: str, *, link: str = "a", when: str | None = None) -> list[Listed]:
    """Entries of a listing: `item` selects one entry, `link` its link, `when` its date."""
    entries = []
    for tag in BeautifulSoup(html, "lxml").select(item):
        anchor = tag.select_one(link)
        href = str(anchor.get("href", "")).strip() if anchor else ""
        if anchor is None or not href or href.startswith(("javascript", "#", "mailto:")):
            continue
        shown = tag.select_one(when) if when else None
        day = parse_date(clean(shown.get_text())) if shown else None
        title = clean(str(anchor.get("title") or anchor.get_text()))
        try:
            address = urljoin(url, href)
        except ValueError as error:
            raise NotThePage(f"{url}: the listing links to {href!r}, which is no address ({error})") from error
        entries.append(Listed(address, title, date.fromisoformat(day) if day else None))
    return entries


def walk_listing(
    client: Getter, first: str, item: str, *, link: str = "a", when: str | None = None, following: str | None = None
) -> Iterator[Listed]:
    """Entries of a listing over its pages; `following` selects the link to the next page. An empty one is an error."""
    url: str | None = first
    seen: set[str] = set()
    found = False
    while url and url not in seen:
        seen.add(url)
        html = client.get_text(url)
        for entry in list_page(html, url, item, link=link, when=when):
            found = True
            yield entry
        anchor = BeautifulSoup(html, "lxml").select_one(following) if following else None
        url = urljoin(url, str(anchor["href"])) if anchor and anchor.get("href") else None
    if not found:
        raise NotThePage(f"{first}: no entry matches {item!r}; the publisher's listing has changed its shape")


def listed_documents(
    client: Getter,
    source: SourceInfo,
    item: str,
    *,
    link: str = "a",
    when: str | None = None,
    following: str | None = None,
) -> Iterator[DocumentRef]:
    """References of everything a source's listing names, each once; ids are made of the addresses' last part."""
    named: dict[str, str] = {}
    for entry in walk_listing(client, source.landing_page, item, link=link, when=when, following=following):
        document_id = f"{source.source_id}:{slug(entry.url)}"
        if named.get(document_id) == entry.url:
            continue
        if document_id in named:
            raise NotThePage(f"{document_id} would name both {named[document_id]} and {entry.url}; extend `slug`")
        named[document_id] = entry.url
        yield DocumentRef(document_id, entry.url, entry.title, entry.issued, source.ref_area)


def slug(url: str) -> str:
    """Readable last part of an address: /content/post_1889494.html is post_1889494, /2024/index.html is 2024-index."""
    *folders, last = urlsplit(url).path.strip("/").split("/")
    name = last.rsplit(".", 1)[0]
    return SLUG.sub("-", "-".join([*folders[-1:], name]) if name in INDEX_NAMES else name)


def parse_page(source: SourceInfo, ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
    """Everything one document says; `NotThePage` when it holds nothing its source expects."""
    try:
        parsed = read(body, fetched.media_type, fetched.charset)
    except Unreadable as error:
        raise Unreadable(f"{ref.document_id} ({ref.url}): {error}") from error
    if source.expects and not any(word in parsed.text for word in source.expects):
        words = "、".join(source.expects)
        raise NotThePage(
            f"{ref.document_id} ({ref.url}): none of {words} occurs; this is not a page of {source.source_id}"
        )
    citation = fetched.citation
    issued = _issued(ref, citation, parsed.meta)
    title = parsed.meta.get("title") or ref.title
    area = ref.ref_area or source.ref_area
    context = DocumentContext(ref.document_id, title, issued, area)
    observations, unmapped = extract_observations(context, parsed, dictionary())
    events = extract_events(context, parsed, all_projects())
    return ParsedDocument(
        document_id=ref.document_id,
        source_id=source.source_id,
        snapshot_sha256=fetched.sha256,
        byte_size=fetched.byte_size,
        media_type=fetched.media_type,
        download_url=fetched.url,
        retrieved_at=fetched.retrieved_at,
        parser_version=parser_version(),
        title=title,
        publisher=citation.get("publisher") or parsed.meta.get("publisher"),
        doc_type=citation.get("doc_type") or source.doc_type,
        ref_area=area,
        issued=issued,
        wording=citation.get("wording", "original"),
        citation=citation,
        parsed=parsed,
        observations=tuple(observations),
        events=tuple(events),
        goals=tuple(extract_goals(context, parsed)),
        commitments=tuple(extract_commitments(context, parsed)) if PROMISING.search(title) else (),
        unmapped=tuple(unmapped),
    )


def _issued(ref: DocumentRef, citation: dict[str, str], meta: dict[str, str]) -> date | None:
    """Day of publication: the cited publication's own, else the page's, else the listing's."""
    if citation:
        return date.fromisoformat(citation["published"]) if citation.get("published") else None
    return date.fromisoformat(meta["issued"]) if meta.get("issued") else ref.issued
