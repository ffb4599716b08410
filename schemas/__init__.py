"""The single source of truth: tables, code lists, the indicator dictionary, areas, units and the on-disk contract.

Imports nothing of ours. `schemas.tables()` lists every table in load order.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Table


def tables() -> "list[Table]":
    """Every table of a build, parents before children: the order in which rows can be loaded."""
    from sqlmodel import SQLModel

    from schemas import assessments, catalog, commitments, drift, reading, statistics  # noqa: F401  (registers the tables)

    return list(SQLModel.metadata.sorted_tables)
