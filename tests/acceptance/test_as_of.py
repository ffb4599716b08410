"""What could be known on a past day: the published history against builds made as of that day."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline.build import build
from pipeline.settings import Settings

DAYS = (date(2023, 8, 1), date(2024, 6, 30), date(2026, 3, 31))
COLUMNS = """commitment_id, progress_status, clarity, reason, project_stage, action_stage, flags, fulfilment_status,
    robustness, baseline_value, latest_value, latest_period, pace_ratio, status_as_known"""


def standing(path: Path, query: str, *values: object) -> set[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(query, list(values)).fetchall()
    return {tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in rows}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_history_says_of_a_day_what_a_build_made_as_of_it_says(
    own_copy: Settings, db: duckdb.DuckDBPyConnection, day: date
) -> None:
    then = own_copy.model_copy(update={"as_of": day})
    path = then.layout.database(build(then).build_id)
    made = standing(path, f"SELECT {COLUMNS} FROM assessment")
    rows = db.execute(f"SELECT {COLUMNS} FROM assessment_as_of(CAST(? AS DATE))", [day.isoformat()]).fetchall()
    history = {tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in rows}
    assert len(history) == 313
    assert history == made


def test_there_is_one_row_per_commitment_on_every_day_since_the_adoption(db: duckdb.DuckDBPyConnection) -> None:
    for day in ("2021-12-27", "2023-08-01", "2024-06-30", "2026-03-31"):
        query = "SELECT count(*), count(DISTINCT commitment_id) FROM assessment_as_of(CAST(? AS DATE))"
        assert db.execute(query, [day]).fetchall() == [(313, 313)]
    assert db.execute("SELECT count(*) FROM assessment_as_of(DATE '2021-12-26')").fetchall() == [(0,)]


def test_a_row_of_history_begins_on_a_day_something_became_known_or_only_time_passed(
    db: duckdb.DuckDBPyConnection,
) -> None:
    """Where the cause is a figure or an event, one of the inputs was released or happened on that very day."""
    unfounded = db.execute("""
        WITH moved AS (
            SELECT assessment_id, as_of, unnest(inputs) AS input FROM assessment_history
            WHERE cause IN ('new_period', 'revision', 'new_evidence')
        ), dated AS (
            SELECT m.assessment_id, m.as_of, coalesce(o.vintage, greatest(e.vintage, e.event_end)) AS known
            FROM moved m LEFT JOIN observation o ON o.observation_id = m.input
            LEFT JOIN evidence e ON e.evidence_id = m.input
        )
        SELECT assessment_id FROM dated GROUP BY assessment_id, as_of HAVING NOT bool_or(known = as_of)""").fetchall()
    assert unfounded == []
    causes = {c for (c,) in db.execute("SELECT DISTINCT cause FROM assessment_history").fetchall()}
    assert {"first", "new_period", "new_evidence", "time"} <= causes


def test_no_row_knows_more_than_its_day(db: duckdb.DuckDBPyConnection) -> None:
    early = db.execute("""
        SELECT h.assessment_id FROM (SELECT assessment_id, as_of, unnest(inputs) AS i FROM assessment_history) h
        LEFT JOIN observation o ON o.observation_id = h.i LEFT JOIN evidence e ON e.evidence_id = h.i
        WHERE coalesce(o.vintage, e.vintage) > h.as_of OR e.event_end > h.as_of""").fetchall()
    assert early == []


def test_gdp_stood_otherwise_on_each_of_the_three_days(db: duckdb.DuckDBPyConnection) -> None:
    query = (
        "SELECT latest_period, round(pace_ratio, 2) FROM assessment_as_of(CAST(? AS DATE)) WHERE commitment_id = 'C007'"
    )
    found = [db.execute(query, [day.isoformat()]).fetchone() for day in DAYS]
    assert [(period, float(ratio)) for period, ratio in found] == [("2022", 0.70), ("2023", 0.84), ("2024", 0.79)]
