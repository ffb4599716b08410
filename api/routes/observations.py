"""`/v1/observations`: figures, every vintage of them, as known on any day."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlmodel import col, select

from api.filters import ListQuery, among, codes, values
from api.paging import page
from api.responses import Page, labelled, out_model
from api.routes import Opened
from schemas.codelists import Freq, Measure, Tier
from schemas.statistics import Observation, Series

router = APIRouter(prefix="/v1", tags=["observations"])
ObservationOut = out_model(Observation)
ORDER = [Observation.series_key, Observation.time_period, Observation.observation_id]


class ObservationQuery(ListQuery):
    """Filters of `/v1/observations`; several values are joined with commas."""

    series_key: str | None = Field(None, description="Series", examples=["GDP.440700.level.A.CUR"])
    indicator: str | None = Field(None, description="Indicator id", examples=["GDP"])
    area: str | None = Field(None, description="GB/T 2260 code", examples=["440700,440000"])
    measure: str | None = Field(None, description="Measure", examples=["level"])
    freq: str | None = Field(None, description="Frequency", examples=["A"])
    document_id: str | None = Field(None, description="Document the figure was read in")
    start_period: date | None = Field(None, description="Periods that end on this day or later")
    end_period: date | None = Field(None, description="Periods that start on this day or earlier")
    as_of: date | None = Field(None, description="Only what was public on this day")
    tier: str = Field("published", description="published, review or both with a comma")


@router.get("/observations", response_model=Page[ObservationOut])  # type: ignore[valid-type]
def list_observations(
    request: Request, response: Response, opened: Opened, query: Annotated[ObservationQuery, Query()]
) -> dict[str, Any]:
    """Figures in the order of series, period and release; every row has its quote and span."""
    build_id, session = opened
    statement = select(Observation).where(col(Observation.tier).in_(codes("tier", query.tier, Tier)))
    if query.indicator or query.area or query.measure or query.freq:
        statement = statement.join(Series, col(Observation.series_key) == col(Series.series_key))
    filters = {
        Series.indicator_id: values(query.indicator),
        Series.ref_area: values(query.area),
        Series.measure: codes("measure", query.measure, Measure),
        Series.freq: codes("freq", query.freq, Freq),
        Observation.series_key: values(query.series_key),
        Observation.document_id: values(query.document_id),
    }
    statement = among(statement, filters)
    if query.start_period:
        statement = statement.where(col(Observation.period_end) >= query.start_period)
    if query.end_period:
        statement = statement.where(col(Observation.period_start) <= query.end_period)
    if query.as_of:
        statement = statement.where(col(Observation.vintage) <= query.as_of)
    return page(request, response, build_id, session, statement, ORDER, query, labelled)
