"""Airflow as the local stack runs it: its settings, its login file, and the few REST calls `make up` needs."""

import json
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import httpx

USER = "admin"
HEALTHY_SECONDS = 180
TRIES = 3
PRELOAD = Path(__file__).parent / "config"
"""Holds `airflow_local_settings`, which Airflow imports at start."""
HEALTH_PARTS = ("metadatabase", "scheduler", "dag_processor")
PARALLELISM = 4
"""More brings nothing on two cores, and more than four writers make SQLite answer "database is locked"."""


class AirflowFailed(RuntimeError):
    """A part did not come up, a DAG did not load, or a run failed; the message says which and where to look."""


def settings(home: Path, dags: Path, port: int, jwt_secret: str) -> dict[str, str]:
    """Environment of every Airflow part, from measurements of 3.3 on two cores."""
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(PARALLELISM),
        "AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG": str(PARALLELISM),
        "AIRFLOW__CORE__DEFAULT_TIMEZONE": "Asia/Shanghai",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(home / "passwords.json"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API_AUTH__JWT_SECRET": jwt_secret,
        "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
        "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "60",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "15",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}?timeout=60",
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
        "PYTHONPATH": str(PRELOAD),
        "PYTHONWARNINGS": "ignore",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }


def prepare_home(home: Path) -> str:
    """Make AIRFLOW_HOME with a random login password and signing secret, readable by the owner only; the secret."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    if not (home / "passwords.json").exists():
        _write_private(home / "passwords.json", json.dumps({USER: secrets.token_urlsafe(12)}))
    if not (home / "jwt-secret").exists():
        _write_private(home / "jwt-secret", secrets.token_urlsafe(48))
    return (home / "jwt-secret").read_text("utf-8")


def password(home: Path) -> str:
    """The login password of this installation."""
    return str(json.loads((home / "passwords.json").read_text("utf-8"))[USER])


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, "utf-8")


class Rest:
    """The REST calls of API v2 that starting the stack needs."""

    def __init__(self, port: int, home: Path) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.home = home
        self.client = httpx.Client(base_url=self.base, timeout=60, trust_env=False)

    def healthy(self) -> bool:
        """Whether every part reports healthy; the endpoint answers 200 even when one does not."""
        try:
            health = self.client.get("/api/v2/monitor/health").json()
        except (httpx.HTTPError, ValueError):
            return False
        return all((health.get(part) or {}).get("status") == "healthy" for part in HEALTH_PARTS)

    def log_in(self) -> None:
        """Fetch a token with the installation's own password; it stays with the client."""
        answer = self.client.post("/auth/token", json={"username": USER, "password": password(self.home)})
        answer.raise_for_status()
        self.client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def dag_ids(self) -> set[str]:
        """DAGs Airflow has loaded; an import error is raised with its text."""
        errors = self._get("/api/v2/importErrors")["import_errors"]
        if errors:
            raise AirflowFailed("\n".join(f"{e['filename']}: {e['stack_trace']}" for e in errors))
        return {dag["dag_id"] for dag in self._get("/api/v2/dags?limit=100")["dags"]}

    def unpause(self, dag_id: str) -> None:
        """Let the scheduler run a DAG."""
        self.client.patch(f"/api/v2/dags/{dag_id}", json={"is_paused": False}).raise_for_status()

    def trigger(self, dag_id: str) -> str:
        """Start a run; its id. The id is ours, so that asking again after a slow answer starts no second run."""
        run_id = f"make_up__{datetime.now(UTC):%Y%m%dT%H%M%S}"
        body = {"dag_run_id": run_id, "logical_date": None, "note": "make up"}
        for _ in range(TRIES):
            try:
                answer = self.client.post(f"/api/v2/dags/{dag_id}/dagRuns", json=body)
            except httpx.TimeoutException:
                continue
            if answer.status_code != httpx.codes.CONFLICT:
                answer.raise_for_status()
            return run_id
        raise AirflowFailed(
            f"Airflow did not answer when {dag_id} was started; see the logs of api-server and scheduler"
        )

    def run_state(self, dag_id: str, run_id: str) -> str:
        """queued, running, success or failed."""
        return str(self._get(f"/api/v2/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}")["state"])

    def run_states(self, dag_id: str) -> dict[str, str]:
        """run id → state of the latest hundred runs."""
        runs = self._get(f"/api/v2/dags/{dag_id}/dagRuns?limit=100")["dag_runs"]
        return {run["dag_run_id"]: run["state"] for run in runs}

    def task_counts(self, dag_id: str, run_id: str) -> tuple[int, int]:
        """(finished, known) task instances of a run."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}/taskInstances?limit=100"
        tasks = self._get(path)["task_instances"]
        return sum(t["state"] in {"success", "failed", "upstream_failed", "skipped"} for t in tasks), len(tasks)

    def failed_logs(self, dag_id: str, run_id: str) -> list[Path]:
        """Log files on this machine of a run's failed tasks, last attempt each."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}/taskInstances?limit=100&state=failed"
        folder = self.home / "logs" / f"dag_id={dag_id}" / f"run_id={run_id}"
        return [folder / _log(task) for task in self._get(path)["task_instances"]]

    def _get(self, path: str) -> dict:  # type: ignore[type-arg]
        answer = self.client.get(path)
        answer.raise_for_status()
        return dict(answer.json())


def _log(task: dict) -> Path:  # type: ignore[type-arg]
    """Where Airflow's file handler puts the log of a task instance, by its default template."""
    mapped = [f"map_index={task['map_index']}"] if task["map_index"] >= 0 else []
    return Path(f"task_id={task['task_id']}", *mapped, f"attempt={task['try_number']}.log")


def _holds(condition: Callable[[], bool]) -> bool:
    """A slow answer is no answer yet."""
    try:
        return condition()
    except httpx.TimeoutException:
        return False


def wait_for(
    condition: Callable[[], bool], seconds: float, what: str, alive: Callable[[], None], every: float = 0.5
) -> None:
    """Poll until `condition`; `alive` raises when a part has died meanwhile, so that nobody waits for the dead."""
    deadline = time.monotonic() + seconds
    while not _holds(condition):
        alive()
        if time.monotonic() > deadline:
            raise AirflowFailed(f"{what} did not happen within {seconds:.0f} seconds")
        time.sleep(every)
