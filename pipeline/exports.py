"""Downloads of a build: every table as Parquet and CSV, described by a Data Package (v2) made from the schemas."""

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
from duckdb import ColumnExpression, FunctionExpression
from sqlalchemy import ARRAY, JSON, Boolean, Column, Date, DateTime, Integer, Numeric, Table

from schemas import tables
from schemas.catalog import Build
from schemas.codelists import CODELISTS
from schemas.types import stored_type

PACKAGE_FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
FIELD_TYPES: dict[type, str] = {
    ARRAY: "array",
    JSON: "object",
    Boolean: "boolean",
    DateTime: "datetime",
    Date: "date",
    Integer: "integer",
    Numeric: "number",
}
"""Table Schema type of a column; text otherwise."""
SNIFFABLE = "%Y-%m-%dT%H:%M:%SZ"
EMPTY_MEANS = {"unit"}
"""Columns whose empty text is a value (a ratio has no unit), which CSV cannot tell from a missing one."""


def export(connection: duckdb.DuckDBPyConnection, folder: Path, build: Build) -> None:
    """`parquet/`, `csv/` and `datapackage.json` below `folder`."""
    connection.execute("SET TimeZone = 'UTC'")  # else DuckDB writes times of the machine's own zone
    for name in ("parquet", "csv"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for table in tables():
        relation = connection.table(table.name).sort(*(ColumnExpression(c.name) for c in table.primary_key))
        relation.write_parquet(str(folder / "parquet" / f"{table.name}.parquet"), compression="zstd")
        relation.select(*(_text(c) for c in table.columns)).write_csv(str(folder / "csv" / f"{table.name}.csv"))
    package = json.dumps(data_package(folder, build), ensure_ascii=False, indent=1)
    (folder / PACKAGE_FILE).write_text(package, "utf-8")


def _text(column: Column[Any]) -> duckdb.Expression:
    """A column as CSV shows it: lists as JSON, times with their zone."""
    expression = ColumnExpression(column.name)
    if isinstance(stored_type(column), ARRAY):
        return FunctionExpression("to_json", expression).alias(column.name)
    if isinstance(stored_type(column), DateTime):
        return FunctionExpression("strftime", expression, duckdb.ConstantExpression(SNIFFABLE)).alias(column.name)
    return expression


def data_package(folder: Path, build: Build) -> dict[str, Any]:
    """The description of the files below `folder`, with their sizes and hashes."""
    csv = [_resource(folder / "csv" / f"{t.name}.csv", t, "csv", "text/csv") for t in tables()]
    parquet = [
        _resource(folder / "parquet" / f"{t.name}.parquet", t, "parquet", "application/vnd.apache.parquet")
        for t in tables()
    ]
    return {
        "$schema": PROFILE,
        "name": "duixian",
        "title": "Duixian 兑现: public commitments and the figures they are judged by",
        "version": build.build_id,
        "created": f"{build.created_at:{SNIFFABLE}}",
        "licenses": [LICENSE],
        "resources": [*csv, *parquet],
    }


def _resource(path: Path, table: Table, form: str, media_type: str) -> dict[str, Any]:
    body = path.read_bytes()
    described = {"schema": table_schema(table)} if form == "csv" else {}
    return {
        "name": table.name if form == "csv" else f"{table.name}-{form}",
        "path": f"{form}/{path.name}",
        "title": table.info["en"],
        "description": table.info["zh"],
        "format": form,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        **described,
    }


def table_schema(table: Table) -> dict[str, Any]:
    """Table Schema of a table: types, titles in both languages, keys and code lists, all from its class."""
    keys = [
        {"fields": [fk.parent.name], "reference": {"resource": fk.column.table.name, "fields": [fk.column.name]}}
        for column in table.columns
        for fk in sorted(column.foreign_keys, key=lambda f: f.target_fullname)
    ]
    described: dict[str, Any] = {"fields": [_field(c) for c in table.columns]}
    described["primaryKey"] = [c.name for c in table.primary_key]
    return {**described, "foreignKeys": keys} if keys else described


def _field(column: Column[Any]) -> dict[str, Any]:
    sort = next((name for kind, name in FIELD_TYPES.items() if isinstance(stored_type(column), kind)), "string")
    constraints: dict[str, Any] = {} if column.nullable or column.name in EMPTY_MEANS else {"required": True}
    codes = column.info.get("codelist")
    if codes:
        constraints["enum"] = [str(code) for code in CODELISTS[codes]]
    field = {"name": column.name, "type": sort, "title": column.info["zh"], "description": column.info["en"]}
    return {**field, "constraints": constraints} if constraints else field
