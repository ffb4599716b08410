"""docs/cookbook.md: its queries and their printed results. `python -m tests.cookbook FILE` renews the results."""

import re
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

PAGE = Path(__file__).parents[1] / "docs" / "cookbook.md"
RECIPE = re.compile(r"```sql\n(?P<query>.+?)\n```\n\n(?P<result>(?:\|[^\n]*\n)+)", re.DOTALL)


@dataclass(frozen=True)
class Recipe:
    """A query and the table printed below it."""

    query: str
    result: str


def recipes(text: str) -> list[Recipe]:
    """Every query of the page with its result."""
    return [Recipe(m["query"], m["result"]) for m in RECIPE.finditer(text)]


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """The result as the page prints it."""
    found = connection.execute(query)
    names = [column[0] for column in found.description]
    lines = [names, ["---"] * len(names), *([_cell(v) for v in row] for row in found.fetchall())]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: Any) -> str:
    """Numbers without trailing zeros, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, float):
        return f"{round(value, 4):g}"
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return str(value)


def renew(file: Path) -> None:
    """Write the page with the results of a build."""
    with duckdb.connect(str(file), read_only=True) as connection:
        text = RECIPE.sub(
            lambda m: f"```sql\n{m['query']}\n```\n\n{answer(connection, m['query'])}", PAGE.read_text("utf-8")
        )
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    renew(Path(sys.argv[1]))
