"""The published build is found by its pointer and opened without any power over the machine."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pipeline.settings import Settings
from schemas.storage import Layout, NoBuild, current_build, open_read_only


def test_without_a_pointer_the_reader_learns_how_to_make_a_build(tmp_path: Path) -> None:
    with pytest.raises(NoBuild, match=r"nothing is published in .* yet: run `duixian run` or `make up`"):
        current_build(tmp_path)


def test_a_pointer_to_a_missing_build_is_named(tmp_path: Path) -> None:
    Layout(tmp_path).pointer.write_text("20260331-gone\n", "utf-8")
    with pytest.raises(NoBuild, match="names build 20260331-gone, whose file is missing"):
        current_build(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM observation",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_a_reader_can_neither_write_nor_reach_files_nor_loosen_that(
    statement: str, published: Settings, tmp_path: Path
) -> None:
    engine = open_read_only(published.layout.database(current_build(published.layout.root)))
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text(statement.format(folder=tmp_path)))
    engine.dispose()
    assert list(tmp_path.iterdir()) == []
