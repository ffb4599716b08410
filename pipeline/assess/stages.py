"""Projects and policy actions: the stage their evidence shows, with minimum evidence and flags (METHOD 4.6)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.vintage import month_end
from schemas.codelists import ActionStage, EvidenceGrade, FulfilmentStatus, ProjectStage
from schemas.commitments import Commitment, Evidence

LADDER = tuple(ProjectStage)
REQUIRED = (
    (re.compile(r"^(?:Plan|Explore)\b(?! and build)", re.I), ProjectStage.APPROVED),
    (re.compile(r"^(?:Speed up|Support|Enlarge|Improve)\b", re.I), ProjectStage.UNDER_CONSTRUCTION),
    (re.compile(r"^Open\b", re.I), ProjectStage.IN_OPERATION),
)
"""The stage a clause asks for, by its verb as the register's English title keeps it: 加快…建设 is Speed up."""
HIGH = {ProjectStage.COMPLETED, ProjectStage.IN_OPERATION}
SURE = {EvidenceGrade.E1, EvidenceGrade.E2}
STALE_MONTHS = 12
MANY = 2


@dataclass(frozen=True)
class Standing:
    """A stage, what it rests on, and what must be said beside it."""

    stage: ProjectStage
    parts: Mapping[str, ProjectStage]
    flags: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def required_stage(commitment: Commitment) -> ProjectStage:
    """`Speed up the Shenzhen-Jiangmen railway` is met by construction under way, `Build …` by completion."""
    title = commitment.title_en or ""
    return next((stage for pattern, stage in REQUIRED if pattern.search(title)), ProjectStage.COMPLETED)


def standing(evidence: Sequence[Evidence], topics: Sequence[str], as_of: date) -> Standing:
    """Stage of each named part; the whole shows the lowest of them."""
    known = [e for e in evidence if e.event_end <= as_of]
    by_topic = {topic: list(found) for topic, found in groupby(sorted(known, key=_topic), key=_topic)}
    names = sorted({*topics, *by_topic})
    parts = {name: _part(by_topic.get(name, [])) for name in names}
    stage = min((s for s, _ in parts.values()), key=LADDER.index, default=ProjectStage.NO_EVIDENCE)
    flags = sorted({flag for _, found in parts.values() for flag in found} | set(_flags(known, stage, as_of)))
    return Standing(stage, {n: s for n, (s, _) in parts.items()}, tuple(flags), tuple(known))


def _topic(e: Evidence) -> str:
    return e.topic


def _part(evidence: list[Evidence]) -> tuple[ProjectStage, list[str]]:
    """Highest stage with enough behind it; 完工 and 投用 need E1, E2 or two independent papers."""
    unconfirmed: list[str] = []
    for stage in reversed(LADDER[1:]):
        shown = [e for e in evidence if e.stage == stage]
        if not shown:
            continue
        if stage not in HIGH or _enough([e for e in evidence if _rung(e) >= LADDER.index(stage)]):
            return stage, unconfirmed
        unconfirmed.append(f"unconfirmed:{stage}")
    return (ProjectStage.NO_EVIDENCE if not evidence else ProjectStage.PLANNED), unconfirmed


def _rung(e: Evidence) -> int:
    """Height on the ladder; an event that shows no stage stands below it."""
    return LADDER.index(ProjectStage(e.stage)) if e.stage else -1


def _enough(shown: list[Evidence]) -> bool:
    papers = {e.document_id for e in shown if e.grade == EvidenceGrade.E3}
    return any(e.grade in SURE for e in shown) or len(papers) >= MANY


def _flags(known: list[Evidence], stage: ProjectStage, as_of: date) -> list[str]:
    """`stale`: nothing new for a year while unfinished; `delayed`: an announced year has passed unfinished."""
    if not known or stage in HIGH or any(e.stage == ProjectStage.IN_OPERATION for e in known):
        return []
    years = [int(y) for e in known for y in re.findall(r"20\d{2}", e.expected_date or "")]
    stale = as_of > month_end(max(e.event_end for e in known), STALE_MONTHS)
    delayed = any(year < as_of.year for year in years)
    return ["stale"] * stale + ["delayed"] * delayed


def action_stage(found: Standing) -> ActionStage:
    """One announcement initiates, repeated dated outputs are implementation, a named thing in use is delivery."""
    if not found.evidence:
        return ActionStage.NO_EVIDENCE
    if found.stage in HIGH:
        return ActionStage.DELIVERED
    several = len({e.document_id for e in found.evidence}) >= MANY
    moving = LADDER.index(found.stage) >= LADDER.index(ProjectStage.STARTED)
    return ActionStage.IN_IMPLEMENTATION if several or moving else ActionStage.INITIATED


def reached(stage: ProjectStage, required: ProjectStage) -> bool:
    """Whether the stage the clause asks for is reached."""
    return LADDER.index(stage) >= LADDER.index(required)


def verdict(found: Standing, met: bool, end: date, as_of: date, *, in_time: bool, measurable: bool) -> FulfilmentStatus:
    """Before the window ends the duty runs, whatever is reached; after it only a clause with an end state is judged."""
    if as_of <= end:
        return FulfilmentStatus.IN_PROGRESS if found.evidence else FulfilmentStatus.NOT_DUE
    if met:
        return FulfilmentStatus.FULFILLED if in_time else FulfilmentStatus.FULFILLED_LATE
    return FulfilmentStatus.NOT_FULFILLED if measurable and found.evidence else FulfilmentStatus.NOT_ASSESSABLE
