"""Settings come from the environment; what was read with other rules is read again."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline import fingerprint
from pipeline.collect import collect
from pipeline.settings import Settings, settings


def test_without_anything_set_the_offline_site_is_collected_politely(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "MODE", "AS_OF", "SAMPLE_PORT", "REPORT", "REQUEST_INTERVAL", "MAX_BYTES"):
        monkeypatch.delenv(f"DUIXIAN_{name}", raising=False)
    given = Settings()
    assert (given.mode, given.as_of, given.report, given.sample_port) == ("sample", None, None, 0)
    assert given.request_interval >= 1
    assert given.layout.root == (Path.cwd() / "data").resolve()


def test_the_environment_sets_every_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    values = {
        "DATA": str(tmp_path),
        "MODE": "live",
        "AS_OF": "2025-06-30",
        "REQUEST_INTERVAL": "2.5",
        "KEEP_BUILDS": "3",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"DUIXIAN_{name}", value)
    settings.cache_clear()
    given = settings()
    settings.cache_clear()
    assert (given.mode, given.as_of, given.request_interval, given.keep_builds) == ("live", date(2025, 6, 30), 2.5, 3)
    assert given.layout.root == tmp_path.resolve()


@pytest.mark.parametrize(("name", "value"), [("MODE", "offline"), ("AS_OF", "last year"), ("TIMEOUT", "soon")])
def test_a_wrong_setting_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"DUIXIAN_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our own code for the fingerprints to look at, without its sample pages."""
    for package in ("pipeline", "schemas"):
        source = Path(str(fingerprint.files(package)))
        shutil.copytree(source, tmp_path / package, ignore=shutil.ignore_patterns("pages", "__pycache__"))
    monkeypatch.setattr(fingerprint, "files", lambda package: tmp_path / package)
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "parser", "code"),
    [
        ("pipeline/text/numbers.py", True, True),
        ("pipeline/sources/nation.py", True, True),
        ("pipeline/register/jiangmen_2021/projects.yml", True, True),
        ("schemas/units.py", True, True),
        ("pipeline/assess/pace.py", False, True),
        ("pipeline/build.py", False, True),
        ("pipeline/notes.md", False, False),
    ],
)
def test_a_change_is_seen_by_what_it_can_change(copied: Path, changed: str, parser: bool, code: bool) -> None:
    def versions() -> tuple[str, str]:
        return fingerprint.parser_version.__wrapped__(), fingerprint.code_version.__wrapped__()

    before = versions()
    assert len(before[0]) == 12
    assert versions() == before
    with (copied / changed).open("a", encoding="utf-8") as file:
        file.write("\n# one more line\n")
    after = versions()
    assert [old != new for old, new in zip(before, after, strict=True)] == [parser, code]


def test_a_new_parser_reads_every_kept_document_again(kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert collect(["guangdong"], kept).parsed == 0
    for module in ("pipeline.collect", "pipeline.sources.common"):
        monkeypatch.setattr(f"{module}.parser_version", lambda: "fedcba987654")
    assert collect(["guangdong"], kept).parsed == 3
    assert collect(["guangdong"], kept).parsed == 0


def test_a_fault_of_our_own_is_not_reported_as_a_documents(kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.collect.parser_version", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        collect(["guangdong"], kept)
