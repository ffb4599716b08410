"""How often a publisher may be asked, across processes.

A locked file per host keeps the time of the last request and the day's count.
"""

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.errors import FetchFailed

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Politeness:
    """Limits of one data folder: `interval` seconds between requests to a host, `budget` requests a day.

    Without a budget there are no limits: the sample site is our own.
    """

    def __init__(self, folder: Path, interval: float, budget: int | None) -> None:
        self.folder, self.interval, self.budget = folder, interval, budget

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's turn and hold it during the request; `FetchFailed` when the day is over for it."""
        if self.budget is None:
            yield
            return
        with self._locked(host) as path:
            state = self._state(path)
            if state.get("stopped"):
                raise FetchFailed(f"{host}: no more requests today ({state['stopped']})", retry=False)
            if state["count"] >= self.budget:
                raise FetchFailed(f"{host}: today's {self.budget} requests are used up; go on tomorrow", retry=False)
            time.sleep(min(self.interval, max(0.0, state["last"] + self.interval - time.time())))
            try:
                yield
            finally:
                state.update(last=time.time(), count=state["count"] + 1)
                path.write_text(json.dumps(state), "utf-8")

    def stop_for_today(self, host: str, reason: str) -> None:
        """Ask this host nothing more before tomorrow, Shanghai time."""
        if self.budget is None:
            return
        with self._locked(host) as path:
            path.write_text(json.dumps({**self._state(path), "stopped": reason}), "utf-8")

    @contextmanager
    def _locked(self, host: str) -> Iterator[Path]:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{host.replace(':', '_')}.json"
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield path

    @staticmethod
    def _state(path: Path) -> dict[str, Any]:
        today = datetime.now(SHANGHAI).date().isoformat()
        try:
            state: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            state = {}
        if state.get("day") != today:
            state = {"day": today, "count": 0, "stopped": None, "last": state.get("last", 0.0)}
        return state
