"""The register and the supplied page joined: rows of `report` and `commitment`.

A registered commitment whose quote is found in the page gains quote and span; one that is not is published without and
says so; a clause extraction proposes and nobody registered is published as unreviewed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.records import CommitmentRecord, ParsedDocument, Passage
from pipeline.register import Entry, Register, quotes
from pipeline.rows import passage_id, sha256
from schemas.codelists import QuoteStatus, ReviewStatus
from schemas.commitments import Commitment, Report

REPORT_SOURCE = "jiangmen_report"
TITLE_LENGTH = 60


@dataclass(frozen=True)
class Registered:
    """One register with its page, if it was supplied, and where its quotes stand in it."""

    register: Register
    page: ParsedDocument | None
    spans: dict[str, tuple[int, int]]


def registered(register: Register, documents: Iterable[ParsedDocument]) -> Registered:
    """The register with the page that holds most of its quotes; without one when no page holds any."""
    pages = [d for d in documents if d.source_id == REPORT_SOURCE]
    found = [(quotes(register, d.parsed.text), d) for d in pages]
    spans, page = max(found, key=lambda f: (len(f[0]), f[1].document_id), default=({}, None))
    return Registered(register, page, spans)


def report_row(joined: Registered) -> Report:
    """The report."""
    r = joined.register
    return Report(
        report_id=r.report_id,
        title_zh=r.title_zh,
        title_en=r.title_en,
        ref_area=r.ref_area,
        adopted=r.adopted,
        window_end=r.window_end,
        text_sha256=r.text_sha256,
        document_id=joined.page.document_id if joined.page else None,
    )


def carrying_passages(joined: Registered) -> set[int]:
    """Passages of the page a quote stands in."""
    if joined.page is None:
        return set()
    return {_passage(joined.page, start).ordinal for start, _ in joined.spans.values()}


def commitment_rows(joined: Registered) -> list[Commitment]:
    """Registered commitments in the order of the report, then proposals nobody registered."""
    rows = [_reviewed(joined, entry, i) for i, entry in enumerate(joined.register.commitments, 1)]
    return rows + list(_unreviewed(joined, len(rows) + 1))


def _reviewed(joined: Registered, entry: Entry, position: int) -> Commitment:
    chapter = joined.register.chapters.get(entry.chapter, {})
    milestones = joined.register.milestones
    required, end_state = milestones.required.get(entry.id), milestones.end_states.get(entry.id)
    return Commitment(
        commitment_id=entry.id,
        report_id=joined.register.report_id,
        position=position,
        kind=entry.kind,
        title_zh=entry.title_zh,
        title_en=entry.title_en,
        chapter=entry.chapter,
        chapter_zh=chapter.get("zh"),
        chapter_en=chapter.get("en"),
        section=entry.section,
        places=list(entry.places),
        entities=list(entry.entities),
        group_id=entry.group,
        restates=joined.register.restates.get(entry.id),
        required_stage=required.stage if required else None,
        required_verb=required.verb if required else None,
        end_state_zh=end_state.zh if end_state else None,
        end_state_en=end_state.en if end_state else None,
        review_status=ReviewStatus.REVIEWED,
        quote_sha256=entry.quote_sha256,
        **_quotation(joined, joined.spans.get(entry.id)),
    )


def _quotation(joined: Registered, span: tuple[int, int] | None) -> dict[str, Any]:
    """quote, status, span and place of a registered commitment; the register's own hash decides, nothing else."""
    page = joined.page
    if page is None:
        return {"quote_status": QuoteStatus.NO_REPORT}
    if span is None:
        return {"quote_status": QuoteStatus.NOT_FOUND}
    start, end = span
    return {
        "quote_status": QuoteStatus.VERIFIED,
        "quote": page.parsed.text[start:end],
        "char_start": start,
        "char_end": end,
        "document_id": page.document_id,
        "passage_id": passage_id(page.document_id, _passage(page, start).ordinal),
    }


def _passage(page: ParsedDocument, position: int) -> Passage:
    return next(p for p in page.parsed.passages if p.char_start <= position < p.char_end)


def _unreviewed(joined: Registered, position: int) -> Iterator[Commitment]:
    """Proposals that touch no registered span."""
    if joined.page is None:
        return
    registered_spans = [*joined.spans.values(), *_facts(joined)]
    free = {sha256(r.quote): r for r in joined.page.commitments if not _touches(r, registered_spans)}
    for i, record in enumerate(free.values(), position):
        names = joined.register.chapters.get(record.chapter or "", {})
        yield proposal(joined.register.report_id, joined.page, record, i, names)


def _facts(joined: Registered) -> list[tuple[int, int]]:
    """Spans the register calls facts: figures about the past, never a promise. Only the registered text has them."""
    same = joined.page is not None and sha256(joined.page.parsed.text) == joined.register.text_sha256
    return [(f["start"], f["end"]) for f in joined.register.facts] if same else []


def _touches(record: CommitmentRecord, spans: Iterable[tuple[int, int]]) -> bool:
    return any(record.char_start < end and start < record.char_end for start, end in spans)


def proposal(
    report_id: str, page: ParsedDocument, record: CommitmentRecord, position: int, chapter_names: Mapping[str, str]
) -> Commitment:
    """The row of a clause nobody registered; `chapter_names` has zh and en where a register names the chapter."""
    digest = sha256(record.quote)
    return Commitment(
        commitment_id=f"{page.document_id}#{digest[:8]}",
        report_id=report_id,
        position=position,
        kind=record.kind,
        title_zh=record.quote[:TITLE_LENGTH],
        chapter=record.chapter,
        chapter_zh=chapter_names.get("zh"),
        chapter_en=chapter_names.get("en"),
        section=record.section,
        places=list(record.places),
        entities=list(record.entities),
        group_id=record.group,
        review_status=ReviewStatus.UNREVIEWED,
        quote=record.quote,
        quote_status=QuoteStatus.VERIFIED,
        quote_sha256=digest,
        char_start=record.char_start,
        char_end=record.char_end,
        document_id=page.document_id,
        passage_id=passage_id(page.document_id, record.passage),
    )
