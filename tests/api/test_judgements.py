"""Judgements over HTTP, from the published sample: any past day, evidence, later goals, silence, causes."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import ApiSettings
from pipeline.settings import Settings


@pytest.fixture
def sample(published: Settings) -> Iterator[TestClient]:
    """The API over the published sample."""
    with TestClient(create_app(ApiSettings(data=published.layout.root))) as client:
        yield client


def every(client: TestClient, address: str) -> list[dict[str, Any]]:
    """Rows of all pages."""
    rows: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        answer = client.get(following).json()
        rows += answer["data"]
        following = answer["next"]
    return rows


@pytest.mark.parametrize(
    ("day", "status", "ratio"),
    [
        ("2023-08-01", "needs_acceleration", "0.70"),
        ("2024-06-30", "needs_acceleration", "0.84"),
        ("2022-01-15", "not_assessed", None),
    ],
)
def test_a_commitment_stands_on_a_past_day_as_could_be_known_then(
    sample: TestClient, day: str, status: str, ratio: str | None
) -> None:
    [found] = sample.get(f"/v1/assessments?commitment=C007&as_of={day}").json()["data"]
    assert found["progress_status"] == status
    assert (f"{float(found['pace_ratio']):.2f}" if found["pace_ratio"] else None) == ratio


def test_every_commitment_has_exactly_one_assessment_on_a_day(sample: TestClient) -> None:
    rows = every(sample, "/v1/assessments?as_of=2024-06-30&limit=500")
    assert len(rows) == len({r["commitment_id"] for r in rows}) == 313
    assert len(every(sample, "/v1/assessments?limit=100")) > 313


def test_assessments_are_filtered_by_status_stage_and_cause(sample: TestClient) -> None:
    assert {r["commitment_id"] for r in every(sample, "/v1/assessments?status=improving&as_of=2026-03-31")} == {"C002"}
    opened = every(sample, "/v1/assessments?project_stage=in_operation&as_of=2026-03-31")
    assert {"C069", "C287", "C288"} <= {r["commitment_id"] for r in opened}
    assert {r["cause"] for r in every(sample, "/v1/assessments?cause=new_evidence")} == {"new_evidence"}


def test_evidence_comes_with_its_sentence_and_as_was_public_on_a_day(sample: TestClient) -> None:
    rows = every(sample, "/v1/evidence?commitment=C287")
    assert [r["stage"] for r in sorted(rows, key=lambda r: r["event_end"])][-1] == "in_operation"
    assert all(r["quote"] for r in rows)
    early = every(sample, "/v1/evidence?commitment=C287&as_of=2024-06-19")
    assert {r["vintage"] for r in early} == {"2024-05-06"}


def test_later_goals_stand_beside_the_original(sample: TestClient) -> None:
    [found] = sample.get("/v1/restatements?commitment=C007&relation=same_measure").json()["data"]
    assert (float(found["value"]), float(found["original_value"]), found["deadline_change"]) == (6000, 5000, 4)
    assert "冲刺" in found["sentence_zh"]


def test_silence_names_the_words_and_documents(sample: TestClient) -> None:
    [found] = sample.get("/v1/silence?commitment=C018").json()["data"]
    assert found["searchable"]
    assert found["documents"] == len(found["document_ids"]) > 70


def test_the_first_build_has_changed_nothing(sample: TestClient) -> None:
    assert sample.get("/v1/changes").json()["data"] == []


@pytest.mark.parametrize(
    "address",
    ["/v1/assessments?status=fine", "/v1/changes?cause=luck", "/v1/evidence?stage=half", "/v1/assessments?as_of=soon"],
)
def test_an_unknown_code_or_day_is_answered_with_a_problem(sample: TestClient, address: str) -> None:
    answer = sample.get(address)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"]
