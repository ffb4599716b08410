"""A publisher of the test's own, and a small published data folder that a misbehaving publisher must not harm."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.collect import collect
from pipeline.settings import Settings
from tests.conftest import make_and_publish
from tests.pipeline.collecting.publisher import Publisher, page

SOURCES = ["guangdong", "jiangmen_annual"]
LISTINGS = {
    "stats.gd.gov.cn/tjkx185/index.html": """<html><body><ul class="overview-news-list">
<li><a class="news-link" href="/tjkx185/content/sample-2022-growth.html">全年简况</a><span>2023-01-20</span></li>
<li><a class="news-link" href="/tjkx185/content/sample-2023-census.html">普查修订</a><span>2025-01-03</span></li>
<li><a class="news-link" href="/attachment/0/546/546001/4686001.pdf">公报</a><span>2024-04-01</span></li>
</ul></body></html>""",
    "www.jiangmen.gov.cn/bmpd/jmstjj/zwgk/zcjd/index.html": """<html><body><ul class="infoList">
<li><a href="content/sample-work-report-2022.xlsx">主要指标</a><span>2023-01-12</span></li>
<li><a href="content/sample-income-2021.html">居民收入</a><span>2022-02-07</span></li>
</ul></body></html>""",
}
"""Five documents of the sample site are enough here: three pages, a PDF and a workbook."""


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with _short_of_documents() as running:
        yield running


def _short_of_documents() -> Publisher:
    publisher = Publisher()
    publisher.pages |= {address: page(listing) for address, listing in LISTINGS.items()}
    return publisher


@pytest.fixture
def empty(publisher: Publisher, tmp_path: Path) -> Settings:
    """Settings of an empty data folder that collects from the test's publisher."""
    return Settings(data=tmp_path / "data", mode="sample", sample_port=publisher.port)


@pytest.fixture(scope="session")
def _published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "data"
    with _short_of_documents() as publisher:
        settings = Settings(data=folder, mode="sample", sample_port=publisher.port)
        assert collect(SOURCES, settings).problems == []
    make_and_publish(settings)
    return settings.layout.root


@pytest.fixture
def kept(_published_once: Path, empty: Settings) -> Settings:
    """The same, with both sources collected and a build published."""
    shutil.copytree(_published_once, empty.layout.root)
    return empty


@pytest.fixture
def live(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of live mode whose requests reach the test's publisher as their proxy.

    Names are not resolved on a machine without a network, so every one is said to have a public address.
    """
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, publisher.base)
    for name in ("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pipeline.http._addresses", lambda _: ["93.184.215.14"])
    return Settings(data=tmp_path / "live", mode="live", request_interval=0.01, timeout=5)
