"""Constrained types, and the `column()` helper that declares a field once for DDL, API and data dictionary."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlalchemy import ARRAY, JSON, Column, Numeric, String, TypeDecorator
from sqlalchemy.types import TypeEngine
from sqlmodel import Field

TimePeriod = Annotated[str, StringConstraints(pattern=r"^\d{4}(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$")]
"""`2024`, `2024-S1` (half-year), `2024-Q1`, `2024-03`; a cumulated period is named by its last month."""

Accumulation = Annotated[str, StringConstraints(pattern=r"^(CUR|YTD|P[1-9]\d?Y)$")]
"""`CUR` the period itself, `YTD` January to the named month, `P4Y` a span of four years ending in the named year."""

RefArea = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
"""GB/T 2260 code: `440700` is 江门市."""

IndicatorId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{1,63}$")]
SeriesKey = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]+\.\d{6}\.[a-z_]+\.[ASQM]\.(CUR|YTD|P\d+Y)$")]
"""indicator.area.measure.freq.accumulation, joined with dots as SDMX does: `GDP.440700.level.A.CUR`."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,63}$")]
DocumentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""`source_id:slug`, natural and never renumbered: `county_bulletins:post_1889494`."""

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
