"""`duixian …`: everything by hand, each error one clear line that names what is wrong."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from rich.console import Console
from typer.testing import CliRunner

from pipeline.cli import app, main
from pipeline.settings import Settings
from schemas.storage import current_build
from tests.pipeline.collecting.publisher import Publisher, page

Run = Callable[..., tuple[int, str, str]]
SENTENCE = "到2030年，全市规模以上工业企业达到4000家，城镇新增就业每年不少于3万人，建成三座大型水厂。"


@pytest.fixture
def duixian(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """The command as the terminal runs it, in this process: (exit code, standard output, standard error)."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr("pipeline.cli.console", Console(width=250))
    monkeypatch.setenv("DUIXIAN_DATA", str(tmp_path / "data"))

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["duixian", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), joined(out), joined(err)

    return run


def joined(text: str) -> str:
    """Without the line breaks of the terminal's width."""
    return "".join(text.split())


def has(text: str, words: str) -> bool:
    return joined(words) in text


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("duixian")), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **environment}
    )


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_help_names_every_command() -> None:
    text = CliRunner().invoke(app, ["--help"]).output
    for command in ("run", "collect", "build", "check", "diff", "publish", "status", "serve", "report"):
        assert command in text


@pytest.mark.parametrize("arguments", [["status"], ["check"], ["diff"], ["publish"]])
def test_without_any_build_the_next_step_is_said(duixian: Run, arguments: list[str]) -> None:
    code, out, err = duixian(*arguments)
    assert (code, out) == (1, "")
    assert has(err, "NoBuild: nothing is published in")
    assert has(err, "run `duixian run` or `make up`")


@pytest.mark.parametrize("command", ["check", "diff", "publish"])
def test_a_build_that_does_not_exist_is_named(duixian: Run, command: str) -> None:
    code, _, err = duixian(command, "20300101-0000000000")
    assert code == 1
    assert has(err, "DuixianError: there is no build 20300101-0000000000 in")
    assert has(err, "`duixian build` makes one")


def test_a_build_of_nothing_is_refused(duixian: Run) -> None:
    code, _, err = duixian("build")
    assert code == 1
    assert has(err, "nothing has been read into")


@pytest.mark.parametrize("lang", ["fr", "ZH", "zh-Hans"])
def test_a_language_other_than_two_is_refused_by_name(duixian: Run, lang: str) -> None:
    code, out, err = duixian("status", "--lang", lang)
    assert (code, out) == (1, "")
    assert has(err, f"--lang is zh or en, not '{lang}'")


@pytest.mark.parametrize("arguments", [["stauts"], ["--as-of", "31.12.2024", "status"], ["report"], ["report", "add"]])
def test_a_wrong_command_line_exits_with_two(duixian: Run, arguments: list[str]) -> None:
    assert duixian(*arguments)[0] == 2


def test_an_unknown_source_is_named_with_the_known_ones(duixian: Run) -> None:
    code, out, err = duixian("collect", "weather")
    assert code == 1
    assert has(err, "weather: there is no source 'weather'; known are jiangmen_report")
    assert has(out, "collected 0 documents, 0 read anew, 1 problems")


@pytest.mark.parametrize(
    ("lang", "status", "unquoted"),
    [
        ("en", "needs acceleration", "none of the 313 commitments has a quote"),
        ("zh", "有进展，需提速", "313 条承诺均无原句"),
    ],
)
def test_status_names_targets_values_and_statuses_in_both_languages(
    duixian: Run, published: Settings, lang: str, status: str, unquoted: str
) -> None:
    code, out, _ = duixian("--data", str(published.layout.root), "status", "--lang", lang)
    assert code == 0
    assert has(out, "5,000")
    assert has(out, "4,210.18")
    assert has(out, "0.79")
    assert has(out, status)
    assert has(out, unquoted)
    assert has(out, current_build(published.layout.root))


@pytest.mark.parametrize(("locale", "words"), [("zh_CN.UTF-8", "需提速"), ("en_GB.UTF-8", "acceleration")])
def test_status_speaks_the_language_of_the_terminal(
    duixian: Run, published: Settings, monkeypatch: pytest.MonkeyPatch, locale: str, words: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert has(duixian("--data", str(published.layout.root), "status")[1], words)


def test_a_run_does_everything_and_a_second_one_changes_nothing(
    duixian: Run, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DUIXIAN_SAMPLE_PORT", str(publisher.port))
    code, out, _ = duixian("run")
    assert code == 0
    before = current_build(tmp_path / "data")
    assert has(out, f"build {before} published")
    code, out, _ = duixian("run")
    assert code == 0
    assert has(out, " 0 read anew, 0 problems")
    assert has(out, f"build {before} is up to date: nothing new")
    assert [p.name for p in (tmp_path / "data" / "builds").iterdir() if p.is_dir()] == [before]


def test_the_steps_by_hand_give_the_published_build(
    duixian: Run, kept: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIXIAN_DATA", str(kept.layout.root))
    before = current_build(kept.layout.root)
    assert has(duixian("build")[1], f"build {before} is up to date")
    code, out, _ = duixian("--as-of", "2025-12-31", "build")
    made = next(p.name for p in kept.layout.builds.iterdir() if p.is_dir() and p.name != before)
    assert (code, made[:8]) == (0, "20251231")
    assert has(out, f"build {made} made")
    code, _, err = duixian("publish", made)
    assert code == 1
    assert has(err, f"build {made} has not been checked: run `duixian check {made}` first")
    assert current_build(kept.layout.root) == before
    assert has(duixian("check", made)[1], "figures_read_their_text")
    assert duixian("diff", made)[0] == 0
    assert json.loads((kept.layout.builds / made / "diff.json").read_text("utf-8"))["against"] == before
    assert has(duixian("publish", made)[1], f"published {made}")
    assert current_build(kept.layout.root) == made
    assert has(duixian("publish", before)[1], f"published {before}")
    assert current_build(kept.layout.root) == before


def test_a_run_with_a_bad_page_names_it_publishes_the_rest_and_fails(
    duixian: Run, empty: Settings, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DUIXIAN_SAMPLE_PORT", str(publisher.port))
    publisher.pages["stats.gd.gov.cn/tjkx185/content/sample-2023-census.html"] = page(b"")
    code, out, err = duixian("run")
    assert code == 1
    assert has(err, "guangdong:sample-2023-census:")
    assert has(err, "the answer is empty")
    assert has(out, "1 problems")
    assert has(out, f"build {current_build(tmp_path / 'data')} published")


def test_review_lists_nothing_and_leaves_no_file_where_nothing_waits(duixian: Run, published: Settings) -> None:
    code, out, _ = duixian("--data", str(published.layout.root), "review")
    assert (code, has(out, "0 figures wait for a decision")) == (0, True)
    assert not published.layout.reviews.exists()


def test_review_lists_what_waits_with_its_sentence_and_writes_it_once(duixian: Run, kept: Settings) -> None:
    firm, doubtful = '"tier": "published"', '"tier": "review"'
    pages = sorted(kept.layout.parsed.glob("jiangmen_annual/*.jsonl"))
    path = next(p for p in pages if firm in p.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace(firm, doubtful, 1), "utf-8")
    kept.layout.reviews.write_text("# 先看再定\n", "utf-8")
    data = ("--data", str(kept.layout.root))
    for command in ("build", "check", "publish"):
        assert duixian(*data, command)[0] == 0
    code, out, _ = duixian(*data, "review", "--write")
    assert (code, has(out, "1 figures wait for a decision"), has(out, "1 added to")) == (0, True, True)
    text = kept.layout.reviews.read_text("utf-8")
    assert text.startswith("# 先看再定\n")
    assert text.count("decision: wait") == 1
    assert has(out, path.stem)
    assert has(duixian(*data, "review", "--write")[1], "0 added to")
    assert kept.layout.reviews.read_text("utf-8") == text


def test_a_report_is_added_by_name(duixian: Run, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(SENTENCE * 6, "utf-8")
    code, out, _ = duixian("report", "add", str(tmp_path / "报告.txt"))
    assert code == 0
    assert has(out, "report jiangmen_report:supplied added from 报告.txt")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("scan.pdf", "scan.pdf cannot be read as a report: the PDF has no text layer: it is a scan"),
        ("page.png", "page.png cannot be read as a report: binary data where text was expected"),
        ("empty.txt", "empty.txt holds only 0 characters of text; a report's page is longer"),
        ("missing.txt", "missing.txt cannot be opened (No such file or directory)"),
        ("report[final].txt", "report[final].txt holds only 0 characters of text"),
    ],
)
def test_a_report_that_is_no_text_is_one_clear_line(duixian: Run, tmp_path: Path, name: str, words: str) -> None:
    if name == "scan.pdf":
        writer = PdfWriter()
        writer.add_blank_page(width=595, height=842)
        writer.write(tmp_path / name)
    elif name == "page.png":
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    elif name != "missing.txt":
        (tmp_path / name).write_bytes(b"")
    for arguments in (["report", "add", str(tmp_path / name)], ["--report", str(tmp_path / name), "run"]):
        code, out, err = duixian(*arguments)
        assert (code, out) == (1, "")
        assert err.startswith("Unreadable:")
        assert has(err, words)
        assert not (tmp_path / "data" / "builds").exists()


def test_a_problem_is_printed_as_it_is_brackets_and_all(
    duixian: Run, empty: Settings, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIXIAN_SAMPLE_PORT", str(publisher.port))
    listing = '<ul class="overview-news-list"><li><a class="news-link" href="/a[b][/c].html">甲</a></li></ul>'
    publisher.pages["stats.gd.gov.cn/tjkx185/index.html"] = page(listing)
    code, _, err = duixian("collect", "guangdong")
    assert code == 1
    assert has(err, "stats.gd.gov.cn/a[b][/c].html: status 404")


def test_the_command_of_the_terminal_fails_with_a_line_and_no_stack_trace(tmp_path: Path) -> None:
    ended = process("--data", str(tmp_path), "status", COLUMNS="200")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"NoBuild: nothing is published in {tmp_path} yet: run `duixian run` or `make up`\n"


def test_the_command_of_the_terminal_prints_the_table(published: Settings) -> None:
    ended = process(
        "--data", str(published.layout.root), "status", "--lang", "zh", COLUMNS="200", PYTHONIOENCODING="utf-8"
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "4,210.18" in ended.stdout and "有进展，需提速" in ended.stdout


def test_the_command_of_the_terminal_names_every_source_that_is_down_and_keeps_the_build(kept: Settings) -> None:
    before = current_build(kept.layout.root)
    ended = process("run", DUIXIAN_DATA=str(kept.layout.root), DUIXIAN_SAMPLE_PORT=str(free_port()), COLUMNS="400")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    for source_id in ("jiangmen_annual", "jiangmen_notes", "county_bulletins", "guangdong", "nation", "project_news"):
        assert f"{source_id}: " in ended.stderr
    assert ended.stderr.count("cannot be reached") >= 6
    assert current_build(kept.layout.root) == before
