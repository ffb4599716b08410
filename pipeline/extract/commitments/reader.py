"""From a parsed plan to its proposed commitments."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.extract.commitments import lexicon as words
from pipeline.extract.commitments.clauses import Clause, clauses, joined
from pipeline.extract.commitments.kinds import is_commitment, kind, target
from pipeline.records import CommitmentRecord, DocumentContext, ParsedText
from schemas.areas import areas
from schemas.codelists import CommitmentKind

RULE = "clause/1"
MEMBER = re.compile(rf"[^、和及]*?(?:{words.PLACE_OF_PROJECT})$")
MEASURED = {CommitmentKind.QUANTITATIVE, CommitmentKind.RANKING}
FRAME_YEARS = 5


def extract_commitments(context: DocumentContext, parsed: ParsedText) -> list[CommitmentRecord]:
    """Every clause that promises, in the order of the text; `建设国家创新型城市` is one, `江门是侨都` is none."""
    wanted = [c for c in clauses(parsed) if is_commitment(c) or _scope(c)]
    merged = [c for c in joined(wanted, parsed.text) if is_commitment(c)]
    deadline = context.issued.year + FRAME_YEARS if context.issued else None
    return [record for clause in merged for record in _records(clause, parsed.text, deadline)]


def _scope(clause: Clause) -> bool:
    """A fronted scope phrase, kept only to be joined with the clause it limits."""
    return not clause.guiding and bool(words.JOINS_NEXT.search(clause.text)) and not words.DESCRIBES.search(clause.text)


def _records(clause: Clause, text: str, deadline: int | None) -> Iterator[CommitmentRecord]:
    sort = kind(clause)
    parts = _members(clause) if sort is CommitmentKind.PROJECT else [(clause.start, clause.end)]
    group = f"g{clause.passage}-{clause.start}" if len(parts) > 1 else None
    measured: dict[str, Any] = target(clause.text) if sort in MEASURED else {}
    for start, end in parts:
        yield CommitmentRecord(
            kind=str(sort),
            char_start=start,
            char_end=end,
            quote=text[start:end],
            passage=clause.passage,
            chapter=clause.chapter,
            section=clause.section,
            places=_places(text[start:end]),
            deadline=deadline if clause.goals or clause.guiding else None,
            group=group,
            rule=RULE,
            **measured,
        )


def _members(clause: Clause) -> list[tuple[int, int]]:
    """Separately named things of one coordination, each with its own noun: 建设科技馆、科普馆 gives two."""
    pieces = [(m.start(), m.end()) for m in re.finditer(r"[^、]+", clause.text)]
    if (
        "“" in clause.text
        or len(pieces) == 1
        or not all(MEMBER.search(clause.text[s:e].rstrip("等")) for s, e in pieces)
    ):
        return [(clause.start, clause.end)]
    return [(clause.start + s, clause.start + e) for s, e in pieces]


def _places(text: str) -> tuple[str, ...]:
    """Counties named in the clause, by their short names."""
    counties = [a for a in areas().values() if a.level == "county"]
    return tuple(a.names[-1] for a in counties if a.names[-1] in text)
