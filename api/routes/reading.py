"""`/v1/reviews`, `/v1/unmapped`, `/v1/evaluation`: how sure the reading is, what waits, and what has no name."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlmodel import col, select

from api.filters import ListQuery, among, codes, values
from api.paging import page
from api.responses import Page, out_model
from api.routes import Opened
from schemas.codelists import Doubt, ReviewState
from schemas.reading import Evaluation, Review, Unmapped

router = APIRouter(prefix="/v1", tags=["reading"])
ReviewOut, UnmappedOut, EvaluationOut = out_model(Review), out_model(Unmapped), out_model(Evaluation)


class ReviewQuery(ListQuery):
    """Filters of `/v1/reviews`."""

    state: str | None = Field(None, description="What was decided", examples=["waiting"])
    doubt: str | None = Field(None, description="Why it is in doubt", examples=["lost_characters"])
    document_id: str | None = Field(None, description="Document it was read in")


class UnmappedQuery(ListQuery):
    """Filters of `/v1/unmapped`."""

    document_id: str | None = Field(None, description="Document it was read in")
    words: str | None = Field(None, description="Part of the words in front of the figure", examples=["产量"])


class EvaluationQuery(ListQuery):
    """Filters of `/v1/evaluation`."""

    part: str | None = Field(None, description="dev, held_out or report", examples=["held_out"])
    slice: str | None = Field(None, description="all, measure, tier, field, unmapped, commitments", examples=["all"])


@router.get("/reviews", response_model=Page[ReviewOut])  # type: ignore[valid-type]
def list_reviews(
    request: Request, response: Response, opened: Opened, query: Annotated[ReviewQuery, Query()]
) -> dict[str, Any]:
    """Figures whose reading is in doubt, with the sentence each stands in, and what was decided of them."""
    build_id, session = opened
    wanted = {
        Review.state: codes("state", query.state, ReviewState),
        Review.doubt: codes("doubt", query.doubt, Doubt),
        Review.document_id: values(query.document_id),
    }
    return page(request, response, build_id, session, among(select(Review), wanted), [Review.review_id], query)


@router.get("/unmapped", response_model=Page[UnmappedOut])  # type: ignore[valid-type]
def list_unmapped(
    request: Request, response: Response, opened: Opened, query: Annotated[UnmappedQuery, Query()]
) -> dict[str, Any]:
    """Figures of indicators the dictionary lacks, with the text's own words, never forced onto a near name."""
    build_id, session = opened
    statement = among(select(Unmapped), {Unmapped.document_id: values(query.document_id)})
    if query.words:
        statement = statement.where(col(Unmapped.words).contains(query.words, autoescape=True))
    return page(request, response, build_id, session, statement, [Unmapped.unmapped_id], query)


@router.get("/evaluation", response_model=Page[EvaluationOut])  # type: ignore[valid-type]
def list_evaluation(
    request: Request, response: Response, opened: Opened, query: Annotated[EvaluationQuery, Query()]
) -> dict[str, Any]:
    """Precision, recall and F1 of the reading as last measured; empty where nothing was measured."""
    build_id, session = opened
    wanted = {Evaluation.part: values(query.part), Evaluation.slice: values(query.slice)}
    statement = among(select(Evaluation), wanted)
    order = [Evaluation.part, Evaluation.slice, Evaluation.name]
    return page(request, response, build_id, session, statement, order, query)
