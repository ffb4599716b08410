"""What the columns of a statistical table are: names, units, amounts, growth; from its header rows."""

import re
from dataclasses import dataclass
from enum import Enum

NAME = re.compile(r"指标|项目|名称|类别|行业|分类|分组|地区|县区|区县|镇街|市区|县（市、区）|序号")
UNIT = re.compile(r"^(?:计量)?单位$")
DIRECTION = re.compile(r"^(?:增减方向|方向|升降)$")
ELSEWHEN = re.compile(
    r"环比|增[加减]额|增减量|增加值?量|(?<![比较])(?:上年同期|去年同期|上期|上月)|基期|位次|排名|备注|计划|目标|贡献"
)
GROWTH = re.compile(r"[比较]年初|增长|增速|增幅|涨跌|升降|增幅|同比|比上年|增减|涨跌|±")
SHARE = re.compile(r"比重|占比")
IN_BRACKETS = re.compile(r"[（(]\s*([^（）()]+?)\s*[)）]")
UNIT_LINE = re.compile(r"单位[：:]\s*([^）)\s]+)")


class Role(Enum):
    """What the cells of a column are; `OTHER` are none of the figures we read."""

    NAME = "name"
    UNIT = "unit"
    DIRECTION = "direction"
    AMOUNT = "amount"
    GROWTH = "growth"
    SHARE = "share"
    OTHER = "other"


@dataclass(frozen=True)
class Head:
    """The head of one column: its role, its words from top to bottom, the unit it states or '', its lowest cell."""

    role: Role
    text: str
    unit: str = ""
    lowest: str = ""


def heads(headers: list[list[str]], units: frozenset[str]) -> list[Head]:
    """Heads from header rows read downwards, `指标 | 单位 | 绝对量 | 增长（%）`; a cell of two rows is said once."""
    width = max((len(row) for row in headers), default=0)
    columns = [list(dict.fromkeys(row[i] for row in headers if i < len(row) and row[i])) for i in range(width)]
    found = [_head(cells, units) for cells in columns]
    if found and not any(h.role is Role.NAME for h in found):
        found[0] = Head(Role.NAME, found[0].text, found[0].unit)
    return found


def _head(cells: list[str], units: frozenset[str]) -> Head:
    text = "".join(c for c in cells if c not in units)
    lowest = next((bracketed_unit(c, units)[0] for c in reversed(cells) if c not in units), "")
    unit = next((c for c in cells if c in units), "") or bracketed_unit(text, units)[1]
    for role, pattern in (
        (Role.UNIT, UNIT),
        (Role.DIRECTION, DIRECTION),
        (Role.OTHER, ELSEWHEN),
        (Role.GROWTH, GROWTH),
        (Role.SHARE, SHARE),
        (Role.NAME, NAME),
    ):
        if pattern.search(text):
            return Head(role, text, unit, lowest)
    return Head(Role.AMOUNT if text or unit else Role.OTHER, text, unit, lowest)


def bracketed_unit(text: str, units: frozenset[str] | None = None) -> tuple[str, str]:
    """(name without the unit in brackets, that unit or ''): `固定资产投资（不含农户）（亿元）`.

    Without `units` whatever stands in the last brackets is the unit.
    """
    for match in reversed(list(IN_BRACKETS.finditer(text))):
        if units is None or match.group(1) in units:
            return (text[: match.start()] + text[match.end() :]).strip(), match.group(1)
    return text, ""
