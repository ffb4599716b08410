"""The eighteen quantitative and ranking targets as METHOD judges them on the sample's figures, worked out by hand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pytest

from pipeline.settings import Settings
from schemas.storage import current_build

AS_OF = date(2026, 3, 31)
"""The newest document's day: annual figures are then due up to 2024, and those of 2025 not for another half year."""


@dataclass(frozen=True)
class Expected:
    """What METHOD gives, and why."""

    commitment_id: str
    status: str
    reason: str | None
    because: str


BY_HAND = (
    Expected("C004", "not_assessed", "no_baseline", "no year of industry's share of GDP is published"),
    Expected("C005", "not_assessed", "no_recent_data", "39.4 % is of 2020; 41.9 % is of five months, no annual figure"),
    Expected("C006", "not_assessed", "no_recent_data", "the city's figure per head is years old"),
    Expected("C007", "needs_acceleration", None, "R = 0.79 lies between 0.60 and 0.95"),
    Expected("C011", "not_assessed", "no_recent_data", "place 53 is of the evaluation year 2022"),
    Expected("C012", "not_assessed", "no_baseline", "the province's intensity is published, the city's is not"),
    Expected("C028", "not_assessed", "no_measurable_indicator", "a rank word without a published ranking"),
    Expected("C032", "not_assessed", "no_measurable_indicator", "a superlative without a published ranking"),
    Expected("C084", "not_assessed", "no_baseline", "no count of the hundred centres is published"),
    Expected("C094", "not_assessed", "no_baseline", "no coverage of the zones is published"),
    *(
        Expected(f"C{n}", "not_assessed", "no_measurable_indicator", "a rank word")
        for n in (107, 113, 116, 130, 146, 155, 162, 177)
    ),
)


@pytest.fixture(scope="module")
def db(published: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    file = published.layout.database(current_build(published.layout.root))
    with duckdb.connect(str(file), read_only=True) as connection:
        yield connection


def row(db: duckdb.DuckDBPyConnection, commitment_id: str) -> dict[str, Any]:
    """The assessment of one commitment."""
    found = db.execute("SELECT * FROM assessment WHERE commitment_id = ?", [commitment_id])
    names = [column[0] for column in found.description or ()]
    [values] = found.fetchall()
    named = dict(zip(names, values, strict=True))
    return {**named, "trace": json.loads(named["trace"])}


def test_these_are_all_the_quantitative_and_ranking_targets(db: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT commitment_id FROM commitment WHERE kind IN ('quantitative_target', 'ranking_target')"
    assert {c for (c,) in db.execute(query).fetchall()} == {e.commitment_id for e in BY_HAND}
    assert len(BY_HAND) == 18


@pytest.mark.parametrize("expected", BY_HAND, ids=lambda e: e.commitment_id)
def test_the_target_stands_as_worked_out_by_hand(db: duckdb.DuckDBPyConnection, expected: Expected) -> None:
    found = row(db, expected.commitment_id)
    assert (found["as_of"], found["progress_status"], found["reason"]) == (AS_OF, expected.status, expected.reason)
    if expected.reason:
        assert found["pace_ratio"] is None
        assert found["robustness"] == "not_applicable"


def test_gdp_needs_acceleration_with_079_of_the_required_pace(db: duckdb.DuckDBPyConnection) -> None:
    """3,601.28 (2021) to 4,210.18 (2024) toward 5,000 (2026), in powers of floating numbers."""
    found = row(db, "C007")
    so_far = (4210.18 / 3601.28) ** (1 / 3) - 1
    required = (5000 / 3601.28) ** (1 / 5) - 1
    remaining = (5000 / 4210.18) ** (1 / 2) - 1
    assert (found["baseline_period"], float(found["baseline_value"])) == ("2021", 3601.28)
    assert (found["latest_period"], float(found["latest_value"])) == ("2024", 4210.18)
    assert f"{found['pace_ratio']:.2f}" == f"{so_far / required:.2f}" == "0.79"
    assert float(found["pace_ratio"]) == pytest.approx(so_far / required, abs=1e-5)
    assert float(found["pace"]) == pytest.approx(so_far * 100, abs=1e-5)
    assert float(found["pace_required"]) == pytest.approx(required * 100, abs=1e-5)
    assert float(found["pace_remaining"]) == pytest.approx(remaining * 100, abs=1e-5)
    assert float(found["path_value"]) == pytest.approx(3601.28 * (1 + required) ** 3, abs=1e-3)
    assert found["trace"]["gap_to_path"] == pytest.approx(4210.18 - 3601.28 * (1 + required) ** 3, abs=1e-3)
    assert float(found["way_covered"]) == pytest.approx((4210.18 - 3601.28) / (5000 - 3601.28), abs=1e-5)


def test_the_class_of_gdp_is_firm_over_every_reading_of_the_data(db: duckdb.DuckDBPyConnection) -> None:
    found = row(db, "C007")
    required = (5000 / 3601.28) ** (1 / 5) - 1
    by_hand = {
        "latest -1%": ((4210.18 * 0.99 / 3601.28) ** (1 / 3) - 1) / required,
        "latest +1%": ((4210.18 * 1.01 / 3601.28) ** (1 / 3) - 1) / required,
        "linear path": ((4210.18 - 3601.28) / 3) / ((5000 - 3601.28) / 5),
    }
    alternatives = {a["name"]: a["ratio"] for a in found["trace"]["alternatives"]}
    assert found["robustness"] == "firm"
    assert alternatives.keys() >= by_hand.keys()
    for name, ratio in by_hand.items():
        assert alternatives[name] == pytest.approx(ratio, abs=1e-5)
    assert round(alternatives["baseline 2020"], 2) == 0.92
    assert {a["class"] for a in found["trace"]["alternatives"]} == {"needs_acceleration"}


def test_the_sentence_on_gdp_says_figure_target_pace_and_share_in_both_languages(
    db: duckdb.DuckDBPyConnection,
) -> None:
    found = row(db, "C007")
    for words in ("4,210.18亿元", "5,000亿元", "6.78", "5.35", "0.79", "不是预测"):
        assert words in found["sentence_zh"]
    for words in ("421.018 billion yuan", "500 billion yuan", "6.78", "5.35", "0.79", "not a forecast"):
        assert words in found["sentence_en"]


def test_every_figure_a_judgement_rests_on_is_in_the_file_with_its_sentence(db: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT time_period, obs_value, quote FROM observation WHERE list_contains(?, observation_id) ORDER BY 1"
    rows = db.execute(query, [row(db, "C007")["inputs"]]).fetchall()
    assert [(period, float(value)) for period, value, _ in rows] == [("2021", 3601.28), ("2024", 4210.18)]
    assert all(quote for _, _, quote in rows)
