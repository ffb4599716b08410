"""A publisher that is down, or whose listing is not one: it is named, others go on, the next run recovers."""

import socket

import pytest

from pipeline.build import build
from pipeline.collect import collect, discover
from pipeline.errors import DuixianError, FetchFailed, NotThePage
from pipeline.settings import Settings
from pipeline.sources import SOURCES
from schemas.storage import current_build
from tests.pipeline.collecting.publisher import Publisher, Reply, hung_up, page, silent
from tests.pipeline.collecting.workbooks import JUNK

LISTING = "stats.gd.gov.cn/tjkx185/index.html"
BOTH = ["guangdong", "jiangmen_annual"]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_every_source_of_an_unreachable_site_is_named_and_the_last_build_stays(kept: Settings) -> None:
    before = current_build(kept.layout.root)
    unreachable = kept.model_copy(update={"sample_port": free_port()})
    report = collect(["guangdong", "jiangmen_annual", "nation"], unreachable)
    assert report.documents == 0
    assert [p.partition(":")[0] for p in report.problems] == ["guangdong", "jiangmen_annual", "nation"]
    assert all("cannot be reached (ConnectError" in p for p in report.problems)
    assert not build(unreachable).is_new
    assert current_build(kept.layout.root) == before
    assert collect(BOTH, kept).problems == []


def test_the_first_run_against_a_site_that_is_down_leaves_nothing_to_build(empty: Settings) -> None:
    unreachable = empty.model_copy(update={"sample_port": free_port()})
    assert collect(BOTH, unreachable).documents == 0
    with pytest.raises(DuixianError, match=r"nothing has been read .* run `duixian collect` first"):
        build(unreachable)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (hung_up, "broke off"),
        (silent(1.0), "cannot be reached (ReadTimeout"),
        (page("服务不可用", 503), "status 503"),
        (page("没有这一页", 404), "status 404"),
        (page(b""), "empty"),
        (page("<html><body>请先完成验证</body></html>"), "block or challenge page"),
        (page("<html><body>拒绝访问</body></html>", 412), "status 412"),
        (page("<html><body><div class='new-shape'>改版</div></body></html>"), "the publisher's listing has changed"),
        (page("<html><body><ul class='overview-news-list'><li><a cl"), "truncated"),
        (page(JUNK), "no known character set"),
        (page(bytes(3000)), "binary data"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_listing_that_cannot_be_read_is_named_and_other_sources_go_on(
    kept: Settings, publisher: Publisher, reply: Reply, words: str
) -> None:
    good, publisher.pages[LISTING] = publisher.pages[LISTING], reply
    report = collect(BOTH, kept.model_copy(update={"timeout": 0.3}))
    [problem] = report.problems
    assert problem.startswith("guangdong: ")
    assert LISTING in problem
    assert words in problem
    assert report.documents == 2
    assert not build(kept).is_new
    publisher.pages[LISTING] = good
    assert collect(BOTH, kept).problems == []


def test_documents_of_the_first_page_are_kept_when_the_second_page_of_a_listing_fails(
    empty: Settings, publisher: Publisher
) -> None:
    del publisher.pages[LISTING]
    publisher.pages["stats.gd.gov.cn/tjkx185/index_2.html"] = page("", 404)
    report = collect(["guangdong"], empty)
    [problem] = report.problems
    assert "index_2.html: status 404" in problem
    assert report.documents > 0


def test_one_county_that_is_down_does_not_lose_the_other_six(empty: Settings, publisher: Publisher) -> None:
    publisher.pages["www.kaiping.gov.cn/kpszfw/zwgk/tjxx/tjfx/"] = hung_up
    report = collect(["county_bulletins"], empty)
    [problem] = report.problems
    assert problem.startswith("county_bulletins: 1 of 7 county listings could not be read: ")
    assert "www.kaiping.gov.cn" in problem
    read = {p.name.partition("-")[0] for p in (empty.layout.parsed / "county_bulletins").iterdir()}
    assert read == {"pengjiang", "jianghai", "xinhui", "taishan", "heshan", "enping"}


def test_a_link_of_a_listing_that_is_no_address_is_reported_and_other_documents_are_read(
    empty: Settings, publisher: Publisher
) -> None:
    publisher.pages[LISTING] = page("""<html><body><ul class="overview-news-list">
        <li><a class="news-link" href="http://stats.gd.gov.cn:port/a.html">甲</a></li>
        <li><a class="news-link" href="/tjkx185/content/sample-2022-growth.html ">乙</a></li>
        <li><a class="news-link" href="javascript:void(0)">丙</a></li>
        <li><a class="news-link" href="#top">丁</a></li></ul></body></html>""")
    report = collect(["guangdong"], empty)
    [problem] = report.problems
    assert problem.startswith("guangdong:a: http://stats.gd.gov.cn:port/a.html: not an address")
    assert report.documents == 1


def test_a_listing_with_an_unreadable_address_is_an_error_of_that_listing_alone(
    empty: Settings, publisher: Publisher
) -> None:
    publisher.pages[LISTING] = page(
        '<html><body><ul class="overview-news-list"><li><a class="news-link" href="http://[x/">甲</a></li></ul></body></html>'
    )
    report = collect(BOTH, empty)
    [problem] = report.problems
    assert "the listing links to 'http://[x/', which is no address" in problem
    assert report.documents == 2


def test_discover_fails_by_name_for_a_task_of_its_own(empty: Settings, publisher: Publisher) -> None:
    publisher.pages[LISTING] = hung_up
    with pytest.raises(FetchFailed, match=LISTING) as caught:
        discover("guangdong", empty)
    assert caught.value.retry
    publisher.pages[LISTING] = page("<html><body></body></html>")
    with pytest.raises(NotThePage, match=LISTING):
        discover("guangdong", empty)


def test_an_unknown_source_is_refused_with_the_known_ones(empty: Settings) -> None:
    with pytest.raises(DuixianError, match="there is no source 'weather'; known are ") as caught:
        discover("weather", empty)
    assert all(source_id in str(caught.value) for source_id in SOURCES)
    assert collect(["weather"], empty).problems == [f"weather: {caught.value}"]
