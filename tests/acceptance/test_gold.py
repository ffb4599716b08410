"""The reading counted on documents listed by hand, both halves, and the sorts of page they must cover."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import DuixianError
from pipeline.evaluate.figures import Outcome, outcomes, rows
from pipeline.evaluate.gold import COLUMNS, gold_documents
from pipeline.own_pages import read_page
from pipeline.settings import Settings
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "gold"
PAGE = "2022年台山市统计公报\n来源：台山市统计局  发布时间：2023-04-10\n全年规上工业增加值40.96亿元，增长5.1%。\n"


@pytest.fixture(scope="module")
def read() -> list[Outcome]:
    return list(outcomes(GOLD, Settings()))


def counts(read: list[Outcome], half: str, part: str, name: str = "") -> tuple[float, float]:
    """(precision, F1) of one slice."""
    [found] = [r.counts for r in rows(o for o in read if o.document.half == half) if (r.slice, r.name) == (part, name)]
    return found.precision or 0, found.f1 or 0


def test_there_are_thirty_documents_ten_of_them_pages_with_tables() -> None:
    documents = list(gold_documents(GOLD))
    tabled = [d for d in documents if d.path.suffix == ".html" and "<table" in d.path.read_text("utf-8")]
    assert len(documents) >= 30
    assert len(tabled) >= 10
    assert Counter(d.half for d in documents)["held_out"] >= 6


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_figures_are_read_with_precision_and_recall(read: list[Outcome], half: str) -> None:
    precision, f1 = counts(read, half, "all")
    assert precision >= 0.98
    assert f1 >= 0.95


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_what_is_published_without_review_is_right(read: list[Outcome], half: str) -> None:
    precision, _ = counts(read, half, "tier", "published")
    assert precision >= 0.99


def made(folder: Path, line: str, columns: str = ",".join(COLUMNS)) -> None:
    """A gold folder with one document of one figure."""
    (folder / "dev").mkdir()
    (folder / "dev" / "page.txt").write_text(PAGE, "utf-8")
    (folder / "dev" / "page.csv").write_text(f"{columns}\n{line}\n", "utf-8")


def test_a_listed_figure_is_found_at_its_place(tmp_path: Path) -> None:
    made(tmp_path, "增加值⟦40.96⟧亿元,IND_VA_ABOVE,440781,2022,level,40.96,亿元,,")
    [outcome] = outcomes(tmp_path, Settings())
    [figure] = outcome.listed
    assert outcome.text[figure.start : figure.end] == "40.96"
    assert [(r.name, r.counts.right, r.counts.wrong) for r in rows([outcome]) if r.slice == "measure"] == [
        ("level", 1, 0),
        ("yoy", 0, 1),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("增加值⟦41.96⟧亿元,IND_VA_ABOVE,440781,2022,level,41.96,亿元,,", "line 2 .* occurs 0 times"),
        ("增加值40.96亿元,IND_VA_ABOVE,440781,2022,level,40.96,亿元,,", "must mark the figure once"),
        ("增加值⟦40.96⟧亿元,IND_VA_ABOV,440781,2022,level,40.96,亿元,,", "indicator_id 'IND_VA_ABOV' is not known"),
        ("增加值⟦40.96⟧亿元,IND_VA_ABOVE,440799,2022,level,40.96,亿元,,", "ref_area '440799' is not known"),
        ("增加值⟦40.96⟧亿元,IND_VA_ABOVE,440781,22,level,40.96,亿元,,", "period '22' is none of 2022"),
        ("增加值⟦40.96⟧亿元,IND_VA_ABOVE,440781,2022,share,40.96,亿元,,", "own measure of IND_VA_ABOVE is level"),
        ("增加值⟦40.96⟧亿元,IND_VA_ABOVE,440781,2022,level,40.96,亿圆,,", "unit '亿圆' is not known"),
        ("增加值⟦40.96⟧亿元,IND_VA_ABOVE,440781,2022,level,四十,亿元,,", "line 2"),
    ],
)
def test_a_wrong_line_of_gold_is_refused_with_its_number(tmp_path: Path, line: str, said: str) -> None:
    made(tmp_path, line)
    [document] = gold_documents(tmp_path)
    with pytest.raises(DuixianError, match=said):
        document.figures(read_page(str(document.path), Settings()))


def test_other_columns_and_a_list_without_a_page_are_refused(tmp_path: Path) -> None:
    made(tmp_path, "x", columns="where,value")
    [document] = gold_documents(tmp_path)
    with pytest.raises(DuixianError, match="the columns must be where,indicator_id"):
        document.figures(read_page(str(document.path), Settings()))
    document.path.unlink()
    with pytest.raises(DuixianError, match="needs one page of the same name"):
        list(gold_documents(tmp_path))
