"""The 52 dated events of the fixtures, each on the stage a person reads off it, and where their projects stand."""

import csv
from pathlib import Path

import duckdb
import pytest

BY_HAND = Path(__file__).parents[1] / "fixtures" / "events_by_hand.csv"
ROWS = list(csv.DictReader(BY_HAND.read_text("utf-8").splitlines()))
INTENTION = "预计|預計|拟|计划|力争|目标"


def test_there_are_52_events() -> None:
    assert len(ROWS) == 52


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['topic']} {r['event_start']}")
def test_an_event_lands_on_the_stage_its_text_shows(db: duckdb.DuckDBPyConnection, row: dict[str, str]) -> None:
    found = db.execute(
        "SELECT DISTINCT stage, expected_date FROM evidence WHERE topic = ? AND event_start = CAST(? AS DATE)",
        [row["topic"], row["event_start"]],
    ).fetchall()
    assert (row["stage"] or None, row["expected_date"] or None) in found
    assert {stage for stage, _ in found} == {row["stage"] or None}


def test_no_stage_rests_on_a_clause_of_intention(db: duckdb.DuckDBPyConnection) -> None:
    """Wherever a clause intends, the stage shown is that of another clause of the sentence."""
    hoping = db.execute("SELECT quote, stage FROM evidence WHERE regexp_matches(quote, ?)", [INTENTION]).fetchall()
    assert len(hoping) >= 4
    assert {stage for quote, stage in hoping if "拟于6月底" in quote} == {"completed"}
    assert {stage for quote, stage in hoping if "预计5月" in quote} == {None}
    assert {stage for quote, stage in hoping if "預計2028" in quote} <= {"under_construction"}


@pytest.mark.parametrize(
    ("commitment", "stage", "since"),
    [
        ("C069", "in_operation", ["2025-08-26", "2025-08-26"]),
        ("C288", "in_operation", ["2024-12-11", "2024-12-11"]),
        ("C287", "in_operation", ["2024-06-20", "2026-01-05"]),
        ("C284", "under_construction", ["2025-04-30", "2025-04-30"]),
    ],
)
def test_a_project_stands_where_its_events_put_it(
    db: duckdb.DuckDBPyConnection, commitment: str, stage: str, since: list[str]
) -> None:
    [found] = db.execute(
        "SELECT project_stage, CAST(trace -> 'since' AS VARCHAR[]) FROM assessment WHERE commitment_id = ?",
        [commitment],
    ).fetchall()
    assert found == (stage, since)


def test_the_railway_is_expected_for_2028_and_that_moved_no_stage(db: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT DISTINCT expected_date FROM evidence WHERE commitment_id = 'C284' AND expected_date IS NOT NULL"
    assert db.execute(query).fetchall() == [("2028年",)]


def test_the_sea_link_is_found_by_its_other_name(db: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT DISTINCT matched FROM evidence WHERE commitment_id = 'C288'"
    assert db.execute(query).fetchall() == [("黄茅海跨海通道",)]
