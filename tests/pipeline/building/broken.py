"""An unpublished build with the published one's content, broken by SQL: keys and references do not hold SQL back."""

import json
from typing import Any

import duckdb

from pipeline.checks import CHECKS_FILE
from pipeline.database import create_views
from schemas import tables
from schemas.storage import Layout, current_build


def broken_build(layout: Layout, build_id: str, *statements: str) -> str:
    """Make the build; without statements nothing is broken."""
    source, target = layout.database(current_build(layout.root)), layout.database(build_id)
    target.parent.mkdir()
    with duckdb.connect(str(target)) as connection:
        connection.execute(f"ATTACH '{source}' AS published (READ_ONLY)")
        for table in tables():
            connection.execute(f"CREATE TABLE {table.name} AS FROM published.{table.name}")
        connection.execute("DETACH published")
        create_views(connection)
        for statement in statements:
            assert connection.execute(statement).fetchall() != [(0,)], f"changes nothing: {statement}"
    return build_id


def results(layout: Layout, build_id: str) -> dict[str, dict[str, Any]]:
    """check → its result as written beside the build."""
    text = (layout.database(build_id).parent / CHECKS_FILE).read_text("utf-8")
    return {r["check_id"]: r for r in json.loads(text)}
