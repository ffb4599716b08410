"""docker-compose.yml and the Dockerfile: valid, complete, closed to the outside."""

import re
import subprocess
from pathlib import Path

import pytest

from deploy import env
from tests.conftest import ROOT
from tests.deploy.composed import FILE, VARIABLE, Service, compose, services

BIN = ROOT / ".venv" / "bin"
SECRETS = env.environment()
SERVICES = {service.name: service for service in services(SECRETS)}
LONG_RUNNING = [s for s in SERVICES.values() if s.raw.get("restart") == "unless-stopped"]
OURS = [s for s in SERVICES.values() if "build" in s.raw]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
IMAGE_ROOT = "/opt/duixian/"


def ids(service: Service) -> str:
    return service.name


def test_the_file_follows_the_compose_specification() -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(FILE)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_every_network_and_volume_a_service_uses_is_declared_and_every_declared_one_is_used() -> None:
    file = compose()
    volumes = {v.split(":")[0] for s in SERVICES.values() for v in s.raw.get("volumes", [])}
    networks = {n for s in SERVICES.values() for n in s.raw["networks"]}
    assert volumes == set(file["volumes"])
    assert networks == set(file["networks"])


def test_every_required_variable_is_among_the_generated_secrets() -> None:
    required = {m["name"] for m in VARIABLE.finditer(FILE.read_text("utf-8")) if m["mode"] == "?"}
    assert required == set(SECRETS)


def test_a_missing_secret_stops_the_start_with_a_hint() -> None:
    with pytest.raises(KeyError, match=r"run python -m deploy\.env first"):
        services({})


@pytest.mark.parametrize("service", SERVICES.values(), ids=ids)
def test_hosts_named_in_the_environment_are_services_on_a_shared_network(service: Service) -> None:
    text = " ".join(service.environment.values())
    hosts = set(re.findall(r"(?:@|//(?![^/\s]*@))([a-z-]+):\d+", text))  # //user:password@ is no host
    hosts |= {service.environment[n] for n in ("DUIXIAN_SAMPLE_HOST",) if n in service.environment}
    for host in hosts:
        assert set(SERVICES[host].raw["networks"]) & set(service.raw["networks"]), host


@pytest.mark.parametrize("service", SERVICES.values(), ids=ids)
def test_a_service_waits_only_for_what_can_become_so(service: Service) -> None:
    for name, condition in service.needs.items():
        needed = SERVICES[name]
        if condition == "service_healthy":
            assert needed.check
        else:
            assert condition == "service_completed_successfully"
            assert needed.raw["restart"] == "no"


@pytest.mark.parametrize("service", LONG_RUNNING, ids=ids)
def test_everything_that_stays_up_has_a_health_check(service: Service) -> None:
    assert service.check


@pytest.mark.parametrize("service", OURS, ids=ids)
def test_our_services_run_without_root_or_capabilities(service: Service) -> None:
    user = service.raw["user"].split(":")[0]
    assert user.isdigit()
    assert int(user) > 0
    assert f"--uid {user}" in DOCKERFILE
    assert service.raw["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service.raw["security_opt"]


def test_published_ports_are_on_loopback_only() -> None:
    ports = [str(port) for s in SERVICES.values() for port in s.raw.get("ports", [])]
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_api_cannot_write_to_the_data() -> None:
    assert SERVICES["api"].raw["volumes"] == ["data:/data:ro"]
    assert SERVICES["api"].raw["read_only"] is True


def test_the_database_is_reached_from_the_inside_only() -> None:
    assert SERVICES["postgres"].raw["networks"] == ["inside"]
    assert compose()["networks"]["inside"]["internal"] is True


def test_no_secret_stands_in_the_file() -> None:
    text = FILE.read_text("utf-8")
    named = re.findall(r"^\s+\w*(?:PASSWORD|SECRET|FERNET_KEY): *(.+)$", text, re.MULTILINE)
    assert len(named) >= 3
    assert all("${" in value for value in named)


@pytest.mark.parametrize("source", re.findall(r"^COPY --chown=\S+ (.+) \S+$", DOCKERFILE, re.MULTILINE))
def test_what_the_image_copies_exists(source: str) -> None:
    assert all((ROOT / name).exists() for name in source.split())


@pytest.mark.parametrize("service", OURS, ids=ids)
def test_files_of_ours_that_a_service_names_are_in_the_image(service: Service) -> None:
    copied = [line.split()[-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY")]
    copied = ["." if c == "./" else c.rstrip("/") for c in copied]
    named = [w for w in [*service.command, *service.environment.values()] if w.startswith(IMAGE_ROOT)]
    for word in named:
        path = Path(word.removeprefix(IMAGE_ROOT))
        assert (ROOT / path).exists()
        assert {str(p) for p in (path, *path.parents)} & set(copied) - {"."}, word


@pytest.mark.parametrize("service", OURS, ids=ids)
def test_the_program_of_a_service_is_installed(service: Service) -> None:
    program = service.command[0]
    assert program == "bash" or (BIN / program).exists()


def test_secrets_are_fresh_each_time_and_readable_by_their_owner_only(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    assert env.write(first)
    assert env.write(second)
    assert first.read_text("utf-8") != second.read_text("utf-8")
    assert first.stat().st_mode & 0o077 == 0


def test_existing_secrets_are_left_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("AIRFLOW_PASSWORD=mine\n", "utf-8")
    assert not env.write(file)
    assert file.read_text("utf-8") == "AIRFLOW_PASSWORD=mine\n"
