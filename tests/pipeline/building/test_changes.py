"""Why a status moved between two builds, and what every build said: typed, kept, never rewritten."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import parsed
from pipeline.build import build
from pipeline.changes import record
from pipeline.checks import check_build
from pipeline.diff import diff_build
from pipeline.errors import ChecksFailed
from pipeline.publish import publish_build
from pipeline.records import EventRecord, ParsedDocument
from pipeline.settings import Settings
from schemas.storage import current_build
from tests.pipeline.building.made import document, gdp

RAILWAY = "深江铁路全线建成通车。"


def planted(settings: Settings, page: ParsedDocument) -> str:
    """The build that also holds the page, checked, compared and published."""
    parsed.write(settings.layout, page)
    made = build(settings)
    assert made.is_new
    check_build(settings, made.build_id)
    diff_build(settings, made.build_id)
    return publish_build(settings, made.build_id)


def ask(settings: Settings, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Answer of the published file."""
    path = settings.layout.database(current_build(settings.layout.root))
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query, list(values)).fetchall()


def bulletin(slug: str, issued: str, *figures: Any) -> ParsedDocument:
    return document(slug, *figures, issued=date.fromisoformat(issued))


def test_a_planted_revision_shows_both_results_and_is_called_a_revision(own_copy: Settings) -> None:
    """3,900 instead of 4,210.18 is R = 0.40: limited progress, while on first releases it needs acceleration."""
    before = current_build(own_copy.layout.root)
    after = planted(own_copy, bulletin("final-2024", "2026-04-02", gdp(2024, "3900.00", compilation_stage="final")))
    columns = "progress_status, status_as_known, depends_on_revision, round(pace_ratio, 2)"
    [found] = ask(own_copy, f"SELECT {columns} FROM assessment WHERE commitment_id = 'C007'")
    assert (found[:3], float(found[3])) == (("limited_progress", "needs_acceleration", True), 0.40)
    moved = ask(own_copy, "SELECT field, old_value, new_value, cause, against, build_id FROM change ORDER BY field")
    assert ("progress_status", "needs_acceleration", "limited_progress", "revision", before, after) in moved
    assert {cause for *_, cause, _, _ in moved} == {"revision"}
    told = json.loads((own_copy.layout.database(after).parent / "diff.json").read_text("utf-8"))
    assert told["counts"]["change.added"] == len(told["moves"]) == len(moved)
    assert {"commitment_id": "C007", "field": "progress_status", "old_value": "needs_acceleration",
            "new_value": "limited_progress", "cause": "revision"} in told["moves"]  # fmt: skip
    [then] = ask(
        own_copy, "SELECT progress_status FROM assessment_as_of(DATE '2026-04-01') WHERE commitment_id = 'C007'"
    )
    assert then == ("needs_acceleration",)
    [row] = ask(own_copy, "SELECT cause FROM assessment_history WHERE commitment_id = 'C007' AND valid_to IS NULL")
    assert row == ("revision",)


def test_a_figure_for_a_new_year_is_called_a_new_period(own_copy: Settings) -> None:
    planted(own_copy, bulletin("bulletin-2025", "2026-04-10", gdp(2025, "4990.00")))
    [found] = ask(own_copy, "SELECT new_value, cause FROM change WHERE field = 'progress_status'")
    assert found == ("on_track", "new_period")


def opening(issued: str) -> ParsedDocument:
    """A press conference that tells of a railway's opening."""
    day = date.fromisoformat(issued)
    page = bulletin(f"opening-{issued}", issued, gdp(2024, "4210.18"))
    text = page.parsed.text
    quote = page.parsed.passages[0].text
    event = EventRecord("深圳至江门高铁", day, day, "in_operation", None, 0, len(quote), quote, 0, "深江铁路", "made")
    assert text.startswith(quote)
    return replace(page, observations=(), events=(event,), doc_type="press_conference")


def test_an_event_that_moves_a_stage_is_called_new_evidence_and_what_was_said_is_kept(own_copy: Settings) -> None:
    before = current_build(own_copy.layout.root)
    after = planted(own_copy, opening("2026-04-20"))
    assert ask(own_copy, "SELECT field, old_value, new_value, cause FROM change WHERE commitment_id = 'C284'") == [
        ("project_stage", "under_construction", "in_operation", "new_evidence")
    ]
    said = ask(
        own_copy, "SELECT build_id, project_stage FROM assessment_published WHERE commitment_id = 'C284' ORDER BY as_of"
    )
    assert said == [(before, "under_construction"), (after, "in_operation")]
    then = "SELECT project_stage FROM assessment_as_published(DATE '2026-04-19') WHERE commitment_id = 'C284'"
    assert ask(own_copy, then) == [("under_construction",)]
    third = planted(own_copy, bulletin("bulletin-2025", "2026-04-25", gdp(2025, "4990.00")))
    builds = {b for (b,) in ask(own_copy, "SELECT DISTINCT build_id FROM change")}
    assert builds == {after, third}


def test_a_build_compared_with_itself_or_with_nothing_moves_nothing(own_copy: Settings, tmp_path: Path) -> None:
    path = own_copy.layout.database(current_build(own_copy.layout.root))
    assert ask(own_copy, "SELECT count(*) FROM change") == [(0,)]
    assert ask(own_copy, "SELECT count(*) FROM assessment_published") == [(313,)]
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(path.read_bytes())
    assert record(copy, path) == []


@pytest.fixture
def two(own_copy: Settings, tmp_path: Path) -> tuple[Path, Path]:
    """The published file twice: the first as an earlier build, which a test makes different."""
    path = own_copy.layout.database(current_build(own_copy.layout.root))
    files = tmp_path / "before.duckdb", tmp_path / "after.duckdb"
    for file in files:
        file.write_bytes(path.read_bytes())
    return files


def changed(file: Path, *statements: str) -> None:
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)


OTHERWISE = "UPDATE assessment SET progress_status = 'on_track' WHERE commitment_id = 'C007'"
LATEST = "jiangmen_annual:sample-2024-bulletin"


@pytest.mark.parametrize(
    ("statement", "cause"),
    [
        ("UPDATE build SET rules_version = '1'", "rule_change"),
        ("UPDATE target SET comparator = '>' WHERE target_id = 'C007/1'", "link_change"),
        ("UPDATE build SET as_of = DATE '2026-01-01'; UPDATE assessment SET as_of = DATE '2026-01-01'", "time"),
    ],
)
def test_a_changed_rule_link_or_day_is_named_as_the_cause(two: tuple[Path, Path], statement: str, cause: str) -> None:
    before, after = two
    changed(before, OTHERWISE, statement)
    assert len(record(after, before)) == 1
    with duckdb.connect(str(after), read_only=True) as connection:
        assert connection.execute("SELECT field, cause FROM change").fetchall() == [("progress_status", cause)]


def test_our_own_correction_is_named_as_ours(two: tuple[Path, Path]) -> None:
    before, after = two
    with duckdb.connect(str(after), read_only=True) as connection:
        [(document_id,)] = connection.execute("""
            SELECT split_part(i, '@', 4) FROM (SELECT unnest(inputs) AS i FROM assessment WHERE commitment_id = 'C007')
            WHERE split_part(i, '@', 2) = '2024'""").fetchall()
    insert = "INSERT INTO correction SELECT 'x/y', 'jiangmen_annual', ?, 'obs_value', '1', '2', 'misread', NULL"
    changed(before, OTHERWISE, "UPDATE assessment SET latest_value = 4400 WHERE commitment_id = 'C007'")
    with duckdb.connect(str(after)) as connection:
        connection.execute(insert, [document_id])
    assert len(record(after, before)) == 1
    with duckdb.connect(str(after), read_only=True) as connection:
        [(cause, causes)] = connection.execute("SELECT cause, causes FROM change").fetchall()
    assert (cause, causes) == ("correction", ["correction", "revision"])


def test_a_status_that_moves_without_any_cause_stops_the_build(two: tuple[Path, Path]) -> None:
    before, after = two
    changed(before, OTHERWISE)
    with pytest.raises(ChecksFailed, match="moves C007 without a new figure"):
        record(after, before)


def test_a_build_from_before_the_tables_existed_is_no_hindrance(two: tuple[Path, Path]) -> None:
    before, after = two
    changed(before, "DROP TABLE change", "DROP TABLE assessment_published")
    assert record(after, before) == []
    with duckdb.connect(str(after), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM assessment_published").fetchall() == [(313,)]


def test_what_a_build_with_fewer_columns_said_is_kept(two: tuple[Path, Path]) -> None:
    before, after = two
    said = "UPDATE assessment_published SET build_id = 'older', assessment_id = 'older/' || commitment_id"
    for table in ("assessment", "assessment_published"):
        changed(before, f"CREATE TABLE narrow AS SELECT * EXCLUDE (flags) FROM {table}", f"DROP TABLE {table}")
        changed(before, f"ALTER TABLE narrow RENAME TO {table}")
    changed(before, said)
    assert record(after, before) == []
    with duckdb.connect(str(after), read_only=True) as connection:
        kept = connection.execute("SELECT count(*) FROM assessment_published WHERE build_id = 'older'").fetchall()
    assert kept == [(313,)]
