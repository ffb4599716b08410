"""What each source discovers in live mode, from listing pages in its publisher's shape."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.collect import collect, discover, ref_from_dict, ref_to_dict
from pipeline.errors import DuixianError, NotThePage
from pipeline.records import DocumentRef
from pipeline.settings import Settings
from pipeline.sources import SOURCES
from pipeline.sources.common import list_page, slug
from tests.pipeline.collecting.publisher import Publisher, hung_up, page

BUREAU = """<html><head><meta charset="utf-8"></head><body><div class="infoList"><ul>
<li><a href="../zcjd/content/post_3031201.html" title="2023年全市经济运行解读（全文）">2023年全市经济运行解…</a>
<span>2024-02-01</span></li>
<li><a href="http://www.jiangmen.gov.cn/bmpd/jmstjj/zwgk/zcjd/content/post_2590001.html"> 2021年 居民收入解读 </a>
<span> 2022-02-07 </span></li>
<li><a href="javascript:void(0)">更多</a></li><li>没有链接的一行</li></ul></div></body></html>"""
MONTHLY = """<html><body><ul class="news-group-list">
<li><div class="news-group-title"><a href="tjyxjs/default_{n}01.html">{n}月运行简述</a></div>
<span>2023-0{n}-28</span></li>
</ul>{more}</body></html>"""
BRIEFS = """<html><body><ul class="overview-news-list">
<li><a class="icon" href="/share">分享</a>
<a class="news-link" href="/tjkx185/content/post_4399001.html">一季度全省经济简况</a>
<span class="news-date">2024-04-22</span></li>
<li><a class="news-link" href="/attachment/0/576/576336/4686764.pdf">全省年度公报</a>
<span class="news-date">2025年3月28日</span></li>
</ul></body></html>"""
RELEASES = """<html><body><div class="list-content"><ul>
<li><a href="./202402/t20240228_1947915.html">上年度全国公报</a><span>2024-02-29</span></li></ul></div></body></html>"""
COUNTY = """<html><body><ul class="news-list"><li><a href="content/post_1889494.html">{name}简况</a>
<i class="date">2024-10-24</i></li></ul></body></html>"""
EPAPER = """<html><body><table><tr><td><ul>
<li><a id="x" href="content_637001.htm">今日天气</a></li>
<li><a href="content_637002.htm">在中共江门市第十四次代表大会上的报告</a></li></ul></td></tr></table></body></html>"""
FRONT = "dzb.jmrb.com:8080/jmrb/html/2021-12/{day}/node_22.htm"


def found(source_id: str, settings: Settings) -> list[tuple[str, str, str | None]]:
    return [(r["document_id"], r["url"], r["issued"]) for r in discover(source_id, settings)]


def test_the_bureaus_list_gives_absolute_addresses_whole_titles_and_days(live: Settings, publisher: Publisher) -> None:
    publisher.pages["www.jiangmen.gov.cn/bmpd/jmstjj/zwgk/zcjd/index.html"] = page(BUREAU)
    first, second = discover("jiangmen_annual", live)
    assert first == {
        "document_id": "jiangmen_annual:post_3031201",
        "url": "http://www.jiangmen.gov.cn/bmpd/jmstjj/zwgk/zcjd/content/post_3031201.html",
        "title": "2023年全市经济运行解读（全文）",
        "issued": "2024-02-01",
        "ref_area": "440700",
    }
    assert (second["title"], second["issued"]) == ("2021年 居民收入解读", "2022-02-07")


def test_the_monthly_list_is_followed_over_its_pages_and_not_in_circles(live: Settings, publisher: Publisher) -> None:
    base = "www.jiangmen.gov.cn/szdwzt/jmtjj/tjsj/tjyb/"
    for n, name in enumerate(("", "default_2.html", "default_3.html"), 1):
        following = (
            f'<a class="next" href="default_{n % 3 + 1}.html">下一页</a>'
            if n < 3
            else '<a class="next" href="./">首页</a>'
        )
        publisher.pages[base + name] = page(MONTHLY.format(n=n, more=following))
    assert [d for d, _, _ in found("jiangmen_notes", live)] == [f"jiangmen_notes:default_{n}01" for n in (1, 2, 3)]
    assert [publisher.times_asked(base + name) for name in ("", "default_2.html", "default_3.html")] == [1, 1, 1]


def test_guangdongs_list_names_pages_and_attached_pdfs(live: Settings, publisher: Publisher) -> None:
    publisher.pages["stats.gd.gov.cn/tjkx185/index.html"] = page(BRIEFS)
    assert found("guangdong", live) == [
        ("guangdong:post_4399001", "http://stats.gd.gov.cn/tjkx185/content/post_4399001.html", "2024-04-22"),
        ("guangdong:4686764", "http://stats.gd.gov.cn/attachment/0/576/576336/4686764.pdf", "2025-03-28"),
    ]


def test_the_nations_list_resolves_addresses_against_its_folder(empty: Settings, publisher: Publisher) -> None:
    publisher.pages["www.stats.gov.cn/sj/zxfb/"] = page(RELEASES)
    address = "https://www.stats.gov.cn/sj/zxfb/202402/t20240228_1947915.html"
    assert found("nation", empty) == [("nation:t20240228_1947915", address, "2024-02-29")]


def test_every_county_is_asked_and_its_documents_carry_its_name_and_code(live: Settings, publisher: Publisher) -> None:
    from pipeline.sources.county_bulletins import COUNTIES

    for county in COUNTIES:
        publisher.pages[county.listing.removeprefix("http://")] = page(COUNTY.format(name=county.pinyin))
    refs = discover("county_bulletins", live)
    assert {(r["document_id"], r["ref_area"]) for r in refs} == {
        ("county_bulletins:pengjiang-post_1889494", "440703"),
        ("county_bulletins:jianghai-post_1889494", "440704"),
        ("county_bulletins:xinhui-post_1889494", "440705"),
        ("county_bulletins:taishan-post_1889494", "440781"),
        ("county_bulletins:kaiping-post_1889494", "440783"),
        ("county_bulletins:heshan-post_1889494", "440784"),
        ("county_bulletins:enping-post_1889494", "440785"),
    }
    assert {r["issued"] for r in refs} == {"2024-10-24"}


def test_project_news_is_read_from_the_portals_column(live: Settings, publisher: Publisher) -> None:
    publisher.pages["www.jiangmen.gov.cn/home/sqdt/gxjhzx/index.html"] = page(
        '<html><body><ul class="infoList"><li><a href="content/post_3359509.html">通车</a><span>2025-11-03</span></li>'
        '<li><a href="http://www.jmnews.com.cn/a/content/2026-01/30/content_2763629.htm">开工</a></li></ul></body></html>'
    )
    assert [(d, issued) for d, _, issued in found("project_news", live)] == [
        ("project_news:post_3359509", "2025-11-03"),
        ("project_news:content_2763629", None),
    ]


def test_the_report_is_looked_for_by_headline_in_the_e_papers_of_the_days_after_the_congress(
    live: Settings, publisher: Publisher
) -> None:
    for day in ("28", "29", "30", "31"):
        publisher.pages[FRONT.format(day=day)] = page(
            "<html><body><ul><li><a href='c_1.htm'>简讯</a></li></ul></body></html>"
        )
    publisher.pages[FRONT.format(day="28")] = hung_up
    publisher.pages[FRONT.format(day="30")] = page(EPAPER)
    assert found("jiangmen_report", live) == [
        ("jiangmen_report:content_637002", "http://dzb.jmrb.com:8080/jmrb/html/2021-12/30/content_637002.htm", None)
    ]


def test_a_report_found_nowhere_is_no_error(empty: Settings, live: Settings, publisher: Publisher) -> None:
    for day in ("28", "29", "30", "31"):
        publisher.pages[FRONT.format(day=day)] = page("无", 404)
    assert discover("jiangmen_report", live) == []
    assert discover("jiangmen_report", empty) == []
    assert collect(["jiangmen_report"], empty).problems == []


@pytest.mark.parametrize("source_id", [s for s in SOURCES if s not in ("jiangmen_report", "county_bulletins")])
def test_an_empty_listing_is_an_error_that_names_its_address(
    empty: Settings, publisher: Publisher, source_id: str
) -> None:
    landing = SOURCES[source_id].SOURCE.landing_page
    publisher.pages[landing.partition("://")[2]] = page("<html><body><p>栏目改版中</p></body></html>")
    with pytest.raises(NotThePage, match=r"the publisher's listing has changed its shape") as caught:
        discover(source_id, empty)
    assert landing in str(caught.value)


@pytest.mark.parametrize("source_id", list(SOURCES))
def test_a_source_names_itself_in_both_languages_and_its_documents_by_its_id(
    source_id: str, published: Settings
) -> None:
    info = SOURCES[source_id].SOURCE
    assert info.source_id == source_id
    assert all([info.title_zh, info.title_en, info.publisher_zh, info.publisher_en, len(info.schedule.split()) == 5])
    refs = discover(source_id, published)
    assert all(r["document_id"].startswith(f"{source_id}:") for r in refs)
    assert len({r["document_id"] for r in refs}) == len(refs)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.kaiping.gov.cn/kpszfw/zwgk/tjxx/tjfx/content/post_1889494.html", "post_1889494"),
        ("http://stats.gd.gov.cn/attachment/0/517/517175/4146083.pdf?ref=spec", "4146083"),
        ("http://rd.jiangmen.cn/hygb/202401/t20240112_1.html#top", "t20240112_1"),
        ("http://a.cn/list/", "list"),
        ("http://a.cn/公报 2023.html", "-2023"),
        ("http://a.cn/gb/2024/index.html", "2024-index"),
        ("http://a.cn/index.html", "index"),
    ],
)
def test_a_documents_id_is_the_last_part_of_its_address(url: str, expected: str) -> None:
    assert slug(url) == expected


def test_two_addresses_that_would_share_an_id_are_named_instead_of_overwriting_each_other(
    live: Settings, publisher: Publisher
) -> None:
    entry = '<li><a class="news-link" href="/tjkx185/{part}/post_1.html">简况</a><span class="news-date"></span></li>'
    entries = entry.format(part="a") + entry.format(part="b")
    listing = f'<html><body><ul class="overview-news-list">{entries}</ul></body></html>'
    publisher.pages["stats.gd.gov.cn/tjkx185/index.html"] = page(listing)
    with pytest.raises(NotThePage, match=r"guangdong:post_1 would name both \S+/a/post_1\.html and \S+/b/post_1\.html"):
        discover("guangdong", live)


def test_a_day_that_is_no_day_is_left_open() -> None:
    html = '<li><a href="/a.html">甲</a><span>2024-02-30</span></li><li><a href="/b.html">乙</a><span>昨天</span></li>'
    assert [e.issued for e in list_page(html, "http://a.cn/", "li", when="span")] == [None, None]


@pytest.mark.parametrize("issued", [None, date(2024, 2, 29)])
def test_a_reference_survives_as_plain_data(issued: date | None) -> None:
    ref = DocumentRef("nation:a", "https://a.cn/a.html", "公报", issued, "100000")
    assert ref_from_dict(ref_to_dict(ref)) == ref


def test_a_supplied_report_that_is_missing_is_named(empty: Settings, tmp_path: Path) -> None:
    settings = empty.model_copy(update={"report": tmp_path / "报告.txt"})
    with pytest.raises(DuixianError, match=r"报告\.txt cannot be opened"):
        discover("jiangmen_report", settings)
