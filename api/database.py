"""The published build, opened read-only, followed to its successor without a restart.

DuckDB caches open files by path, so a build is never replaced under its name: each has a path of its own, and the
pointer names the current one. A request keeps the build it started with; an older build is closed when its last
request is done.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from schemas.storage import Layout, NoBuild, current_build, open_read_only


@dataclass
class OpenBuild:
    """One open build and how many requests use it."""

    build_id: str
    engine: Engine
    users: int = 0
    retired: bool = False


@dataclass
class Database:
    """The current build of one data folder."""

    root: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stamp: tuple[int, int] | None = None
    _open: OpenBuild | None = None

    @contextmanager
    def session(self) -> Iterator[tuple[str, Session]]:
        """(build id, session) on one build from start to end; `NoBuild` when nothing is published."""
        build = self._acquire()
        try:
            with Session(build.engine) as session:
                yield build.build_id, session
        finally:
            self._release(build)

    def close(self) -> None:
        """Close the open build; called when the server stops."""
        with self._lock:
            if self._open:
                self._retire(self._open)
            self._open, self._stamp = None, None

    def _acquire(self) -> OpenBuild:
        with self._lock:
            stamp = self._pointer_stamp()
            if self._open is None or stamp != self._stamp:
                self._switch(current_build(self.root), stamp)
            assert self._open is not None
            self._open.users += 1
            return self._open

    def _switch(self, build_id: str, stamp: tuple[int, int]) -> None:
        if self._open and self._open.build_id == build_id:
            self._stamp = stamp
            return
        newer = OpenBuild(build_id, open_read_only(Layout(self.root).database(build_id)))
        if self._open:
            self._retire(self._open)
        self._open, self._stamp = newer, stamp

    def _release(self, build: OpenBuild) -> None:
        with self._lock:
            build.users -= 1
            if build.retired and build.users == 0:
                build.engine.dispose()

    @staticmethod
    def _retire(build: OpenBuild) -> None:
        build.retired = True
        if build.users == 0:
            build.engine.dispose()

    def _pointer_stamp(self) -> tuple[int, int]:
        """What changes when the pointer is replaced: its inode and time."""
        try:
            stat = Layout(self.root).pointer.stat()
        except FileNotFoundError:
            raise NoBuild(f"nothing is published in {self.root} yet: run `duixian run` or `make up`") from None
        return stat.st_ino, stat.st_mtime_ns
