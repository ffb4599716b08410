"""Parts of the local stack: started in a session of their own, stopped with all their children."""

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.processes import Part, Parts, free_port, started_at

PARENT = "import subprocess, sys, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def part(name: str, code: str) -> Part:
    return Part(name, [sys.executable, "-c", code], {"PART": name})


def first_line(parts: Parts, name: str) -> str:
    """What a part prints first."""
    log = parts.folder / f"{name}.log"
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if log.exists() and log.read_text("utf-8").strip():
            return log.read_text("utf-8").split()[0]
        time.sleep(0.05)
    raise AssertionError(f"{name} printed nothing")


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    made = Parts(tmp_path / "run")
    yield made
    made.stop()


def test_stopping_a_part_stops_its_children_too(parts: Parts) -> None:
    pid = parts.start(part("parent", PARENT))
    child = int(first_line(parts, "parent"))
    assert started_at(child)
    assert parts.stop() == ["parent"]
    assert started_at(pid) is None
    assert started_at(child) is None


def test_a_part_that_ignores_the_polite_signal_is_killed(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.processes.STOP_SECONDS", 0.5)
    pid = parts.start(part("stubborn", STUBBORN))
    assert first_line(parts, "stubborn") == "up"
    assert parts.stop() == ["stubborn"]
    time.sleep(0.2)
    assert started_at(pid) is None


def test_a_part_is_known_from_another_process_and_gone_after_it_ends(parts: Parts) -> None:
    pid = parts.start(part("short", "print('done')"))
    assert Parts(parts.folder).recorded()["short"]["pid"] == pid
    os.waitpid(pid, 0)
    assert Parts(parts.folder).running() == {}


def test_a_pid_that_now_belongs_to_somebody_else_is_not_stopped(parts: Parts) -> None:
    parts.folder.mkdir()
    parts.file.write_text(json.dumps({"old": {"pid": os.getpid(), "started": 1}}), "utf-8")
    assert parts.running() == {}
    assert parts.stop() == []


def test_a_taken_port_is_not_given_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) != port
    assert free_port(port) == port
