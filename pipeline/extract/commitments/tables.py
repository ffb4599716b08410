"""Targets from a plan's table of main indicators: 指标 | 单位 | 2025年 | 2030年 | 年均增长."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.commitments import targets
from pipeline.extract.commitments.calendar import YEAR, Calendar
from pipeline.extract.commitments.targets import Target
from pipeline.records import Passage
from pipeline.text.tables import NAME, UNIT, bracketed_unit

AIM = re.compile(r"目标|规划值|期末")
AVERAGE = re.compile(r"年均")
CELL = re.compile(
    r"^(?P<sum>[\[【［〔])?(?P<sign>[≥≧>＞≤≦<＜]|大于|小于|不低于|不高于)?(?P<number>-?\d[\d,.]*)(?P<percent>%)?[\]】］〕]?"
    r"(?P<after>以上|以内|以下|左右)?$"
)
SIGNS = {
    "≥": "不低于",
    "≧": "不低于",
    ">": "大于",
    "＞": "大于",
    "≤": "不高于",
    "≦": "不高于",
    "<": "低于",
    "＜": "低于",
}
GROUP = re.compile(r"^\s*(?:\d{1,2}[.．、]?|[（(]\d{1,2}[）)])\s*")


@dataclass(frozen=True)
class Row:
    """One line of the table with its target; the quotation is the whole line, cells parted by tabs."""

    passage: Passage
    target: Target
    deadline: int | None


@dataclass(frozen=True)
class _Columns:
    name: int
    unit: int
    aim: int
    average: int
    deadline: int | None


def rows(table: Sequence[Passage], calendar: Calendar, stated: int | None) -> list[Row]:
    """Lines of one table that have a value to be reached; none where no column looks forward."""
    heads = [p.text.split("\t") for p in table if p.header] or [table[0].text.split("\t")]
    body = [p for p in table if not p.header and p.text.split("\t") not in heads]
    found = _columns(heads, calendar, stated)
    return [row for p in body if found and (row := _row(p, found))]


def _columns(heads: list[list[str]], calendar: Calendar, stated: int | None) -> _Columns | None:
    width = max(map(len, heads))
    joined = ["".join(dict.fromkeys(h[i] for h in heads if i < len(h))) for i in range(width)]
    years = {i: int(m["year"]) for i, h in enumerate(joined) if (m := YEAR.search(h)) and not AVERAGE.search(h)}
    now = calendar.year or 0
    ahead = [i for i, year in years.items() if year >= now] or [i for i, h in enumerate(joined) if AIM.search(h)]
    average = next((i for i, h in enumerate(joined) if AVERAGE.search(h)), -1)
    if not ahead and average < 0:
        return None
    aim = max(ahead, key=lambda i: (years.get(i, 0), i), default=-1)
    name = next((i for i, h in enumerate(joined) if NAME.search(h) and h not in {"类别", "分类"}), 0)
    unit = next((i for i, h in enumerate(joined) if UNIT.match(h)), -1)
    return _Columns(name, unit, aim, average, years.get(aim, stated))


def _row(passage: Passage, columns: _Columns) -> Row | None:
    cells = [cell.strip() for cell in passage.text.split("\t")]
    name, bracketed = bracketed_unit(GROUP.sub("", _cell(cells, columns.name)))
    unit = _cell(cells, columns.unit) or bracketed
    level, average = CELL.match(_cell(cells, columns.aim)), CELL.match(_cell(cells, columns.average))
    if not name or not (level or average):
        return None
    target = targets.quantitative(_said(name, level, unit) if level else _said(f"{name}年均增长", average, "%"))
    if target is None:
        return None
    total = level is not None and level["sum"] is not None
    return Row(passage, replace(target, qualifier="累计") if total else target, columns.deadline)


def _said(name: str, cell: re.Match[str] | None, unit: str) -> str:
    """The line as a clause: 森林覆盖率 | ≥62 | % is 森林覆盖率不低于62%."""
    if cell is None:
        return name
    sign = SIGNS.get(cell["sign"] or "", cell["sign"] or "")
    verb = "" if name.endswith("增长") else "达到"
    return f"{name}{sign or verb}{cell['number']}{cell['percent'] or unit}{cell['after'] or ''}"


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if 0 <= column < len(cells) else ""
