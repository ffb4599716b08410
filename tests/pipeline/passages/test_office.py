"""Word and Excel: paragraphs and tables as a reader sees them, and damaged files refused in plain words."""

import io
import re
import zipfile
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.passages.office import MAX_CELLS, check_archive, read_docx, read_xlsx, rows_to_blocks
from tests.pipeline.passages.files import excel, word


def rows(body: bytes) -> list[list[str]]:
    return [p.text.split("\t") for p in read_xlsx(body).passages]


def sheet(*lines: list[Any], formats: dict[str, str] | None = None, merged: str = "") -> bytes:
    def write(workbook: Any) -> None:
        for line in lines:
            workbook.active.append(line)
        for cell, shown in (formats or {}).items():
            workbook.active[cell].number_format = shown
        if merged:
            workbook.active.merge_cells(merged)

    return excel(write)


def part(body: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The archive with one part's text changed."""
    source, target = zipfile.ZipFile(io.BytesIO(body)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in source.namelist():
            text = source.read(each)
            packed.writestr(each, change(text.decode()).encode() if each == name else text)
    return target.getvalue()


# --- Excel ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (374.5, "0.00", "374.50"),
        (1234.5, "#,##0.00", "1234.50"),
        (-2.4, "0.0_);[Red]\\(0.0\\)", "-2.4"),
        (2.675, "0.00", "2.68"),
        (0.053, "0.0%", "5.3%"),
        (-0.1285, "0.00%", "-12.85%"),
        (0.12, "0%", "12%"),
        (5.3, '0.0"%"', "5.3"),
        (5.3, "0.0\\%", "5.3"),
        (516.5, "General", "516.5"),
        (0.1 + 0.2, "General", "0.3"),
        (12, "General", "12"),
        (1203004, "#,##0", "1203004"),
        ("  三,\n五 ", "General", "三, 五"),
    ],
)
def test_a_cell_is_read_in_the_digits_its_format_shows(value: object, shown: str, text: str) -> None:
    assert rows(sheet(["指标", "数值"], ["甲", value], formats={"B2": shown}))[1] == ["甲", text]


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.integers(0, 3))
@settings(deadline=None, max_examples=25)
def test_a_figure_in_a_cell_comes_back_exactly_in_its_decimals(digits: int, places: int, shown: int) -> None:
    value = Decimal(digits).scaleb(-places)
    pattern = "0." + "0" * shown if shown else "General"
    expected = value.quantize(Decimal(1).scaleb(-shown), ROUND_HALF_UP) if shown else value
    found = rows(sheet(["指标", "数值"], ["甲", float(value)], formats={"B2": pattern}))[1][1]
    assert Decimal(found) == expected
    assert not shown or len(found.partition(".")[2]) == shown


def test_a_merged_cell_is_repeated_in_every_place_it_covers() -> None:
    body = sheet(["指标", "2023年", None], [None, "绝对数", "增长"], ["甲", 7, 2], merged="B1:C1")
    assert rows(body) == [["指标", "2023年", "2023年"], ["", "绝对数", "增长"], ["甲", "7", "2"]]
    body = sheet(["区域", "数值"], ["东部", 7], [None, 8], merged="A2:A3")
    assert rows(body)[1:] == [["东部", "7"], ["东部", "8"]]


def test_a_title_over_the_whole_table_is_a_line_of_its_own() -> None:
    parsed = read_xlsx(sheet(["主要指标", None], ["指标", "数值"], ["甲", 7], merged="A1:B1"))
    assert [(p.kind, p.header) for p in parsed.passages] == [
        ("paragraph", False),
        ("table_row", True),
        ("table_row", False),
    ]
    assert parsed.meta["title"] == "主要指标"


def test_every_sheet_is_read_as_a_table_of_its_own_and_empty_ones_are_passed_over() -> None:
    def write(workbook: Any) -> None:
        workbook.active.append(["甲", 1])
        workbook.create_sheet("Sheet2")
        workbook.create_sheet("Sheet3").append(["乙", 2])
        workbook.properties.title = "年报 附表"

    parsed = read_xlsx(excel(write))
    assert [(p.text, p.table) for p in parsed.passages] == [("甲\t1", 0), ("乙\t2", 2)]
    assert parsed.meta["title"] == "年报 附表"


@pytest.mark.parametrize("cells", [[], ["", "  "], [None]])
def test_a_workbook_without_text_is_refused(cells: list[Any]) -> None:
    with pytest.raises(Unreadable, match="the workbook has no cells with text"):
        read_xlsx(sheet(cells))


def test_a_lone_cell_far_away_does_not_fill_the_memory() -> None:
    def write(workbook: Any) -> None:
        workbook.active["XFD1048576"] = 1

    with pytest.raises(Unreadable, match=f"sheet Sheet has more than {MAX_CELLS} cells"):
        read_xlsx(excel(write))


def test_merged_cells_that_cover_a_whole_sheet_do_not_fill_the_memory() -> None:
    body = sheet(["甲", 1], merged="A1:B1")
    odd = part(body, "xl/worksheets/sheet1.xml", lambda s: s.replace('"A1:B1"', '"A1:XFD1048576"'))
    with pytest.raises(Unreadable, match=rf"sheet1\.xml merges more than {MAX_CELLS} cells"):
        read_xlsx(odd)


def with_number(value: str) -> bytes:
    body = sheet(["指标", "数值"], ["甲", 77], formats={"B2": "0.00"})
    return part(body, "xl/worksheets/sheet1.xml", lambda s: s.replace("<v>77</v>", f"<v>{value}</v>"))


@pytest.mark.parametrize("value", ["1e400", "-1e300", "1E15"])
def test_a_number_too_large_to_be_a_figure_stops_nothing(value: str) -> None:
    assert rows(with_number(value))[0] == ["指标", "数值"]


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_number_that_is_none_is_refused_in_one_line(value: str) -> None:
    with pytest.raises(Unreadable, match=r"^not a readable Excel workbook \(.*could not read worksheets\.\)$"):
        read_xlsx(with_number(value))


# --- Word -------------------------------------------------------------------------------------------------------------


def report(document: Any) -> None:
    document.core_properties.title = ""
    document.add_paragraph("某镇工作报告")
    document.add_heading("一、去年工作", 1)
    document.add_paragraph("")
    document.add_paragraph("新建 道路\n12公里。")
    table = document.add_table(3, 3)
    for r, line in enumerate([["指标", "2023年", ""], ["", "绝对数", "增长"], ["粮食", "7.2", "-1.3"]]):
        for c, text in enumerate(line):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_heading("二、今年安排", 2)
    document.add_paragraph("再建道路。")


def test_paragraphs_and_tables_of_a_word_document_come_in_reading_order_with_merged_cells_filled() -> None:
    assert [(p.text, p.kind, p.header) for p in read_docx(word(report)).passages] == [
        ("某镇工作报告", "paragraph", False),
        ("一、去年工作", "heading", False),
        ("新建 道路 12公里。", "paragraph", False),
        ("指标\t2023年\t2023年", "table_row", True),
        ("指标\t绝对数\t增长", "table_row", True),
        ("粮食\t7.2\t-1.3", "table_row", False),
        ("二、今年安排", "heading", False),
        ("再建道路。", "paragraph", False),
    ]


def test_heading_styles_nest_as_they_are_numbered() -> None:
    parsed = read_docx(word(report))
    assert parsed.passages[-1].heading_path == ("一、去年工作", "二、今年安排")
    assert parsed.meta == {"title": "某镇工作报告"}


def test_a_word_document_is_named_by_its_own_title_where_it_has_one() -> None:
    def write(document: Any) -> None:
        document.core_properties.title = " 工作 报告 "
        document.add_paragraph("正文。")

    assert read_docx(word(write)).meta == {"title": "工作 报告"}


def test_a_word_document_without_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="the Word document has no text"):
        read_docx(word(lambda document: document.add_paragraph(" \u3000 ")))


@pytest.mark.parametrize(
    ("pattern", "becomes"),
    [
        (r"(?s)<w:body>.*</w:body>", ""),
        (r"</w:tbl>", ""),
        (r"<w:gridSpan w:val=\"2\"/>", '<w:gridSpan w:val="many"/>'),
        (r"<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>"),
    ],
)
def test_a_word_document_whose_inside_is_broken_is_refused(pattern: str, becomes: str) -> None:
    body = word(report)
    broken = part(body, "word/document.xml", lambda s: re.sub(pattern, becomes, s))
    assert broken != part(body, "word/document.xml", lambda s: s)
    with pytest.raises(Unreadable, match="not a readable Word document"):
        read_docx(broken)


# --- both -------------------------------------------------------------------------------------------------------------


def test_one_office_format_is_not_taken_for_the_other() -> None:
    with pytest.raises(
        Unreadable, match=r"^not a readable Word document \(file is not a Word file, content type is .*\)$"
    ):
        read_docx(sheet(["甲", 1]))
    with pytest.raises(Unreadable, match="not a readable Excel workbook"):
        read_xlsx(word(report))


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"<html></html>", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_archive_is_refused_with_the_format_it_was_to_be(body: bytes) -> None:
    with pytest.raises(Unreadable, match="no Word file: it is no archive or it is truncated"):
        read_docx(body)
    with pytest.raises(Unreadable, match="no Excel file: it is no archive"):
        read_xlsx(body)


def archive(size: int, *, of: bytes = b"\0") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("part", of * size)
    return file.getvalue()


def test_an_archive_that_unpacks_to_far_more_than_it_weighs_is_a_bomb_said_with_both_sizes() -> None:
    body = archive(3_000_000)
    with pytest.raises(Unreadable, match=rf"the Word file unpacks to 3 MB from {len(body) / 1e3:.0f} kB: a zip bomb"):
        check_archive(body, "Word")


def test_a_small_archive_may_be_packed_well() -> None:
    check_archive(archive(900_000), "Word")


ROWS = st.lists(st.lists(st.sampled_from(["", "甲", "乙丙", "1.5", "-3"]), min_size=3, max_size=3), max_size=6)


@given(ROWS)
@settings(deadline=None)
def test_every_text_of_a_grid_is_in_its_blocks_and_head_rows_come_before_figures(grid: list[list[str]]) -> None:
    blocks = rows_to_blocks(grid, 4)
    assert [set(b.text.split("\t")) - {""} for b in blocks] == [t for line in grid if (t := set(line) - {""})]
    heads = [b.header for b in blocks if b.kind == "table_row"]
    assert heads == sorted(heads, reverse=True)
