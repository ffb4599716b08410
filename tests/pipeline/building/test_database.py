"""A build's file: tables as the schemas declare them, values exactly as given, and hashes that follow content alone."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline import database
from pipeline.settings import Settings
from schemas import tables
from schemas.storage import STORAGE_VERSION, current_build
from tests.pipeline.building.made import GDP_SERIES, document, gdp, rows_of

COUNT_ELSEWHERE = """
import duckdb, sys
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    print(connection.execute("SELECT count(*) FROM commitment").fetchone()[0])
"""


def made(
    folder: Path, *years: tuple[int, str], name: str = "a.duckdb", seen: str = "2026-04-01T02:00:00+00:00"
) -> Path:
    """A file with one document stating the given years' product."""
    path = folder / name
    database.write(path, rows_of(document("page", *(gdp(y, v) for y, v in years), retrieved_at=seen)))
    return path


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def current(published: Settings) -> Path:
    """The published build's file."""
    return published.layout.database(current_build(published.layout.root))


def test_values_come_back_exactly_with_their_types(tmp_path: Path) -> None:
    path = made(tmp_path, (2024, "4210.18"))
    [(value, vintage, inputs)] = ask(path, "SELECT obs_value, vintage, derived_from FROM observation")
    assert (value, vintage, inputs) == (Decimal("4210.18"), date(2025, 3, 31), [])
    assert isinstance(value, Decimal)


def test_every_table_and_column_is_described_in_two_languages(tmp_path: Path) -> None:
    path = made(tmp_path, (2024, "4210.18"))
    described = ask(path, "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'main'")
    declared = {(t.name, c.name): f"{c.info['zh']} | {c.info['en']}" for t in tables() for c in t.columns}
    assert {(t, c): comment for t, c, comment in described if (t, c) in declared} == declared
    in_file = dict(ask(path, "SELECT table_name, comment FROM duckdb_tables()"))
    assert in_file == {t.name: f"{t.info['zh']} | {t.info['en']}" for t in tables()}


def test_a_row_that_refers_to_nothing_is_refused(tmp_path: Path) -> None:
    rows = rows_of(document("page", gdp(2024, "4210.18")))
    with pytest.raises(duckdb.ConstraintException, match="document_id"):
        database.write(tmp_path / "a.duckdb", rows | {"document": []})


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    rows = rows_of(document("page", gdp(2024, "4210.18")))
    with pytest.raises(duckdb.ConstraintException, match=r"(?i)duplicate key"):
        database.write(tmp_path / "a.duckdb", rows | {"observation": rows["observation"] * 2})


def test_a_value_finer_than_its_column_is_an_error_and_is_not_rounded(tmp_path: Path) -> None:
    rows = rows_of(document("page", gdp(2024, "4210.12345678")))
    with pytest.raises(pa.ArrowInvalid):
        database.write(tmp_path / "a.duckdb", rows)


def test_every_column_of_the_schemas_has_an_arrow_type() -> None:
    for table in tables():
        for column in table.columns:
            assert isinstance(database.arrow_type(column), pa.DataType)


def test_equal_content_has_equal_hashes_whatever_the_clock_said(tmp_path: Path) -> None:
    one = made(tmp_path, (2024, "4210.18"), name="one.duckdb", seen="2026-04-01T02:00:00+00:00")
    two = made(tmp_path, (2024, "4210.18"), name="two.duckdb", seen="2026-05-09T11:30:00+08:00")
    assert database.hashes(one) == database.hashes(two)


def test_the_order_rows_are_written_in_does_not_change_the_hash(tmp_path: Path) -> None:
    rows = rows_of(document("page", gdp(2023, "4022.25"), gdp(2024, "4210.18")))
    database.write(tmp_path / "one.duckdb", rows)
    database.write(tmp_path / "two.duckdb", rows | {"observation": rows["observation"][::-1]})
    assert database.hashes(tmp_path / "one.duckdb") == database.hashes(tmp_path / "two.duckdb")


def test_one_changed_digit_changes_the_hashes_of_its_tables_only(tmp_path: Path) -> None:
    one = database.hashes(made(tmp_path, (2024, "4210.18"), name="one.duckdb"))
    two = database.hashes(made(tmp_path, (2024, "4210.19"), name="two.duckdb"))
    assert {name for name in one if one[name] != two[name]} == {"snapshot", "passage", "observation"}


def test_hashes_count_the_rows_of_every_table(tmp_path: Path) -> None:
    found = database.hashes(made(tmp_path, (2023, "4022.25"), (2024, "4210.18")))
    assert set(found) == {t.name for t in tables()}
    assert (found["observation"]["rows"], found["passage"]["rows"], found["commitment"]["rows"]) == (2, 2, 0)


def test_json_is_stored_with_sorted_keys_so_that_the_same_row_has_the_same_bytes(current: Path) -> None:
    [(sorted_keys,)] = ask(current, "SELECT bool_and(json_keys(trace) = list_sort(json_keys(trace))) FROM assessment")
    assert sorted_keys


def test_a_finished_file_is_closed_and_written_for_the_stated_engine(tmp_path: Path) -> None:
    path = made(tmp_path, (2024, "4210.18"))
    assert [p.name for p in tmp_path.iterdir()] == ["a.duckdb"]
    [(version,)] = ask(path, "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'a'")
    assert str(version).startswith(STORAGE_VERSION)


def test_a_published_file_is_read_by_others_while_a_reader_has_it_open(current: Path) -> None:
    with duckdb.connect(str(current), read_only=True) as here:
        own = here.execute("SELECT count(*) FROM commitment").fetchone()
        elsewhere = subprocess.run(
            [sys.executable, "-c", COUNT_ELSEWHERE, str(current)], capture_output=True, text=True, check=True
        )
        assert here.execute("SELECT count(*) FROM commitment").fetchone() == own == (313,)
    assert elsewhere.stdout.strip() == "313"


def test_a_read_only_reader_cannot_change_a_figure(current: Path) -> None:
    with (
        duckdb.connect(str(current), read_only=True) as connection,
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
    ):
        connection.execute(f"UPDATE observation SET obs_value = 5000 WHERE series_key = '{GDP_SERIES}'")
