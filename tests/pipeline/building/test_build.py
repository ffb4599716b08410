"""One build from what was read: the same from the same input, new only when something is, never seen half-made."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline.build import build
from pipeline.checks import check_build
from pipeline.collect import collect
from pipeline.diff import diff_build
from pipeline.errors import DuixianError
from pipeline.settings import Settings
from schemas.storage import current_build


def tables(settings: Settings, build_id: str) -> dict[str, str]:
    """Table → hash of its content."""
    found: dict[str, str] = json.loads((settings.layout.builds / build_id / "tables.json").read_text("utf-8"))
    return found


def folders(settings: Settings) -> set[str]:
    return {p.name for p in settings.layout.builds.iterdir() if p.is_dir()}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same site collected again into a folder of its own."""
    settings = Settings(data=tmp_path_factory.mktemp("elsewhere") / "data", mode="sample")
    assert collect(None, settings).problems == []
    return settings


def test_two_runs_on_the_same_input_give_the_same_tables(published: Settings, elsewhere: Settings) -> None:
    made = build(elsewhere).build_id
    assert made == current_build(published.layout.root)
    assert len(tables(elsewhere, made)) > 15
    assert tables(elsewhere, made) == tables(published, made)


def test_only_clocks_differ_between_two_runs(published: Settings, elsewhere: Settings) -> None:
    made = build(elsewhere).build_id
    check_build(elsewhere, made)
    diff_build(elsewhere, made)
    with duckdb.connect() as connection:
        for name, settings in (("a", published), ("b", elsewhere)):
            connection.execute(f"ATTACH '{settings.layout.database(made)}' AS {name} (READ_ONLY)")
        columns = connection.execute(
            """SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
            WHERE database_name = 'a' AND table_name IN (
                SELECT table_name FROM duckdb_tables() WHERE database_name = 'a')
            GROUP BY table_name ORDER BY table_name"""
        ).fetchall()
        differing = {
            (table, column)
            for table, names in columns
            for column in names
            if connection.execute(
                f'SELECT count(*) FROM (SELECT "{column}" FROM a.{table} EXCEPT ALL SELECT "{column}" FROM b.{table})'
            ).fetchone()
            != (0,)
        }
    assert differing <= {("build", "created_at"), ("snapshot", "retrieved_at"), ("check_result", "seconds")}


def test_nothing_new_makes_no_new_build(own_copy: Settings) -> None:
    before = folders(own_copy)
    again = build(own_copy)
    assert (again.build_id, again.is_new) == (current_build(own_copy.layout.root), False)
    assert folders(own_copy) == before


def test_collecting_the_same_pages_again_is_nothing_new(own_copy: Settings) -> None:
    assert collect(["nation"], own_copy).problems == []
    assert build(own_copy).is_new is False


def test_another_day_of_judgement_is_another_build_named_by_its_day(own_copy: Settings) -> None:
    made = build(own_copy.model_copy(update={"as_of": date(2023, 8, 1)}))
    assert made.is_new
    assert made.build_id.startswith("20230801-")


def test_without_anything_read_there_is_no_build_and_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DuixianError, match="run `duixian collect` first"):
        build(Settings(data=tmp_path / "data"))


def test_a_build_killed_half_way_is_not_seen_and_the_next_one_clears_it_away(own_copy: Settings) -> None:
    published = folders(own_copy)
    pointer = own_copy.layout.pointer.read_text("utf-8")
    environment = {**os.environ, "DUIXIAN_DATA": str(own_copy.layout.root), "DUIXIAN_AS_OF": "2024-06-30"}
    command = [Path(sys.executable).with_name("duixian"), "build"]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while folders(own_copy) == published and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait(timeout=30)
    left = folders(own_copy) - published
    assert [name[:6] for name in left] == [".part-"]
    assert own_copy.layout.pointer.read_text("utf-8") == pointer
    made = build(own_copy.model_copy(update={"as_of": date(2024, 6, 30)}))
    assert folders(own_copy) == published | {made.build_id}


def test_a_failure_while_writing_leaves_no_folder(own_copy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.database.write", full)
    before = folders(own_copy)
    with pytest.raises(OSError, match="No space left"):
        build(own_copy.model_copy(update={"as_of": date(2024, 6, 30)}))
    assert folders(own_copy) == before
