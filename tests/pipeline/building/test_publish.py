"""Publishing: only a checked build, exports first, the pointer last and in one step, the last good one kept."""

import json
import os
import stat
import threading
from pathlib import Path

import duckdb
import pytest

from pipeline import publish
from pipeline.checks import check_build
from pipeline.errors import ChecksFailed, DuixianError
from pipeline.publish import publish_build
from pipeline.settings import Settings
from schemas import tables
from schemas.storage import NoBuild, current_build
from tests.pipeline.building.broken import broken_build

GONE = "DELETE FROM assessment WHERE commitment_id = 'C007'"


def checked(settings: Settings, build_id: str) -> str:
    """A whole and checked build that is not published."""
    broken_build(settings.layout, build_id)
    check_build(settings, build_id)
    return build_id


def builds(settings: Settings) -> set[str]:
    return {p.name for p in settings.layout.builds.iterdir() if not p.name.startswith(".")}


def age(settings: Settings, build_id: str, seconds: int) -> None:
    """Make a build look `seconds` old."""
    folder = settings.layout.builds / build_id
    now = folder.stat().st_mtime
    os.utime(folder, (now - seconds, now - seconds))


def test_a_build_that_was_not_checked_is_refused(own_copy: Settings) -> None:
    good = current_build(own_copy.layout.root)
    build_id = broken_build(own_copy.layout, "20260401-new")
    with pytest.raises(ChecksFailed, match=r"has not been checked: run `duixian check 20260401-new` first"):
        publish_build(own_copy, build_id)
    assert current_build(own_copy.layout.root) == good


def test_a_build_that_failed_a_check_is_refused_and_the_last_good_one_stays(own_copy: Settings) -> None:
    good = current_build(own_copy.layout.root)
    build_id = broken_build(own_copy.layout, "20260401-new", GONE)
    with pytest.raises(ChecksFailed):
        check_build(own_copy, build_id)
    with pytest.raises(ChecksFailed, match=r"20260401-new failed one_assessment_each: see checks\.json"):
        publish_build(own_copy, build_id)
    assert current_build(own_copy.layout.root) == good
    assert own_copy.layout.database(good).is_file()
    assert not (own_copy.layout.builds / build_id / "csv").exists()


def test_a_warning_does_not_stop_publication(own_copy: Settings) -> None:
    change = "UPDATE observation SET tier = 'review' WHERE document_id = 'jiangmen_annual:sample-mayor-2024'"
    build_id = broken_build(own_copy.layout, "20260401-new", change)
    assert check_build(own_copy, build_id)["nothing_to_review"] > 0
    assert publish_build(own_copy, build_id) == current_build(own_copy.layout.root) == build_id


def test_a_build_that_does_not_exist_or_was_not_closed_is_refused(own_copy: Settings) -> None:
    with pytest.raises(DuixianError, match="there is no build 20200101-none"):
        publish_build(own_copy, "20200101-none")
    build_id = checked(own_copy, "20260401-new")
    own_copy.layout.database(build_id).with_name("duixian.duckdb.wal").touch()
    with pytest.raises(DuixianError, match="was not closed properly"):
        publish_build(own_copy, build_id)


def test_publishing_writes_the_exports_closes_the_file_and_moves_the_pointer(own_copy: Settings) -> None:
    build_id = checked(own_copy, "20260401-new")
    assert publish_build(own_copy, build_id) == build_id
    folder = own_copy.layout.builds / build_id
    assert own_copy.layout.pointer.read_text("utf-8") == f"{build_id}\n"
    assert stat.S_IMODE(own_copy.layout.database(build_id).stat().st_mode) == 0o444
    assert {p.name for p in folder.iterdir()} == {
        "duixian.duckdb",
        "checks.json",
        "csv",
        "parquet",
        "datapackage.json",
    }
    assert len(list((folder / "csv").iterdir())) == len(list((folder / "parquet").iterdir())) == len(tables())


def test_the_pointer_moves_last(own_copy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the pointer is written, everything it will lead to is already there; older builds are pruned after it."""
    build_id = checked(own_copy, "20260401-new")
    folder, seen = own_copy.layout.builds / build_id, []
    move = publish.write_atomically

    def watched(path: Path, body: bytes) -> None:
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        seen.append((path, [r["path"] for r in package["resources"] if not (folder / r["path"]).is_file()]))
        move(path, body)

    monkeypatch.setattr(publish, "write_atomically", watched)
    publish_build(own_copy.model_copy(update={"keep_builds": 1}), build_id)
    assert seen == [(own_copy.layout.pointer, [])]
    assert builds(own_copy) == {build_id}


def test_when_exports_cannot_be_written_the_pointer_stays_and_the_next_try_succeeds(own_copy: Settings) -> None:
    good = current_build(own_copy.layout.root)
    build_id = checked(own_copy, "20260401-new")
    obstacle = own_copy.layout.builds / build_id / ".exports"
    obstacle.write_text("a file where a folder has to be", "utf-8")
    with pytest.raises(OSError, match=r"\.exports"):
        publish_build(own_copy, build_id)
    assert current_build(own_copy.layout.root) == good
    obstacle.unlink()
    publish_build(own_copy, build_id)
    assert current_build(own_copy.layout.root) == build_id


def test_exports_of_a_killed_run_are_replaced(own_copy: Settings) -> None:
    build_id = checked(own_copy, "20260401-new")
    folder = own_copy.layout.builds / build_id
    for half in (folder / "csv", folder / ".exports" / "parquet"):
        half.mkdir(parents=True)
        (half / "observation.csv").write_text("obs", "utf-8")
    publish_build(own_copy, build_id)
    assert not (folder / ".exports").exists()
    with duckdb.connect() as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM '{folder}/{form}/observation.{form}'").fetchall()
            for form in ("csv", "parquet")
        ]
    assert counts[0] == counts[1] != [(0,)]
    assert not (folder / "parquet" / "observation.csv").exists()


def test_a_reader_of_the_pointer_always_sees_a_whole_build(own_copy: Settings) -> None:
    first, second = current_build(own_copy.layout.root), checked(own_copy, "20260401-new")
    publish_build(own_copy, second)
    seen, stop = [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.append(current_build(own_copy.layout.root))
            except NoBuild as error:
                seen.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(100):
        publish_build(own_copy, (first, second)[turn % 2])
    stop.set()
    reader.join()
    assert set(seen) == {first, second}


def test_publishing_an_older_build_again_is_a_rollback(own_copy: Settings) -> None:
    first, second = current_build(own_copy.layout.root), checked(own_copy, "20260401-new")
    package = own_copy.layout.builds / first / "datapackage.json"
    written = package.stat().st_mtime_ns
    publish_build(own_copy, second)
    publish_build(own_copy, first)
    assert current_build(own_copy.layout.root) == first
    assert package.stat().st_mtime_ns == written
    assert builds(own_copy) == {first, second}


def test_the_last_ten_builds_are_kept(own_copy: Settings) -> None:
    old = current_build(own_copy.layout.root)
    age(own_copy, old, 1000)
    for number in range(11):
        folder = own_copy.layout.builds / f"build{number:02}"
        folder.mkdir()
        age(own_copy, folder.name, 900 - number)
    (own_copy.layout.builds / ".part-of-another-run").mkdir()
    newest = checked(own_copy, "20260401-new")
    publish_build(own_copy, newest)
    assert own_copy.keep_builds == 10
    assert builds(own_copy) == {newest, *(f"build{n:02}" for n in range(2, 11))}
    assert (own_copy.layout.builds / ".part-of-another-run").is_dir()


@pytest.mark.parametrize("keep", [0, 1, 2, 3])
def test_the_published_build_is_never_pruned_however_old(own_copy: Settings, keep: int) -> None:
    published = current_build(own_copy.layout.root)
    age(own_copy, published, 1000)
    for number in range(3):
        (own_copy.layout.builds / f"build{number}").mkdir()
        age(own_copy, f"build{number}", 10 - number)
    publish_build(own_copy.model_copy(update={"keep_builds": keep}), published)
    newest_first = ["build2", "build1", "build0"]
    assert builds(own_copy) == {published, *newest_first[: max(keep - 1, 0)]}


def test_a_reader_of_a_pruned_build_can_finish(own_copy: Settings) -> None:
    first = current_build(own_copy.layout.root)
    with duckdb.connect(str(own_copy.layout.database(first)), read_only=True) as reader:
        publish_build(own_copy.model_copy(update={"keep_builds": 1}), checked(own_copy, "20260401-new"))
        assert not own_copy.layout.database(first).exists()
        assert reader.execute("SELECT count(*) FROM commitment").fetchone() == (313,)
