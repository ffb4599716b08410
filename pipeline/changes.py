"""What a build says otherwise than the published one, and why: rows of `change` and `assessment_published`.

Both tables grow: the rows of the published build are carried over and nothing in them is rewritten. They are written
into a build before it is published, like its check results, since they say how it stands to another build.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import duckdb
from sqlalchemy import JSON
from sqlmodel import SQLModel

from pipeline.assess.causes import STATUSES, World, causes, moved
from pipeline.database import load
from pipeline.errors import ChecksFailed
from schemas import tables
from schemas.assessments import Assessment, AssessmentPublished, Change, Standing
from schemas.catalog import Build, Correction
from schemas.commitments import Target
from schemas.types import stored_type

LINK = (
    "indicator_id",
    "measure",
    "series_key",
    "reference_series_key",
    "method",
    "comparator",
    "target_value",
    "deadline",
)
"""Columns of `target` that say what a commitment is judged by."""
Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True)
class Told:
    """What one build tells."""

    build: Build
    assessments: dict[str, Assessment]
    fields: tuple[str, ...]
    links: dict[str, tuple[Any, ...]]
    corrections: set[tuple[str, str]]
    published: list[AssessmentPublished]
    changes: list[Change]


def record(path: Path, before: Path | None) -> list[Change]:
    """Write the changes of the unpublished build at `path` against the one at `before`; the statuses that moved.

    A status that moved without any cause stops the build: that would be a fault of ours.
    """
    after = told(path)
    earlier = told(before) if before else None
    moves = list(_changes(earlier, after)) if earlier else []
    unexplained = sorted({m.commitment_id for m in moves if not m.causes})
    if unexplained:
        raise ChecksFailed(
            f"build {after.build.build_id} moves {', '.join(unexplained)} without a new figure, event, correction, "
            "link, rule or day: compare the two builds' traces before publishing"
        )
    kept_changes = earlier.changes if earlier else []
    kept_said = earlier.published if earlier else []
    _write(path, [*kept_said, *_said(earlier, after)], [*kept_changes, *moves])
    return moves


def told(path: Path) -> Told:
    """Everything of a build that is compared. A build older than a table has no rows of it, one older than a column no
    values in it: what it said is kept all the same.
    """
    with duckdb.connect(str(path), read_only=True) as connection:
        assessments, targets = _rows(connection, Assessment), _rows(connection, Target)
        corrections = _rows(connection, Correction)
        return Told(
            build=_rows(connection, Build)[0],
            assessments={a.commitment_id: a for a in assessments},
            fields=tuple(f for f in STATUSES if f in _columns(connection, Assessment)),
            links={t.commitment_id: tuple(getattr(t, name) for name in LINK) for t in targets},
            corrections={(c.document_id, c.new_value) for c in corrections},
            published=_rows(connection, AssessmentPublished),
            changes=_rows(connection, Change),
        )


def _columns(connection: duckdb.DuckDBPyConnection, table: type[SQLModel]) -> list[str]:
    """Columns of a table that both the file and its class have."""
    query = "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND NOT internal ORDER BY column_index"
    present = [name for (name,) in connection.execute(query, [table.__tablename__]).fetchall()]
    return [name for name in present if name in table.model_fields]


def _rows(connection: duckdb.DuckDBPyConnection, table: type[Row]) -> list[Row]:
    names = _columns(connection, table)
    if not names:
        return []
    found = connection.table(str(table.__tablename__)).select(*(duckdb.ColumnExpression(n) for n in names)).fetchall()
    return [_row(table, dict(zip(names, values, strict=True))) for values in found]


def _row(table: type[Row], values: dict[str, Any]) -> Row:
    """A row as its class, JSON read and what the file lacks at its default."""
    structured = {c.name for c in table.__table__.columns if isinstance(stored_type(c), JSON)}  # type: ignore[attr-defined]
    return table(**{n: json.loads(v) if n in structured and v else v for n, v in values.items()})


def _changes(before: Told, after: Told) -> Iterator[Change]:
    for commitment_id, now in sorted(after.assessments.items()):
        then = before.assessments.get(commitment_id)
        if then is None:
            continue
        found = causes(then, now, _world(before, after, commitment_id))
        for field in before.fields:
            if getattr(then, field) != getattr(now, field):
                yield _change(before, after, then, now, field, [str(c) for c in found])


def _world(before: Told, after: Told, commitment_id: str) -> World:
    return World(
        rules_changed=before.build.rules_version != after.build.rules_version,
        relinked={commitment_id} if before.links.get(commitment_id) != after.links.get(commitment_id) else set(),
        corrected={document for document, _ in before.corrections ^ after.corrections},
    )


def _change(before: Told, after: Told, then: Standing, now: Standing, field: str, because: list[str]) -> Change:
    return Change(
        change_id=f"{after.build.build_id}/{now.commitment_id}/{field}",
        commitment_id=now.commitment_id,
        build_id=after.build.build_id,
        against=before.build.build_id,
        as_of=after.build.as_of,
        field=field,
        old_value=_text(getattr(then, field)),
        new_value=_text(getattr(now, field)),
        cause=because[0] if because else "",
        causes=because,
        inputs=sorted(set(then.inputs) ^ set(now.inputs)),
    )


def _text(value: Any) -> str | None:
    """A code, or a list of them joined."""
    return ", ".join(value) if isinstance(value, list) else value


def _said(before: Told | None, after: Told) -> Iterator[AssessmentPublished]:
    """What this build says for the first time."""
    for commitment_id, now in sorted(after.assessments.items()):
        then = before.assessments.get(commitment_id) if before and before.published else None
        if then is None or moved(then, now):
            yield AssessmentPublished(
                **now.model_dump(include=set(Standing.model_fields)),
                assessment_id=f"{after.build.build_id}/{now.assessment_id}",
                build_id=after.build.build_id,
                rules_version=after.build.rules_version,
            )


def _write(path: Path, said: Iterable[AssessmentPublished], moves: Iterable[Change]) -> None:
    """Replacing what an earlier run wrote: the step can be repeated."""
    by_name = {t.name: t for t in tables()}
    once = {row.assessment_id: row for row in said}
    changes = {row.change_id: row for row in moves}
    with duckdb.connect(str(path)) as connection:
        connection.begin()
        connection.execute("DELETE FROM change")
        connection.execute("DELETE FROM assessment_published")
        load(connection, by_name["assessment_published"], once.values())
        load(connection, by_name["change"], changes.values())
        connection.commit()
        connection.execute("CHECKPOINT")
