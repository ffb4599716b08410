"""`duixian assess`: how commitments stood on a day, as a table or as data, and errors that say what to do."""

import csv
import io
import json
import sys
from collections.abc import Callable

import pytest
from rich.console import Console

from pipeline.cli import main
from pipeline.settings import Settings

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def assess(published: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command on the published sample: (exit code, standard output, standard error)."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr("pipeline.cli.console", Console(width=200))
    monkeypatch.setattr("pipeline.cli.errors", Console(width=200, stderr=True))

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["duixian", "--data", str(published.layout.root), "assess", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def test_a_past_day_is_answered_as_a_table_in_either_language(assess: Run) -> None:
    code, out, _ = assess("C007", "--as-of", "2023-08-01", "--lang", "en")
    assert code == 0
    assert "2023-08-01" in out
    assert "needs acceleration" in out
    assert "0.70" in out
    assert "有进展，需提速" in assess("C007", "--as-of", "2023-08-01", "--lang", "zh")[1]


def test_all_313_come_as_csv_and_as_json_lines(assess: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(assess("--as-of", "2024-06-30", "--format", "csv")[1])))
    lines = [json.loads(line) for line in assess("--as-of", "2024-06-30", "--format", "jsonl")[1].splitlines()]
    assert len(rows) == len(lines) == 313
    assert [r["commitment_id"] for r in rows] == [f"C{n:03}" for n in range(1, 314)]
    assert lines[6]["progress_status"] == rows[6]["progress_status"] == "needs_acceleration"
    assert (lines[6]["latest_period"], lines[6]["as_of"]) == ("2023", "2024-03-31")


def test_without_a_day_the_builds_own_is_meant_and_then_gives_what_was_published(assess: Run) -> None:
    today = json.loads(assess("C007", "--format", "jsonl")[1])
    then = json.loads(assess("C007", "--format", "jsonl", "--rules", "then")[1])
    assert today["latest_period"] == then["latest_period"] == "2024"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["C999"], "there is no commitment C999 in the published build; ids run like C007"),
        (["--as-of", "2019-01-01"], "on 2019-01-01 no report had been adopted yet: choose a later day"),
        (["--as-of", "2023-08-01", "--rules", "then"], "nothing had been published by Duixian yet: choose a later day"),
        (["--as-of", "2030-01-01"], "judges up to 2026-03-31; build one with `duixian --as-of 2030-01-01 build`"),
        (["--rules", "mine"], "--rules is today or then, not 'mine'"),
        (["--format", "xml"], "--format is table or csv or jsonl, not 'xml'"),
        (["--lang", "fr"], "--lang is zh or en, not 'fr'"),
    ],
)
def test_what_cannot_be_answered_is_said_with_what_to_do(assess: Run, arguments: list[str], words: str) -> None:
    code, out, err = assess(*arguments)
    assert (code, out) == (1, "")
    assert words in err
