"""The rows of the published sample build, read once."""

import pytest
from sqlmodel import Session, select

from pipeline.settings import Settings
from schemas.statistics import Observation
from schemas.storage import current_build, open_read_only


@pytest.fixture(scope="session")
def sample(published: Settings) -> list[Observation]:
    """Every observation of the published sample build."""
    engine = open_read_only(published.layout.database(current_build(published.layout.root)))
    with Session(engine) as session:
        found = list(session.exec(select(Observation)))
    engine.dispose()
    return found
