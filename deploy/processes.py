"""Background parts of the local stack: each in its own session, with a recorded pid, stopped with its whole group."""

import json
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

STOP_SECONDS = 20
"""How long a part may take to end politely before what is left of its group is killed."""


@dataclass(frozen=True)
class Part:
    """One process of the stack: `command` runs with `env` added to ours, its output goes to `<name>.log`."""

    name: str
    command: list[str]
    env: dict[str, str]


class Parts:
    """The parts started from one folder: pids in `parts.json`, logs beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "parts.json"

    def recorded(self) -> dict[str, dict[str, int]]:
        """name → {pid, started}; empty when nothing was started."""
        try:
            parts: dict[str, dict[str, int]] = json.loads(self.file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return parts

    def running(self) -> dict[str, int]:
        """name → pid of the recorded parts that still run; a pid that now belongs to another process is not ours."""
        return {
            name: part["pid"] for name, part in self.recorded().items() if started_at(part["pid"]) == part["started"]
        }

    def start(self, part: Part) -> int:
        """Start one part and record it before anything else happens, so that it can always be stopped."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{part.name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  (our own commands)
                part.command,
                env={**os.environ, **part.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        record = {**self.recorded(), part.name: {"pid": process.pid, "started": started_at(process.pid) or 0}}
        temporary = self.file.with_suffix(".tmp")
        temporary.write_text(json.dumps(record), "utf-8")
        temporary.replace(self.file)
        return process.pid

    def stop(self) -> list[str]:
        """Stop every running part and all its children; names of those that had to be stopped."""
        running = self.running()
        for pid in running.values():
            _signal_group(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and any(_group_alive(pid) for pid in running.values()):
            _reap()
            time.sleep(0.2)
        for pid in running.values():
            _signal_group(pid, signal.SIGKILL)
        _reap()
        self.file.unlink(missing_ok=True)
        return list(running)


def started_at(pid: int) -> int | None:
    """Kernel start time of a process in clock ticks since boot; None when it is gone or a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, *rest = stat.rpartition(")")[2].split()
    return None if state == "Z" else int(rest[18])


def free_port(preferred: int) -> int:
    """`preferred` when nobody listens there on loopback, else one the system gives."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on 127.0.0.1")


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return


def _group_alive(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _reap() -> None:
    """Collect ended children of ours; without this a stopped group looks alive as zombies."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return
