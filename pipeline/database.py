"""Writing a build's DuckDB file: tables from the schemas with their comments, rows in bulk, views; and its hashes."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import yaml
from duckdb import ColumnExpression
from duckdb_sqlalchemy import Dialect
from sqlalchemy import ARRAY, JSON, Boolean, Column, Date, DateTime, Integer, MetaData, Numeric, String, Table
from sqlalchemy.schema import CreateTable, SetColumnComment, SetTableComment
from sqlalchemy.sql.ddl import ExecutableDDLElement
from sqlmodel import SQLModel

from schemas import tables
from schemas.storage import STORAGE_VERSION
from schemas.types import stored_type

ARROW: Mapping[type, Callable[[Any], pa.DataType]] = {
    ARRAY: lambda _: pa.list_(pa.string()),
    JSON: lambda _: pa.string(),
    Boolean: lambda _: pa.bool_(),
    DateTime: lambda _: pa.timestamp("us", "UTC"),
    Date: lambda _: pa.date32(),
    Integer: lambda _: pa.int64(),
    Numeric: lambda t: pa.decimal128(t.precision, t.scale),
    String: lambda _: pa.string(),
}
"""Arrow type of every column type the schemas use; the first that fits."""

FORMAT: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": STORAGE_VERSION,
    "default_block_size": "16384",
}
"""Small blocks: many small tables take a fifteenth of the space."""
DIALECT = Dialect(paramstyle="qmark")
"""The default style writes every % of a comment twice."""
Rows = Mapping[str, Sequence[SQLModel]]
"""Table name → its rows."""


def write(path: Path, rows: Rows) -> None:
    """A complete file: all tables, all rows, all views, checkpointed and closed. Rows must fit keys and references."""
    with duckdb.connect(str(path), config=FORMAT) as connection:
        connection.begin()  # one transaction: each statement on its own would be written to disk
        for table in tables():
            _create(connection, table)
            load(connection, table, rows.get(table.name, ()))
        create_views(connection)
        connection.commit()
        connection.execute("CHECKPOINT")


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """The views and macros of `pipeline/views/`, in the order of their file names."""
    for file in sorted((files("pipeline") / "views").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".sql"):
            connection.execute(file.read_text("utf-8"))
    _comment_views(connection)


def _comment_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Columns of views say what those of the tables below them say; what a view adds stands in `comments.yml`."""
    own: dict[str, dict[str, str]] = yaml.safe_load((files("pipeline") / "views" / "comments.yml").read_text("utf-8"))
    below = {c.name: str(c.comment) for table in tables() for c in table.columns}
    views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1").fetchall()
    for (view,) in views:
        said = {**below, **own["any"], **own.get(view, {})}
        columns = [Column(name, String, comment=said.get(name)) for name in connection.table(view).columns]
        for column in Table(view, MetaData(), *columns).columns:
            if column.comment:
                connection.execute(str(SetColumnComment(column).compile(dialect=DIALECT)))


def load(connection: duckdb.DuckDBPyConnection, table: Table, rows: Iterable[SQLModel]) -> None:
    """Append rows in bulk; a value that does not fit its column is an error."""
    schema = pa.schema([(c.name, arrow_type(c)) for c in table.columns])
    arrow = pa.Table.from_pylist([_plain(table, row.model_dump()) for row in rows], schema=schema)
    if arrow.num_rows:
        connection.from_arrow(arrow).insert_into(table.name)


def arrow_type(column: Column[Any]) -> pa.DataType:
    """Arrow type of a column."""
    stored = stored_type(column)
    return next(make(stored) for sort, make in ARROW.items() if isinstance(stored, sort))


def _create(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    statements: list[ExecutableDDLElement] = [
        CreateTable(table),
        SetTableComment(table),
        *(SetColumnComment(c) for c in table.columns),
    ]
    for statement in statements:
        connection.execute(str(statement.compile(dialect=DIALECT)))


def _plain(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """JSON columns as text with sorted keys: the same row always gives the same bytes."""
    structured = {c.name for c in table.columns if isinstance(stored_type(c), JSON)}
    return {name: _json(value) if name in structured else value for name, value in row.items()}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def hashes(path: Path) -> dict[str, dict[str, Any]]:
    """table → rows and SHA-256 of its content without volatile columns, in key order: equal input, equal hash."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return {table.name: _hash(connection, table) for table in tables()}


def _hash(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, Any]:
    columns = [c.name for c in table.columns if not c.info.get("volatile")]
    digest, count = hashlib.sha256(), 0
    for row in in_key_order(connection, table, columns):
        digest.update(json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n")
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def in_key_order(connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of a table, sorted by its primary key."""
    relation = connection.table(table.name).sort(*(ColumnExpression(c.name) for c in table.primary_key))
    return relation.select(*(ColumnExpression(c) for c in columns)).fetchall()
