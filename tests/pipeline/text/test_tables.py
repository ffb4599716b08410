"""What the columns of a table are, from its head."""

import pytest

from pipeline.text.tables import Columns, bracketed_unit, columns


def roles(*headers: list[str]) -> tuple[int, int, int, int, int]:
    found = columns(list(headers))
    assert found
    return found.name, found.unit, found.amount, found.growth, found.share


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([["指标", "单位", "绝对量", "比上年增长（%）"]], (0, 1, 2, 3, -1)),
        ([["指标名称", "计量单位", "1-5月", "同比±%"]], (0, 1, 2, 3, -1)),
        ([["序号", "项目", "金额（万元）", "增减%"]], (1, -1, 2, 3, -1)),
        ([["行业", "总量", "占全市比重（%）", "增速"]], (0, -1, 1, 3, 2)),
        ([["镇街", "本年累计"]], (0, -1, 1, -1, -1)),
        ([["分组", "同比增长"]], (0, -1, -1, 1, -1)),
        ([["指标", "2023年", "2023年"], ["指标", "绝对数", "增长（%）"]], (0, -1, 1, 2, -1)),
    ],
)
def test_a_head_tells_names_units_amounts_growth_and_shares(
    headers: list[list[str]], expected: tuple[int, int, int, int, int]
) -> None:
    assert roles(*headers) == expected


def test_cells_merged_over_two_head_rows_are_said_once() -> None:
    found = columns([["指标", "2023年", "2023年"], ["指标", "绝对数", "增长"]])
    assert found == Columns(0, -1, 1, 2, -1, "指标 2023年绝对数 2023年增长")


@pytest.mark.parametrize("headers", [[], [[]], [["姓名", "电话"]], [["联系人", "职务", "办公室"]]])
def test_a_head_without_amount_and_growth_makes_no_table_of_figures(headers: list[list[str]]) -> None:
    assert columns(headers) is None


def test_a_head_row_that_is_too_short_leaves_its_columns_to_the_others() -> None:
    assert roles(["2022年"], ["指标", "单位", "完成额"]) == (0, 1, 2, -1, -1)


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("地区生产总值（亿元）", "地区生产总值", "亿元"),
        ("地区生产总值( 亿元 )", "地区生产总值", "亿元"),
        ("固定资产投资（不含农户）（亿元）", "固定资产投资（不含农户）", "亿元"),
        ("年末户数（万户）其中", "年末户数其中", "万户"),
        ("粮食产量", "粮食产量", ""),
    ],
)
def test_a_unit_in_the_last_brackets_is_taken_out_of_the_name(text: str, name: str, unit: str) -> None:
    assert bracketed_unit(text) == (name, unit)
