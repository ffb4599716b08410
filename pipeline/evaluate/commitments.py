"""What the commitment reader proposes for a report's text, counted against that report's register.

A proposal and a registered span match when they share at least half of the shorter one, so that a group split
otherwise than in the register still counts (the register's guideline).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.evaluate.counts import Counts, Row
from pipeline.extract.commitments import extract_commitments
from pipeline.own_pages import read_page
from pipeline.records import CommitmentRecord, DocumentContext
from pipeline.register import Entry, Register, registers
from pipeline.settings import Settings
from schemas.codelists import CommitmentKind
from schemas.dictionary import dictionary

HALF = 0.5
TARGETS = {CommitmentKind.QUANTITATIVE, CommitmentKind.RANKING}
FIELDS = ("kind", "comparator", "value", "unit", "reference_area", "deadline", "indicator")
Span = tuple[int, int]


@dataclass(frozen=True)
class Miss:
    """One thing read wrongly: what is wrong, the sentence it stands in, and what was wanted and read."""

    what: str
    sentence: str
    wanted: str = ""
    read_as: str = ""


@dataclass(frozen=True)
class CommitmentScore:
    """Shares are of 1. `targets_right` of `targets` are right in every one of `FIELDS`; `facts_taken` should be 0."""

    precision: float
    recall: float
    f1: float
    kind_accuracy: float
    targets_right: int
    targets: int
    facts_taken: int
    facts: int
    registered: int
    misses: tuple[Miss, ...]


def score(proposals: Sequence[CommitmentRecord], register: Register, text: str) -> CommitmentScore:
    """Proposals for `text`, which must be the text the register's offsets point into."""
    entries = register.commitments
    matched = [(entry, matching(entry, proposals)) for entry in entries]
    found = [(entry, read) for entry, read in matched if read]
    stray = [p for p in proposals if not any(overlaps(_span(p), (e.start, e.end)) for e in entries)]
    taken = [(f["start"], f["end"]) for f in register.facts if _is_taken((f["start"], f["end"]), proposals)]
    other_kind = [(entry, read) for entry, read in found if entry.kind not in {p.kind for p in read}]
    targets = [(entry, read) for entry, read in matched if entry.kind in TARGETS]
    wrong = [(entry, read) for entry, read in targets if not any(agrees(p, entry) for p in read)]
    precision, recall = _share(len(proposals) - len(stray), len(proposals)), _share(len(found), len(entries))
    return CommitmentScore(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        kind_accuracy=_share(len(found) - len(other_kind), len(found)),
        targets_right=len(targets) - len(wrong),
        targets=len(targets),
        facts_taken=len(taken),
        facts=len(register.facts),
        registered=len(entries),
        misses=(
            *(Miss("not proposed", text[e.start : e.end], e.kind) for e, read in matched if not read),
            *(Miss("not registered", p.quote, "", p.kind) for p in stray),
            *(Miss("kind", text[e.start : e.end], e.kind, _list(p.kind for p in read)) for e, read in other_kind),
            *(Miss("target", text[e.start : e.end], _wanted(e), _list(map(_read, read))) for e, read in wrong),
            *(Miss("fact", text[start:end]) for start, end in taken),
        ),
    )


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans share at least half of the shorter one."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared >= HALF * min(a[1] - a[0], b[1] - b[0])


def matching(entry: Entry, proposals: Iterable[CommitmentRecord]) -> list[CommitmentRecord]:
    """Proposals for one registered commitment."""
    return [p for p in proposals if overlaps(_span(p), (entry.start, entry.end))]


def agrees(proposal: CommitmentRecord, entry: Entry) -> bool:
    """Whether every field of a target is as registered; a measure the dictionary lacks must have no indicator."""
    return _fields(proposal, proposal.indicator) == _fields(entry, indicator_id(entry))


def indicator_id(entry: Entry) -> str | None:
    """The dictionary's id of the measure a register names: 人均GDP is GDP_PC; None where it has no such name."""
    known = dictionary().by_name.get(entry.indicator or "")
    return known.id if known else None


def _fields(of: CommitmentRecord | Entry, indicator: str | None) -> tuple[object, ...]:
    return (*(getattr(of, name) for name in FIELDS[:-1]), indicator)


def _is_taken(fact: Span, proposals: Iterable[CommitmentRecord]) -> bool:
    return any(p.value is not None and overlaps(_span(p), fact) for p in proposals)


def _span(proposal: CommitmentRecord) -> Span:
    return proposal.char_start, proposal.char_end


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _wanted(entry: Entry) -> str:
    return _list(_fields(entry, indicator_id(entry)))


def _read(proposal: CommitmentRecord) -> str:
    return _list(_fields(proposal, proposal.indicator))


def _list(values: Iterable[object]) -> str:
    return " ".join("-" if value is None else str(value) for value in values)


def of_report(settings: Settings) -> CommitmentScore | None:
    """Score of the report's page that was given or added; None where there is none."""
    page = settings.report or next(iter(sorted(settings.layout.inbox.glob("*"))), None)
    if page is None:
        return None
    register = registers()[0]
    parsed = read_page(str(page), settings)
    context = DocumentContext(page.name, register.title_zh, register.adopted, register.ref_area)
    return score(extract_commitments(context, parsed), register, parsed.text)


def rows(score: CommitmentScore) -> Iterator[Row]:
    """Spans, kinds, targets right in every field, and facts taken for targets."""
    counted = Counter(miss.what for miss in score.misses)
    found = score.registered - counted["not proposed"]
    yield Row("commitments", "span", Counts(found, counted["not registered"], counted["not proposed"]))
    yield Row("commitments", "kind", Counts(found - counted["kind"], counted["kind"], 0))
    yield Row("commitments", "target", Counts(score.targets_right, 0, score.targets - score.targets_right))
    yield Row("commitments", "facts left alone", Counts(score.facts - score.facts_taken, score.facts_taken, 0))
