"""Projects and policy actions: the stage their evidence shows, with minimum evidence and flags (METHOD 4.6)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.assess.rules import months
from pipeline.register import Project
from pipeline.register.milestones import Decision
from pipeline.vintage import month_end
from schemas.codelists import ActionStage, EvidenceGrade, FulfilmentStatus, ProjectStage, StageFlag
from schemas.commitments import Evidence

LADDER = tuple(ProjectStage)
HIGH = {ProjectStage.COMPLETED, ProjectStage.IN_OPERATION}
SURE = {EvidenceGrade.E1, EvidenceGrade.E2}
SAID_BESIDE = {StageFlag.TRIAL, StageFlag.BASICALLY, StageFlag.PART_ONLY}
"""Flags of an event that are said of the project too, when the event shows its stage."""
YEAR = re.compile(r"20\d{2}")


@dataclass(frozen=True)
class Standing:
    """A stage, what it rests on, and what must be said beside it; `since` is when it was reached, as an interval."""

    stage: ProjectStage
    parts: Mapping[str, ProjectStage]
    flags: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    since: tuple[date, date] | None = None


@dataclass(frozen=True)
class Whole:
    """What a project is made of: named parts that must all reach a stage, and what a person decided of it."""

    parts: tuple[str, ...]
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()


def whole(commitment_id: str, projects: Iterable[Project], decisions: Iterable[Decision]) -> Whole:
    """The topics a commitment waits for, with the sections of each."""
    mine = [p for p in projects if commitment_id in p.commitments]
    return Whole(
        tuple(p.topic for p in mine),
        {p.topic: p.sections for p in mine if p.sections},
        tuple(d for d in decisions if d.commitment_id == commitment_id),
    )


def known(evidence: Iterable[Evidence], as_of: date) -> list[Evidence]:
    """What was public by the day and had happened: an article of 2024 on 2023 was not known in 2023."""
    return [e for e in evidence if max(e.vintage, e.event_end) <= as_of]


def standing(evidence: Sequence[Evidence], project: Whole, as_of: date) -> Standing:
    """Stage of each part; the whole shows the lowest of them, and the flags of all."""
    seen = known(evidence, as_of)
    confirmed = {d.stage for d in project.decisions if d.code is StageFlag.CONFIRMED}
    parts: dict[str, tuple[ProjectStage, list[str]]] = {}
    grounds: list[list[Evidence]] = []
    for topic in sorted({*project.parts, *(e.topic for e in seen)}):
        about = [e for e in seen if e.topic == topic]
        for section in project.sections.get(topic, ()) or (None,):
            name = f"{topic} {section}" if section else topic
            grounds.append([e for e in about if section is None or e.part in (section, None)])
            parts[name] = _part(grounds[-1], confirmed)
    stage = min((s for s, _ in parts.values()), key=LADDER.index, default=ProjectStage.NO_EVIDENCE)
    flags = {flag for _, found in parts.values() for flag in found} | _age(seen, stage, as_of)
    flags |= {str(d.code) for d in project.decisions if d.code is not StageFlag.CONFIRMED}
    shown = {name: s for name, (s, _) in parts.items()}
    return Standing(stage, shown, tuple(sorted(flags)), tuple(seen), _since(grounds, stage))


def _part(evidence: list[Evidence], confirmed: set[ProjectStage | None]) -> tuple[ProjectStage, list[str]]:
    """Highest stage with enough behind it; 完工 and 投用 need E1, E2, two independent papers or a person's word."""
    positive = [e for e in evidence if StageFlag.NEGATIVE not in (e.flags or ())]
    flags: list[str] = []
    for stage in reversed(LADDER[1:]):
        shown = [e for e in positive if e.stage == stage]
        if not shown:
            continue
        beside = sorted({f for e in shown for f in e.flags or () if f in SAID_BESIDE})
        if stage not in HIGH or _enough([e for e in positive if _rung(e) >= LADDER.index(stage)]):
            return stage, [*flags, *beside]
        if stage in confirmed:
            return stage, [*flags, *beside, str(StageFlag.CONFIRMED)]
        flags.append(f"{StageFlag.UNCONFIRMED}:{stage}")
    return (ProjectStage.PLANNED if positive else ProjectStage.NO_EVIDENCE), flags


def _rung(e: Evidence) -> int:
    """Height on the ladder; an event that shows no stage stands below it."""
    return LADDER.index(ProjectStage(e.stage)) if e.stage else -1


def _enough(shown: list[Evidence]) -> bool:
    papers = {e.publisher or e.document_id for e in shown if e.grade == EvidenceGrade.E3}
    documents = {e.document_id for e in shown if e.grade == EvidenceGrade.E3}
    return any(e.grade in SURE for e in shown) or min(len(papers), len(documents)) >= months("reports")


def _since(grounds: list[list[Evidence]], stage: ProjectStage) -> tuple[date, date] | None:
    """Interval in which the last of the parts reached the stage; None where nothing dates it."""
    found = [_since_part(evidence, stage) for evidence in grounds]
    dated = [interval for interval in found if interval]
    return max(dated, key=lambda i: i[1]) if dated and len(dated) == len(found) else None


def _since_part(evidence: list[Evidence], stage: ProjectStage) -> tuple[date, date] | None:
    """The first event's own days, or any since the last news below the stage where only a report of it has one."""
    at = sorted((e for e in evidence if _rung(e) >= LADDER.index(stage)), key=lambda e: e.event_end)
    if not at or stage is ProjectStage.NO_EVIDENCE:
        return None
    first = at[0]
    if StageFlag.REPORTED not in (first.flags or ()):
        return first.event_start, first.event_end
    below = [e.event_end for e in evidence if _rung(e) < LADDER.index(stage) and e.event_end < first.event_end]
    return max(below, default=first.event_start), first.event_end


def _age(seen: list[Evidence], stage: ProjectStage, as_of: date) -> set[str]:
    """stale: nothing new for a year while unfinished; delayed: an announced year has passed; both for two: proposed."""
    if not seen or stage in HIGH or any(e.stage == ProjectStage.IN_OPERATION for e in seen):
        return set()
    newest = max(e.event_end for e in seen)
    years = [int(y) for e in seen for y in YEAR.findall(e.expected_date or "")]
    delayed = any(year < as_of.year for year in years)
    found = {StageFlag.STALE: as_of > month_end(newest, months("quiet_months")), StageFlag.DELAYED: delayed}
    long_quiet = as_of > month_end(newest, months("stalled_months"))
    found[StageFlag.PROPOSED_STALLED] = long_quiet and delayed
    return {str(flag) for flag, holds in found.items() if holds}


def action_stage(found: Standing, *, end_state: bool) -> ActionStage:
    """One announcement initiates, repeated dated outputs are implementation; only a named thing can be delivered.

    Announcing again is not progress: reports of one day, and days of one document, count once.
    """
    positive = [e for e in found.evidence if StageFlag.NEGATIVE not in (e.flags or ())]
    if not positive:
        return ActionStage.NO_EVIDENCE
    if end_state and found.stage in HIGH:
        return ActionStage.DELIVERED
    outputs = min(len({e.document_id for e in positive}), len({e.event_end for e in positive}))
    moving = LADDER.index(found.stage) >= LADDER.index(ProjectStage.STARTED)
    several = outputs >= months("reports")
    return ActionStage.IN_IMPLEMENTATION if several or moving else ActionStage.INITIATED


def reached(stage: ProjectStage, required: ProjectStage) -> bool:
    """Whether the stage the clause asks for is reached."""
    return LADDER.index(stage) >= LADDER.index(required)


def verdict(found: Standing, met: bool, end: date, as_of: date, *, in_time: bool, measurable: bool) -> FulfilmentStatus:
    """Before the window ends the duty runs, whatever is reached; after it only a clause with an end state is judged.

    A goal a person has marked as superseded is said to be so, at any time.
    """
    if StageFlag.SUPERSEDED in found.flags:
        return FulfilmentStatus.SUPERSEDED
    if as_of <= end:
        return FulfilmentStatus.IN_PROGRESS if found.evidence else FulfilmentStatus.NOT_DUE
    if met:
        return FulfilmentStatus.FULFILLED if in_time else FulfilmentStatus.FULFILLED_LATE
    return FulfilmentStatus.NOT_FULFILLED if measurable and found.evidence else FulfilmentStatus.NOT_ASSESSABLE
