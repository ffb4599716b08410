"""The same document again, and what a killed run leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.collect import collect, parse, snapshot
from pipeline.errors import Unreadable
from pipeline.parsed import parsed_path, read
from pipeline.settings import Settings
from pipeline.snapshot import SnapshotStore
from schemas.storage import current_build, open_read_only
from tests.conftest import make_and_publish
from tests.pipeline.collecting.publisher import Publisher, page, silent

LISTING = "stats.gd.gov.cn/tjkx185/index.html"
FIRST = "/tjkx185/content/sample-2022-growth.html"
DOCUMENT = "guangdong:sample-2022-growth"
PAGE = """<html><head><meta charset="utf-8"></head><body><h1>广东简况</h1>
<p>2022年，全省地区生产总值129118.58亿元，比上年增长1.9%。</p></body></html>"""


def listing(*addresses: str) -> str:
    rows = "".join(f'<li><a class="news-link" href="{a}">简况</a><span>2023-01-20</span></li>' for a in addresses)
    return f'<html><body><ul class="overview-news-list">{rows}</ul></body></html>'


def snapshots(settings: Settings) -> list[Path]:
    return [p for p in settings.layout.snapshots.rglob("*") if p.is_file()]


def captures(settings: Settings, document_id: str) -> list[dict[str, object]]:
    return SnapshotStore(settings.layout).captures(document_id)


def test_a_page_fetched_twice_is_kept_once_and_recorded_twice(empty: Settings, publisher: Publisher) -> None:
    publisher.pages[LISTING] = page(listing(FIRST))
    assert collect(["guangdong"], empty).parsed == 1
    again = collect(["guangdong"], empty)
    assert (again.documents, again.parsed) == (1, 0)
    assert len(snapshots(empty)) == 1
    first, second = captures(empty, DOCUMENT)
    assert first["sha256"] == second["sha256"] == snapshots(empty)[0].name
    assert parsed_path(empty.layout, DOCUMENT).read_text("utf-8").count(str(first["retrieved_at"])) == 1


def test_a_document_under_two_addresses_is_one_snapshot_and_two_documents_that_agree(
    empty: Settings, publisher: Publisher
) -> None:
    publisher.pages[LISTING] = page(listing(FIRST, "/tjkx185/copy/post_4100001.html"))
    publisher.pages[f"stats.gd.gov.cn{FIRST}"] = page(PAGE)
    publisher.pages["stats.gd.gov.cn/tjkx185/copy/post_4100001.html"] = page(PAGE)
    assert collect(["guangdong"], empty).problems == []
    assert len(snapshots(empty)) == 1
    build_id = make_and_publish(empty)
    engine = open_read_only(empty.layout.database(build_id))
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT document_id, obs_value FROM observation WHERE value_text = '129118.58' ORDER BY 1"
        ).all()
    engine.dispose()
    assert [(r[0], float(r[1])) for r in rows] == [("guangdong:post_4100001", 129118.58), (DOCUMENT, 129118.58)]


def test_an_address_listed_twice_is_fetched_once(empty: Settings, publisher: Publisher) -> None:
    publisher.pages[LISTING] = page(listing(FIRST, FIRST))
    assert collect(["guangdong"], empty).documents == 1
    assert publisher.times_asked(f"stats.gd.gov.cn{FIRST}") == 1


def test_an_unchanged_page_is_asked_for_conditionally_and_keeps_its_first_day(
    empty: Settings, publisher: Publisher
) -> None:
    address = f"stats.gd.gov.cn{FIRST}"
    publisher.pages[LISTING] = page(listing(FIRST))
    publisher.pages[address] = page(PAGE, etag='"v1"', last_modified="Fri, 20 Jan 2023 02:00:00 GMT")
    collect(["guangdong"], empty)
    before = parsed_path(empty.layout, DOCUMENT).read_bytes()
    publisher.pages[address] = page(b"", 304)
    assert collect(["guangdong"], empty).problems == []
    asked = publisher.asked[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"v1"', "Fri, 20 Jan 2023 02:00:00 GMT")
    assert [c["status"] for c in captures(empty, DOCUMENT)] == [200, 304]
    assert parsed_path(empty.layout, DOCUMENT).read_bytes() == before


def test_a_changed_page_is_a_second_snapshot_and_is_read_anew(empty: Settings, publisher: Publisher) -> None:
    address = f"stats.gd.gov.cn{FIRST}"
    publisher.pages[LISTING] = page(listing(FIRST))
    publisher.pages[address] = page(PAGE)
    collect(["guangdong"], empty)
    publisher.pages[address] = page(PAGE.replace("129118.58", "129118.85"))
    assert collect(["guangdong"], empty).parsed == 1
    assert len(snapshots(empty)) == 2
    assert "129118.85" in [o.value_text for o in read(parsed_path(empty.layout, DOCUMENT)).observations]


def test_fetches_of_one_document_at_the_same_time_are_each_recorded(empty: Settings, publisher: Publisher) -> None:
    publisher.pages[LISTING] = page(listing(FIRST))
    ref = {
        "document_id": DOCUMENT,
        "url": f"http://stats.gd.gov.cn{FIRST}",
        "title": "简况",
        "issued": None,
        "ref_area": "440000",
    }
    with ThreadPoolExecutor(6) as pool:
        tasks = list(pool.map(lambda _: snapshot("guangdong", ref, empty), range(18)))
    assert len(captures(empty, DOCUMENT)) == 18
    assert len(snapshots(empty)) == 1
    assert json.loads(json.dumps(tasks[0])) == tasks[0]
    assert Counter(parse("guangdong", task, empty)["anew"] for task in tasks) == {True: 1, False: 17}


def test_a_truncated_snapshot_is_replaced_by_the_next_run_and_nothing_else_changes(
    kept: Settings, publisher: Publisher
) -> None:
    before = current_build(kept.layout.root)
    sha256 = str(captures(kept, DOCUMENT)[-1]["sha256"])
    path = kept.layout.snapshots / sha256[:2] / sha256
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    assert collect(["guangdong"], kept).problems == []
    assert path.read_bytes() == whole
    assert "if-none-match" not in publisher.asked[-1].headers
    assert not build(kept).is_new
    assert current_build(kept.layout.root) == before


def test_a_leftover_temporary_file_is_never_taken_for_a_snapshot_or_a_capture(kept: Settings) -> None:
    number = len(captures(kept, DOCUMENT))
    sha256 = str(captures(kept, DOCUMENT)[-1]["sha256"])
    for folder in (kept.layout.snapshots / sha256[:2], kept.layout.captures / "guangdong" / "sample-2022-growth"):
        (folder / ".part-k1ll3d").write_bytes(b"{half")
    (kept.layout.parsed / "guangdong" / ".part-k1ll3d").write_bytes(b'{"type": "docu')
    assert len(captures(kept, DOCUMENT)) == number
    assert collect(["guangdong"], kept).problems == []
    assert not build(kept).is_new


def test_a_truncated_record_of_a_fetch_does_not_stop_the_collection(kept: Settings) -> None:
    record = kept.layout.captures / "guangdong" / "sample-2022-growth" / "00001.json"
    record.write_bytes(record.read_bytes()[:50])
    assert collect(["guangdong"], kept).problems == []
    assert [c["status"] for c in captures(kept, DOCUMENT)] == [200]
    assert not build(kept).is_new


def test_a_truncated_parsed_file_is_read_again_from_the_snapshot(kept: Settings) -> None:
    path = parsed_path(kept.layout, DOCUMENT)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1])
    report = collect(["guangdong"], kept)
    assert (report.problems, report.parsed) == ([], 1)
    assert path.read_bytes() == whole


def test_a_parsed_file_damaged_inside_is_named_by_the_build_and_read_again_by_the_next_run(kept: Settings) -> None:
    path = parsed_path(kept.layout, DOCUMENT)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"type": "passage"', b'"type": "pass\x00ge"', 1))
    with pytest.raises(Unreadable, match=r"sample-2022-growth\.jsonl is damaged .*`duixian collect` reads"):
        build(kept)
    assert collect(["guangdong"], kept).problems == []
    assert path.read_bytes() == whole
    assert not build(kept).is_new


def test_a_run_killed_while_a_page_is_on_its_way_is_finished_by_the_next(kept: Settings, publisher: Publisher) -> None:
    before = current_build(kept.layout.root)
    address = f"stats.gd.gov.cn{FIRST}"
    publisher.pages[address] = silent(5)
    environment = {**os.environ, "DUIXIAN_DATA": str(kept.layout.root), "DUIXIAN_SAMPLE_PORT": str(publisher.port)}
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "collect", "guangdong"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while not publisher.times_asked(address):
            assert time.monotonic() < deadline, "the page was never asked for"
            time.sleep(0.02)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL
    assert current_build(kept.layout.root) == before
    del publisher.pages[address]
    report = collect(["guangdong"], kept)
    assert (report.problems, report.documents) == ([], 3)
    assert not build(kept).is_new
