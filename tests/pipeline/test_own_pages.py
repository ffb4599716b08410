"""`duixian extract` on pages of anyone's own: what a user types and sees."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DuixianError
from pipeline.own_pages import Asked, area_code, extract_page
from pipeline.passages import read
from pipeline.settings import Settings
from schemas.codelists import MediaType

BULLETIN = """2023年台山市国民经济和社会发展统计公报
来源：台山市统计局  发布时间：2024-04-12
初步核算，全年地区生产总值516.50亿元，比上年增长3.5%。
"""
PLAN = """一个县的规划
二、今后五年的目标
今后五年，地区生产总值增长6%以上，建成滨海公园，加强环境保护。
"""
COUNTS = Settings(data=Path("nowhere"))


def duixian(*words: str) -> subprocess.CompletedProcess[str]:
    """What the command prints."""
    command = [Path(sys.executable).with_name("duixian"), "extract", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"COLUMNS": "160", "PATH": ""})


def json_rows(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in duixian(*words, "--format", "jsonl").stdout.splitlines()]


@pytest.fixture
def bulletin(tmp_path: Path) -> Path:
    path = tmp_path / "bulletin.txt"
    path.write_text(BULLETIN, "utf-8")
    return path


def test_area_day_and_figures_are_read_from_the_page_itself(bulletin: Path) -> None:
    level, growth = json_rows(str(bulletin))
    expected = {
        "page": str(bulletin),
        "ref_area": "440781",
        "indicator": "地区生产总值",
        "indicator_id": "GDP",
        "time_period": "2023",
        "measure": "level",
        "obs_value": 516.5,
        "value_text": "516.50",
        "unit": "亿元",
        "bound": "eq",
        "obs_status": "P",
        "tier": "published",
    }
    assert {k: level[k] for k in expected} == expected
    assert (growth["measure"], growth["obs_value"], growth["unit"]) == ("yoy", 3.5, "%")


def test_every_span_reads_its_figure_in_the_text_of_the_page(bulletin: Path) -> None:
    text = read(bulletin.read_bytes(), MediaType.TEXT).text
    for row in json_rows(str(bulletin)):
        assert text[row["char_start"] : row["char_end"]] == row["value_text"]
        assert row["value_text"] in row["quote"]


def test_csv_has_a_head_and_the_same_figures(bulletin: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(duixian(str(bulletin), "--format", "csv").stdout)))
    assert [(r["measure"], r["value_text"]) for r in rows] == [("level", "516.50"), ("yoy", "3.5")]


def test_the_table_shows_the_sentence(bulletin: Path) -> None:
    shown = duixian(str(bulletin)).stdout
    assert "516.50" in shown
    assert "地区生产总值" in shown


def test_html_in_gb18030_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    lines = "".join(f"<p>{line}</p>" for line in BULLETIN.splitlines())
    page.write_bytes(f'<html><head><meta charset="gb2312"></head><body>{lines}</body></html>'.encode("gb18030"))
    assert [r["value_text"] for r in json_rows(str(page))] == ["516.50", "3.5"]


def test_commitments_are_read_without_an_area(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN * 2, "utf-8")
    rows = json_rows(str(plan), "--kind", "commitments")
    assert {r["quote"] for r in rows} >= {"地区生产总值增长6%以上", "建成滨海公园", "加强环境保护"}


def test_many_pages_are_printed_in_the_order_asked_and_a_bad_one_is_named(tmp_path: Path, bulletin: Path) -> None:
    copies = [tmp_path / f"copy{i}.txt" for i in range(4)]
    for i, copy in enumerate(copies):
        copy.write_text(BULLETIN.replace("516.50", f"516.{i}1"), "utf-8")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")
    ran = duixian(str(copies[3]), str(broken), *map(str, copies[:3]), "--format", "jsonl")
    levels = [r["value_text"] for r in map(json.loads, ran.stdout.splitlines()) if r["measure"] == "level"]
    assert levels == ["516.31", "516.01", "516.11", "516.21"]
    assert ran.returncode == 1
    assert "broken.pdf: not a readable PDF" in "".join(ran.stderr.split("\n"))


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("2023年台山市国民经济运行情况", "440781"),
        ("江门市台山市2023年统计公报", "440781"),
        ("江门经济2023年运行简况", "440700"),
        ("广东2023年经济运行情况", "440000"),
    ],
)
def test_the_smallest_area_the_title_names_is_meant(tmp_path: Path, title: str, code: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"{title}\n全年地区生产总值516.50亿元。\n", "utf-8")
    assert [r["ref_area"] for r in json_rows(str(page))] == [code]


FROM_THE_PROVINCE = "来源：广东省统计局  发布时间：2024-04-12\n全年地区生产总值516.50亿元。\n"


def test_the_publisher_says_which_area_where_the_title_names_none(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"2023年运行情况\n{FROM_THE_PROVINCE}", "utf-8")
    assert [r["ref_area"] for r in json_rows(str(page))] == ["440000"]


@pytest.mark.parametrize("title", ["2023年中山市统计公报", "台山与开平2023年对比"])
def test_figures_of_an_unknown_or_uncertain_place_are_not_given_to_its_publishers(tmp_path: Path, title: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"{title}\n{FROM_THE_PROVINCE}", "utf-8")
    ran = duixian(str(page), "--format", "jsonl")
    assert (ran.stdout, ran.returncode) == ("", 1)
    assert "give --area" in ran.stderr.replace("\n", " ")
    assert [r["ref_area"] for r in json_rows(str(page), "--area", "台山")] == ["440781"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["missing.txt"], "missing.txt: cannot be opened (No such file or directory)"),
        (["x", "--kind", "dreams"], "--kind is observations or commitments, not 'dreams'"),
        (["x", "--format", "xml"], "--format is table or jsonl or csv, not 'xml'"),
        (["x", "--area", "深圳"], "area '深圳' is not known; known are 全国、广东省"),
        (["http://127.0.0.1:9/a.html"], "127.0.0.1 is a private address"),
    ],
)
def test_what_cannot_be_done_is_said_kindly(words: list[str], message: str) -> None:
    ran = duixian(*words)
    assert ran.returncode == 1
    assert message in ran.stderr.replace("\n", "")


def test_an_area_is_named_by_code_or_any_of_its_names() -> None:
    assert {area_code(t) for t in ("440781", "台山", "台山市")} == {"440781"}
    with pytest.raises(DuixianError, match="known are"):
        area_code("")


@given(body=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".html", ".pdf", ".docx", ".xlsx", ""]))
def test_no_bytes_raise_anything_but_a_message(
    body: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = tmp_path_factory.getbasetemp() / f"any{suffix}"
    page.write_bytes(body)
    found = extract_page(str(page), Asked(ref_area="440700"), COUNTS)
    assert found.error is None or found.rows == ()
