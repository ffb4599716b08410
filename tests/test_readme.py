"""What the README tells people to type does what it says, in both languages."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import httpx
import pytest

from deploy.airflow import wait_for
from deploy.processes import Part, Parts, free_port
from pipeline.settings import Settings
from schemas.storage import current_build
from tests.conftest import ROOT

READMES = ("README.md", "README.zh.md")


def blocks(readme: str, language: str) -> str:
    """All code blocks of one language."""
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", (ROOT / readme).read_text("utf-8"), re.DOTALL))


def statements(readme: str) -> list[str]:
    return [s.strip() for s in re.sub(r"--.*", "", blocks(readme, "sql")).split(";") if s.strip()]


def curls(readme: str) -> list[str]:
    return [line.split("#")[0] for line in blocks(readme, "sh").splitlines() if line.startswith("curl")]


@pytest.fixture(scope="module")
def port(published: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port of a real server over the published build."""
    parts, number = Parts(tmp_path_factory.mktemp("serve")), free_port(8000)
    environment = {"DUIXIAN_DATA": str(published.layout.root), "DUIXIAN_API_PORT": str(number)}
    parts.start(Part("api", [str(Path(sys.executable).with_name("duixian")), "serve"], environment))
    try:
        wait_for(lambda: answers(number), 60, "the API answering", lambda: None)
        yield number
    finally:
        parts.stop()


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False).is_success
    except httpx.ConnectError:
        return False


@pytest.mark.parametrize("readme", READMES)
def test_every_query_has_an_answer(readme: str, published: Settings) -> None:
    asked = statements(readme)
    assert len(asked) >= 3
    with duckdb.connect(
        str(published.layout.database(current_build(published.layout.root))), read_only=True
    ) as connection:
        assert {s: bool(connection.execute(s).fetchall()) for s in asked} == dict.fromkeys(asked, True)


@pytest.mark.parametrize("readme", READMES)
def test_every_request_has_an_answer_with_data(readme: str, port: int) -> None:
    typed = curls(readme)
    assert len(typed) >= 2
    for line in typed:
        words = shlex.split(line.replace(":8000", f":{port}"))
        ran = subprocess.run(
            [*words, "--fail-with-body", "--silent", "--noproxy", "*"], capture_output=True, check=False
        )
        assert ran.returncode == 0, (line, ran.stdout)
        assert ran.stdout.startswith(b'{"data":')
        assert not ran.stdout.startswith(b'{"data":[]'), line


@pytest.mark.parametrize("readme", READMES)
def test_every_file_it_points_to_exists(readme: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / readme).read_text("utf-8"))
    assert len(links) >= 5
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_make_target_it_names_exists(readme: str) -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", (ROOT / readme).read_text("utf-8"))) - {"make"}
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"up", "test", "down"} <= named
    assert named <= targets
