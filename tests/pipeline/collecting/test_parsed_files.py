"""`parsed/`: what was read comes back exactly, and a damaged file says so."""

import string
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.parsed import is_current, parsed_path, read, read_all, write
from pipeline.passages.assemble import Block, assemble
from pipeline.records import CommitmentRecord, EventRecord, ObservationRecord, ParsedDocument, UnmappedRecord
from pipeline.settings import Settings
from schemas.storage import Layout

TEXT = "全年进出口总额1785.9亿元"
DOCUMENT = ParsedDocument(
    document_id="jiangmen_annual:sample",
    source_id="jiangmen_annual",
    snapshot_sha256="ab" * 32,
    byte_size=120,
    media_type="text/html",
    download_url="sample://www.jiangmen.gov.cn/sample.html",
    retrieved_at="2026-01-05T01:02:03+00:00",
    parser_version="0123456789ab",
    title="年度数据",
    publisher=None,
    doc_type="bureau_news",
    ref_area="440700",
    issued=date(2022, 2, 7),
    wording="restated",
    citation={"title": "年报", "published": "2022-02-07"},
    parsed=assemble("html/1", [Block("一、外贸"), Block(TEXT)], {"title": "年度数据"}, "gb18030"),
    observations=(
        ObservationRecord(
            "trade.total", "440700", "level", "A", "none", "2021", date(2021, 1, 1), date(2021, 12, 31),
            Decimal("1785.9"), "1785.9", "亿元", 12, 18, TEXT, 1, "prose",
        ),
    ),
    events=(
        EventRecord(
            "黄茅海跨海通道", date(2024, 12, 11), date(2024, 12, 11), "in_operation", None, 5, 9, "x", 1, "黄茅海", "r"
        ),
    ),
    commitments=(CommitmentRecord("quantitative_target", 5, 9, "x", 1, places=("江门",), value=Decimal("45.50")),),
    unmapped=(UnmappedRecord("标箱", "200", "万标箱", 5, 9, 1),),
)  # fmt: skip


def test_a_document_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = write(Layout(tmp_path), DOCUMENT)
    assert path == tmp_path / "parsed" / "jiangmen_annual" / "sample.jsonl"
    assert read(path) == DOCUMENT
    assert list(read_all(Layout(tmp_path))) == [DOCUMENT]


def test_decimals_keep_the_zeros_that_were_printed(tmp_path: Path) -> None:
    [commitment] = read(write(Layout(tmp_path), DOCUMENT)).commitments
    assert str(commitment.value) == "45.50"


@given(
    st.lists(st.text(alphabet=string.printable + "全年增长％，。\u2028\u0085\u3000😀", min_size=1), max_size=6),
    st.text(max_size=3),
)
@settings(deadline=None, max_examples=60)
def test_any_text_survives_the_way_through_a_file(lines: list[str], tail: str) -> None:
    parsed = assemble("text/1", [Block(line) for line in lines], {}, "utf-8")
    document = replace(DOCUMENT, parsed=parsed, observations=(), events=(), commitments=(), unmapped=())
    if parsed.passages:
        document = replace(document, parsed=replace(parsed, text=parsed.text + tail))
    with TemporaryDirectory() as folder:
        back = read(write(Layout(Path(folder)), document))
    assert back == document
    assert [back.parsed.text[p.char_start : p.char_end] for p in back.parsed.passages] == [
        p.text for p in parsed.passages
    ]


@pytest.mark.parametrize("kept_lines", range(6))
def test_a_file_that_lost_its_end_is_refused_by_name(tmp_path: Path, kept_lines: int) -> None:
    path = write(Layout(tmp_path), DOCUMENT)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    assert len(lines) == 7
    path.write_text("".join(lines[:kept_lines]), "utf-8")
    with pytest.raises(Unreadable, match=r"sample\.jsonl is damaged .*`duixian collect` reads the document again"):
        read(path)
    assert not is_current(Layout(tmp_path), DOCUMENT.document_id, "ab" * 32, "0123456789ab")


@pytest.mark.parametrize(
    "body", [b"\x00\xff\xfe", b"null\n", b"[1]\n", b'{"type": "passage"}\n', '{"type": "公报'.encode()]
)
def test_a_file_that_is_something_else_is_refused_by_name(tmp_path: Path, body: bytes) -> None:
    path = parsed_path(Layout(tmp_path), DOCUMENT.document_id)
    path.parent.mkdir(parents=True)
    path.write_bytes(body)
    with pytest.raises(Unreadable, match=r"sample\.jsonl is damaged"):
        read(path)
    assert not is_current(Layout(tmp_path), DOCUMENT.document_id, "ab" * 32, "0123456789ab")


@pytest.mark.parametrize(
    ("sha256", "version", "current"),
    [("ab" * 32, "0123456789ab", True), ("cd" * 32, "0123456789ab", False), ("ab" * 32, "ba9876543210", False)],
)
def test_a_document_is_read_anew_for_other_bytes_or_another_parser(
    tmp_path: Path, sha256: str, version: str, current: bool
) -> None:
    layout = Layout(tmp_path)
    assert not is_current(layout, DOCUMENT.document_id, sha256, version)
    write(layout, DOCUMENT)
    assert is_current(layout, DOCUMENT.document_id, sha256, version) is current


def test_parsing_the_same_bytes_twice_gives_the_same_records(published: Settings) -> None:
    from pipeline.records import DocumentRef, Fetched
    from pipeline.snapshot import SnapshotStore
    from pipeline.sources import SOURCES

    store = SnapshotStore(published.layout)
    for before in list(read_all(published.layout))[::12]:
        capture = store.captures(before.document_id)[-1]
        fetched = Fetched(**{k: v for k, v in capture.items() if k in Fetched.__dataclass_fields__})
        ref = DocumentRef(before.document_id, before.download_url, before.title, before.issued, before.ref_area)
        again = SOURCES[before.source_id].parse(ref, fetched, store.get(before.snapshot_sha256))
        assert again == replace(before, retrieved_at=fetched.retrieved_at)
