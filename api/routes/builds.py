"""`/v1/builds/current`: what is published, its checks and its size."""

from typing import Any

from fastapi import APIRouter
from sqlmodel import func, select

from api.meta import meta
from api.responses import Item, labelled, out_model
from api.routes import Opened
from schemas import tables
from schemas.catalog import Build, CheckResult

router = APIRouter(prefix="/v1", tags=["builds"])
BuildOut = out_model(Build, rows=(dict[str, int], ...), checks=(list[out_model(CheckResult)], ...))  # type: ignore[misc]


@router.get("/builds/current", response_model=Item[BuildOut])  # type: ignore[valid-type]
def current(opened: Opened) -> dict[str, Any]:
    """The published build with the rows of every table and the result of every check."""
    _, session = opened
    build = session.exec(select(Build)).one()
    rows = {t.name: session.exec(select(func.count()).select_from(t)).one() for t in tables()}
    checks = [labelled(c) for c in session.exec(select(CheckResult).order_by(CheckResult.check_id))]
    return {"data": {**labelled(build), "rows": rows, "checks": checks}, "meta": meta(session)}
