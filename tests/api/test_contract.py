"""What holds for every route: paging, errors, following the pointer."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import ApiSettings
from tests.api.builds import publish


def test_pages_follow_each_other_without_gap_or_repeat(client: TestClient) -> None:
    seen: list[str] = []
    url: str | None = "/v1/commitments?limit=2"
    while url:
        answer = client.get(url)
        seen += [c["commitment_id"] for c in answer.json()["data"]]
        url = answer.json()["next"]
        assert answer.json()["meta"]["truncated"] is bool(url)
        assert ('rel="next"' in answer.headers["link"]) is bool(url)
    assert seen == ["C001", "C002", "C003", "C004", "C005"]


@pytest.mark.parametrize(
    ("url", "status", "parameter"),
    [
        ("/v1/commitments?colour=red", 400, "colour"),
        ("/v1/commitments?limit=0", 400, "limit"),
        ("/v1/commitments?limit=501", 400, "limit"),
        ("/v1/commitments?kind=wish", 400, "kind"),
        ("/v1/commitments?cursor=%%%", 400, "cursor"),
        ("/v1/commitments?cursor=bm9wZQ", 400, "cursor"),
        ("/v1/commitments?cursor=WyIyMDI2MDMzMS1vbmUiLCJhIiwiYiJd", 400, "cursor"),
        ("/v1/observations?as_of=yesterday", 400, "as_of"),
        ("/v1/observations?measure=size", 400, "measure"),
    ],
)
def test_a_bad_parameter_is_named_in_a_problem_answer(
    client: TestClient, url: str, status: int, parameter: str
) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert [e["parameter"] for e in body["errors"]] == [parameter]


def test_an_unknown_parameter_is_answered_with_the_known_ones(client: TestClient) -> None:
    [error] = client.get("/v1/commitments?colour=red").json()["errors"]
    assert {"kind", "chapter", "place", "status", "limit", "cursor"} <= set(error["allowed"])


def test_an_unknown_code_is_answered_with_the_known_ones(client: TestClient) -> None:
    [error] = client.get("/v1/commitments?kind=wish").json()["errors"]
    assert "quantitative_target" in error["allowed"]


@pytest.mark.parametrize(
    "url", ["/v1/commitments/C999", "/v1/indicators/NONE", "/v1/documents/none:none", "/v1/nothing", "/nothing"]
)
def test_what_does_not_exist_is_a_404_problem(client: TestClient, url: str) -> None:
    answer = client.get(url)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["detail"]


def test_the_api_is_read_only(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/v1/commitments").status_code == 405


def test_before_the_first_build_it_lives_but_is_not_ready_and_says_what_to_run(tmp_path: Path) -> None:
    with TestClient(create_app(ApiSettings(data=tmp_path))) as client:
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert "duixian run" in answer.json()["detail"]


def test_a_new_build_is_served_without_a_restart_and_the_old_file_is_let_go(client: TestClient, root: Path) -> None:
    assert client.get("/readyz").json() == {"status": "ready", "build_id": "20260331-one", "commitments": 5}
    publish(root, "20260401-two", commitments=7)
    assert client.get("/readyz").json() == {"status": "ready", "build_id": "20260401-two", "commitments": 7}
    open_files = {p.resolve().parent.name for p in Path("/proc/self/fd").iterdir() if p.is_symlink()}
    assert "20260401-two" in open_files
    assert "20260331-one" not in open_files


def test_a_cursor_of_an_older_build_is_refused_with_advice(client: TestClient, root: Path) -> None:
    url = client.get("/v1/commitments?limit=2").json()["next"]
    publish(root, "20260401-two")
    answer = client.get(url)
    assert answer.status_code == 400
    assert "20260331-one" in answer.json()["detail"]


def test_answers_during_a_switch_are_whole_and_of_one_build(client: TestClient, root: Path) -> None:
    sizes = {"20260331-one": 5, "20260401-two": 7}

    def ask(_number: int) -> tuple[str, int]:
        body = client.get("/v1/commitments").json()
        return body["meta"]["build_id"], len(body["data"])

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask, n) for n in range(40)]
        publish(root, "20260401-two", commitments=7)
        answers += [pool.submit(ask, n) for n in range(40)]
        results = [a.result() for a in answers]
    assert all(sizes[build] == size for build, size in results)
    assert results[-1] == ("20260401-two", 7)
