"""All commitments of one report on one day: exactly one assessment each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.assess import stages, wording
from pipeline.assess.numeric import assess_numeric
from pipeline.choice import Figures
from pipeline.register import Card, Register
from schemas.codelists import (
    ActionStage,
    CommitmentKind,
    FulfilmentStatus,
    NotAssessedReason,
    ProgressStatus,
    ReviewStatus,
    Robustness,
)
from schemas.commitments import Assessment, Commitment, Evidence, Target
from schemas.dictionary import Dictionary

RULES_VERSION = "1"
"""Raised whenever a rule, threshold or sentence changes."""


@dataclass(frozen=True)
class Case:
    """Everything a judgement may rest on."""

    register: Register
    commitments: Sequence[Commitment]
    targets: Sequence[Target]
    evidence: Sequence[Evidence]
    figures: Figures
    known: Dictionary
    sources: int


def assess(case: Case) -> list[Assessment]:
    """One assessment per reviewed commitment, in the order of the register."""
    targets = {t.commitment_id: t for t in case.targets}
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for event in case.evidence:
        evidence[event.commitment_id or ""].append(event)
    reviewed = [c for c in case.commitments if c.review_status == ReviewStatus.REVIEWED]
    return [_one(case, c, targets.get(c.commitment_id), evidence[c.commitment_id]) for c in reviewed]


def _one(case: Case, commitment: Commitment, target: Target | None, evidence: list[Evidence]) -> Assessment:
    day = case.figures.as_of.isoformat()
    if target is None:
        return _staged(case, commitment, evidence, f"{commitment.commitment_id}@{day}")
    if target.indicator_id is None:
        return _unmeasured(case, target, evidence, f"{target.target_id}@{day}")
    card = next(c for c in case.register.cards if c.commitment_id == target.commitment_id)
    found = assess_numeric(target, card, case.figures, case.known, f"{target.target_id}@{day}")
    found.inputs = [*found.inputs, *(e.evidence_id for e in evidence)]
    return found


def _unmeasured(case: Case, target: Target, evidence: list[Evidence], assessment_id: str) -> Assessment:
    """Rank words and bare directions: no class, the evidence listed."""
    card = next((c for c in case.register.cards if c.commitment_id == target.commitment_id), None)
    return Assessment(
        **_common(case, target.commitment_id, assessment_id, evidence, _no_measure(target, card)),
        target_id=target.target_id,
        progress_status=ProgressStatus.NOT_ASSESSED,
        reason=NotAssessedReason.NO_MEASURABLE_INDICATOR,
        fulfilment_status=FulfilmentStatus.NOT_DUE
        if case.figures.as_of <= case.register.window_end
        else FulfilmentStatus.NOT_ASSESSABLE,
        rule=f"{target.method}/1",
        trace={"method": target.method, "note": card.note if card else None},
    )


def _no_measure(target: Target, card: Card | None) -> wording.Sentences:
    if card and card.unmeasured_zh:
        return wording.fill(wording.VAGUE_BECAUSE, {"why": card.unmeasured_zh}, {"why": card.unmeasured_en})
    if target.comparator and target.indicator_name:
        return wording.fill(wording.DIRECTION, {"name": target.indicator_name})
    return wording.fill(wording.VAGUE, {})


def _staged(case: Case, commitment: Commitment, evidence: list[Evidence], assessment_id: str) -> Assessment:
    """A project or a policy action, by its evidence."""
    as_of, end = case.figures.as_of, case.register.window_end
    topics = [p.topic for p in case.register.projects if commitment.commitment_id in p.commitments]
    found = stages.standing(evidence, topics, as_of)
    is_project = commitment.kind == CommitmentKind.PROJECT
    required = stages.required_stage(commitment)
    action = stages.action_stage(found)
    met = _met(found, commitment)
    in_time = _met(stages.standing(evidence, topics, min(as_of, end)), commitment)
    sentences = wording.staged(found, found.stage if is_project else action, as_of, case.sources)
    return Assessment(
        **_common(case, commitment.commitment_id, assessment_id, list(found.evidence), sentences),
        project_stage=found.stage if is_project else None,
        action_stage=None if is_project else action,
        fulfilment_status=stages.verdict(found, met, end, as_of, in_time=in_time, measurable=is_project),
        rule="project_stage/1" if is_project else "action_stage/1",
        trace={
            "parts": {name: str(stage) for name, stage in found.parts.items()},
            "flags": list(found.flags),
            "required_stage": str(required) if is_project else None,
            "required_stage_reached": met if is_project else None,
            "evidence": [
                {"id": e.evidence_id, "stage": e.stage, "grade": e.grade, "date": e.event_end.isoformat()}
                for e in found.evidence
            ],
        },
    )


def _met(found: stages.Standing, commitment: Commitment) -> bool:
    """Whether a project has the stage its clause asks for, or an action its end state."""
    if commitment.kind == CommitmentKind.PROJECT:
        return stages.reached(found.stage, stages.required_stage(commitment))
    return stages.action_stage(found) is ActionStage.DELIVERED


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
