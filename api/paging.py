"""One page of a query, by keyset: the same order always, no row twice, none left out."""

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import Request, Response
from sqlalchemy.orm import InstrumentedAttribute
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from api.filters import ListQuery, after, decode_cursor, encode_cursor, next_url
from api.meta import meta
from api.responses import labelled

Row = TypeVar("Row", bound=SQLModel)


def page(
    request: Request,
    response: Response,
    build_id: str,
    session: Session,
    statement: SelectOfScalar[Row],
    order: list[Any],
    query: ListQuery,
    shape: Callable[[Row], dict[str, Any]] = labelled,
) -> dict[str, Any]:
    """Rows of `statement` in `order` after the cursor, at most `limit`, with `next` in body and `Link` header."""
    columns: list[InstrumentedAttribute[Any]] = order
    if query.cursor:
        statement = statement.where(after(columns, decode_cursor(query.cursor, build_id, len(columns))))
    rows = list(session.exec(statement.order_by(*columns).limit(query.limit + 1)))
    more, rows = len(rows) > query.limit, rows[: query.limit]
    following = None
    if more:
        key = [getattr(rows[-1], column.key) for column in columns]
        following = next_url(request, encode_cursor(build_id, key))
        response.headers["Link"] = f'<{following}>; rel="next"'
    return {"data": [shape(row) for row in rows], "next": following, "meta": meta(session, truncated=more)}
