"""The content-addressed store: bytes come back as they came, or not at all."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.records import Fetched
from pipeline.snapshot import SnapshotStore, write_atomically
from schemas.storage import Layout


def fetched(sha256: str, at: str = "2026-01-05T01:02:03+00:00") -> Fetched:
    return Fetched("nation:sample", "http://www.stats.gov.cn/a.html", sha256, 3, "text/html", "utf-8", at, {"k": "值"})


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=40)
def test_bytes_come_back_unchanged_under_their_hash(body: bytes) -> None:
    with TemporaryDirectory() as folder:
        store = SnapshotStore(Layout(Path(folder)))
        sha256 = store.put(body)
        assert sha256 == hashlib.sha256(body).hexdigest()
        assert store.holds(sha256)
        assert store.get(sha256) == body


def test_the_same_bytes_are_written_once(tmp_path: Path) -> None:
    store = SnapshotStore(Layout(tmp_path))
    file = tmp_path / "snapshots" / (sha256 := store.put("公报".encode()))[:2] / sha256
    written = file.stat().st_mtime_ns
    assert store.put("公报".encode()) == sha256
    assert file.stat().st_mtime_ns == written
    assert file.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("damage", [b"", b"half", b"other bytes"])
def test_a_damaged_snapshot_is_refused_removed_and_can_be_put_again(tmp_path: Path, damage: bytes) -> None:
    store = SnapshotStore(Layout(tmp_path))
    sha256 = store.put(b"whole")
    file = tmp_path / "snapshots" / sha256[:2] / sha256
    file.write_bytes(damage)
    assert not store.holds(sha256)
    with pytest.raises(Unreadable, match=rf"snapshot {sha256[:12]}… is missing or damaged; the next `duixian collect`"):
        store.get(sha256)
    assert not file.exists()
    assert store.get(store.put(b"whole")) == b"whole"


def test_a_snapshot_that_was_never_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is missing or damaged"):
        SnapshotStore(Layout(tmp_path)).get("ab" * 32)


def test_every_fetch_has_a_record_in_order_with_the_headers_that_matter(tmp_path: Path) -> None:
    store = SnapshotStore(Layout(tmp_path))
    headers = {"etag": '"1"', "last-modified": "Mon, 05 Jan 2026 01:00:00 GMT", "server": "nginx", "set-cookie": "id=1"}
    store.record(fetched("a" * 64), 200, headers)
    store.record(fetched("a" * 64, "2026-02-05T01:02:03+00:00"), 304, {})
    first, second = store.captures("nation:sample")
    assert first["headers"] == {"etag": '"1"', "last-modified": "Mon, 05 Jan 2026 01:00:00 GMT"}
    assert (first["status"], first["citation"], second["status"]) == (200, {"k": "值"}, 304)
    assert store.first_seen("nation:sample", "a" * 64) == "2026-01-05T01:02:03+00:00"
    assert store.captures("nation:another") == []


def test_records_written_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: SnapshotStore(Layout(tmp_path)).record(fetched("a" * 64), 200, {}), range(24)))
    names = sorted(p.name for p in (tmp_path / "captures" / "nation" / "sample").glob("*.json"))
    assert names == [f"{n:05}.json" for n in range(1, 25)]


def test_a_new_record_never_takes_the_place_of_one_that_is_there(tmp_path: Path) -> None:
    store = SnapshotStore(Layout(tmp_path))
    for digit in "abc":
        store.record(fetched(digit * 64), 200, {})
    (tmp_path / "captures" / "nation" / "sample" / "00001.json").write_text('{"document_id": "nat', "utf-8")
    assert [c["sha256"][0] for c in store.captures("nation:sample")] == ["b", "c"]
    store.record(fetched("d" * 64), 200, {})
    assert [c["sha256"][0] for c in store.captures("nation:sample")] == ["b", "c", "d"]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "current"
    write_atomically(file, b"old")
    with pytest.raises(TypeError):
        write_atomically(file, "no bytes")  # type: ignore[arg-type]
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("current", b"old")]
