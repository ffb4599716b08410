"""What a build changes against the published one: added, removed and changed rows, with samples."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.diff import SAMPLE, diff_build
from pipeline.errors import DuixianError
from pipeline.settings import Settings
from schemas.storage import current_build
from tests.pipeline.building.broken import broken_build

FIGURE = "GDP.440700.level.A.CUR@2022@2023-03-31@jiangmen_annual:sample-2022-overview"
CHANGE = f"UPDATE observation SET obs_value = 3773.42, tier = 'review' WHERE observation_id = '{FIGURE}'"
REMOVE = f"DELETE FROM observation WHERE observation_id = '{FIGURE}'"
ADD = f"""INSERT INTO observation SELECT * REPLACE ('new' AS observation_id) FROM observation
    WHERE observation_id = '{FIGURE}'"""


def written(settings: Settings, build_id: str) -> dict[str, Any]:
    return json.loads((settings.layout.database(build_id).parent / "diff.json").read_text("utf-8"))


def test_a_build_with_the_same_content_changes_nothing(own_copy: Settings) -> None:
    published = current_build(own_copy.layout.root)
    same = broken_build(own_copy.layout, "same")
    assert diff_build(own_copy, same) == {}
    assert written(own_copy, same) == {
        "build": same,
        "against": published,
        "counts": {},
        "moves": [],
        "sample": {t: {} for t in written(own_copy, same)["sample"]},
    }


@pytest.mark.parametrize(
    ("statement", "sort", "row"),
    [(ADD, "added", ["new"]), (REMOVE, "removed", [FIGURE])],
)
def test_added_and_removed_rows_are_counted_and_named(own_copy: Settings, statement: str, sort: str, row: Any) -> None:
    build_id = broken_build(own_copy.layout, "other", statement)
    assert diff_build(own_copy, build_id) == {f"observation.{sort}": 1}
    assert written(own_copy, build_id)["sample"]["observation"] == {sort: [row]}


def test_a_changed_row_shows_old_and_new_of_every_changed_column(own_copy: Settings) -> None:
    build_id = broken_build(own_copy.layout, "other", CHANGE)
    assert diff_build(own_copy, build_id) == {"observation.changed": 1}
    [row] = written(own_copy, build_id)["sample"]["observation"]["changed"]
    path = own_copy.layout.database(current_build(own_copy.layout.root))
    with duckdb.connect(str(path), read_only=True) as connection:
        query = f"SELECT obs_value FROM observation WHERE observation_id = '{FIGURE}'"
        [(before,)] = connection.execute(query).fetchall()
    changes = {"obs_value": [str(before), "3773.420000"], "tier": ["published", "review"]}
    assert row == {"observation_id": FIGURE, "changes": changes}


def test_all_sorts_of_all_tables_are_counted_together(own_copy: Settings) -> None:
    titles = "UPDATE commitment SET title_zh = title_zh || '（改）' WHERE chapter = '二'"
    build_id = broken_build(own_copy.layout, "other", CHANGE, ADD, titles, "DELETE FROM evidence")
    counts = diff_build(own_copy, build_id)
    assert set(counts) == {"observation.changed", "observation.added", "commitment.changed", "evidence.removed"}
    assert written(own_copy, build_id)["counts"] == counts


def test_clocks_and_the_way_a_build_came_about_are_no_difference(own_copy: Settings) -> None:
    later = "UPDATE snapshot SET retrieved_at = retrieved_at + INTERVAL 1 DAY"
    rebuilt = "UPDATE build SET created_at = created_at + INTERVAL 1 DAY, build_id = 'other'"
    assert diff_build(own_copy, broken_build(own_copy.layout, "other", later, rebuilt)) == {}


def test_samples_are_short_and_counts_are_whole(own_copy: Settings) -> None:
    build_id = broken_build(own_copy.layout, "other", "DELETE FROM observation")
    removed = diff_build(own_copy, build_id)["observation.removed"]
    assert removed > 500
    assert len(written(own_copy, build_id)["sample"]["observation"]["removed"]) == SAMPLE


def test_a_table_or_column_the_published_build_did_not_know_is_new(own_copy: Settings) -> None:
    published = own_copy.layout.database(current_build(own_copy.layout.root))
    build_id = broken_build(own_copy.layout, "other")
    older = broken_build(own_copy.layout, "older", "ALTER TABLE report DROP COLUMN title_en", "DROP TABLE code")
    own_copy.layout.pointer.write_text(older, "utf-8")
    counts = diff_build(own_copy, build_id)
    with duckdb.connect(str(published), read_only=True) as connection:
        [(codes,)] = connection.execute("SELECT count(*) FROM code").fetchall()
    assert counts == {"code.added": codes, "report.changed": 1}


def test_before_the_first_publication_everything_is_added(own_copy: Settings) -> None:
    build_id = broken_build(own_copy.layout, "other")
    own_copy.layout.pointer.unlink()
    counts = diff_build(own_copy, build_id)
    assert {name.split(".")[1] for name in counts} == {"added"}
    assert counts["commitment.added"] == 313
    assert written(own_copy, build_id)["against"] is None


def test_the_published_build_differs_in_nothing_from_itself_and_keeps_its_diff(own_copy: Settings) -> None:
    published = current_build(own_copy.layout.root)
    before = written(own_copy, published)
    assert diff_build(own_copy, published) == {}
    assert written(own_copy, published) == before
    assert before["against"] is None


def test_a_build_that_does_not_exist_is_named(own_copy: Settings, tmp_path: Path) -> None:
    with pytest.raises(DuixianError, match="there is no build nothing in"):
        diff_build(own_copy, "nothing")
