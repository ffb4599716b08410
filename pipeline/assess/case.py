"""All commitments of one report on one day: exactly one assessment each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from pipeline.assess import staged_wording, stages, wording
from pipeline.assess.numeric import assess_numeric
from pipeline.assess.partyear import projections
from pipeline.assess.reading import card_of, judged, read
from pipeline.assess.rules import RULES_VERSION
from pipeline.choice import Figures
from pipeline.figures import series_key
from pipeline.register import Register
from pipeline.register.cards import Card
from schemas.assessments import Assessment, Projection
from schemas.codelists import (
    ActionStage,
    CommitmentKind,
    FulfilmentStatus,
    Measure,
    NotAssessedReason,
    ProgressStatus,
    ProjectStage,
    ReviewStatus,
    Robustness,
)
from schemas.commitments import Commitment, Evidence, Target
from schemas.dictionary import Dictionary


@dataclass(frozen=True)
class Searched:
    """A document evidence was looked for in, and the day it counts as known from."""

    document_id: str
    source_id: str
    vintage: date


@dataclass(frozen=True)
class Case:
    """Everything a judgement may rest on."""

    register: Register
    commitments: Sequence[Commitment]
    targets: Sequence[Target]
    evidence: Sequence[Evidence]
    figures: Figures
    known: Dictionary
    searched: Sequence[Searched] = ()

    @cached_property
    def named(self) -> frozenset[str]:
        """Projects and actions that name something evidence can be looked for with."""
        return frozenset(c for p in self.register.projects for c in (*p.commitments, *chain(*p.parts.values())))

    def looked(self, commitment_id: str) -> tuple[int, int] | None:
        """Documents and sources searched by the case's day; None where the clause names nothing to look for."""
        if commitment_id not in self.named:
            return None
        seen = [s for s in self.searched if s.vintage <= self.figures.as_of]
        return len(seen), len({s.source_id for s in seen})

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Cards by commitment."""
        return {c.commitment_id: c for c in self.register.cards}

    def own_series(self, indicator: str, area: str) -> str:
        """Annual series of an indicator's own measure."""
        return series_key(indicator, area, self.known.by_id[indicator].own_measure)

    def growth_series(self, indicator: str, area: str) -> str:
        """Annual series of its published growth."""
        return series_key(indicator, area, Measure.YOY)


@dataclass(frozen=True)
class Subject:
    """One commitment with what is linked to it."""

    commitment: Commitment
    target: Target | None
    evidence: Sequence[Evidence]


def subjects(case: Case) -> list[Subject]:
    """The reviewed commitments of the register, in its order."""
    targets = {t.commitment_id: t for t in case.targets}
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for event in case.evidence:
        evidence[event.commitment_id or ""].append(event)
    reviewed = [c for c in case.commitments if c.review_status == ReviewStatus.REVIEWED]
    return [Subject(c, targets.get(c.commitment_id), evidence[c.commitment_id]) for c in reviewed]


def assess(case: Case) -> list[Assessment]:
    """One assessment per reviewed commitment, in the order of the register."""
    return [assess_one(case, subject) for subject in subjects(case)]


def drawn_apart(case: Case) -> Iterator[Projection]:
    """What parts of a year point to, for every target with a measure."""
    for subject in subjects(case):
        target = subject.target
        if target is None or target.indicator_id is None:
            continue
        card = case.cards[target.commitment_id]
        reading = read(target, case.figures, case.known)
        found = judged(reading, card_of(target, card, reading.entry), case.figures, target, (), case.known)
        yield from projections(target, reading, found, case.figures)


def assess_one(case: Case, subject: Subject) -> Assessment:
    """The assessment of one commitment on the case's day."""
    commitment, target = subject.commitment, subject.target
    evidence = stages.known(subject.evidence, case.figures.as_of)
    day = case.figures.as_of.isoformat()
    if target is None:
        return _staged(case, commitment, evidence, f"{commitment.commitment_id}@{day}")
    if target.indicator_id is None:
        return _unmeasured(case, target, evidence, f"{target.target_id}@{day}")
    card = case.cards[target.commitment_id]
    found = assess_numeric(target, card, case.figures, case.known, f"{target.target_id}@{day}")
    found.inputs = [*found.inputs, *(e.evidence_id for e in evidence)]
    found.trace["members"] = _members(target, evidence)
    return found


def _members(target: Target, evidence: list[Evidence]) -> dict[str, str | None]:
    """Checklist of a full coverage: each named member with the stage its evidence shows, null where there is none."""
    shown = {e.topic: e.stage for e in sorted(evidence, key=lambda e: e.event_end)}
    return {name: shown.get(name) for name in target.members}


def _unmeasured(case: Case, target: Target, evidence: list[Evidence], assessment_id: str) -> Assessment:
    """Rank words and bare directions: no class, the evidence listed."""
    return Assessment(
        **_common(case, target.commitment_id, assessment_id, evidence, _no_measure(target)),
        target_id=target.target_id,
        progress_status=ProgressStatus.NOT_ASSESSED,
        reason=NotAssessedReason.NO_MEASURABLE_INDICATOR,
        fulfilment_status=FulfilmentStatus.NOT_DUE
        if case.figures.as_of <= case.register.window_end
        else FulfilmentStatus.NOT_ASSESSABLE,
        rule=f"{target.method}/{RULES_VERSION}",
        trace={"method": target.method, "note": target.note},
    )


def _no_measure(target: Target) -> wording.Sentences:
    if target.unmeasured_zh:
        return wording.fill(wording.VAGUE_BECAUSE, {"why": target.unmeasured_zh}, {"why": target.unmeasured_en})
    return wording.fill(wording.VAGUE, {})


def _staged(case: Case, commitment: Commitment, evidence: list[Evidence], assessment_id: str) -> Assessment:
    """A project or a policy action, by its evidence."""
    as_of, end = case.figures.as_of, case.register.window_end
    milestones = case.register.milestones
    project = stages.whole(commitment.commitment_id, case.register.projects, milestones.decisions)
    found = stages.standing(evidence, project, as_of)
    is_project = commitment.kind == CommitmentKind.PROJECT
    action = stages.action_stage(found, end_state=commitment.end_state_zh is not None)
    met = _met(found, commitment)
    in_time = _met(stages.standing(evidence, project, min(as_of, end)), commitment)
    measurable = is_project or commitment.end_state_zh is not None
    stage = found.stage if is_project else action
    sentences = staged_wording.staged(found, stage, as_of, case.looked(commitment.commitment_id))
    if commitment.required_stage and commitment.required_verb and found.evidence:
        required = ProjectStage(commitment.required_stage)
        sentences = staged_wording.asked(sentences, commitment.required_verb, required, reached=met)
    return Assessment(
        **_common(case, commitment.commitment_id, assessment_id, list(found.evidence), sentences),
        project_stage=found.stage if is_project else None,
        action_stage=None if is_project else action,
        flags=list(found.flags),
        fulfilment_status=stages.verdict(found, met, end, as_of, in_time=in_time, measurable=measurable),
        rule=f"{'project_stage' if is_project else 'action_stage'}/{RULES_VERSION}",
        trace={
            "parts": {name: str(stage) for name, stage in found.parts.items()},
            "flags": list(found.flags),
            "since": [day.isoformat() for day in found.since or ()],
            "required_stage": commitment.required_stage,
            "required_verb": commitment.required_verb,
            "required_stage_reached": met if is_project else None,
            "decisions": [d.model_dump(mode="json") for d in project.decisions],
            "evidence": [
                {"id": e.evidence_id, "stage": e.stage, "grade": e.grade, "date": e.event_end.isoformat()}
                for e in found.evidence
            ],
        },
    )


def _met(found: stages.Standing, commitment: Commitment) -> bool:
    """Whether a project has the stage its clause asks for, or an action its end state."""
    if commitment.kind == CommitmentKind.PROJECT:
        return stages.reached(found.stage, ProjectStage(commitment.required_stage or ProjectStage.COMPLETED))
    return stages.action_stage(found, end_state=commitment.end_state_zh is not None) is ActionStage.DELIVERED


def _common(
    case: Case, commitment_id: str, assessment_id: str, evidence: list[Evidence], said: wording.Sentences
) -> dict[str, Any]:
    return {
        "assessment_id": assessment_id,
        "commitment_id": commitment_id,
        "as_of": case.figures.as_of,
        "robustness": Robustness.NOT_APPLICABLE,
        "provisional": False,
        "indicative": False,
        "sentence_zh": said.zh,
        "sentence_en": said.en,
        "inputs": [e.evidence_id for e in evidence],
    }
