"""`/v1/assessments`, `/v1/changes`, `/v1/evidence`, `/v1/restatements`, `/v1/silence`: how things stood, and why."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlmodel import col, or_, select

from api.filters import ListQuery, among, codes, values
from api.paging import page
from api.responses import Page, out_model
from api.routes import Opened
from schemas.assessments import AssessmentHistory, Change
from schemas.codelists import Cause, ProgressStatus, ProjectStage, Relation
from schemas.commitments import Evidence, Silence
from schemas.drift import Restatement

router = APIRouter(prefix="/v1", tags=["judgements"])
StandingOut, ChangeOut, EvidenceOut = out_model(AssessmentHistory), out_model(Change), out_model(Evidence)
RestatementOut, SilenceOut = out_model(Restatement), out_model(Silence)
Named = Field(None, description="Commitment", examples=["C007"])


class AssessmentQuery(ListQuery):
    """Filters of `/v1/assessments`."""

    commitment: str | None = Named
    as_of: date | None = Field(None, description="Only what could be known on this day", examples=["2023-08-01"])
    status: str | None = Field(None, description="Progress status", examples=["needs_acceleration"])
    project_stage: str | None = Field(None, description="Project stage", examples=["in_operation"])
    cause: str | None = Field(None, description="Why it differs from the one before", examples=["revision"])


class ChangeQuery(ListQuery):
    """Filters of `/v1/changes`."""

    commitment: str | None = Named
    cause: str | None = Field(None, description="Why it moved", examples=["revision"])
    build: str | None = Field(None, description="Build in which it moved")


class EvidenceQuery(ListQuery):
    """Filters of `/v1/evidence`."""

    commitment: str | None = Named
    stage: str | None = Field(None, description="Stage it shows", examples=["under_construction"])
    as_of: date | None = Field(None, description="Only what was public on this day")


class RestatementQuery(ListQuery):
    """Filters of `/v1/restatements`."""

    commitment: str | None = Named
    relation: str | None = Field(None, description="How it relates to the original", examples=["same_measure"])


class SilenceQuery(ListQuery):
    """Filters of `/v1/silence`."""

    commitment: str | None = Named


@router.get("/assessments", response_model=Page[StandingOut])  # type: ignore[valid-type]
def list_assessments(
    request: Request, response: Response, opened: Opened, query: Annotated[AssessmentQuery, Query()]
) -> dict[str, Any]:
    """Every assessment since the report was adopted, by today's rules; with `as_of` the one that held on that day."""
    build_id, session = opened
    history = AssessmentHistory
    statement = among(
        select(history),
        {
            history.commitment_id: values(query.commitment),
            history.progress_status: codes("status", query.status, ProgressStatus),
            history.project_stage: codes("project_stage", query.project_stage, ProjectStage),
            history.cause: codes("cause", query.cause, Cause),
        },
    )
    if query.as_of:
        held = or_(col(history.valid_to).is_(None), col(history.valid_to) >= query.as_of)
        statement = statement.where(col(history.as_of) <= query.as_of, held)
    return page(request, response, build_id, session, statement, [history.assessment_id], query)


@router.get("/changes", response_model=Page[ChangeOut])  # type: ignore[valid-type]
def list_changes(
    request: Request, response: Response, opened: Opened, query: Annotated[ChangeQuery, Query()]
) -> dict[str, Any]:
    """Statuses that moved between two builds, each with its typed cause."""
    build_id, session = opened
    wanted = {
        Change.commitment_id: values(query.commitment),
        Change.cause: codes("cause", query.cause, Cause),
        Change.build_id: values(query.build),
    }
    return page(request, response, build_id, session, among(select(Change), wanted), [Change.change_id], query)


@router.get("/evidence", response_model=Page[EvidenceOut])  # type: ignore[valid-type]
def list_evidence(
    request: Request, response: Response, opened: Opened, query: Annotated[EvidenceQuery, Query()]
) -> dict[str, Any]:
    """Dated events with the sentence each was read in."""
    build_id, session = opened
    wanted = {
        Evidence.commitment_id: values(query.commitment),
        Evidence.stage: codes("stage", query.stage, ProjectStage),
    }
    statement = among(select(Evidence), wanted)
    if query.as_of:
        statement = statement.where(col(Evidence.vintage) <= query.as_of, col(Evidence.event_end) <= query.as_of)
    return page(request, response, build_id, session, statement, [Evidence.evidence_id], query)


@router.get("/restatements", response_model=Page[RestatementOut])  # type: ignore[valid-type]
def list_restatements(
    request: Request, response: Response, opened: Opened, query: Annotated[RestatementQuery, Query()]
) -> dict[str, Any]:
    """Goals of later documents beside the originals; none of them changes a target or a verdict."""
    build_id, session = opened
    wanted = {
        Restatement.commitment_id: values(query.commitment),
        Restatement.relation: codes("relation", query.relation, Relation),
    }
    statement = among(select(Restatement), wanted)
    return page(request, response, build_id, session, statement, [Restatement.restatement_id], query)


@router.get("/silence", response_model=Page[SilenceOut])  # type: ignore[valid-type]
def list_silence(
    request: Request, response: Response, opened: Opened, query: Annotated[SilenceQuery, Query()]
) -> dict[str, Any]:
    """Where and with which words evidence was looked for and not found; silence is not inaction."""
    build_id, session = opened
    statement = among(select(Silence), {Silence.commitment_id: values(query.commitment)})
    return page(request, response, build_id, session, statement, [Silence.commitment_id], query)
