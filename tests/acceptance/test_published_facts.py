"""Every published figure and event of the fixtures is in the file, read where it says it was read."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from schemas.codelists import Bound
from schemas.dictionary import dictionary
from schemas.units import convert
from tests.acceptance.conftest import rows_of

PERIODS = (
    (r"(\d{4})-01/(\d{4})-(\d\d)", lambda m, stock: (f"{m[2]}-{m[3]}", "M", "CUR" if stock else "YTD")),
    (r"(\d{4})/(\d{4})", lambda m, stock: (m[2], "A", f"P{int(m[2]) - int(m[1]) + 1}Y")),
    (r"(\d{4})-H(\d)", lambda m, stock: (f"{m[1]}-S{m[2]}", "S", "CUR")),
    (r"\d{4}-Q\d", lambda m, stock: (m[0], "Q", "CUR")),
    (r"\d{4}-\d\d", lambda m, stock: (m[0], "M", "CUR")),
    (r"\d{4}", lambda m, stock: (m[0], "A", "CUR")),
)
UNITLESS = {"yoy", "pp_change", "since_year_start"}
"""Measures whose unit the measure itself says."""


@dataclass(frozen=True)
class Fact:
    """One figure a fact row states, in the file's words."""

    title: str
    indicator: str
    area: str
    measure: str
    period: tuple[str, str, str]
    value: Decimal
    unit: str | None


def facts_of(row: dict[str, str]) -> list[Fact]:
    """The level and the change of one fact row."""
    entry = dictionary().by_name[row["indicator"]]
    stock = entry.nature == "stock"
    period = next(made(m, stock) for pattern, made in PERIODS if (m := re.fullmatch(pattern, row["period"])))
    place = (row["source_title"], entry.id, row["area_code"])
    facts = []
    if row["value"]:
        level = convert(Decimal(row["value"]), row["unit"], entry.unit)
        unit = None if entry.own_measure in UNITLESS else row["unit"]
        facts.append(Fact(*place, entry.own_measure, period, level, unit))
    if row["change"]:
        growth = "since_year_start" if row["change_basis"] == "年初" else "yoy"
        measure = "pp_change" if row["change_unit"] == "个百分点" else growth
        facts.append(Fact(*place, measure, period, Decimal(row["change"]), None))
    return facts


def stored(db: duckdb.DuckDBPyConnection, bounds: tuple[str, ...] = tuple(Bound)) -> set[Fact]:
    """Every published figure of the file, with the unit as printed for levels only."""
    query = """
        SELECT d.citation_title, s.indicator_id, s.ref_area, s.measure,
               o.time_period, s.freq, s.accumulation, o.obs_value, o.unit_text
        FROM observation o JOIN series s USING (series_key) JOIN document d USING (document_id)
        WHERE o.bound IN (SELECT unnest(?))"""
    return {
        Fact(title, indicator, area, measure, (time, freq, acc), value, None if measure in UNITLESS else unit)
        for title, indicator, area, measure, time, freq, acc, value, unit in db.execute(
            query, [list(map(str, bounds))]
        ).fetchall()
    }


def test_every_row_of_the_facts_is_found_with_its_value_unit_and_growth(db: duckdb.DuckDBPyConnection) -> None:
    rows, have = rows_of("observations.csv"), stored(db)
    missing = [fact for row in rows for fact in facts_of(row) if fact not in have]
    assert len(rows) == 398
    assert missing == []


def test_the_file_states_no_figure_that_the_facts_do_not(db: duckdb.DuckDBPyConnection) -> None:
    stated = {fact for row in rows_of("observations.csv") for fact in facts_of(row)}
    assert stored(db, (Bound.EQ,)) - stated == set()


def test_of_bounds_only_the_one_the_news_states_beside_the_facts_is_read(db: duckdb.DuckDBPyConnection) -> None:
    stated = {fact for row in rows_of("observations.csv") for fact in facts_of(row)}
    [bound] = stored(db, tuple(b for b in Bound if b is not Bound.EQ)) - stated
    assert (bound.indicator, bound.area, bound.period[0], bound.value) == ("FAI_INDUSTRY", "440700", "2023", 1000)


def test_every_span_reads_its_figure_and_every_quote_holds_it(db: duckdb.DuckDBPyConnection) -> None:
    wrong = db.execute("""
        SELECT o.observation_id FROM observation o LEFT JOIN passage p USING (passage_id)
        WHERE o.document_id IS NOT NULL AND (o.value_text IS DISTINCT FROM
            substr(p.text, o.char_start - p.char_start + 1, o.char_end - o.char_start)
            OR NOT contains(o.quote, o.value_text) OR NOT contains(p.text, o.quote))""").fetchall()
    assert wrong == []


def test_every_event_is_there_on_its_day_linked_to_the_commitments_of_its_topic(db: duckdb.DuckDBPyConnection) -> None:
    have = {
        (title, topic, day.isoformat()): commitment
        for title, topic, day, commitment in db.execute("""
            SELECT d.citation_title, e.topic, e.event_start, max(e.commitment_id)
            FROM evidence e JOIN document d USING (document_id) GROUP BY ALL""").fetchall()
    }
    rows = rows_of("evidence.csv")
    missing = [
        row
        for row in rows
        if not any(
            (title, topic) == (row["source_title"], row["commitment_topic"]) and day.startswith(row["date"])
            for title, topic, day in have
        )
    ]
    assert len(rows) == 52
    assert missing == []
    assert Counter(commitment is not None for commitment in have.values())[True] >= 40


def test_sample_figures_are_marked_restated_and_name_their_publication(db: duckdb.DuckDBPyConnection) -> None:
    bare = db.execute("""
        SELECT document_id FROM document WHERE source_id <> 'jiangmen_report'
        AND (wording <> 'restated' OR citation_title IS NULL OR download_url NOT LIKE 'sample://%')""").fetchall()
    assert bare == []
