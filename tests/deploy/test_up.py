"""`make up` and `make down` as a newcomer runs them: a real Airflow collects and publishes; the API serves it."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import duckdb
import httpx
import pytest
from rich.console import Console
from rich.progress import Progress

from deploy.airflow import Rest
from deploy.local import first_collection
from pipeline.settings import Settings
from pipeline.sources import SOURCES
from schemas.storage import current_build
from tests.conftest import ROOT
from tests.deploy.machine import processes_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("airflow")]
MINUTES = 600


def environment(data: Path) -> dict[str, str]:
    """A newcomer's shell: what a surrounding `make test` tells its own children is left out."""
    own = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    return {**own, "DUIXIAN_DATA": str(data), "COLUMNS": "100", "NO_PROXY": "127.0.0.1,localhost"}


def make(data: Path, target: str) -> subprocess.CompletedProcess[str]:
    """Run one target of the Makefile."""
    return subprocess.run(
        ["make", target], cwd=ROOT, env=environment(data), capture_output=True, text=True, timeout=MINUTES, check=False
    )


@dataclass(frozen=True)
class Running:
    """A stack that `make up` started."""

    data: Path
    output: str

    @property
    def settings(self) -> Settings:
        return Settings(data=self.data)

    def ports(self) -> dict[str, int]:
        ports: dict[str, int] = json.loads((self.data / "run" / "ports.json").read_text("utf-8"))
        return ports

    def airflow(self) -> Rest:
        rest = Rest(self.ports()["airflow"], self.data / "airflow")
        rest.log_in()
        return rest


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("up") / "data"
    started = make(data, "up")
    try:
        assert started.returncode == 0, started.stdout + started.stderr
        yield Running(data, started.stdout)
    finally:
        make(data, "down")


def test_up_prints_the_targets_the_addresses_and_how_to_log_in(running: Running) -> None:
    assert "C007" in running.output
    assert "0.79" in running.output
    assert f"http://127.0.0.1:{running.ports()['airflow']}" in running.output
    assert f"http://127.0.0.1:{running.ports()['api']}/docs" in running.output
    assert re.search(r"user admin, password \S{12,}", running.output)
    assert re.search(r"Published \d+ s after Airflow was healthy", running.output)


def test_every_source_was_collected_by_one_run_of_the_scheduler(running: Running) -> None:
    rest = running.airflow()
    states = {source: list(rest.run_states(f"collect_{source}").values()) for source in SOURCES}
    assert states == {source: ["success"] for source in SOURCES}


def test_one_publication_carried_all_collections(running: Running) -> None:
    assert list(running.airflow().run_states("publish").values()) == ["success"]
    assert len([p for p in running.settings.layout.builds.iterdir() if p.is_dir()]) == 1


def test_airflow_makes_the_same_tables_as_the_command_line(running: Running, published: Settings) -> None:
    def tables(settings: Settings) -> dict[str, str]:
        build = settings.layout.builds / current_build(settings.layout.root)
        hashes: dict[str, str] = json.loads((build / "tables.json").read_text("utf-8"))
        return hashes

    carried, by_hand = tables(running.settings), tables(published)
    for measured in ("evaluation", "build"):  # `make up` measures the reading first, and a build's hash covers that
        assert carried.pop(measured) != by_hand.pop(measured)
    assert carried == by_hand


def test_the_build_says_how_well_its_figures_were_read(running: Running) -> None:
    file = running.settings.layout.database(current_build(running.data))
    query = "SELECT precision FROM evaluation WHERE part = 'held_out' AND slice = 'all'"
    with duckdb.connect(str(file), read_only=True) as connection:
        [(precision,)] = connection.execute(query).fetchall()
    assert 0.9 < precision <= 1


def test_an_analyst_can_open_the_file_while_the_stack_runs(running: Running) -> None:
    file = running.settings.layout.database(current_build(running.data))
    with duckdb.connect(str(file), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM commitment").fetchall() == [(313,)]


def test_the_api_serves_the_published_build(running: Running) -> None:
    base = f"http://127.0.0.1:{running.ports()['api']}"
    assert httpx.get(f"{base}/readyz", trust_env=False).status_code == 200
    build = httpx.get(f"{base}/v1/builds/current", trust_env=False).json()["data"]
    assert build["build_id"] == current_build(running.data)


def test_nobody_gets_into_airflow_without_the_password(running: Running) -> None:
    base = f"http://127.0.0.1:{running.ports()['airflow']}"
    assert httpx.get(f"{base}/api/v2/dags", trust_env=False).status_code == 401
    wrong = httpx.post(f"{base}/auth/token", json={"username": "admin", "password": "admin"}, trust_env=False)
    assert wrong.status_code == 401
    assert (running.data / "airflow" / "passwords.json").stat().st_mode & 0o077 == 0


def test_a_second_up_changes_nothing(running: Running) -> None:
    parts, build = (running.data / "run" / "parts.json").read_text("utf-8"), current_build(running.data)
    again = make(running.data, "up")
    assert again.returncode == 0
    assert "already running" in again.stdout
    assert "C007" in again.stdout
    assert (running.data / "run" / "parts.json").read_text("utf-8") == parts
    assert current_build(running.data) == build


def test_when_the_publishers_are_down_the_logs_are_named_and_the_last_good_build_stays(running: Running) -> None:
    before = current_build(running.data)
    os.killpg(
        json.loads((running.data / "run" / "parts.json").read_text("utf-8"))["sample-site"]["pid"], signal.SIGTERM
    )
    told = Console(record=True, width=400, file=StringIO())
    with Progress(console=told) as progress:
        first_collection(running.airflow(), lambda: None, progress)
    text = told.export_text()
    assert "collect_nation" in text
    assert "The other sources go on without." in text
    logs = [Path(line.strip()) for line in text.splitlines() if line.strip().endswith(".log")]
    assert len(logs) >= len(SOURCES) - 1
    assert all("error" in log.read_text("utf-8") for log in logs)
    assert current_build(running.data) == before
    assert httpx.get(f"http://127.0.0.1:{running.ports()['api']}/readyz", trust_env=False).status_code == 200


def test_down_leaves_no_process_and_says_what_it_stopped(running: Running) -> None:
    assert processes_of(running.data)
    stopped = make(running.data, "down")
    assert "scheduler" in stopped.stdout
    assert processes_of(running.data) == []
    assert make(running.data, "down").stdout.strip() == "Nothing was running."


def test_ctrl_c_leaves_no_process_and_no_stack_trace(tmp_path: Path) -> None:
    data = tmp_path / "data"
    up = subprocess.Popen(
        ["make", "up"],
        cwd=ROOT,
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 120
    parts = data / "run" / "parts.json"
    while not (parts.exists() and "triggerer" in parts.read_text("utf-8")) and time.monotonic() < deadline:
        time.sleep(0.3)
    time.sleep(2)
    os.killpg(up.pid, signal.SIGINT)
    output, _ = up.communicate(timeout=90)
    assert up.returncode != 0
    assert "Interrupted" in output
    assert "Traceback" not in output
    assert processes_of(data) == []


def test_a_report_that_is_no_file_is_refused_before_anything_starts(tmp_path: Path) -> None:
    command = ["make", "up", f"REPORT={tmp_path / 'missing.txt'}"]
    refused = subprocess.run(
        command, cwd=ROOT, env=environment(tmp_path / "data"), capture_output=True, text=True, check=False
    )
    assert refused.returncode != 0
    assert "missing.txt is not a file" in refused.stdout
    assert processes_of(tmp_path / "data") == []
