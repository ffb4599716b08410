"""What each resource answers."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from api.database import Database
from tests.api.builds import GDP_SERIES, TEXT


def test_a_commitment_comes_with_target_series_judgement_and_trace_in_one_answer(client: TestClient) -> None:
    data = client.get("/v1/commitments/C001").json()["data"]
    [target] = data["targets"]
    assert target["target_value"] == 5000
    assert [o["obs_value"] for o in target["series"]["observations"]] == [3601.28, 3773.41]
    [assessment] = data["assessments"]
    assert assessment["pace_ratio"] == 0.79
    assert assessment["trace"] == {"R": 0.79}
    assert [d["wording"] for d in data["documents"]] == ["restated"]


def test_a_project_comes_with_its_evidence_and_the_document_it_was_read_in(client: TestClient) -> None:
    data = client.get("/v1/commitments/C002").json()["data"]
    assert [(e["stage"], e["quote"]) for e in data["evidence"]] == [("in_operation", "全年地区")]
    assert [d["document_id"] for d in data["documents"]] == ["jiangmen_annual:gdp-2021"]


def test_every_code_has_its_label_in_both_languages_beside_it(client: TestClient) -> None:
    [assessment] = client.get("/v1/commitments/C001").json()["data"]["assessments"]
    assert assessment["progress_status_label"] == {"zh": "有进展，需提速", "en": "needs acceleration"}


def test_the_combined_view_takes_at_most_nine_queries(client: TestClient) -> None:
    database: Database = client.app.state.database  # type: ignore[attr-defined]
    client.get("/readyz")
    assert database._open is not None
    statements: list[str] = []
    event.listen(database._open.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    client.get("/v1/commitments/C001")
    assert 1 < len(statements) <= 9, statements


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("kind=quantitative_target", ["C001"]),
        ("place=台山", ["C002"]),
        ("status=needs_acceleration", ["C001"]),
        ("project_stage=in_operation", ["C002"]),
        ("q=承诺3", ["C003"]),
        ("kind=project&limit=2", ["C002", "C003"]),
        ("review_status=unreviewed", []),
    ],
)
def test_commitments_are_filtered(client: TestClient, query: str, ids: list[str]) -> None:
    assert [c["commitment_id"] for c in client.get(f"/v1/commitments?{query}").json()["data"]] == ids


@pytest.mark.parametrize(
    ("query", "periods"),
    [
        ("indicator=GDP&area=440700", ["2021", "2022"]),
        ("as_of=2022-12-31", ["2021"]),
        ("as_of=2022-08-02", []),
        ("start_period=2022-06-01", ["2022"]),
        ("end_period=2021-06-01", ["2021"]),
        ("area=440000", []),
        ("tier=review", []),
        (f"series_key={GDP_SERIES}", ["2021", "2022"]),
    ],
)
def test_observations_are_filtered_by_dimension_period_and_release(
    client: TestClient, query: str, periods: list[str]
) -> None:
    assert [o["time_period"] for o in client.get(f"/v1/observations?{query}").json()["data"]] == periods


def test_the_span_of_an_observation_reads_its_value_in_the_document_the_api_shows(client: TestClient) -> None:
    observation = client.get("/v1/observations?as_of=2022-12-31").json()["data"][0]
    document = client.get(f"/v1/documents/{observation['document_id']}").json()["data"]
    [passage] = document["passages"]
    assert passage["text"] == TEXT
    start, end = (observation[k] - passage["char_start"] for k in ("char_start", "char_end"))
    assert passage["text"][start:end] == observation["value_text"]


def test_an_indicator_comes_with_its_series(client: TestClient) -> None:
    assert [i["indicator_id"] for i in client.get("/v1/indicators?q=生产").json()["data"]] == ["GDP"]
    data = client.get("/v1/indicators/GDP").json()["data"]
    assert [s["series_key"] for s in data["series"]] == [GDP_SERIES]


def test_the_current_build_shows_its_checks_and_row_counts(client: TestClient) -> None:
    data = client.get("/v1/builds/current").json()["data"]
    assert data["rows"]["commitment"] == 5
    assert [(c["check_id"], c["passed"]) for c in data["checks"]] == [("spans", True)]


def test_without_the_report_every_answer_says_why_quotes_are_missing(client: TestClient) -> None:
    notes = client.get("/v1/commitments").json()["meta"]["notes"]
    assert any("report add" in note["en"] and "原句" in note["zh"] for note in notes)


def test_answers_made_from_the_sample_site_say_so(client: TestClient) -> None:
    notes = client.get("/v1/commitments").json()["meta"]["notes"]
    assert any("restated" in note["en"] for note in notes)


def test_openapi_describes_every_route(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/v1/commitments", "/v1/commitments/{commitment_id}", "/v1/observations", "/v1/indicators"} <= set(paths)
    assert {"/v1/documents/{document_id}", "/v1/builds/current", "/healthz", "/readyz"} <= set(paths)
