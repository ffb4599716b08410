"""The DAGs as Airflow loads and runs them, in a process and a metadata database of the test's own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.settings import Settings
from pipeline.sources import SOURCES
from schemas.storage import current_build
from tests.conftest import ROOT
from tests.pipeline.collecting.publisher import Publisher, page

CONTENT = "stats.gd.gov.cn/tjkx185/content"
BLOCKED = page("<html><body>请完成验证后继续访问</body></html>", status=412)


def program(home: Path, *arguments: str, **environment: str) -> dict[str, Any]:
    """Answer of `tests.dags.program` run with an Airflow of its own."""
    ours = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
        "NO_PROXY": "127.0.0.1",
    }
    command = [sys.executable, "-m", "tests.dags.program", *arguments]
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **ours, **environment}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    answer: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return answer


@pytest.fixture(scope="module")
def dags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return program(tmp_path_factory.mktemp("airflow"), "describe")


def test_there_is_one_collection_per_source_and_nothing_beside_publish_and_probe(dags: dict[str, Any]) -> None:
    assert set(dags) == {f"collect_{source}" for source in SOURCES} | {"publish", "probe"}


@pytest.mark.parametrize("source", SOURCES)
def test_a_collection_discovers_fetches_and_reads_each_document_by_itself(dags: dict[str, Any], source: str) -> None:
    dag = dags[f"collect_{source}"]
    assert dag["tasks"] == {
        "discover": ["document.snapshot", "report_to_publish"],
        "document.snapshot": ["document.parse"],
        "document.parse": ["report_to_publish"],
        "report_to_publish": [],
    }
    assert dag["mapped"] == ["document.parse", "document.snapshot"]
    assert dag["outlets"] == {"report_to_publish": [f"parsed_{source}"]}


def test_publish_listens_to_every_source_and_moves_the_pointer_last(dags: dict[str, Any]) -> None:
    assert dags["publish"]["listens_to"] == sorted(f"parsed_{source}" for source in SOURCES)
    assert dags["publish"]["tasks"] == {
        "build": sorted(["anything_new", "check", "diff", "publish"]),
        "anything_new": ["check"],
        "check": ["diff"],
        "diff": ["publish"],
        "publish": [],
    }


def test_no_dag_catches_up_or_runs_twice_at_once_or_for_ever(dags: dict[str, Any]) -> None:
    for dag in dags.values():
        assert (dag["catchup"], dag["max_active_runs"], dag["start_date"]) == (False, 1, "None")
        assert dag["unlimited"] == []


def test_operators_read_in_both_languages_what_a_dag_does(dags: dict[str, Any]) -> None:
    for name, dag in dags.items():
        assert any("\u4e00" <= c <= "\u9fff" for c in dag["doc"]), name
        assert any(c.isascii() and c.isalpha() for c in dag["doc"]), name


def test_one_blocked_document_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    with Publisher() as publisher:
        publisher.pages[f"{CONTENT}/sample-2022-growth.html"] = BLOCKED
        ran = program(
            tmp_path,
            "run",
            "collect_guangdong",
            DUIXIAN_DATA=str(tmp_path / "data"),
            DUIXIAN_SAMPLE_PORT=str(publisher.port),
        )
    failed = sorted(name for name, state in ran["tasks"].items() if state == "failed")
    read = [name for name, state in ran["tasks"].items() if name.startswith("document.parse ") and state == "success"]
    assert failed == ["document.snapshot guangdong:sample-2022-growth"]
    assert len(read) == 10
    assert ran["tasks"]["report_to_publish"] == "success"


def test_too_many_failed_documents_fail_the_run(tmp_path: Path) -> None:
    with Publisher() as publisher:
        for name in ("sample-2022-growth", "sample-2023-census"):
            publisher.pages[f"{CONTENT}/{name}.html"] = BLOCKED
        ran = program(
            tmp_path,
            "run",
            "collect_guangdong",
            DUIXIAN_DATA=str(tmp_path / "data"),
            DUIXIAN_SAMPLE_PORT=str(publisher.port),
        )
    assert ran["state"] == "failed"
    assert ran["tasks"]["report_to_publish"] == "failed"


def test_a_source_without_documents_yet_is_no_failure(tmp_path: Path) -> None:
    ran = program(tmp_path, "run", "collect_jiangmen_report", DUIXIAN_DATA=str(tmp_path / "data"))
    assert ran["state"] == "success"
    assert ran["tasks"]["document.parse"] == "skipped"


def test_a_source_of_one_document_is_counted_like_any_other(tmp_path: Path) -> None:
    page_of_a_report = tmp_path / "report.txt"
    page_of_a_report.write_text(
        "二、今后五年的目标\n" + "推动工业园区扩大规模，建成一批新的公共服务设施。\n" * 20, "utf-8"
    )
    environment = {"DUIXIAN_DATA": str(tmp_path / "data"), "DUIXIAN_REPORT": str(page_of_a_report)}
    ran = program(tmp_path, "run", "collect_jiangmen_report", **environment)
    assert ran["tasks"] == {
        "discover": "success",
        "document.snapshot jiangmen_report:supplied": "success",
        "document.parse jiangmen_report:supplied": "success",
        "report_to_publish": "success",
    }


def test_publish_makes_no_build_when_nothing_is_new(own_copy: Settings, tmp_path: Path) -> None:
    before = current_build(own_copy.layout.root)
    ran = program(tmp_path, "run", "publish", DUIXIAN_DATA=str(own_copy.layout.root))
    assert ran["tasks"]["build"] == "success"
    assert ran["tasks"]["publish"] == "skipped"
    assert current_build(own_copy.layout.root) == before


def test_the_probe_finds_every_listing_readable_and_the_build_intact(own_copy: Settings, tmp_path: Path) -> None:
    ran = program(tmp_path, "run", "probe", DUIXIAN_DATA=str(own_copy.layout.root))
    listings = {name: state for name, state in ran["tasks"].items() if name.startswith("listing ")}
    assert listings == {f"listing {source}": "success" for source in SOURCES}
    assert ran["tasks"]["published_build"] == "success"
