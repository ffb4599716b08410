"""What the columns of a statistical table are: names, units, amounts, growth; from its header rows."""

import re
from dataclasses import dataclass

NAME = re.compile(r"指标|项目|名称|类别|行业|分类|分组")
UNIT = re.compile(r"^(?:计量)?单位$")
GROWTH = re.compile(r"增长|增速|同比|比上年|增减|±")
SHARE = re.compile(r"比重|占比")
AMOUNT = re.compile(r"总量|绝对[量额数值]|数[值量额]|金额|完成|累计|本年|合计|全年|实绩|\d{4}年|\d+月|上半年|季度")
IN_BRACKETS = re.compile(r"[（(]\s*([^（）()]+?)\s*[)）]")


@dataclass(frozen=True)
class Columns:
    """Column numbers; -1 where a table has none. `amount_unit` is a unit given in the amount's header."""

    name: int
    unit: int
    amount: int
    growth: int
    share: int
    header: str


def columns(headers: list[list[str]]) -> Columns | None:
    """Roles from the header rows read downwards: 指标 | 单位 | 绝对量 | 增长（%）; None when nothing is recognised."""
    width = max((len(row) for row in headers), default=0)
    heads = ["".join(dict.fromkeys(row[i] for row in headers if i < len(row))) for i in range(width)]
    growth = next((i for i, h in enumerate(heads) if GROWTH.search(h)), -1)
    unit = next((i for i, h in enumerate(heads) if UNIT.match(h)), -1)
    share = next((i for i, h in enumerate(heads) if SHARE.search(h) and i != growth), -1)
    name = next((i for i, h in enumerate(heads) if NAME.search(h)), 0)
    used = {growth, unit, name, share}
    amount = next((i for i, h in enumerate(heads) if i not in used and AMOUNT.search(h)), -1)
    if amount < 0 and growth < 0:
        return None
    return Columns(name, unit, amount, growth, share, " ".join(heads))


def bracketed_unit(text: str) -> tuple[str, str]:
    """(name without brackets, unit in brackets or ''): `固定资产投资（不含农户）（亿元）`."""
    match = next(reversed(list(IN_BRACKETS.finditer(text))), None)
    if match is None:
        return text, ""
    return (text[: match.start()] + text[match.end() :]).strip(), match.group(1)
