"""What the columns of a table are, from its head."""

import pytest

from pipeline.text.tables import Role, bracketed_unit, heads

UNITS = frozenset({"亿元", "万户", "%", "万人"})
N, U, A, G, S, D, X = Role.NAME, Role.UNIT, Role.AMOUNT, Role.GROWTH, Role.SHARE, Role.DIRECTION, Role.OTHER


def roles(*headers: list[str]) -> list[Role]:
    return [h.role for h in heads(list(headers), UNITS)]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([["指标", "单位", "绝对量", "比上年增长（%）"]], [N, U, A, G]),
        ([["指标名称", "计量单位", "1-5月", "同比±%"]], [N, U, A, G]),
        ([["序号", "项目", "金额（万元）", "增减%"]], [N, N, A, G]),
        ([["行业", "总量", "占全市比重（%）", "增速"]], [N, A, S, G]),
        ([["镇街", "本年累计"]], [N, A]),
        ([["指标", "2023年", "2023年"], ["指标", "绝对数", "增长（%）"]], [N, A, G]),
        ([["指标", "本年", "上年同期", "比上年同期增长", "环比增长"]], [N, A, X, G, X]),
        ([["地区", "常住人口（万人）", "城镇化率（%）"]], [N, A, A]),
        ([["指标", "总额", "方向", "增减（%）"]], [N, A, D, G]),
        ([["", "完成额", "增速"]], [N, A, G]),
    ],
)
def test_a_head_tells_names_units_amounts_growth_and_shares(headers: list[list[str]], expected: list[Role]) -> None:
    assert roles(*headers) == expected


def test_cells_merged_over_two_head_rows_are_said_once() -> None:
    found = heads([["指标", "2023年", "2023年"], ["指标", "绝对数", "增长"]], UNITS)
    assert [h.text for h in found] == ["指标", "2023年绝对数", "2023年增长"]


def test_a_unit_row_under_the_head_gives_each_column_its_unit() -> None:
    found = heads([["指标", "绝对量", "增长"], ["", "亿元", "%"]], UNITS)
    assert [(h.role, h.unit) for h in found] == [(N, ""), (A, "亿元"), (G, "%")]


def test_no_head_makes_no_columns() -> None:
    assert heads([], UNITS) == []


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("地区生产总值（亿元）", "地区生产总值", "亿元"),
        ("地区生产总值( 亿元 )", "地区生产总值", "亿元"),
        ("固定资产投资（不含农户）（亿元）", "固定资产投资（不含农户）", "亿元"),
        ("地区生产总值（亿元）（现价）", "地区生产总值（现价）", "亿元"),
        ("年末户数（万户）其中", "年末户数其中", "万户"),
        ("固定资产投资（不含农户）", "固定资产投资（不含农户）", ""),
        ("粮食产量", "粮食产量", ""),
    ],
)
def test_a_unit_in_brackets_is_taken_out_of_the_name(text: str, name: str, unit: str) -> None:
    assert bracketed_unit(text, UNITS) == (name, unit)
