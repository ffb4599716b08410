"""A page that is not what its source expects: named, not read, alone in its misfortune, and mended by the next run."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.collect import collect
from pipeline.parsed import parsed_path, read
from pipeline.sample_site.server import page_file
from pipeline.settings import Settings
from schemas.storage import current_build
from tests.pipeline.collecting.publisher import (
    Publisher,
    Reply,
    broken_off,
    dripping,
    endless,
    hung_up,
    page,
    silent,
    without_length,
)
from tests.pipeline.collecting.workbooks import JUNK, bomb, with_broken_compression, with_broken_sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
CHALLENGE = "<html><head><title>请稍候</title></head><body><p>访问过于频繁，请完成安全验证后继续</p></body></html>"
SCRIPT = "<html><head><script>$_ts = window['$_ts'];</script></head><body></body></html>"


@dataclass(frozen=True)
class Document:
    """One document of the sample site."""

    source_id: str
    document_id: str
    address: str

    @property
    def body(self) -> bytes:
        host, _, path = self.address.partition("/")
        file = page_file(host, f"/{path}")
        assert file
        return file.read_bytes()


BULLETIN = Document(
    "guangdong", "guangdong:sample-2022-growth", "stats.gd.gov.cn/tjkx185/content/sample-2022-growth.html"
)
ATTACHMENT = Document("guangdong", "guangdong:4686001", "stats.gd.gov.cn/attachment/0/546/546001/4686001.pdf")
WORKBOOK = Document(
    "jiangmen_annual",
    "jiangmen_annual:sample-work-report-2022",
    "www.jiangmen.gov.cn/bmpd/jmstjj/zwgk/zcjd/content/sample-work-report-2022.xlsx",
)


def twice_encoded(body: bytes) -> bytes:
    """UTF-8 taken for Latin-1 and encoded again, as a careless export does."""
    return body.decode("utf-8").encode().decode("latin-1").encode()


def cut_after_a_figure(body: bytes) -> bytes:
    """Up to the first closing of a paragraph, between two characters: only the missing end tells."""
    return body[: body.index(b"</p>") + 4]


Make = Callable[[bytes], Reply]
CASES: list[tuple[str, Document, Make, str]] = [
    ("empty", BULLETIN, lambda _: page(b""), "empty"),
    ("only white space", BULLETIN, lambda _: page(b" \r\n\t\n "), "no text"),
    ("an empty shell", BULLETIN, lambda _: page("<html><body><div></div></body></html>"), "no text"),
    ("challenge with status 200", BULLETIN, lambda _: page(CHALLENGE), "block or challenge page"),
    ("script challenge with status 200", BULLETIN, lambda _: page(SCRIPT), "block or challenge page"),
    ("challenge in GB18030", BULLETIN, lambda _: page(CHALLENGE.encode("gb18030"), kind="text/html"), "challenge page"),
    ("challenge with status 412", BULLETIN, lambda _: page(SCRIPT, 412), "status 412"),
    ("refusal with status 403", BULLETIN, lambda _: page("Forbidden", 403), "status 403"),
    ("refusal with status 521", BULLETIN, lambda _: page(b"", 521), "status 521"),
    ("not found", BULLETIN, lambda _: page("<html><body>404</body></html>", 404), "status 404"),
    ("server error", BULLETIN, lambda _: page("<html><body>出错了</body></html>", 500), "status 500"),
    ("a part only", BULLETIN, lambda body: page(body[:300], 206), "status 206"),
    ("moved to nowhere", BULLETIN, lambda _: page("<html><body>301 Moved 全省</body></html>", 301), "status 301"),
    ("not modified, unasked", BULLETIN, lambda _: page(b"", 304), "304"),
    ("another page", BULLETIN, lambda _: page("<html><body><p>招聘启事一则</p></body></html>"), "none of 广东"),
    ("a picture", BULLETIN, lambda _: page(b"\x89PNG\r\n\x1a\n" + JUNK, kind="image/png"), "image/png"),
    ("encoded twice", BULLETIN, lambda body: page(twice_encoded(body)), "none of 广东"),
    ("fewer bytes than declared", BULLETIN, lambda body: broken_off(body[:400], len(body)), "the answer broke off"),
    ("cut in the middle", BULLETIN, lambda body: without_length(cut_after_a_figure(body)), "truncated"),
    (
        "cut inside a character",
        BULLETIN,
        lambda body: without_length(body[: body.index("广".encode()) + 1]),
        "truncated",
    ),
    ("hung up on", BULLETIN, lambda _: hung_up, "broke off"),
    ("random bytes", BULLETIN, lambda _: page(JUNK), "no known character set"),
    ("zero bytes", BULLETIN, lambda _: page(bytes(5000)), "binary data"),
    ("a PDF of random bytes", ATTACHMENT, lambda _: page(JUNK, kind=PDF), "not a readable PDF"),
    ("half a PDF", ATTACHMENT, lambda body: page(body[: len(body) // 2], kind=PDF), "not a readable PDF"),
    ("challenge instead of a PDF", ATTACHMENT, lambda _: page(CHALLENGE), "block or challenge page"),
    ("a zip bomb", WORKBOOK, lambda body: page(bomb(body), kind=XLSX), "zip bomb"),
    ("half a workbook", WORKBOOK, lambda body: page(body[: len(body) // 2], kind=XLSX), "truncated"),
    ("a workbook of random bytes", WORKBOOK, lambda _: page(JUNK, kind=XLSX), "no archive"),
    (
        "a sheet of random bytes",
        WORKBOOK,
        lambda body: page(with_broken_sheet(body, JUNK), kind=XLSX),
        "not a readable",
    ),
    ("an empty sheet", WORKBOOK, lambda body: page(with_broken_sheet(body, b""), kind=XLSX), "not a readable"),
    ("broken compression", WORKBOOK, lambda body: page(with_broken_compression(body), kind=XLSX), "not a readable"),
    ("a web page as workbook", WORKBOOK, lambda _: page("<html><body>页面不存在</body></html>"), "no archive"),
]
BAD = pytest.mark.parametrize(("document", "make", "words"), [pytest.param(*case[1:], id=case[0]) for case in CASES])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.jsonl")}


def number_listed(settings: Settings, source_id: str) -> int:
    return len(list((settings.layout.parsed / source_id).glob("*.jsonl")))


@BAD
def test_a_bad_page_is_named_and_harms_neither_the_last_build_nor_its_neighbours(
    kept: Settings, publisher: Publisher, document: Document, make: Make, words: str
) -> None:
    before, parsed = current_build(kept.layout.root), contents(kept.layout.parsed)
    publisher.pages[document.address] = make(document.body)
    bad = collect([document.source_id], kept)
    if words != "304":
        [problem] = bad.problems
        assert problem.startswith(document.document_id)
        assert words in problem
        assert bad.documents == number_listed(kept, document.source_id) - 1
    assert contents(kept.layout.parsed) == parsed
    assert not build(kept).is_new
    assert current_build(kept.layout.root) == before
    del publisher.pages[document.address]
    mended = collect([document.source_id], kept)
    assert mended.problems == []
    assert contents(kept.layout.parsed) == parsed


@BAD
def test_nothing_of_a_bad_page_is_read_and_the_next_run_reads_the_good_one(
    empty: Settings, publisher: Publisher, document: Document, make: Make, words: str
) -> None:
    publisher.pages[document.address] = make(document.body)
    [problem] = collect([document.source_id], empty).problems
    assert problem.startswith(document.document_id)
    assert words in problem
    path = parsed_path(empty.layout, document.document_id)
    assert not path.exists()
    others = number_listed(empty, document.source_id)
    del publisher.pages[document.address]
    mended = collect([document.source_id], empty)
    assert (mended.problems, mended.documents, mended.parsed) == ([], others + 1, 1)
    assert read(path).observations


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(partial(endless, 50), id="without a length"),
        pytest.param(lambda: page(bytes(50_000_000)), id="with its length"),
        pytest.param(lambda: packed(50_000_000), id="packed to a few kilobytes"),
    ],
)
def test_a_page_of_50_mb_is_refused_before_it_is_kept(
    kept: Settings, publisher: Publisher, make: Callable[[], Reply]
) -> None:
    before = contents(kept.layout.parsed)
    publisher.pages[BULLETIN.address] = make()
    [problem] = collect(["guangdong"], kept).problems
    assert problem.startswith(BULLETIN.document_id)
    assert "larger than 30 MB; raise DUIXIAN_MAX_BYTES" in problem
    assert max(p.stat().st_size for p in kept.layout.snapshots.rglob("*") if p.is_file()) < 1_000_000
    assert contents(kept.layout.parsed) == before
    assert not build(kept).is_new
    del publisher.pages[BULLETIN.address]
    assert collect(["guangdong"], kept).problems == []


def packed(size: int) -> Reply:
    import gzip

    return page(gzip.compress(b"<html>" + b" " * size), content_encoding="gzip")


@pytest.mark.parametrize(
    "kind",
    ["text/html", "text/html; charset=gb2312", "text/html; charset=ISO-8859-1", "text/html; charset=x-unheard-of"],
)
def test_a_wrong_character_set_in_the_head_does_not_change_what_is_read(
    kept: Settings, publisher: Publisher, kind: str
) -> None:
    before = contents(kept.layout.parsed)
    link = f'</{BULLETIN.address.partition("/")[2]}.citation.json>; rel="describedby"'
    publisher.pages[BULLETIN.address] = page(BULLETIN.body, kind=kind, link=link)
    assert collect(["guangdong"], kept).problems == []
    assert contents(kept.layout.parsed) == before


def test_a_gb18030_page_declared_as_utf_8_is_read_by_its_bytes(empty: Settings, publisher: Publisher) -> None:
    text = "<html><body><h1>广东简况</h1><p>2022年，全省地区生产总值129118.58亿元，比上年增长1.9%。</p></body></html>"
    publisher.pages[BULLETIN.address] = page(text.encode("gb18030"), kind="text/html; charset=utf-8")
    assert collect(["guangdong"], empty).problems == []
    document = read(parsed_path(empty.layout, BULLETIN.document_id))
    assert document.parsed.charset == "gb18030"
    assert "129118.58" in [o.value_text for o in document.observations]


def test_a_utf_16_page_is_read_by_its_byte_order_mark(empty: Settings, publisher: Publisher) -> None:
    text = "<html><body><p>2022年，全省地区生产总值129118.58亿元，比上年增长1.9%。</p></body></html>"
    publisher.pages[BULLETIN.address] = page(text.encode("utf-16"), kind="text/html; charset=utf-16")
    assert collect(["guangdong"], empty).problems == []
    assert len(read(parsed_path(empty.layout, BULLETIN.document_id)).observations) == 2


def test_a_publisher_that_drips_bytes_is_given_up(kept: Settings, publisher: Publisher) -> None:
    impatient = kept.model_copy(update={"timeout": 0.05})
    publisher.pages[BULLETIN.address] = dripping(2.0)
    [problem] = collect(["guangdong"], impatient).problems
    assert "still sending after" in problem
    assert BULLETIN.document_id in problem


def test_a_slow_publisher_is_given_up_after_the_stated_time(kept: Settings, publisher: Publisher) -> None:
    impatient = kept.model_copy(update={"timeout": 0.2})
    publisher.pages[BULLETIN.address] = silent(1.0)
    [problem] = collect(["guangdong"], impatient).problems
    assert problem.startswith(BULLETIN.document_id)
    assert "cannot be reached (ReadTimeout" in problem
    assert publisher.times_asked(BULLETIN.address) == 3
