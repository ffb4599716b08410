"""What the client asks, how often, and what it refuses to ask or to keep."""

import time
from pathlib import Path

import pytest

from pipeline.collect import collect
from pipeline.errors import FetchFailed, NotThePage
from pipeline.http import Answer, Client, is_block_page, media_type
from pipeline.settings import Settings
from tests.pipeline.collecting.publisher import Publisher, PublisherHandler, broken_off, hung_up, moved, page

HOST = "stats.gd.gov.cn"
URL = f"http://{HOST}/tjkx185/a.html"
ADDRESS = f"{HOST}/tjkx185/a.html"
ROBOTS = f"{HOST}/robots.txt"
ARTICLE = "<html><body><p>全省粮食产量1285.2万吨。</p></body></html>"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_an_answer_carries_its_bytes_their_hash_and_what_the_publisher_said(
    empty: Settings, publisher: Publisher
) -> None:
    publisher.pages[ADDRESS] = page(ARTICLE, kind="text/html; charset=UTF-8", etag='"7"')
    with Client(empty, publisher.base) as client:
        answer = client.get(URL)
    assert answer.body == ARTICLE.encode()
    assert (answer.status, answer.media_type, answer.charset) == (200, "text/html", "utf-8")
    assert answer.headers["etag"] == '"7"'
    assert answer.retrieved_at.endswith("+00:00")
    assert not answer.not_modified


def test_the_sample_site_gets_the_publishers_host_and_is_not_taken_for_it(
    empty: Settings, publisher: Publisher
) -> None:
    publisher.pages[ADDRESS] = page(ARTICLE)
    with Client(empty, publisher.base) as client:
        assert client.get(URL).url == f"sample://{ADDRESS}"
    [asked] = publisher.asked
    assert asked.headers["host"] == HOST
    assert asked.headers["user-agent"].startswith("duixian/")


def test_a_restated_page_brings_its_citation_in_sample_mode_only(
    empty: Settings, live: Settings, publisher: Publisher
) -> None:
    link = '</tjkx185/a.html.citation.json>; rel="describedby"'
    publisher.pages[ADDRESS] = page(ARTICLE, link=link)
    publisher.pages[f"{ADDRESS}.citation.json"] = page('{"title": "简报", "published": null}', kind="application/json")
    with Client(empty, publisher.base) as client:
        assert client.get(URL).citation == {"title": "简报"}
    with Client(live) as client:
        assert client.get(URL).citation == {}


def test_live_requests_take_the_proxy_of_the_environment(live: Settings, publisher: Publisher) -> None:
    publisher.pages[ADDRESS] = page(ARTICLE)
    with Client(live) as client:
        assert client.get(URL).url == URL
    assert [a.address for a in publisher.asked] == [ROBOTS, ADDRESS]


def test_a_refused_connection_and_a_server_error_are_tried_three_times(empty: Settings, publisher: Publisher) -> None:
    publisher.pages[ADDRESS] = page("忙", 503)
    with Client(empty, publisher.base) as client, pytest.raises(FetchFailed, match=r"a\.html: status 503") as caught:
        client.get(URL)
    assert caught.value.retry
    assert publisher.times_asked(ADDRESS) == 3
    publisher.pages[ADDRESS] = hung_up
    with Client(empty, publisher.base) as client, pytest.raises(FetchFailed, match="broke off"):
        client.get(URL)
    assert publisher.times_asked(ADDRESS) == 6


def test_one_failure_is_got_over(empty: Settings, publisher: Publisher) -> None:
    good, bad = page(ARTICLE), broken_off(b"<html>", 500)

    def first_bad_then_good(handler: PublisherHandler) -> None:
        reply = bad if publisher.times_asked(ADDRESS) == 1 else good
        reply(handler)

    publisher.pages[ADDRESS] = first_bad_then_good
    with Client(empty, publisher.base) as client:
        assert client.get(URL).body == ARTICLE.encode()


def test_a_missing_page_is_asked_for_once(empty: Settings, publisher: Publisher) -> None:
    publisher.pages[ADDRESS] = page("无此页", 404)
    with Client(empty, publisher.base) as client, pytest.raises(FetchFailed) as caught:
        client.get(URL)
    assert not caught.value.retry
    assert publisher.times_asked(ADDRESS) == 1


@pytest.mark.parametrize(("hops", "arrives"), [(1, True), (5, True), (6, False)])
def test_five_redirects_are_followed_and_no_more(
    empty: Settings, publisher: Publisher, hops: int, arrives: bool
) -> None:
    for n in range(hops):
        publisher.pages[f"{HOST}/{n}.html"] = moved(f"{n + 1}.html")
    publisher.pages[f"{HOST}/{hops}.html"] = page(ARTICLE)
    with Client(empty, publisher.base) as client:
        if arrives:
            assert client.get(f"http://{HOST}/0.html").url == f"sample://{HOST}/{hops}.html"
        else:
            with pytest.raises(FetchFailed, match="more than 5 redirects") as caught:
                client.get(f"http://{HOST}/0.html")
            assert not caught.value.retry


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("User-agent: *\nDisallow: /tjkx185/", False),
        ("User-agent: duixian\nDisallow: /", False),
        ("User-agent: *\nDisallow: /admin/", True),
        ("User-agent: someoneelse\nDisallow: /", True),
        ("<html>没有这个文件</html>", True),
    ],
)
def test_what_robots_txt_asks_is_done(live: Settings, publisher: Publisher, robots: str, allowed: bool) -> None:
    publisher.pages |= {ROBOTS: page(robots, kind="text/plain"), ADDRESS: page(ARTICLE)}
    with Client(live) as client:
        if allowed:
            assert client.get(URL).status == 200
            client.get(URL)
        else:
            with pytest.raises(FetchFailed, match=r"robots\.txt asks not to fetch it"):
                client.get(URL)
    assert publisher.times_asked(ROBOTS) == 1
    assert publisher.times_asked(ADDRESS) == (2 if allowed else 0)


def test_while_robots_txt_cannot_be_read_nothing_is_fetched(live: Settings, publisher: Publisher) -> None:
    publisher.pages |= {ROBOTS: page("维护中", 503), ADDRESS: page(ARTICLE)}
    with Client(live) as client, pytest.raises(FetchFailed, match=r"robots\.txt: status 503; until it can be read"):
        client.get(URL)
    assert publisher.times_asked(ADDRESS) == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:8080/",
        "http://192.168.1.1/index.html",
    ],
)
def test_private_addresses_are_never_fetched(tmp_path: Path, url: str) -> None:
    client = Client(Settings(data=tmp_path, mode="live"))
    with client, pytest.raises(FetchFailed, match="is a private address") as caught:
        client.get(url)
    assert not caught.value.retry


def test_a_redirect_does_not_lead_to_a_private_address(
    live: Settings, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.pages[ADDRESS] = moved("http://inner.example.cn/secret")
    addresses = {"inner.example.cn": ["10.0.0.7"]}
    monkeypatch.setattr("pipeline.http._addresses", lambda host: addresses.get(host, ["93.184.215.14"]))
    with Client(live) as client, pytest.raises(FetchFailed, match=r"inner\.example\.cn is a private address \(10"):
        client.get(URL)
    assert publisher.times_asked("inner.example.cn/secret") == 0


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://stats.gd.gov.cn/a", "mailto:a@b.cn", "inbox:page.txt"])
def test_only_web_addresses_are_fetched(live: Settings, url: str) -> None:
    with Client(live) as client, pytest.raises(FetchFailed, match="only http and https"):
        client.get(url)


def test_a_name_that_does_not_resolve_is_named(tmp_path: Path) -> None:
    client = Client(Settings(data=tmp_path, mode="live"))
    with client, pytest.raises(FetchFailed, match=r"no-such-bureau\.invalid: the name cannot be resolved"):
        client.get("http://no-such-bureau.invalid/")


@pytest.mark.parametrize("status", [403, 412, 429, 521])
def test_a_refusal_ends_the_publishers_day_in_live_mode(live: Settings, publisher: Publisher, status: int) -> None:
    publisher.pages |= {ADDRESS: page("<html>不行</html>", status), f"{HOST}/b.html": page(ARTICLE)}
    with Client(live) as client:
        with pytest.raises(NotThePage, match=rf"refused \(status {status}\); no more requests to {HOST} today"):
            client.get(URL)
        with pytest.raises(FetchFailed, match=f"{HOST}: no more requests today \\(status {status}\\)") as caught:
            client.get(f"http://{HOST}/b.html")
    assert not caught.value.retry
    assert publisher.times_asked(f"{HOST}/b.html") == 0
    with Client(live) as another_run, pytest.raises(FetchFailed, match="no more requests today"):
        another_run.get(URL)


def test_a_block_page_on_the_way_ends_the_source_in_live_mode_and_spares_other_publishers(
    live: Settings, publisher: Publisher
) -> None:
    publisher.pages[f"{HOST}/tjkx185/content/sample-2022-growth.html"] = page("<html>请完成验证</html>")
    report = collect(["guangdong", "jiangmen_notes"], live)
    assert sum("block or challenge page" in p for p in report.problems) == 1
    assert all(p.startswith("guangdong:") and "no more requests" in p for p in report.problems)
    assert {p.parent.name for p in live.layout.parsed.rglob("*.jsonl")} >= {"jiangmen_notes"}


def test_live_requests_to_one_publisher_keep_their_distance(live: Settings, publisher: Publisher) -> None:
    publisher.pages[ADDRESS] = page(ARTICLE)
    slow = live.model_copy(update={"request_interval": 0.2})
    with Client(slow) as client:
        started = time.monotonic()
        client.get(URL)
        client.get(URL)
    assert time.monotonic() - started >= 0.4


BLOCKS = [
    "您的访问过于频繁，请稍后再试",
    "请完成安全验证",
    "请先完成验证以继续访问",
    "为保障安全，请进行人机验证",
    "您的请求疑似攻击行为，已被拦截",
    "本次访问已触发规则并被拦截",
    "访问被拒绝",
    "该页面由云WAF防护",
    "<title>安全验证</title>",
    "<title>Just a moment...</title>",
    '<div id="cf-challenge"></div>',
    "<script>$_ts = {};</script>",
]
ARTICLES = [
    "全市公安机关全年拦截诈骗电话3.2万次，止付资金1.8亿元。",
    "谭江流域新建拦截坝两座，防洪标准提高到五十年一遇。",
    "总投资20亿元的硅晶圆（wafer）项目在高新区投产。",
    "数据安全验证平台在江海区揭牌。",
    "三季度旅客访问量同比增长12.4%。",
]


def answer(text: str, kind: str = "text/html", charset: str = "utf-8") -> Answer:
    body = f"<html><body>{text}</body></html>".encode(charset)
    return Answer("http://a.cn/", 200, body, kind, None, {"content-type": kind}, "2026-01-01T00:00:00+00:00")


@pytest.mark.parametrize("text", BLOCKS)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_challenge_is_recognised_by_what_it_says(text: str, charset: str) -> None:
    assert is_block_page(answer(text, charset=charset))


@pytest.mark.parametrize("text", ARTICLES)
def test_a_short_article_that_uses_the_same_words_is_an_article(text: str) -> None:
    assert not is_block_page(answer(text))


def test_a_long_page_with_a_challenges_words_is_an_article() -> None:
    assert not is_block_page(answer("请完成安全验证" + "，今年全市办成民生实事十件" * 1000))


def test_a_workbook_is_no_challenge_whatever_its_bytes_say() -> None:
    assert not is_block_page(answer("访问过于频繁", kind=XLSX))


@pytest.mark.parametrize(
    ("url", "declared", "expected"),
    [
        ("http://a.cn/x.html", "text/html", "text/html"),
        ("http://a.cn/x", "application/xhtml+xml", "text/html"),
        ("http://a.cn/x.shtml", "", "text/html"),
        ("http://a.cn/x.pdf", "application/octet-stream", "application/pdf"),
        ("http://a.cn/x.XLSX?ref=spec", "binary/octet-stream", XLSX),
        ("http://a.cn/down?id=3", "application/pdf", "application/pdf"),
        ("http://a.cn/down?id=3", "application/octet-stream", "application/octet-stream"),
        ("http://a.cn/photo.png", "image/png", "image/png"),
    ],
)
def test_the_suffix_tells_the_format_where_the_server_does_not(url: str, declared: str, expected: str) -> None:
    assert media_type(url, declared) == expected
