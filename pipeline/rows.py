"""Parsed documents to rows of `source`, `document`, `snapshot`, `passage` and `evidence`."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.extract.evidence import grade
from pipeline.records import EventRecord, ParsedDocument
from pipeline.register import Project
from pipeline.sources import SOURCES
from pipeline.vintage import vintage
from schemas.catalog import CodeRow, Document, Passage, Snapshot, Source
from schemas.codelists import CODELISTS, Wording
from schemas.commitments import Evidence
from schemas.reading import Unmapped

BRACKETED = re.compile(r"（([^（）]+)）$")
REPOSTED = re.compile(r"转载|报道|数字报|摘要")


@dataclass(frozen=True)
class Dated:
    """A parsed document with the day its content counts as known from."""

    document: ParsedDocument
    vintage: date
    basis: str


def dated(documents: Iterable[ParsedDocument], adopted: Mapping[str, date]) -> list[Dated]:
    """Documents in the order of their ids, each with its vintage; `adopted` has the reports' days of adoption."""
    ordered = sorted(documents, key=lambda d: d.document_id)
    return [Dated(d, *vintage(d, adopted.get(d.document_id))) for d in ordered]


def sha256(text: str) -> str:
    """SHA-256 of the UTF-8 text."""
    return hashlib.sha256(text.encode()).hexdigest()


def passage_id(document_id: str, ordinal: int) -> str:
    """Identifier of a passage."""
    return f"{document_id}#{ordinal}"


def source_rows() -> list[Source]:
    """Every registered source."""
    names = ("source_id", "title_zh", "title_en", "publisher_zh", "publisher_en", "ref_area", "landing_page")
    return [Source(**{n: getattr(s.SOURCE, n) for n in names}) for _, s in sorted(SOURCES.items())]


def code_rows() -> list[CodeRow]:
    """Every code of every closed vocabulary."""
    return [
        CodeRow(
            codelist=name, code=str(code), position=i, label_zh=code.zh, label_en=code.en, outside=code.outside or None
        )
        for name, codes in sorted(CODELISTS.items())
        for i, code in enumerate(codes)
    ]


def document_row(item: Dated) -> Document:
    """One document."""
    d = item.document
    return Document(
        document_id=d.document_id,
        source_id=d.source_id,
        title=d.title,
        publisher=d.publisher,
        doc_type=d.doc_type,
        ref_area=d.ref_area,
        issued=d.issued,
        vintage=item.vintage,
        vintage_basis=item.basis,
        download_url=d.download_url,
        media_type=d.media_type,
        wording=d.wording,
        citation_title=d.citation.get("title") or d.title,
        citation_url=d.citation.get("url") or (None if d.citation else d.download_url),
    )


def snapshot_row(d: ParsedDocument) -> Snapshot:
    """The bytes a document was read from."""
    return Snapshot(
        document_id=d.document_id,
        sha256=d.snapshot_sha256,
        byte_size=d.byte_size,
        charset=d.parsed.charset,
        normaliser=d.parsed.normaliser,
        text_sha256=sha256(d.parsed.text),
        text_length=len(d.parsed.text),
        retrieved_at=datetime.fromisoformat(d.retrieved_at),
    )


def passage_rows(d: ParsedDocument, also: Iterable[int] = ()) -> Iterator[Passage]:
    """Passages with their spans; of an original only those that carry a record keep their text, the others a hash.

    `also` names further passages that carry one, such as those a register's quotes stand in.
    """
    carrying_kinds = (d.observations, d.events, d.goals, d.commitments, d.unmapped)
    carrying = {r.passage for records in carrying_kinds for r in records} | set(also)
    for p in d.parsed.passages:
        kept = d.wording == Wording.RESTATED or p.ordinal in carrying
        yield Passage(
            passage_id=passage_id(d.document_id, p.ordinal),
            document_id=d.document_id,
            ordinal=p.ordinal,
            kind=p.kind,
            heading_path=list(p.heading_path),
            char_start=p.char_start,
            char_end=p.char_end,
            text=p.text if kept else None,
            text_sha256=sha256(p.text),
        )


def unmapped_rows(d: ParsedDocument) -> Iterator[Unmapped]:
    """Figures of indicators the dictionary lacks."""
    for u in {u.char_start: u for u in d.unmapped}.values():
        yield Unmapped(
            unmapped_id=f"{d.document_id}#{u.char_start}",
            document_id=d.document_id,
            passage_id=passage_id(d.document_id, u.passage),
            words=u.words,
            value_text=u.value_text,
            unit_text=u.unit_text,
            char_start=u.char_start,
            char_end=u.char_end,
        )


def evidence_rows(items: Iterable[Dated], projects: Iterable[Project]) -> list[Evidence]:
    """Events, one row per commitment they bear on; an event of no commitment is kept with none."""
    by_topic = {p.topic: p for p in projects}
    rows = {
        row.evidence_id: row
        for item in items
        for event in item.document.events
        for commitment in by_topic[event.topic].bears_on(event.matched) or (None,)
        for row in [_evidence(item, event, commitment)]
    }
    return [rows[key] for key in sorted(rows)]


def reporter(d: ParsedDocument) -> str | None:
    """Whose report a document is: the paper its citation names in brackets, else its publisher.

    中开高速与深中通道同步通车（广州日报数字报） is the paper's, wherever the page was found.
    """
    cited = BRACKETED.search(d.citation.get("title", ""))
    return REPOSTED.sub("", cited.group(1)) if cited else d.publisher


def _evidence(item: Dated, event: EventRecord, commitment_id: str | None) -> Evidence:
    d = item.document
    name = f"{d.document_id}#{event.char_start}#{event.topic}"
    return Evidence(
        evidence_id=f"{name}@{commitment_id}" if commitment_id else name,
        commitment_id=commitment_id,
        topic=event.topic,
        event_start=event.event_start,
        event_end=event.event_end,
        stage=event.stage,
        expected_date=event.expected_date,
        vintage=item.vintage,
        publisher=reporter(d),
        grade=grade(d.doc_type, d.publisher),
        part=event.part,
        flags=list(event.flags),
        document_id=d.document_id,
        passage_id=passage_id(d.document_id, event.passage),
        char_start=event.char_start,
        char_end=event.char_end,
        quote=event.quote,
        matched=event.matched,
        rule=event.rule,
    )
