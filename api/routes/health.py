"""`/healthz`: the process answers. `/readyz`: it can answer with data."""

from fastapi import APIRouter
from sqlmodel import func, select

from api.routes import Opened
from schemas.commitments import Commitment

router = APIRouter(tags=["health"])


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """Always 200 while the process runs."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(opened: Opened) -> dict[str, str | int]:
    """200 with the build served; 503 while nothing is published."""
    build_id, session = opened
    return {
        "status": "ready",
        "build_id": build_id,
        "commitments": session.exec(select(func.count()).select_from(Commitment)).one(),
    }
