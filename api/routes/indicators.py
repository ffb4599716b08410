"""`/v1/indicators`: the dictionary, with the series each indicator has."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlmodel import col, or_, select

from api.filters import ListQuery, among, codes, values
from api.meta import meta
from api.paging import page
from api.responses import Item, Page, labelled, not_found, out_model
from api.routes import Opened
from schemas.codelists import IndicatorKind
from schemas.statistics import Indicator, Series

router = APIRouter(prefix="/v1", tags=["indicators"])
IndicatorOut = out_model(Indicator)
SeriesOut = out_model(Series)
IndicatorView = out_model(Indicator, series=(list[SeriesOut], ...))  # type: ignore[valid-type]


class IndicatorQuery(ListQuery):
    """Filters of `/v1/indicators`."""

    theme: str | None = Field(None, description="Theme, or several with commas", examples=["national_accounts"])
    kind: str | None = Field(None, description="Kind, or several with commas", examples=["level,share"])
    q: str | None = Field(None, description="Part of a name or alias, Chinese or English", examples=["增加值"])


@router.get("/indicators", response_model=Page[IndicatorOut])  # type: ignore[valid-type]
def list_indicators(
    request: Request, response: Response, opened: Opened, query: Annotated[IndicatorQuery, Query()]
) -> dict[str, Any]:
    """Indicators in the order of their ids."""
    build_id, session = opened
    wanted = {Indicator.theme: values(query.theme), Indicator.kind: codes("kind", query.kind, IndicatorKind)}
    statement = among(select(Indicator), wanted)
    if query.q:
        statement = statement.where(
            or_(
                col(Indicator.name_zh).contains(query.q, autoescape=True),
                col(Indicator.name_en).icontains(query.q, autoescape=True),
            )
        )
    return page(request, response, build_id, session, statement, [Indicator.indicator_id], query)


@router.get("/indicators/{indicator_id}", response_model=Item[IndicatorView])  # type: ignore[valid-type]
def one_indicator(indicator_id: str, opened: Opened) -> dict[str, Any]:
    """One indicator with its series."""
    _, session = opened
    indicator = session.get(Indicator, indicator_id)
    if indicator is None:
        raise not_found("indicator", indicator_id, "/v1/indicators lists them")
    series = session.exec(select(Series).where(Series.indicator_id == indicator_id).order_by(Series.series_key))
    return {"data": {**labelled(indicator), "series": [labelled(s) for s in series]}, "meta": meta(session)}
