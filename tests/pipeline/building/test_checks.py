"""Every named check notices the row that breaks it; errors stop publication, warnings are reported."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import duckdb
import pytest

from pipeline.checks import CHECKS, SAMPLE, check_build
from pipeline.errors import ChecksFailed, DuixianError
from pipeline.publish import publish_build
from pipeline.settings import Settings
from schemas.codelists import Severity
from schemas.storage import current_build
from tests.pipeline.building.broken import broken_build, results

FIGURE = "GDP.440700.level.A.CUR@2022@2023-03-31@jiangmen_annual:sample-2022-overview"
ONE_FIGURE = f"WHERE observation_id = '{FIGURE}'"
ONE_EVENT = "WHERE evidence_id = (SELECT min(evidence_id) FROM evidence)"
DERIVED = "WHERE observation_id = (SELECT min(observation_id) FROM observation WHERE len(derived_from) > 0)"
RATE = "WHERE observation_id = (SELECT min(observation_id) FROM observation WHERE series_key LIKE 'GDP_AVG_GROWTH.%')"
OTHER_VALUE = f"""INSERT INTO observation SELECT * REPLACE ('other' AS observation_id, obs_value + 1 AS obs_value,
    vintage + 400 AS vintage) FROM observation {ONE_FIGURE}"""
WAITING = f"""INSERT INTO review BY NAME SELECT 'waits' AS review_id, document_id, passage_id, char_start, char_end,
    quote, value_text, unit_text, series_key, time_period, obs_value, 'waiting' AS state
    FROM observation {ONE_FIGURE}"""
UNMAPPED = f"""INSERT INTO unmapped BY NAME SELECT 'unnamed' AS unmapped_id, document_id, passage_id,
    '原煤产量' AS words, value_text, unit_text, char_start + 1 AS char_start, char_end FROM observation {ONE_FIGURE}"""
LATEST_GDP = "WHERE series_key = 'GDP.440700.level.A.CUR' AND time_period = '2024'"
NO_FIGURE_OF = "DELETE FROM observation WHERE document_id = 'jiangmen_annual:sample-mayor-2024'"

BROKEN = [
    ("figures_read_their_text", f"UPDATE observation SET char_start = char_start + 1 {ONE_FIGURE}", FIGURE),
    ("figures_read_their_text", f"UPDATE observation SET value_text = '5000' {ONE_FIGURE}", FIGURE),
    ("figures_read_their_text", f"UPDATE observation SET passage_id = NULL {ONE_FIGURE}", FIGURE),
    (
        "figures_read_their_text",
        f"UPDATE observation SET value_text = NULL, char_start = NULL, char_end = NULL {ONE_FIGURE}",
        FIGURE,
    ),
    (
        "figures_read_their_text",
        "DELETE FROM passage WHERE passage_id LIKE 'jiangmen_annual:sample-2022-overview#%'",
        FIGURE,
    ),
    ("figures_read_their_text", WAITING.replace("value_text,", "'5000' AS value_text,"), "waits"),
    ("figures_read_their_text", UNMAPPED, "unnamed"),
    ("figures_stand_in_their_quote", f"UPDATE observation SET quote = '全市经济平稳运行。' {ONE_FIGURE}", FIGURE),
    ("figures_stand_in_their_quote", f"UPDATE observation SET quote = NULL {ONE_FIGURE}", FIGURE),
    ("events_read_their_text", f"UPDATE evidence SET quote = quote || '！' {ONE_EVENT}", "#"),
    ("events_read_their_text", f"UPDATE evidence SET char_start = char_start + 1 {ONE_EVENT}", "#"),
    ("goals_read_their_text", "UPDATE restatement SET char_start = char_start + 1 WHERE commitment_id = 'C005'", "#"),
    ("assessments_recompute", "UPDATE assessment SET pace_ratio = 0.99 WHERE commitment_id = 'C007'", "C007"),
    (
        "assessments_recompute",
        "UPDATE assessment SET progress_status = 'on_track' WHERE commitment_id = 'C007'",
        "C007",
    ),
    ("assessments_recompute", "UPDATE assessment SET reason = 'too_few_points' WHERE commitment_id = 'C023'", "C023"),
    ("assessments_recompute", "UPDATE assessment SET project_stage = 'completed' WHERE commitment_id = 'C284'", "C284"),
    ("assessments_recompute", "UPDATE assessment SET action_stage = 'delivered' WHERE commitment_id = 'C139'", "C139"),
    ("assessments_recompute", f"UPDATE observation SET obs_value = 5100 {LATEST_GDP}", "C007"),
    ("assessments_recompute", "UPDATE rule SET value = 0.7 WHERE rule_id = 'on_track'", "C007"),
    (
        "history_ends_today",
        "DELETE FROM assessment_history WHERE commitment_id = 'C007' AND valid_to IS NULL",
        "C007",
    ),
    ("known_by_the_day", "UPDATE evidence SET vintage = DATE '2027-01-01' WHERE commitment_id = 'C284'", "C284"),
    ("quotes_match_their_hash", "UPDATE commitment SET quote = '新建一座水厂' WHERE commitment_id = 'C007'", "C007"),
    (
        "quotes_match_their_hash",
        "UPDATE commitment SET quote = '建水厂', quote_sha256 = sha256('建水厂') WHERE commitment_id = 'C007'",
        "C007",
    ),
    ("values_plausible", f"UPDATE observation SET obs_value = obs_value * 10000 {ONE_FIGURE}", FIGURE),
    ("values_plausible", f"UPDATE observation SET obs_value = -1 {ONE_FIGURE}", FIGURE),
    ("values_plausible", f"UPDATE observation SET obs_value = 510 {RATE}", "GDP_AVG_GROWTH"),
    ("derived_from_existing", f"UPDATE observation SET derived_from = ['gone'] {DERIVED}", "derived"),
    ("one_assessment_each", "DELETE FROM assessment WHERE commitment_id = 'C007'", "C007: 0"),
    (
        "one_assessment_each",
        """INSERT INTO assessment SELECT * REPLACE ('again' AS assessment_id)
        FROM assessment WHERE commitment_id = 'C007'""",
        "C007: 2",
    ),
    ("inputs_existing", "UPDATE assessment SET inputs = ['gone'] WHERE commitment_id = 'C007'", "gone"),
    ("known_by_the_day", "UPDATE assessment SET as_of = DATE '2022-12-31' WHERE commitment_id = 'C007'", "C007"),
    ("known_codes", f"UPDATE observation SET obs_status = 'Z' {ONE_FIGURE}", "observation.obs_status: Z"),
    ("known_codes", f"UPDATE observation SET obs_status = '' {ONE_FIGURE}", "observation.obs_status: "),
    ("no_source_shrinks", "DELETE FROM observation WHERE document_id LIKE 'guangdong:%'", "guangdong: "),
    ("documents_yield_something", NO_FIGURE_OF, "jiangmen_annual:sample-mayor-2024"),
    ("report_quotes_found", "UPDATE commitment SET quote_status = 'not_found' WHERE commitment_id = 'C007'", "C007"),
    ("sources_agree", OTHER_VALUE, "GDP.440700.level.A.CUR 2022"),
    ("nothing_to_review", WAITING, "waits"),
    ("nothing_to_review", f"UPDATE observation SET tier = 'review' {ONE_FIGURE}", FIGURE),
]


@pytest.fixture(scope="module")
def bench(published: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A copy of the published data folder, where each test breaks a build of its own."""
    folder = tmp_path_factory.mktemp("bench") / "data"
    shutil.copytree(published.layout.root, folder, symlinks=True)
    return published.model_copy(update={"data": folder})


@pytest.fixture
def name(numbers: Iterator[int]) -> str:
    """An id no other build has."""
    return f"20260331-broken{next(numbers):03}"


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return count()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_check_is_broken_by_some_example() -> None:
    assert {check_id for check_id, _, _ in BROKEN} == {c.check_id for c in CHECKS}


@pytest.mark.parametrize(("check_id", "statement", "words"), BROKEN)
def test_a_check_notices_the_row_that_breaks_it(
    bench: Settings, name: str, check_id: str, statement: str, words: str
) -> None:
    build_id = broken_build(bench.layout, name, statement)
    severity = next(c.severity for c in CHECKS if c.check_id == check_id)
    if severity == Severity.ERROR:
        with pytest.raises(ChecksFailed, match=rf"{build_id} is not fit to be published: .*{check_id}: \d"):
            check_build(bench, build_id)
    else:
        assert check_build(bench, build_id)[check_id] > 0
    found = results(bench.layout, build_id)[check_id]
    assert (found["passed"], found["severity"]) == (False, severity)
    assert any(words in line for line in found["sample"])


def test_an_unbroken_copy_fails_no_error_and_the_same_warnings_as_the_published_build(
    bench: Settings, name: str
) -> None:
    failures = check_build(bench, broken_build(bench.layout, name))
    assert failures == check_build(bench, current_build(bench.layout.root))
    assert [c.check_id for c in CHECKS if c.severity == Severity.ERROR and failures[c.check_id]] == []


def test_results_stand_in_the_file_and_beside_it_and_replace_those_of_an_earlier_run(
    bench: Settings, name: str
) -> None:
    build_id = broken_build(bench.layout, name, f"UPDATE observation SET quote = '此句无数' {ONE_FIGURE}")
    with pytest.raises(ChecksFailed):
        check_build(bench, build_id)
    path = bench.layout.database(build_id)
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"UPDATE observation SET quote = value_text {ONE_FIGURE}")
    check_build(bench, build_id)
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT check_id, passed, failures FROM check_result").fetchall()
    beside = results(bench.layout, build_id)
    assert sorted(rows) == sorted((c, r["passed"], r["failures"]) for c, r in beside.items())
    assert beside["figures_stand_in_their_quote"]["passed"] is True


def test_at_most_ten_examples_are_kept_and_three_are_named(bench: Settings, name: str) -> None:
    build_id = broken_build(bench.layout, name, "UPDATE observation SET quote = '' WHERE value_text IS NOT NULL")
    with pytest.raises(ChecksFailed) as error:
        check_build(bench, build_id)
    found = results(bench.layout, build_id)["figures_stand_in_their_quote"]
    assert found["failures"] > 500
    assert (len(found["sample"]), found["sample"]) == (SAMPLE, sorted(found["sample"]))
    assert [example in str(error.value) for example in found["sample"][:4]] == [True, True, True, False]


@pytest.mark.parametrize(("more_than_allowed", "passes"), [(0, True), (1, False)])
def test_a_source_may_lose_five_figures_in_a_hundred_and_no_more(
    bench: Settings, name: str, more_than_allowed: int, passes: bool
) -> None:
    published = bench.layout.database(current_build(bench.layout.root))
    with duckdb.connect(str(published), read_only=True) as connection:
        [(figures,)] = connection.execute(
            "SELECT count(*) FROM observation WHERE document_id LIKE 'nation:%'"
        ).fetchall()
    assert figures > 20
    delete = f"""DELETE FROM observation WHERE observation_id IN (SELECT observation_id FROM observation
        WHERE document_id LIKE 'nation:%' ORDER BY observation_id LIMIT {figures // 20 + more_than_allowed})"""
    build_id = broken_build(bench.layout, name, delete)
    with suppress(ChecksFailed):
        check_build(bench, build_id)
    assert results(bench.layout, build_id)["no_source_shrinks"]["passed"] is passes


def test_a_source_that_grows_or_is_new_has_not_shrunk(bench: Settings, name: str) -> None:
    more = f"""INSERT INTO observation SELECT * REPLACE ('more' AS observation_id) FROM observation {ONE_FIGURE}"""
    build_id = broken_build(bench.layout, name, more)
    assert check_build(bench, build_id)["no_source_shrinks"] == 0


def test_the_published_build_is_checked_without_being_touched(bench: Settings) -> None:
    path = bench.layout.database(current_build(bench.layout.root))
    before = {p.name: digest(p) for p in path.parent.iterdir() if p.is_file()}
    check_build(bench, path.parent.name)
    assert {p.name: digest(p) for p in path.parent.iterdir() if p.is_file()} == before


def test_a_build_that_was_published_once_is_never_written_to_again(own_copy: Settings) -> None:
    first = current_build(own_copy.layout.root)
    second = broken_build(own_copy.layout, "20260331-second")
    check_build(own_copy, second)
    publish_build(own_copy, second)
    path = own_copy.layout.database(first)
    before = digest(path)
    check_build(own_copy, first)
    assert digest(path) == before
    assert publish_build(own_copy, first) == first


def test_a_build_that_does_not_exist_is_named(bench: Settings) -> None:
    with pytest.raises(DuixianError, match=r"there is no build 20200101-none in .*builds; `duixian build` makes one"):
        check_build(bench, "20200101-none")
