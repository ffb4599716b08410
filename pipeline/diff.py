"""What a build changes against the published one, row by row: `diff.json`, with samples of what moved."""

import json
import stat
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import Table

from pipeline.changes import record
from pipeline.database import in_key_order
from pipeline.errors import DuixianError
from pipeline.settings import Settings
from pipeline.snapshot import write_atomically
from schemas import tables
from schemas.storage import NoBuild, current_build

DIFF_FILE = "diff.json"
SAMPLE = 50
LEFT_OUT = {"build", "check_result", "snapshot", "change", "assessment_published"}
"""Tables that say how a build came about, not what it holds."""

MOVE = ("commitment_id", "field", "old_value", "new_value", "cause")
"""What is said of a status that moved."""

Content = dict[tuple[Any, ...], dict[str, Any]]


def diff_build(settings: Settings, build_id: str) -> dict[str, int]:
    """`observation.changed` → rows, for added, removed and changed rows of each table; 0 is left out.

    A build that was never published also gets the typed causes of every status that moved; `diff.json` lists them, so
    that an operator sees them before they are published.
    """
    path = settings.layout.database(build_id)
    if not path.is_file():
        raise DuixianError(f"there is no build {build_id} in {settings.layout.builds}; `duixian build` makes one")
    before_id, before = _before(settings)
    new = before_id != build_id and path.stat().st_mode & stat.S_IWUSR
    moves = record(path, before) if new else []
    found = {t.name: _compare(t, _content(before, t), _content(path, t)) for t in tables() if t.name not in LEFT_OUT}
    counts = {f"{t}.{sort}": len(rows) for t, sorts in found.items() for sort, rows in sorts.items() if rows}
    if moves:
        counts["change.added"] = len(moves)
    if before_id != build_id:
        sample = {t: {s: rows[:SAMPLE] for s, rows in sorts.items() if rows} for t, sorts in found.items()}
        moved = [{name: getattr(m, name) for name in MOVE} for m in moves]
        content = {"build": build_id, "against": before_id, "counts": counts, "moves": moved, "sample": sample}
        text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
        write_atomically(path.parent / DIFF_FILE, text.encode())
    return counts


def _before(settings: Settings) -> tuple[str | None, Path | None]:
    try:
        build_id = current_build(settings.layout.root)
    except NoBuild:
        return None, None
    return build_id, settings.layout.database(build_id)


def _content(path: Path | None, table: Table) -> Content:
    """key → row without clocks; empty when there is no build, or when it does not know the table yet."""
    if path is None:
        return {}
    keys = [c.name for c in table.primary_key]
    columns = [c.name for c in table.columns if not c.info.get("volatile")]
    with duckdb.connect(str(path), read_only=True) as connection:
        try:
            present = set(connection.table(table.name).columns)
        except duckdb.CatalogException:
            return {}
        known = [c for c in columns if c in present]
        rows = [dict(zip(known, row, strict=True)) for row in in_key_order(connection, table, known)]
    return {tuple(row[k] for k in keys): row for row in rows}


def _compare(table: Table, before: Content, after: Content) -> dict[str, list[Any]]:
    name = [c.name for c in table.primary_key]
    changed = [
        {**dict(zip(name, key, strict=True)), "changes": _changes(before[key], row)}
        for key, row in after.items()
        if key in before and before[key] != row
    ]
    return {
        "added": [list(key) for key in after if key not in before],
        "removed": [list(key) for key in before if key not in after],
        "changed": changed,
    }


def _changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """column → [old, new]."""
    return {c: [before.get(c), value] for c, value in after.items() if before.get(c) != value}
