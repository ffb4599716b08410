"""Publishing a checked build: its exports are written, then the pointer moves, in one step. The last ten stay."""

import json
import os
import shutil
from pathlib import Path

import duckdb
from sqlmodel import Session, select

from pipeline.checks import CHECKS_FILE
from pipeline.errors import ChecksFailed, DuixianError
from pipeline.exports import PACKAGE_FILE, export
from pipeline.settings import Settings
from pipeline.snapshot import write_atomically
from schemas.catalog import Build
from schemas.codelists import Severity
from schemas.storage import Layout, open_read_only

EXPORTING = ".exports"
READ_ONLY = 0o444


def publish_build(settings: Settings, build_id: str) -> str:
    """Make `build_id` the published build; publishing an older one again is a rollback."""
    layout = settings.layout
    path = layout.database(build_id)
    _refuse_unfit(path, build_id)
    if not (path.parent / PACKAGE_FILE).is_file():
        _export(path)
    path.chmod(READ_ONLY)
    _flush(path)
    write_atomically(layout.pointer, f"{build_id}\n".encode())
    _prune(layout, build_id, settings.keep_builds)
    return build_id


def _refuse_unfit(path: Path, build_id: str) -> None:
    if not path.is_file():
        raise DuixianError(f"there is no build {build_id} in {path.parent.parent}; `duixian build` makes one")
    try:
        results = json.loads((path.parent / CHECKS_FILE).read_text("utf-8"))
    except FileNotFoundError:
        raise ChecksFailed(f"build {build_id} has not been checked: run `duixian check {build_id}` first") from None
    failed = [r["check_id"] for r in results if not r["passed"] and r["severity"] == Severity.ERROR]
    if failed:
        raise ChecksFailed(f"build {build_id} failed {', '.join(failed)}: see {CHECKS_FILE} beside it")
    if path.with_name(f"{path.name}.wal").exists():
        raise DuixianError(f"build {build_id} was not closed properly: run `duixian check {build_id}` again")


def _export(path: Path) -> None:
    """Exports beside the file; a run that was killed in between leaves a folder that the next one replaces."""
    unfinished = path.parent / EXPORTING
    shutil.rmtree(unfinished, ignore_errors=True)
    engine = open_read_only(path)
    with Session(engine) as session:
        build = session.exec(select(Build)).one()
    engine.dispose()
    with duckdb.connect(str(path), read_only=True) as connection:
        export(connection, unfinished, build)
    for part in sorted(unfinished.iterdir(), key=lambda p: p.name == PACKAGE_FILE):
        target = path.parent / part.name
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)
    unfinished.rmdir()


def _flush(path: Path) -> None:
    """The file's bytes are on disk before anything points to it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _prune(layout: Layout, current: str, keep: int) -> None:
    """Keep the newest `keep` builds and always the published one."""
    folders = [p for p in layout.builds.iterdir() if p.is_dir() and not p.name.startswith(".")]
    newest = sorted(folders, key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for folder in [p for p in newest if p.name != current][max(keep - 1, 0) :]:
        shutil.rmtree(folder)
