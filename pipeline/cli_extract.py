"""How `duixian extract` prints: a table for people, JSON lines or CSV for programs, always in the order asked."""

import csv
import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

TABLE, JSONL, CSV = FORMATS = ("table", "jsonl", "csv")
SHOWN = {
    "observations": ("ref_area", "indicator", "time_period", "measure", "value_text", "unit", "quote"),
    "commitments": ("kind", "quote", "indicator", "comparator", "value", "unit", "deadline"),
}


def write(rows: list[dict[str, Any]], kind: str, form: str, console: Console) -> None:
    """Print the rows in one of `FORMATS`; nothing found prints no row."""
    if form == JSONL:
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    elif form == CSV and rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _cell(v) for k, v in row.items()} for row in rows)
    elif form == TABLE:
        console.print(_table(rows, SHOWN[kind]))


def _table(rows: Iterable[dict[str, Any]], shown: tuple[str, ...]) -> Table:
    """Everything is shown whole; text of a page is never taken for markup."""
    table = Table()
    for name in shown:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row[name])) for name in shown))
    return table


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(value)
    return "" if value is None else str(value)
