"""Shared by all tests: the sample site collected and published once per run, and the report's page when present."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from pipeline.build import build
from pipeline.checks import check_build
from pipeline.collect import collect
from pipeline.diff import diff_build
from pipeline.inbox import add_report
from pipeline.publish import publish_build
from pipeline.settings import Settings

hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")
"""Machines are shared: no test may fail because one was slow."""
ROOT = Path(__file__).resolve().parent.parent
REPORT_PAGE = Path(os.environ.get("DUIXIAN_REPORT_PAGE", ROOT.parent / "shared" / "report" / "page-a02.txt"))


def make_and_publish(settings: Settings) -> str:
    """Build, check, compare, publish; the build's id."""
    made = build(settings)
    check_build(settings, made.build_id)
    diff_build(settings, made.build_id)
    return publish_build(settings, made.build_id)


def _once(folder: Path, make: object) -> Settings:
    """Make a data folder once for all workers; the others wait for it."""
    done = folder / "done"
    folder.mkdir(exist_ok=True)
    settings = Settings(data=folder / "data", mode="sample")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(settings)  # type: ignore[operator]
            done.touch()
    return settings


def _shared(factory: pytest.TempPathFactory) -> Path:
    """A folder all workers of one run see."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data folder where the whole sample site is collected and published; to be read only."""

    def make(settings: Settings) -> None:
        assert collect(None, settings).problems == []
        make_and_publish(settings)

    return _once(_shared(tmp_path_factory) / "published", make)


@pytest.fixture
def own_copy(published: Settings, tmp_path: Path) -> Settings:
    """A copy of the published data folder for a test that changes it."""
    shutil.copytree(published.layout.root, tmp_path / "data", symlinks=True)
    return published.model_copy(update={"data": tmp_path / "data"})


@pytest.fixture(scope="session")
def report_page() -> Path:
    """The report's real page: an input that is not part of the project."""
    if not REPORT_PAGE.is_file():
        pytest.skip(f"the report's page is not at {REPORT_PAGE}; DUIXIAN_REPORT_PAGE names it")
    return REPORT_PAGE


@pytest.fixture(scope="session")
def with_report(published: Settings, report_page: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data folder published with the report's page; to be read only."""

    def make(settings: Settings) -> None:
        shutil.copytree(published.layout.root, settings.layout.root, symlinks=True)
        add_report(settings.layout, report_page)
        assert collect(["jiangmen_report"], settings).problems == []
        make_and_publish(settings)

    return _once(_shared(tmp_path_factory) / "with-report", make)
