"""From a parsed plan to its proposed commitments."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pipeline.extract.commitments import lexicon as words
from pipeline.extract.commitments import tables
from pipeline.extract.commitments.calendar import Calendar, calendar
from pipeline.extract.commitments.clauses import Clause, clauses, joined
from pipeline.extract.commitments.frame import Frame, framed
from pipeline.extract.commitments.kinds import is_commitment, kind
from pipeline.extract.commitments.names import entities
from pipeline.extract.commitments.outline import Body, chapter, outline
from pipeline.extract.commitments.split import Part, parts, subject
from pipeline.records import CommitmentRecord, DocumentContext, ParsedText
from schemas.areas import areas
from schemas.codelists import CommitmentKind
from schemas.dictionary import IndicatorEntry

RULE, TABLE_RULE = "clause/2", "table/1"


def extract_commitments(context: DocumentContext, parsed: ParsedText) -> list[CommitmentRecord]:
    """Every clause that promises, in the order of the text; `建设国家创新型城市` is one, `江门是侨都` is none."""
    when = calendar(context, parsed)
    bodies = list(framed(outline(parsed), when))
    wanted = [c for c in clauses(bodies, when) if is_commitment(c) or _scope(c)]
    merged = [c for c in joined(wanted, parsed.text) if is_commitment(c)]
    found = [*_records(merged, parsed.text), *_tabled(bodies, when)]
    return sorted(found, key=lambda record: record.char_start)


def _tabled(bodies: list[tuple[Body, Frame]], when: Calendar) -> Iterator[CommitmentRecord]:
    """Targets of tables of indicators; the quotation is the whole line."""
    for table, group in groupby(bodies, key=lambda b: b[0].passage.table):
        if table is None:
            continue
        (body, frame), *_ = lines = list(group)
        for row in tables.rows([b.passage for b, _ in lines], when, frame.stated):
            yield CommitmentRecord(
                kind=str(CommitmentKind.QUANTITATIVE),
                char_start=row.passage.char_start,
                char_end=row.passage.char_end,
                quote=row.passage.text,
                passage=row.passage.ordinal,
                chapter=chapter(body.path),
                section=body.path[-1] if len(body.path) > 1 else None,
                deadline=row.deadline,
                rule=TABLE_RULE,
                **row.target.fields(),
            )


def _scope(clause: Clause) -> bool:
    """A fronted scope phrase, kept only to be joined with the clause it limits."""
    return not clause.guiding and bool(words.JOINS_NEXT.search(clause.text)) and not words.DESCRIBES.search(clause.text)


def _records(found: list[Clause], text: str) -> Iterator[CommitmentRecord]:
    carried: IndicatorEntry | None = None
    sentence: tuple[int, int] | None = None
    for clause in found:
        if (clause.passage, clause.sentence) != sentence:
            carried, sentence = None, (clause.passage, clause.sentence)
        sort = kind(clause)
        split = parts(clause.text, sort, carried)
        carried = subject(split)
        for part in split:
            yield _record(clause, sort, part, text, grouped=len(split) > 1)


def _record(clause: Clause, sort: CommitmentKind, part: Part, text: str, *, grouped: bool) -> CommitmentRecord:
    start, end = clause.start + part.start, clause.start + part.end
    quote = text[start:end]
    measured: dict[str, Any] = part.target.fields() if part.target else {}
    return CommitmentRecord(
        kind=str(sort),
        char_start=start,
        char_end=end,
        quote=quote,
        passage=clause.passage,
        chapter=clause.chapter,
        section=clause.section,
        places=_places(quote),
        entities=entities(quote),
        deadline=clause.deadline,
        group=f"g{clause.passage}-{clause.start}" if grouped else None,
        rule=RULE,
        **measured,
    )


def _places(text: str) -> tuple[str, ...]:
    """Counties named in the clause, by their short names."""
    counties = [a for a in areas().values() if a.level == "county"]
    return tuple(a.names[-1] for a in counties if a.names[-1] in text)
