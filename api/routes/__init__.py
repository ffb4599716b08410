"""One file per resource. Plain `def` handlers: the driver blocks, so they run in the thread pool."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from api.database import Database


def _session(request: Request) -> Iterator[tuple[str, Session]]:
    database: Database = request.app.state.database
    with database.session() as opened:
        yield opened


Opened = Annotated[tuple[str, Session], Depends(_session)]
"""(build id, session) of the published build, the same from start to end of the request."""
