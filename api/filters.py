"""Query parameters of the list endpoints.

Unknown ones are refused, several values are joined with commas, cursors are opaque.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Integer, and_, or_
from sqlalchemy.orm import InstrumentedAttribute
from sqlmodel import SQLModel, col
from sqlmodel.sql.expression import SelectOfScalar

from api.responses import ApiProblem, FieldProblem
from schemas.codelists import Code

MAX_LIMIT = 500
Row = TypeVar("Row", bound=SQLModel)


class ListQuery(BaseModel):
    """What every list endpoint takes; a parameter not listed is an error, not silence."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(100, ge=1, le=MAX_LIMIT, description="Rows per page")
    cursor: str | None = Field(None, description="Opaque; take it from `next`")


def values(text: str | None) -> list[str]:
    """`a,b` is a or b; nothing is no filter."""
    return [part for part in (text or "").split(",") if part]


def codes(parameter: str, text: str | None, codelist: type[Code]) -> list[str]:
    """Values of a coded parameter; an unknown code is an error that names the known ones."""
    wanted = values(text)
    allowed = [member.value for member in codelist]
    unknown = [v for v in wanted if v not in allowed]
    if unknown:
        error = FieldProblem(parameter=parameter, detail=f"unknown: {', '.join(unknown)}", allowed=allowed)
        raise ApiProblem(400, "bad-parameter", "Bad parameter", f"{parameter} has no code {unknown[0]!r}", [error])
    return wanted


def among(statement: SelectOfScalar[Row], wanted: Mapping[Any, Sequence[str]]) -> SelectOfScalar[Row]:
    """The statement with each column limited to its values; an empty list is no limit."""
    for column, found in wanted.items():
        if found:
            statement = statement.where(col(column).in_(found))
    return statement


def encode_cursor(build_id: str, key: list[Any]) -> str:
    """Cursor after the row with this key, good for one build."""
    return base64.urlsafe_b64encode(json.dumps([build_id, *key], ensure_ascii=False).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, build_id: str, length: int) -> list[Any]:
    """The key in a cursor; a damaged one, or one of another build, is refused with advice."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        parts = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        made_for, *key = parts
    except (ValueError, TypeError, binascii.Error, UnicodeError):
        raise _bad_cursor("it is not one this API made") from None
    if len(key) != length or not all(isinstance(k, str | int) and not isinstance(k, bool) for k in key):
        raise _bad_cursor("it belongs to another list")
    if made_for != build_id:
        raise _bad_cursor(f"it belongs to build {made_for}, and {build_id} is published now")
    return list(key)


def _bad_cursor(reason: str) -> ApiProblem:
    detail = f"the cursor cannot be used: {reason}; start again without it"
    return ApiProblem(400, "bad-cursor", "Bad cursor", detail, [FieldProblem(parameter="cursor", detail=reason)])


def after(columns: list[InstrumentedAttribute[Any]], key: list[Any]) -> ColumnElement[bool]:
    """Rows after `key` in the order of `columns`: (a > x) or (a = x and b > y) …"""
    terms = []
    for i, (column, value) in enumerate(zip(columns, key, strict=True)):
        if isinstance(value, int) is not isinstance(column.type, Integer):
            raise _bad_cursor("it belongs to another list")
        equal = [c == k for c, k in zip(columns[:i], key[:i], strict=True)]
        terms.append(and_(*equal, column > value))
    return or_(*terms)


def next_url(request: Request, cursor: str) -> str:
    """The same request with the next cursor."""
    return str(request.url.include_query_params(cursor=cursor))


Params = Annotated[ListQuery, Query()]
