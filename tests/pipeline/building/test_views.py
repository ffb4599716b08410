"""The views answer what analysts ask: the newest release, the first one, what was known on a day, what was revised."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import database
from pipeline.records import ParsedDocument
from pipeline.settings import Settings
from schemas.storage import current_build
from tests.pipeline.building.made import GDP_SERIES, document, gdp, rows_of


def published_on(day: str, *sentences: Any, slug: str = "", **more: Any) -> ParsedDocument:
    return document(slug or f"note-{day}", *sentences, issued=date.fromisoformat(day), **more)


def ask(folder: Path, query: str, *documents: ParsedDocument) -> list[tuple[Any, ...]]:
    """Answer of a file that holds the documents."""
    path = folder / "a.duckdb"
    if not path.exists():
        database.write(path, rows_of(*documents))
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


REVISED = (
    published_on("2024-01-24", gdp(2023, "4022.25", compilation_stage="preliminary")),
    published_on("2024-12-27", gdp(2023, "4022.25")),
    published_on("2025-03-28", gdp(2023, "4031.70", compilation_stage="final"), gdp(2024, "4210.18")),
)


def test_a_later_publication_with_another_value_is_a_revision_and_both_are_kept(tmp_path: Path) -> None:
    assert ask(tmp_path, "SELECT * FROM v_revisions", *REVISED) == [
        (GDP_SERIES, "2023", 2, Decimal("4022.25"), date(2024, 1, 24), Decimal("4031.70"), date(2025, 3, 28))
    ]
    kept = ask(tmp_path, "SELECT obs_value FROM observation WHERE time_period = '2023' ORDER BY vintage")
    assert kept == [(Decimal("4022.25"),), (Decimal("4022.25"),), (Decimal("4031.70"),)]


def test_a_repeated_equal_figure_is_a_citation_and_no_revision(tmp_path: Path) -> None:
    assert ask(tmp_path, "SELECT * FROM v_revisions", *REVISED[:2]) == []


@pytest.mark.parametrize(
    "again",
    [gdp(2023, "4000", bound="gt"), gdp(2023, "4100.00", tier="review")],
    ids=["a bound", "a reading that waits for review"],
)
def test_what_is_no_firm_value_revises_nothing(tmp_path: Path, again: Any) -> None:
    assert ask(tmp_path, "SELECT * FROM v_revisions", REVISED[0], published_on("2025-05-01", again)) == []


def test_latest_and_first_release_are_one_row_a_period(tmp_path: Path) -> None:
    columns = "time_period, obs_value, vintage"
    assert ask(tmp_path, f"SELECT {columns} FROM v_latest ORDER BY 1", *REVISED) == [
        ("2023", Decimal("4031.70"), date(2025, 3, 28)),
        ("2024", Decimal("4210.18"), date(2025, 3, 28)),
    ]
    assert ask(tmp_path, f"SELECT {columns} FROM v_first_release ORDER BY 1") == [
        ("2023", Decimal("4022.25"), date(2024, 1, 24)),
        ("2024", Decimal("4210.18"), date(2025, 3, 28)),
    ]


@pytest.mark.parametrize("view", ["v_latest", "v_first_release", "observation_as_of('2026-01-01')"])
def test_a_bound_is_shown_only_where_no_value_was_published(tmp_path: Path, view: str) -> None:
    documents = (
        published_on("2024-01-05", gdp(2023, "4000", bound="gt")),
        *REVISED[:1],
        published_on("2025-06-01", gdp(2023, "4000", bound="gt"), gdp(2025, "4300", bound="ge")),
    )
    found = ask(tmp_path, f"SELECT time_period, obs_value, bound FROM {view} ORDER BY 1", *documents)
    assert found == [("2023", Decimal("4022.25"), "eq"), ("2025", Decimal("4300"), "ge")]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2024-01-23", []),
        ("2024-01-24", [("2023", Decimal("4022.25"))]),
        ("2025-03-27", [("2023", Decimal("4022.25"))]),
        ("2025-03-28", [("2023", Decimal("4031.70")), ("2024", Decimal("4210.18"))]),
    ],
)
def test_as_of_a_day_shows_what_was_known_then(tmp_path: Path, day: str, known: list[Any]) -> None:
    query = f"SELECT time_period, obs_value FROM observation_as_of('{day}') ORDER BY 1"
    assert ask(tmp_path, query, *REVISED) == known


def test_a_published_figure_is_shown_before_a_derived_one(tmp_path: Path) -> None:
    own = {"indicator_id": "VA_PRIMARY_SHARE_GDP", "measure": "share", "unit_text": "%"}
    part = {"indicator_id": "VA_PRIMARY"}
    parts = published_on(
        "2025-03-28", gdp(2024, "4210.18"), ("第一产业增加值371.62亿元。", "371.62", "2024", part), slug="parts"
    )
    share = published_on("2025-03-30", ("第一产业占比9.9%。", "9.9", "2023", own), slug="share")
    query = (
        "SELECT time_period, obs_value, derived FROM v_latest WHERE indicator_id = 'VA_PRIMARY_SHARE_GDP' ORDER BY 1"
    )
    assert ask(tmp_path, query, parts, share) == [("2023", Decimal("9.9"), False), ("2024", Decimal("8.83"), True)]


def test_an_observation_is_shown_with_its_names_unit_and_citation(tmp_path: Path) -> None:
    citation = {"title": "2024年统计公报", "url": "https://example.gov.cn/2024.html"}
    query = "SELECT name_zh, area_zh, unit, citation_title, citation_url, doc_type, wording, derived FROM v_observation"
    assert ask(tmp_path, query, document("page", gdp(2024, "4210.18"), citation=citation)) == [
        ("地区生产总值", "江门市", "亿元", *citation.values(), "bulletin", "restated", False)
    ]


@pytest.mark.parametrize(
    ("view", "table"),
    [("v_observation", "observation"), ("v_commitment_status", "commitment"), ("v_targets", "target")],
)
def test_a_view_hides_and_repeats_no_row_of_the_table_below_it(published: Settings, view: str, table: str) -> None:
    path = published.layout.database(current_build(published.layout.root))
    key = f"{table}_id"
    with duckdb.connect(str(path), read_only=True) as connection:
        keys = [connection.execute(f"SELECT {key} FROM {name} ORDER BY 1").fetchall() for name in (view, table)]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 0


def test_every_view_says_in_two_languages_what_it_shows(published: Settings) -> None:
    path = published.layout.database(current_build(published.layout.root))
    with duckdb.connect(str(path), read_only=True) as connection:
        views = connection.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
    assert len(views) == 14
    assert [name for name, comment in views if " | " not in (comment or "")] == []
