"""`/v1/commitments`: what was promised; one of them with everything known about it in one answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlmodel import Session, col, func, or_, select

from api.filters import ListQuery, among, codes, values
from api.meta import meta
from api.paging import page
from api.responses import Item, Page, labelled, not_found, out_model
from api.routes import Opened
from schemas.assessments import Assessment
from schemas.catalog import Document
from schemas.codelists import ActionStage, CommitmentKind, ProgressStatus, ProjectStage, ReviewStatus
from schemas.commitments import Commitment, Evidence, Target
from schemas.statistics import Observation, Series

router = APIRouter(prefix="/v1", tags=["commitments"])
CommitmentOut = out_model(Commitment)
ObservationOut = out_model(Observation)
SeriesView = out_model(Series, observations=(list[ObservationOut], ...))  # type: ignore[valid-type]
TargetView = out_model(Target, series=(SeriesView | None, None), reference_series=(SeriesView | None, None))
CommitmentView = out_model(
    Commitment,
    targets=(list[TargetView], ...),  # type: ignore[valid-type]
    assessments=(list[out_model(Assessment)], ...),  # type: ignore[misc]
    evidence=(list[out_model(Evidence)], ...),  # type: ignore[misc]
    documents=(list[out_model(Document)], ...),  # type: ignore[misc]
)


class CommitmentQuery(ListQuery):
    """Filters of `/v1/commitments`; several values are joined with commas."""

    report: str | None = Field(None, description="Report id", examples=["jiangmen_2021"])
    kind: str | None = Field(None, description="Kind", examples=["quantitative_target,ranking_target"])
    chapter: str | None = Field(None, description="Chapter as a Chinese numeral", examples=["二"])
    place: str | None = Field(None, description="County or district named in the clause", examples=["台山"])
    status: str | None = Field(None, description="Progress status", examples=["needs_acceleration"])
    project_stage: str | None = Field(None, description="Project stage", examples=["in_operation"])
    action_stage: str | None = Field(None, description="Stage of a policy action", examples=["initiated"])
    review_status: str = Field("reviewed", description="reviewed, unreviewed or both with a comma")
    q: str | None = Field(None, description="Part of a title or quote", examples=["高铁"])


def _filtered(query: CommitmentQuery) -> Any:
    statement = select(Commitment)
    assessed = {
        Assessment.progress_status: codes("status", query.status, ProgressStatus),
        Assessment.project_stage: codes("project_stage", query.project_stage, ProjectStage),
        Assessment.action_stage: codes("action_stage", query.action_stage, ActionStage),
    }
    if any(assessed.values()):
        statement = statement.join(Assessment, col(Assessment.commitment_id) == col(Commitment.commitment_id))
    filters = {
        Commitment.report_id: values(query.report),
        Commitment.kind: codes("kind", query.kind, CommitmentKind),
        Commitment.chapter: values(query.chapter),
        Commitment.review_status: codes("review_status", query.review_status, ReviewStatus),
        **assessed,
    }
    statement = among(statement, filters)
    if query.place:
        statement = statement.where(or_(*(func.list_contains(Commitment.places, p) for p in values(query.place))))
    if query.q:
        texts = (Commitment.title_zh, Commitment.quote, Commitment.title_en)
        statement = statement.where(or_(*(col(t).icontains(query.q, autoescape=True) for t in texts)))
    return statement


@router.get("/commitments", response_model=Page[CommitmentOut])  # type: ignore[valid-type]
def list_commitments(
    request: Request, response: Response, opened: Opened, query: Annotated[CommitmentQuery, Query()]
) -> dict[str, Any]:
    """Commitments in the order of the report."""
    build_id, session = opened
    order = [Commitment.position, Commitment.commitment_id]
    return page(request, response, build_id, session, _filtered(query), order, query)


@router.get("/commitments/{commitment_id}", response_model=Item[CommitmentView])  # type: ignore[valid-type]
def one_commitment(commitment_id: str, opened: Opened) -> dict[str, Any]:
    """The combined view: quote, targets, series by vintage, assessment with its trace, evidence, documents."""
    _, session = opened
    commitment = session.get(Commitment, commitment_id)
    if commitment is None:
        raise not_found("commitment", commitment_id, "/v1/commitments lists them")
    targets = _rows(session, Target, commitment_id, Target.target_id)
    assessments = _rows(session, Assessment, commitment_id, Assessment.assessment_id)
    evidence = _rows(session, Evidence, commitment_id, Evidence.event_start)
    series = _series(session, {k for t in targets for k in (t.series_key, t.reference_series_key) if k})
    view = {
        **labelled(commitment),
        "targets": [
            {
                **labelled(t),
                "series": series.get(t.series_key or ""),
                "reference_series": series.get(t.reference_series_key or ""),
            }
            for t in targets
        ],
        "assessments": [labelled(a) for a in assessments],
        "evidence": [labelled(e) for e in evidence],
        "documents": _documents(session, commitment, evidence, series),
    }
    return {"data": view, "meta": meta(session)}


def _rows(session: Session, table: Any, commitment_id: str, order: Any) -> list[Any]:
    return list(session.exec(select(table).where(table.commitment_id == commitment_id).order_by(order)))


def _series(session: Session, keys: set[str]) -> dict[str, dict[str, Any]]:
    """The series with every vintage of every period, in one query each for series and observations."""
    if not keys:
        return {}
    rows = session.exec(select(Series).where(col(Series.series_key).in_(sorted(keys))))
    found = {s.series_key: {**labelled(s), "observations": []} for s in rows}
    order = (Observation.series_key, Observation.time_period, Observation.vintage, Observation.observation_id)
    figures = select(Observation).where(col(Observation.series_key).in_(sorted(keys))).order_by(*order)  # type: ignore[arg-type]
    for figure in session.exec(figures):
        found[figure.series_key]["observations"].append(labelled(figure))
    return found


def _documents(
    session: Session, commitment: Commitment, evidence: list[Evidence], series: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """Every document the view refers to: citation, wording, address."""
    ids = {commitment.document_id, *(e.document_id for e in evidence)}
    ids |= {o["document_id"] for s in series.values() for o in s["observations"]}
    wanted = sorted(i for i in ids if i)
    rows = session.exec(select(Document).where(col(Document.document_id).in_(wanted)).order_by(Document.document_id))
    return [labelled(d) for d in rows]
