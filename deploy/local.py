"""`make up` and `make down`: the whole stack on one machine, every part bound to 127.0.0.1.

Order: sample site → Airflow (migrate, then its parts) → first collection through the scheduler → publish → API.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from deploy import airflow
from deploy.processes import Part, Parts, free_port
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
GOLD = ROOT / "tests" / "gold"
COLLECT_PREFIX = "collect_"
LAST_COLLECTION = "collect_jiangmen_report"
"""Collected last, once the publish DAG listens: its asset event starts one publication that carries all the others."""
PUBLISH = "publish"
RUN_SECONDS = 600
STOPPING = (signal.SIGINT, signal.SIGTERM)
ENDED = ("success", "failed")
WATCH_SECONDS = 2.0
"""Between two looks at running tasks: each look costs the API server as much as a small task."""
console = Console()


@dataclass(frozen=True)
class Ports:
    """Where the parts listen on 127.0.0.1."""

    airflow: int
    api: int
    sample: int


class Stack:
    """The stack of one data folder."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.data = settings.layout.root
        self.home = self.data / "airflow"
        self.parts = Parts(self.data / "run")
        self.ports_file = self.parts.folder / "ports.json"

    def ports(self) -> Ports:
        """The ports of this stack: kept from one start to the next while they are free."""
        if self.ports_file.exists() and self.parts.running():
            return Ports(**json.loads(self.ports_file.read_text("utf-8")))
        ports = Ports(airflow=free_port(8080), api=free_port(self.settings.api_port), sample=free_port(8401))
        self.ports_file.parent.mkdir(parents=True, exist_ok=True)
        self.ports_file.write_text(json.dumps(asdict(ports)), "utf-8")
        return ports

    def environment(self, ports: Ports) -> dict[str, str]:
        """Environment of every part."""
        ours = {"DUIXIAN_DATA": str(self.data), "DUIXIAN_MODE": self.settings.mode, "DUIXIAN_API_PORT": str(ports.api)}
        if self.settings.mode == "sample":
            ours["DUIXIAN_SAMPLE_PORT"] = str(ports.sample)
        if self.settings.report:
            ours["DUIXIAN_REPORT"] = str(self.settings.report.resolve())
        if self.settings.as_of:
            ours["DUIXIAN_AS_OF"] = self.settings.as_of.isoformat()
        secret = airflow.prepare_home(self.home)
        return {**airflow.settings(self.home, ROOT / "dags", ports.airflow, secret), **ours}

    def check_alive(self) -> None:
        """Raise when a started part has died, naming its log."""
        dead = set(self.parts.recorded()) - set(self.parts.running())
        if dead:
            logs = ", ".join(str(self.parts.folder / f"{name}.log") for name in sorted(dead))
            raise airflow.AirflowFailed(f"{', '.join(sorted(dead))} ended unexpectedly; see {logs}")


def airflow_parts(env: dict[str, str]) -> list[Part]:
    """Airflow's four parts; logs are read from disk, so the log servers (they listen on all interfaces) stay off."""
    program = str(BIN / "airflow")
    return [
        Part("api-server", [program, "api-server"], env),
        Part("scheduler", [program, "scheduler", "--skip-serve-logs"], env),
        Part("dag-processor", [program, "dag-processor"], env),
        Part("triggerer", [program, "triggerer", "--skip-serve-logs"], env),
    ]


def start_airflow(stack: Stack, ports: Ports, env: dict[str, str]) -> airflow.Rest:
    """Migrate, start the parts, wait until every one is healthy and our DAGs are loaded."""
    migrate = subprocess.run(  # noqa: S603
        [str(BIN / "airflow"), "db", "migrate"], env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    if migrate.returncode:
        raise airflow.AirflowFailed(f"airflow db migrate failed:\n{migrate.stderr[-2000:]}")
    for part in airflow_parts(env):
        stack.parts.start(part)
    rest = airflow.Rest(ports.airflow, stack.home)
    airflow.wait_for(rest.healthy, airflow.HEALTHY_SECONDS, "Airflow becoming healthy", stack.check_alive)
    rest.log_in()
    airflow.wait_for(lambda: loaded(rest), airflow.HEALTHY_SECONDS, "DAGs loading", stack.check_alive)
    return rest


def loaded(rest: airflow.Rest) -> bool:
    """Whether Airflow knows our DAGs."""
    return rest.dag_ids() >= {LAST_COLLECTION, PUBLISH}


def first_collection(rest: airflow.Rest, alive: Callable[[], None], progress: Progress) -> None:
    """Run every collect DAG through the scheduler, then let the last one's asset event start the publication."""
    dags = sorted(d for d in rest.dag_ids() if d.startswith(COLLECT_PREFIX) and d != LAST_COLLECTION)
    runs = {dag: _start(rest, dag) for dag in dags}
    bar = progress.add_task("collect", total=None)
    airflow.wait_for(lambda: _all_done(rest, runs, progress, bar), RUN_SECONDS, "collecting", alive, WATCH_SECONDS)
    if missing := _failures(rest, runs):
        progress.console.print(f"[yellow]{missing}[/yellow]\nThe other sources go on without.", soft_wrap=True)
    rest.unpause(PUBLISH)
    before = rest.run_states(PUBLISH)
    last = {LAST_COLLECTION: _start(rest, LAST_COLLECTION)}
    airflow.wait_for(lambda: _all_done(rest, last, progress, bar), RUN_SECONDS, "collecting the report", alive)
    _raise_failed(rest, last)
    bar = progress.add_task("build, check, publish", total=None)
    airflow.wait_for(lambda: _published(rest, before), RUN_SECONDS, "publishing", alive)
    progress.update(bar, total=1, completed=1)


def _start(rest: airflow.Rest, dag: str) -> str:
    rest.unpause(dag)
    return rest.trigger(dag)


def _all_done(rest: airflow.Rest, runs: dict[str, str], progress: Progress, bar: object) -> bool:
    """Whether every run has ended, well or not."""
    counts = [rest.task_counts(dag, run) for dag, run in runs.items()]
    progress.update(bar, completed=sum(c[0] for c in counts), total=sum(c[1] for c in counts) or None)  # type: ignore[arg-type]
    return all(rest.run_state(dag, run) in ENDED for dag, run in runs.items())


def _published(rest: airflow.Rest, before: dict[str, str]) -> bool:
    """Whether a publication newer than `before` has ended well."""
    new = {run: state for run, state in rest.run_states(PUBLISH).items() if run not in before}
    for run in new:
        _raise_failed(rest, {PUBLISH: run})
    return "success" in new.values()


def _failures(rest: airflow.Rest, runs: dict[str, str]) -> str:
    """What to tell about runs that failed: their names and the log files of the failed tasks; empty when none did."""
    failed = {dag: run for dag, run in runs.items() if rest.run_state(dag, run) == "failed"}
    logs = [str(log) for dag, run in failed.items() for log in rest.failed_logs(dag, run)]
    return "\n".join([f"{', '.join(failed)} failed; the logs of the failed tasks:", *logs]) if failed else ""


def _raise_failed(rest: airflow.Rest, runs: dict[str, str]) -> None:
    """Airflow is about to stop, so its logs are named by their files."""
    if message := _failures(rest, runs):
        raise airflow.AirflowFailed(message)


def up(settings: Settings) -> None:
    """Start everything that does not run yet; a running stack is left as it is."""
    stack = Stack(settings)
    if len(stack.parts.running()) == len(stack.parts.recorded()) > 0:
        console.print("Duixian is already running. `make down` stops it.")
        return summary(stack, stack.ports())
    stack.parts.stop()
    ports = stack.ports()
    env = stack.environment(ports)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        measure(env)
        starting = progress.add_task("start Airflow", total=None)
        if settings.mode == "sample":
            command = [sys.executable, "-m", "pipeline.sample_site", "--port", str(ports.sample)]
            stack.parts.start(Part("sample-site", command, env))
        rest = start_airflow(stack, ports, env)
        progress.update(starting, total=1, completed=1)
        healthy = time.monotonic()
        first_collection(rest, stack.check_alive, progress)
        stack.parts.start(Part("api", [str(BIN / "duixian"), "serve"], env))
        airflow.wait_for(lambda: _ready(ports), 60, "the API becoming ready", stack.check_alive)
    console.print(f"Published {time.monotonic() - healthy:.0f} s after Airflow was healthy.")
    return summary(stack, ports)


def measure(env: dict[str, str]) -> None:
    """Measure the reading on the gold documents, so that the build can say how well its figures were read."""
    command = [str(BIN / "duixian"), "eval", "--gold", str(GOLD)]
    done = subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        console.print(f"[yellow]The reading was not measured: {done.stderr.strip()}[/yellow]", soft_wrap=True)


def _ready(ports: Ports) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{ports.api}/readyz", trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def summary(stack: Stack, ports: Ports) -> None:
    """Status table, addresses and how to log in."""
    subprocess.run([str(BIN / "duixian"), "--data", str(stack.data), "status"], check=False)  # noqa: S603
    console.print(
        f"\nAirflow   http://127.0.0.1:{ports.airflow}   user {airflow.USER}, password {airflow.password(stack.home)}"
    )
    console.print(f"API       http://127.0.0.1:{ports.api}/docs")
    console.print(
        f"Database  {stack.settings.layout.pointer} names the build; open builds/<build>/duixian.duckdb with DuckDB"
    )
    console.print("Stop      make down")


def down(settings: Settings) -> None:
    """Stop everything `up` started."""
    stopped = Stack(settings).parts.stop()
    console.print(f"Stopped {', '.join(stopped)}." if stopped else "Nothing was running.")


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    """`python -m deploy.local up|down [--report FILE] [--live]`."""
    parser = argparse.ArgumentParser(prog="deploy.local", description=__doc__)
    parser.add_argument("command", choices=["up", "down"])
    parser.add_argument("--report", type=Path, help="the report's page: text, HTML, PDF or DOCX")
    parser.add_argument("--live", action="store_true", help="collect from the publishers instead of the sample site")
    given = parser.parse_args(arguments)
    changes = {"report": given.report} if given.report else {}
    settings = Settings().model_copy(update={**changes, **({"mode": "live"} if given.live else {})})
    if given.command == "down":
        down(settings)
        return 0
    if settings.report and not settings.report.is_file():
        console.print(f"[red]{settings.report} is not a file: give the report's page, for example REPORT=page.txt")
        return 2
    for number in STOPPING:
        signal.signal(number, _interrupted)  # also where a shell started us with Ctrl-C ignored
    try:
        up(settings)
    except (KeyboardInterrupt, airflow.AirflowFailed, httpx.HTTPError) as stop:
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)  # stopping must run to its end
        console.print(f"[red]{str(stop) or 'Interrupted'}[/red]\nStopping what was started.", soft_wrap=True)
        Stack(settings).parts.stop()
        return 130 if isinstance(stop, KeyboardInterrupt) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
