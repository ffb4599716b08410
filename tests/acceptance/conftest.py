"""The published file opened the way an analyst does, and the facts it must hold."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.settings import Settings
from schemas.storage import current_build
from tests.conftest import ROOT

FACTS = ROOT / "tests" / "fixtures" / "facts"


def rows_of(name: str) -> list[dict[str, str]]:
    """Rows of a fixture of published facts."""
    with (FACTS / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def database_of(settings: Settings) -> Path:
    """File of the published build."""
    return settings.layout.database(current_build(settings.layout.root))


@pytest.fixture
def db(published: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database_of(published)), read_only=True) as connection:
        yield connection


@pytest.fixture
def report_db(with_report: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database_of(with_report)), read_only=True) as connection:
        yield connection
