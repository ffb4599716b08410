"""The one success shape, the one problem shape, and response models made from the table classes.

Success: `{"data": …, "next": url or null, "meta": {…}}`. Problem: RFC 9457 `application/problem+json`.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, create_model
from sqlmodel import SQLModel

from schemas.codelists import CODELISTS, Code

T = TypeVar("T")
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
PROBLEM_JSON = "application/problem+json"

Number = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json-unless-none")]


class Label(BaseModel):
    """A code's label in both languages."""

    zh: str
    en: str


class Meta(BaseModel):
    """What the answer was made from."""

    build_id: str
    as_of: str = Field(description="Day the judgements are made for")
    license: str = LICENSE
    truncated: bool = Field(default=False, description="True when more rows follow: see next")
    notes: list[Label] = Field(default=[], description="What a reader must know, e.g. why quotes are missing")


class Page(BaseModel, Generic[T]):
    """Rows in a fixed order; `next` leads to the following ones."""

    data: list[T]
    next: str | None = None
    meta: Meta


class Item(BaseModel, Generic[T]):
    """One thing."""

    data: T
    meta: Meta


class FieldProblem(BaseModel):
    """One wrong parameter, what is wrong with it, and what is allowed."""

    parameter: str
    detail: str
    allowed: list[str] | None = None


class Problem(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldProblem] = []


class ApiProblem(Exception):
    """Raised anywhere in a request; becomes a problem answer."""

    def __init__(self, status: int, slug: str, title: str, detail: str, errors: Sequence[FieldProblem] = ()) -> None:
        super().__init__(detail)
        self.status, self.slug, self.title, self.detail, self.errors = status, slug, title, detail, list(errors)


def problem_response(request: Request, problem: ApiProblem) -> JSONResponse:
    """The problem as `application/problem+json`; `type` leads to its description in the documentation."""
    body = Problem(
        type=f"/docs#problem-{problem.slug}",
        title=problem.title,
        status=problem.status,
        detail=problem.detail,
        instance=request.url.path,
        errors=problem.errors,
    )
    return JSONResponse(body.model_dump(), status_code=problem.status, media_type=PROBLEM_JSON)


def not_found(kind: str, identifier: str, hint: str) -> ApiProblem:
    """404 that says where the valid ids are."""
    return ApiProblem(404, "not-found", "Not found", f"there is no {kind} {identifier!r}; {hint}")


def _coded(table: type[SQLModel]) -> dict[str, type[Code]]:
    """column → code list, for the coded columns of a table."""
    columns = SQLModel.metadata.tables[str(table.__tablename__)].columns
    return {c.name: CODELISTS[c.info["codelist"]] for c in columns if c.info.get("codelist")}


def _decimal_columns(table: type[SQLModel]) -> list[str]:
    return [n for n, f in table.model_fields.items() if f.annotation in (Decimal, Decimal | None)]


def out_model(table: type[SQLModel], **extra: Any) -> type[BaseModel]:
    """Response model of a table: its fields, a `<column>_label` beside every coded one, and `extra` fields."""
    fields: dict[str, Any] = {}
    for name, info in table.model_fields.items():
        annotation: Any = info.annotation
        if name in _decimal_columns(table):
            annotation = Number if annotation is Decimal else Number | None
        default = ... if info.is_required() else info.get_default(call_default_factory=True)
        fields[name] = (annotation, Field(default, description=info.description))
    for name in _coded(table):
        fields[f"{name}_label"] = (Label | None, Field(None, description=f"Label of {name}"))
    return create_model(f"{table.__name__}Out", __config__=ConfigDict(from_attributes=True), **{**fields, **extra})


def labelled(row: SQLModel) -> dict[str, Any]:
    """A row's fields with the label of every code beside it."""
    values = row.model_dump()
    for name, codes in _coded(type(row)).items():
        code = values[name]
        values[f"{name}_label"] = Label(zh=codes(code).zh, en=codes(code).en) if code is not None else None
    return values
