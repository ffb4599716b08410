"""The compose file's commands, started natively in Compose's order on PostgreSQL, do the main job."""

import subprocess
from collections.abc import Iterator

import httpx
import pytest
from rich.console import Console
from rich.progress import Progress

from deploy import airflow
from deploy.local import first_collection, loaded
from schemas.storage import current_build
from tests.conftest import ROOT
from tests.deploy.native import Machine, started

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("airflow")]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    prepared = subprocess.run(["bash", "deploy/services.sh"], cwd=ROOT, capture_output=True, text=True, check=False)
    if prepared.returncode:
        pytest.skip(f"PostgreSQL could not be installed here: {prepared.stderr[-300:]}")
    with started(tmp_path_factory.mktemp("composed")) as running:
        yield running


@pytest.fixture(scope="module")
def rest(machine: Machine) -> airflow.Rest:
    made = airflow.Rest(machine.ports["8080"], machine.folder / "airflow" / "secrets")
    airflow.wait_for(made.healthy, airflow.HEALTHY_SECONDS, "Airflow becoming healthy", lambda: None)
    made.log_in()
    airflow.wait_for(lambda: loaded(made), airflow.HEALTHY_SECONDS, "DAGs loading", lambda: None)
    return made


def test_before_the_first_publication_the_api_is_alive_but_not_ready(machine: Machine) -> None:
    base = f"http://127.0.0.1:{machine.ports['8000']}"
    assert httpx.get(f"{base}/healthz", trust_env=False).status_code == 200
    assert httpx.get(f"{base}/readyz", trust_env=False).status_code == 503


def test_the_login_is_the_generated_one(machine: Machine, rest: airflow.Rest) -> None:
    assert airflow.password(rest.home) == machine.secrets["AIRFLOW_PASSWORD"]


def test_the_services_collect_publish_and_serve(machine: Machine, rest: airflow.Rest) -> None:
    with Progress(console=Console(quiet=True)) as progress:
        first_collection(rest, lambda: None, progress)
    answer = httpx.get(f"http://127.0.0.1:{machine.ports['8000']}/v1/commitments/C007", trust_env=False).json()
    assert answer["meta"]["build_id"] == current_build(machine.data)
    assert answer["data"]["assessments"][0]["progress_status"] == "needs_acceleration"


def test_the_metadata_are_in_postgresql(machine: Machine) -> None:
    assert not list((machine.folder / "airflow").rglob("*.db"))
