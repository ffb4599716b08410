"""What is in doubt, what has no name in the dictionary, and how well the engine reads, over HTTP."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    ("query", "ids"),
    [("", ["a#8", "a#9"]), ("?state=waiting", ["a#8"]), ("?doubt=conflict", ["a#9"]), ("?document_id=other", [])],
)
def test_figures_in_doubt_are_listed_with_sentence_reason_and_decision(
    client: TestClient, query: str, ids: list[str]
) -> None:
    rows = client.get(f"/v1/reviews{query}").json()["data"]
    assert [row["review_id"] for row in rows] == ids
    assert all(row["quote"] and row["doubt"] and row["state"] for row in rows)


def test_an_unknown_doubt_is_answered_with_the_known_ones(client: TestClient) -> None:
    answer = client.get("/v1/reviews?doubt=weather")
    assert answer.status_code == 400
    assert "lost_characters" in answer.json()["errors"][0]["allowed"]


@pytest.mark.parametrize(
    ("query", "words"), [("", ["原煤产量", "不良贷款率"]), ("?words=产量", ["原煤产量"]), ("?words=100%25", [])]
)
def test_figures_without_an_indicator_are_listed_with_their_own_words(
    client: TestClient, query: str, words: list[str]
) -> None:
    assert [row["words"] for row in client.get(f"/v1/unmapped{query}").json()["data"]] == words


def test_the_last_evaluation_is_shown_with_what_it_was_measured_on(client: TestClient) -> None:
    [row] = client.get("/v1/evaluation?part=held_out&slice=all").json()["data"]
    assert (row["n_right"], row["n_wrong"], row["n_missed"], float(row["precision"])) == (49, 1, 1, 0.98)
    assert row["parser_version"] == "0123456789ab"
    assert client.get("/v1/evaluation?part=report").json()["data"] == []
