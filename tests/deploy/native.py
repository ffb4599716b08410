"""The services of docker-compose.yml as processes of this machine: same commands, order and health checks."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from deploy import env
from deploy.processes import Part, Parts, free_port
from tests.conftest import ROOT
from tests.deploy.composed import Service, services

SECONDS = 180
BIN = ROOT / ".venv" / "bin"
SERVER = "postgres"


@dataclass(frozen=True)
class Machine:
    """Where the containers' names, ports and paths are on this machine."""

    folder: Path
    secrets: dict[str, str]
    ports: dict[str, int]
    server: Path
    """Folder of the database server: it runs as another user, who cannot enter ours."""

    def here(self, text: str) -> str:
        """A container's words in this machine's."""
        for name, port in (
            ("postgres", 5432),
            ("airflow-api-server", 8080),
            ("sample-site", 8401),
            ("127.0.0.1", 8000),
        ):
            text = text.replace(f"{name}:{port}", f"127.0.0.1:{self.ports[str(port)]}")
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{self.ports['8080']}")
        text = text.replace("('127.0.0.1', 8401)", f"('127.0.0.1', {self.ports['8401']})")
        for path, folder in (("/opt/duixian", ROOT), ("/opt/airflow", self.folder / "airflow"), ("/data", self.data)):
            text = text.replace(path, str(folder)) if text.startswith(path) else text
        alone = {"0.0.0.0": "127.0.0.1", "sample-site": "127.0.0.1"}
        return alone.get(text, str(self.ports.get(text, text)))

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def part(self, service: Service) -> Part:
        """A service as a process."""
        command = [self.here(word) for word in service.command]
        program = command[0] if command[0] == "bash" else str(BIN / command[0])
        return Part(service.name, [program, *command[1:]], self.environment(service))

    def environment(self, service: Service) -> dict[str, str]:
        ours = {name: self.here(value) for name, value in service.environment.items()}
        image = {"AIRFLOW_HOME": str(self.folder / "airflow"), "PATH": f"{BIN}:{os.environ['PATH']}"}
        quiet = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        return {**image, **ours, **quiet, "PGHOST": "127.0.0.1", "PGPORT": str(self.ports["5432"])}

    def healthy(self, service: Service) -> bool:
        """Whether the service's own health check passes."""
        command = [self.here(word) for word in service.check]
        environment = {**os.environ, **self.environment(service)}
        return not subprocess.run(command, env=environment, capture_output=True, check=False).returncode


@contextmanager
def started(folder: Path) -> Iterator[Machine]:
    """Every service started in Compose's order, each when what it waits for holds; all stopped at the end."""
    ports = {name: free_port(0) for name in ("5432", "8080", "8401", "8000")}
    machine = Machine(folder, env.environment(), ports, Path(mkdtemp(prefix="duixian-postgres-")))
    machine.data.mkdir()
    parts = Parts(folder / "run")
    by_name = {s.name: s for s in services(machine.secrets)}
    try:
        for service in by_name.values():
            for needed, condition in service.needs.items():
                if condition == "service_healthy":
                    wait_healthy(machine, by_name[needed])
            start(machine, parts, service)
        for service in by_name.values():
            if service.check:
                wait_healthy(machine, service)
        yield machine
    finally:
        parts.stop()
        shutil.rmtree(machine.server)


def start(machine: Machine, parts: Parts, service: Service) -> None:
    """A service that ends is waited for; one that stays is left running."""
    if service.name == SERVER:
        parts.start(server(machine, service))
    elif service.raw["restart"] == "no":
        part = machine.part(service)
        environment = {**os.environ, **part.env}
        done = subprocess.run(part.command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{service.name}: {done.stderr}"
    else:
        parts.start(machine.part(service))


def wait_healthy(machine: Machine, service: Service) -> None:
    """Until the service's health check passes."""
    deadline = time.monotonic() + SECONDS
    while not machine.healthy(service):
        log = machine.folder / "run" / f"{service.name}.log"
        assert time.monotonic() < deadline, f"{service.name} did not become healthy: {log.read_text('utf-8')[-2000:]}"
        time.sleep(1)


def server(machine: Machine, service: Service) -> Part:
    """The image's entry point in short: make a cluster with the user and password of the environment, then serve it."""
    base, cluster = machine.server, machine.server / "cluster"
    password = base / "password"
    password.write_text(service.environment["POSTGRES_PASSWORD"], "utf-8")
    prefix: list[str] = []
    if os.geteuid() == 0:
        for path in (base, password):
            shutil.chown(path, SERVER)
        prefix = [str(shutil.which("runuser")), "-u", SERVER, "--"]
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    program = [*prefix, str(binaries / "postgres")]
    make = [*prefix, str(binaries / "initdb"), "-D", str(cluster), "-U", "airflow", "--auth", "scram-sha-256"]
    subprocess.run([*make, f"--pwfile={password}"], cwd="/", check=True, capture_output=True)
    create = b"CREATE DATABASE airflow OWNER airflow;\n"
    single = [*program, "--single", "-D", str(cluster), "postgres"]
    subprocess.run(single, input=create, cwd="/", check=True, capture_output=True)
    listen = ["-p", str(machine.ports["5432"]), "-c", "listen_addresses=127.0.0.1", "-k", str(base)]
    return Part(service.name, [*program, "-D", str(cluster), *listen], {})
