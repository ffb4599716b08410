"""Rules for statistical tables: one indicator a row, its unit, amount and growth in columns the header names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.extract.observations.lexer import Names
from pipeline.extract.observations.reading import Reading, same_measure
from pipeline.records import Passage
from pipeline.text.normalise import normalise
from pipeline.text.periods import Period
from pipeline.text.tables import IN_BRACKETS, Columns, bracketed_unit, columns
from schemas.codelists import IndicatorKind, Measure
from schemas.dictionary import IndicatorEntry
from schemas.units import UNITS

CELL_NUMBER = re.compile(r"^-?\d+(?:,\d{3})*(?:\.\d+)?$")
PREFIX = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、]|[＃#*]|其中：?|其?中：|按.{2,6}分：)+"
)
DIRECTION = {"增长": 1, "上升": 1, "上涨": 1, "下降": -1, "下跌": -1}


@dataclass(frozen=True)
class CellReading:
    """A reading in a passage; spans are into the passage's own text."""

    passage: Passage
    reading: Reading


def table_readings(rows: list[Passage], names: Names, area: str, period: Period | None) -> Iterator[CellReading]:
    """Figures of one table; a row whose name the dictionary lacks, or whose unit does not fit, gives nothing."""
    headers = [_cells(row.text) for row in rows if row.header]
    roles = columns([[cell for cell, _ in cells] for cells in headers])
    if roles is None or period is None:
        return
    for row in rows:
        if not row.header:
            yield from (CellReading(row, r) for r in _row(_cells(row.text), roles, names, area, period))


def _row(cells: list[tuple[str, int]], roles: Columns, names: Names, area: str, period: Period) -> Iterator[Reading]:
    if roles.name >= len(cells):
        return
    name, unit_in_name = bracketed_unit(cells[roles.name][0])
    entry = names.entries.get(PREFIX.sub("", name)) or names.entries.get(PREFIX.sub("", cells[roles.name][0]))
    if entry is None:
        return
    unit = _unit(cells, roles, unit_in_name, entry)
    if (amount := _number(cells, roles.amount)) and unit is not None:
        value, start, end = amount
        yield Reading(entry, entry.own_measure, value, unit, start, end, "table_level", period, area)
    if change := _number(cells, roles.growth):
        value, start, end = change
        pointed = entry.kind in {IndicatorKind.SHARE, IndicatorKind.RATE}
        measure, change_unit = (Measure.PP_CHANGE, "个百分点") if pointed else (Measure.YOY, "%")
        yield Reading(entry, measure, value, change_unit, start, end, "table_growth", period, area)


def _unit(cells: list[tuple[str, int]], roles: Columns, in_name: str, entry: IndicatorEntry) -> str | None:
    """Unit from its column, the name's bracket or the header's; None when it cannot be the indicator's."""
    column = cells[roles.unit][0] if 0 <= roles.unit < len(cells) else ""
    in_header = next((u for u in IN_BRACKETS.findall(roles.header) if u in UNITS and u != "%"), "")
    for unit in (column, in_name, in_header):
        if unit and same_measure(unit, entry.unit):
            return unit
    return None if column or in_name or entry.unit else ""


def _number(cells: list[tuple[str, int]], column: int) -> tuple[Decimal, int, int] | None:
    """(value, start, end) of a cell that is a number; `下降2.1` is −2.1."""
    if not 0 <= column < len(cells):
        return None
    text, start = cells[column]
    sign = 1
    for word, direction in DIRECTION.items():
        if text.startswith(word):
            text, start, sign = text.removeprefix(word), start + len(word), direction
    text = text.removesuffix("%")
    if not CELL_NUMBER.match(text):
        return None
    return sign * Decimal(text.replace(",", "")), start, start + len(text)


def _cells(row: str) -> list[tuple[str, int]]:
    """(normal text, where it starts in the row) of each cell; the row's own characters are kept one for one."""
    cells, position = [], 0
    for raw in row.split("\t"):
        lead = len(raw) - len(raw.lstrip())
        cells.append((normalise(raw.strip()).text, position + lead))
        position += len(raw) + 1
    return cells
