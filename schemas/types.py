"""Stored types, and the `column()` helper that declares a field once for DDL, API and data dictionary."""

from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import ARRAY, JSON, Column, Numeric, String, TypeDecorator
from sqlalchemy.types import TypeEngine
from sqlmodel import Field

OBS_DECIMALS = 6
Obs = Annotated[Decimal, Field(max_digits=24, decimal_places=OBS_DECIMALS)]

_SQL_TYPES: dict[str, Any] = {
    "code": String,
    "list": ARRAY(String),
    "json": JSON,
    "decimal": Numeric(24, OBS_DECIMALS),
}


def column(
    zh: str,
    en: str,
    *,
    stored: str | None = None,
    unit: str | None = None,
    codelist: str | None = None,
    volatile: bool = False,
    **field: Any,
) -> Any:
    """One column: described in Chinese and English, with its unit, code list and storage.

    `stored` is a key of `_SQL_TYPES` where the Python type does not name the column type by itself.
    `volatile` marks clocks (when *we* saw something): they are left out of table hashes, so that the same
    input gives the same hash on every machine.
    """
    if codelist and not stored:
        stored = "code"
    if stored:
        field["sa_type"] = _SQL_TYPES[stored]
    info = {"zh": zh, "en": en, "unit": unit, "codelist": codelist, "volatile": volatile}
    return Field(
        description=en,
        schema_extra={"json_schema_extra": {k: v for k, v in {"title_zh": zh, "unit": unit}.items() if v}},
        sa_column_kwargs={"comment": f"{zh} | {en}", "info": info},
        **field,
    )


def stored_type(column: Column[Any]) -> TypeEngine[Any]:
    """The SQL type a column is stored as, without the wrappers that convert Python values."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def table_args(zh: str, en: str) -> dict[str, Any]:
    """`__table_args__` of a table: its description in Chinese and English, written into the file as a comment."""
    return {"comment": f"{zh} | {en}", "info": {"zh": zh, "en": en}}
