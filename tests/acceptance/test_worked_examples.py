"""The worked examples of the method, out of the published file, to the digits they are printed with."""

import json
from typing import Any

import duckdb
import pytest


def row(db: duckdb.DuckDBPyConnection, commitment_id: str) -> dict[str, Any]:
    """The assessment of a commitment with its trace."""
    found = db.execute("SELECT * FROM assessment WHERE commitment_id = ?", [commitment_id])
    names = [column[0] for column in found.description]
    [values] = found.fetchall()
    named = dict(zip(names, values, strict=True))
    return {**named, "trace": json.loads(named["trace"])}


def test_gdp_toward_5000(db: duckdb.DuckDBPyConnection) -> None:
    found = row(db, "C007")
    shown = {name: f"{found[name]:.2f}" for name in ("pace", "pace_required", "pace_ratio")}
    assert shown == {"pace": "5.35", "pace_required": "6.78", "pace_ratio": "0.79"}
    assert found["progress_status"] == "needs_acceleration"
    assert (round(found["path_value"]), round(found["path_gap"])) == (4385, -175)
    assert f"{found['pace_remaining']:.1f}" == "9.0"
    assert round(found["outlook_value"], -1) == 4670
    alternatives = {a["name"]: f"{a['ratio']:.2f}" for a in found["trace"]["alternatives"]}
    assert alternatives["baseline 2020"] == alternatives["reading base_2020"] == "0.92"
    assert (alternatives["latest -1%"], alternatives["latest +1%"]) == ("0.74", "0.84")
    assert found["robustness"] == "firm"
    assert (found["pace_reached"], found["pace_years"]) == (1, 4)
    assert found["trace"]["precedent"]["reached"] == [2021]
    assert "4年中有1年达到过这一速度" in found["sentence_zh"]


def test_gdp_one_year_earlier_has_the_same_class(db: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT progress_status, round(pace_ratio, 2) FROM assessment_as_of(DATE '2024-06-30')
        WHERE commitment_id = 'C007'"""
    [(status, ratio)] = db.execute(query).fetchall()
    assert (status, f"{ratio:.2f}") == ("needs_acceleration", "0.84")


def test_advanced_manufacturing_has_only_part_of_a_year_and_three_ratios_that_indicate(
    db: duckdb.DuckDBPyConnection,
) -> None:
    found = row(db, "C005")
    assert (found["progress_status"], found["reason"]) == ("not_assessed", "no_recent_data")
    indicative = found["trace"]["indicative"]
    assert indicative["period"] == "2023-05"
    ratios = {name: f"{ratio:.2f}" for name, ratio in indicative["ratios"].items()}
    assert ratios == {"linear": "0.47", "growth": "0.51", "logit": "0.48"}
    assert found["pace_ratio"] is None


def test_the_zone_was_53rd_in_an_evaluation_that_is_too_old(db: duckdb.DuckDBPyConnection) -> None:
    found = row(db, "C011")
    assert (found["reason"], found["latest_value"], found["indicative"]) == ("no_recent_data", 53, True)
    assert found["trace"]["rank"] == {"evaluation_year": "2022", "published": "2024-02-18", "peers": None}
    assert "53位" in found["sentence_zh"]


def test_the_citys_research_intensity_was_never_published(db: duckdb.DuckDBPyConnection) -> None:
    found = row(db, "C012")
    assert (found["progress_status"], found["reason"]) == ("not_assessed", "no_baseline")
    assert set(found["trace"]["reference"]) == {"2022", "2023", "2024"}


def test_economic_strength_grew_by_four_per_cent_a_year_in_real_terms(db: duckdb.DuckDBPyConnection) -> None:
    """3.3 %, 5.5 % and 3.4 % published for 2022 to 2024 make 112.69."""
    found = row(db, "C002")
    assert (found["progress_status"], found["clarity"], f"{found['pace']:.2f}") == ("improving", "clear", "4.06")
    derived = db.execute(
        "SELECT count(*) FROM observation WHERE list_contains(?, observation_id) AND len(derived_from) > 0",
        [found["inputs"]],
    ).fetchall()
    assert derived == [(4,)]
    assert found["fulfilment_status"] == "in_progress"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT sum(commitments) FROM v_counts", 313),
        ("SELECT count(DISTINCT commitment_id) FROM assessment", 313),
        ("SELECT count(*) FROM v_percentages WHERE percent < 0 OR percent > 100", 0),
        (
            """SELECT count(*) FROM assessment WHERE progress_status IS NULL AND project_stage IS NULL
            AND action_stage IS NULL""",
            0,
        ),
        ("SELECT count(*) FROM assessment WHERE progress_status = 'not_assessed' AND reason IS NULL", 0),
    ],
)
def test_every_commitment_has_a_status_a_stage_or_a_reason_and_counts_add_up(
    db: duckdb.DuckDBPyConnection, query: str, expected: int
) -> None:
    assert db.execute(query).fetchone() == (expected,)


def test_counts_by_kind_and_chapter_are_those_of_the_register_and_percentages_add_to_100(
    db: duckdb.DuckDBPyConnection,
) -> None:
    kinds = dict(db.execute("SELECT kind, sum(commitments) FROM v_counts GROUP BY kind").fetchall())
    assert kinds == {
        "quantitative_target": 7,
        "ranking_target": 11,
        "directional_target": 81,
        "project": 70,
        "policy_action": 144,
    }
    chapters = dict(db.execute("SELECT chapter, sum(commitments) FROM v_counts GROUP BY chapter").fetchall())
    assert chapters == {"二": 43, "三": 22, "四": 40, "五": 94, "六": 61, "七": 53}
    sums = {s for (s,) in db.execute("SELECT sum(percent) FROM v_percentages GROUP BY kind").fetchall()}
    assert sums == {100}


def test_no_share_of_kept_promises_is_given_anywhere(db: duckdb.DuckDBPyConnection) -> None:
    """Counts with denominators, never one score: nothing in the file is called a share of what was kept."""
    columns = db.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    scores = [c for c in columns if any(w in c[1] for w in ("score", "kept_", "share_kept", "fulfilled_"))]
    assert scores == []
    percentages = db.execute("SELECT DISTINCT status FROM v_percentages").fetchall()
    assert not {"fulfilled", "kept"} & {s for (s,) in percentages}


def test_every_assessment_recomputes_from_the_file_alone(db: duckdb.DuckDBPyConnection) -> None:
    targets = db.execute("""
        SELECT count(*), count(*) FILTER (status IS DISTINCT FROM stored_status OR reason IS DISTINCT FROM stored_reason
        OR abs(ratio - CAST(stored_ratio AS DOUBLE)) > 1e-6) FROM v_recomputed""").fetchone()
    staged = db.execute(
        "SELECT count(*), count(*) FILTER (stage IS DISTINCT FROM stored_stage) FROM v_recomputed_stages"
    ).fetchone()
    unmeasured = db.execute("""
        SELECT count(*) FROM assessment a JOIN target t USING (target_id) WHERE t.indicator_id IS NULL
        AND a.progress_status = 'not_assessed' AND a.reason = 'no_measurable_indicator'""").fetchone()
    assert (targets, staged, unmeasured) == ((20, 0), (214, 0), (79,))
    assert 20 + 214 + 79 == 313
