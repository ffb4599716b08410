"""The content-addressed store: bytes exactly as received, named by their SHA-256, with one capture record per fetch."""

import fcntl
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.errors import Unreadable
from pipeline.records import Fetched
from schemas.storage import Layout

READABLE = 0o644
"""The API may run as another user."""


class SnapshotStore:
    """Snapshots and captures of one data folder. Nothing is ever overwritten; a damaged file is removed when seen."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def put(self, body: bytes) -> str:
        """Keep `body`; its SHA-256. Killed in between, nothing half-written can be seen."""
        sha256 = hashlib.sha256(body).hexdigest()
        path = self._path(sha256)
        if not self._intact(path, sha256):
            write_atomically(path, body)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes; a missing or damaged snapshot is an error that says how it is repaired."""
        path = self._path(sha256)
        if not self._intact(path, sha256):
            path.unlink(missing_ok=True)
            raise Unreadable(
                f"snapshot {sha256[:12]}… is missing or damaged; the next `duixian collect` fetches it again"
            )
        return path.read_bytes()

    def holds(self, sha256: str) -> bool:
        """Whether the bytes are there and whole."""
        return self._intact(self._path(sha256), sha256)

    def record(self, fetched: Fetched, status: int, headers: dict[str, str]) -> None:
        """One capture record: what was asked, when, what came."""
        folder = self._folder(fetched.document_id)
        kept = {k: headers[k] for k in ("etag", "last-modified", "content-type", "content-length") if k in headers}
        capture = {**asdict(fetched), "status": status, "headers": kept}
        body = json.dumps(capture, ensure_ascii=False, indent=1).encode()
        self.layout.captures.mkdir(parents=True, exist_ok=True)
        with (self.layout.captures / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            number = max((int(p.stem) for p in folder.glob("*.json")), default=0) + 1
            write_atomically(folder / f"{number:05}.json", body)

    def captures(self, document_id: str) -> list[dict[str, Any]]:
        """Every capture of a document, oldest first."""
        found = []
        for path in sorted(self._folder(document_id).glob("*.json")):
            try:
                found.append(json.loads(path.read_text("utf-8")))
            except ValueError:
                path.unlink(missing_ok=True)
        return found

    def first_seen(self, document_id: str, sha256: str) -> str:
        """When these bytes were first received for this document."""
        return next(str(c["retrieved_at"]) for c in self.captures(document_id) if c["sha256"] == sha256)

    def _folder(self, document_id: str) -> Path:
        source_id, slug = document_id.split(":", 1)
        return self.layout.captures / source_id / slug

    def _path(self, sha256: str) -> Path:
        return self.layout.snapshots / sha256[:2] / sha256

    @staticmethod
    def _intact(path: Path, sha256: str) -> bool:
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def write_atomically(path: Path, body: bytes) -> None:
    """Write to a temporary file in the same folder, flush it to disk, then rename: readers see all or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fchmod(handle, READABLE)
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
