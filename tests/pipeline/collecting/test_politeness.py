"""How often a publisher is asked: kept in files, so that it holds across processes and runs."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import FetchFailed
from pipeline.politeness import SHANGHAI, Politeness

HOST = "dzb.jmrb.com:8090"


def state(folder: Path) -> dict[str, object]:
    return json.loads((folder / "dzb.jmrb.com_8090.json").read_text("utf-8"))


def ask(politeness: Politeness, times: int = 1, host: str = HOST) -> None:
    for _ in range(times):
        with politeness.turn(host):
            pass


def test_the_days_budget_is_counted_across_runs_and_per_host(tmp_path: Path) -> None:
    ask(Politeness(tmp_path, 0.001, 3), 2)
    later = Politeness(tmp_path, 0.001, 3)
    ask(later)
    with pytest.raises(FetchFailed, match=r"today's 3 requests are used up; go on tomorrow") as caught:
        ask(later)
    assert HOST in str(caught.value)
    assert not caught.value.retry
    ask(later, host="www.jiangmen.gov.cn")


def test_the_budget_holds_without_any_interval(tmp_path: Path) -> None:
    politeness = Politeness(tmp_path, 0.0, 1)
    ask(politeness)
    with pytest.raises(FetchFailed, match="used up"):
        ask(politeness)


def test_a_stop_holds_without_any_interval(tmp_path: Path) -> None:
    politeness = Politeness(tmp_path, 0.0, 10)
    politeness.stop_for_today(HOST, "status 412")
    with pytest.raises(FetchFailed, match=r"no more requests today \(status 412\)"):
        ask(politeness)


def test_a_new_day_in_shanghai_begins_with_a_new_budget_and_no_stop(tmp_path: Path) -> None:
    politeness = Politeness(tmp_path, 0.001, 1)
    ask(politeness)
    politeness.stop_for_today(HOST, "block page")
    yesterday = (datetime.now(SHANGHAI) - timedelta(days=1)).date().isoformat()
    (tmp_path / "dzb.jmrb.com_8090.json").write_text(json.dumps({**state(tmp_path), "day": yesterday}), "utf-8")
    ask(politeness)
    assert (state(tmp_path)["count"], state(tmp_path)["stopped"]) == (1, None)


def test_requests_at_the_same_time_take_turns(tmp_path: Path) -> None:
    started = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ask(Politeness(tmp_path, 0.05, 100)), range(5)))
    assert time.monotonic() - started >= 0.2
    assert state(tmp_path)["count"] == 5


def test_a_failed_request_counts_too(tmp_path: Path) -> None:
    politeness = Politeness(tmp_path, 0.001, 10)
    with pytest.raises(ValueError, match="broken"), politeness.turn(HOST):
        raise ValueError("broken")
    assert state(tmp_path)["count"] == 1


def test_a_clock_set_back_costs_one_interval_and_not_a_day(tmp_path: Path) -> None:
    politeness = Politeness(tmp_path, 0.01, 10)
    ask(politeness)
    file = tmp_path / "dzb.jmrb.com_8090.json"
    file.write_text(json.dumps({**state(tmp_path), "last": time.time() + 30}), "utf-8")
    started = time.monotonic()
    ask(politeness)
    assert time.monotonic() - started < 10


def test_a_half_written_state_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "dzb.jmrb.com_8090.json").write_text('{"day": "2026-0', "utf-8")
    ask(Politeness(tmp_path, 0.001, 10))
    assert state(tmp_path)["count"] == 1


def test_the_sample_site_has_no_budget_and_leaves_no_files(tmp_path: Path) -> None:
    politeness = Politeness(tmp_path / "politeness", 0.0, None)
    ask(politeness, 500)
    politeness.stop_for_today(HOST, "block page")
    ask(politeness)
    assert not (tmp_path / "politeness").exists()
