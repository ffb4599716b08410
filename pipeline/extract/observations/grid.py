"""Rules for statistical tables: an indicator or an area a row, amounts and growths in columns the header names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations.names import Names
from pipeline.extract.observations.reading import Reading, Unknown, own_unit, unit_fits
from pipeline.extract.observations.rule import POINTED
from pipeline.records import Passage
from pipeline.text.normalise import normalise
from pipeline.text.numbers import Number
from pipeline.text.periods import Period, find_periods, month
from pipeline.text.tables import UNIT_LINE, Head, Role, bracketed_unit, heads
from schemas.areas import codes_by_name
from schemas.codelists import IndicatorKind, Measure
from schemas.dictionary import IndicatorEntry
from schemas.units import UNITS

KNOWN_UNITS = frozenset(UNITS) - {""}
CELL = re.compile(
    r"^(?P<way>增长|上升|上涨|增加|提高|下降|下跌|减少|降低|回落|[↑↓+])?"
    r"(?P<number>-?\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>%|‰|个百分点|[^\d，。%]{1,5})?$"
)
DOWN = {*words.FALLS, "↓"}
PREFIX = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[.、]|[＃#*●]|其中：?|其?中：|按.{2,6}分：)+"
)
TAIL_OF_GROWTH = re.compile(r"(?:的?(?:同比)?(?:增长速度|增长率|增速|增幅|增长))$")
REMARK, FRAME = (
    re.compile(r"（[^（）]*）"),
    re.compile(r"^(?:全市|全区|全县|全省|年末|期末|当年|全年|累计|实现|完成|实有)+"),
)
"""What a row's name may carry besides the indicator's: 全市常住人口（万人）."""
THIS_MONTH = re.compile(r"^(?:本月|当月)")
SMALL = 50
"""A price index printed below it is a rise in per cent, not an index with the year before as 100."""
HAN = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True)
class CellReading:
    """A reading in a passage; spans are into the passage's own text."""

    passage: Passage
    reading: Reading | Unknown


@dataclass(frozen=True)
class Cell:
    """The normal text of a cell and where it starts in its row."""

    text: str
    start: int


@dataclass(frozen=True)
class Figure:
    """A cell that is a number: `下降2.1%` is −2.1 in %."""

    value: Decimal
    unit: str
    start: int
    end: int


class Table:
    """One table: what its columns are, and the rows read before, whose parts the next may be."""

    def __init__(self, rows: Sequence[Passage], caption: str, names: Names, area: str, period: Period | None) -> None:
        self.before: list[IndicatorEntry] = []
        self.rows, self.names, self.area = rows, names, area
        self.heads = heads([[c.text for c in cells_of(r.text)] for r in rows if r.header], KNOWN_UNITS)
        self.caption = normalise(caption).text
        line = UNIT_LINE.search(self.caption)
        self.units = [u for u in re.split("[、，；/]", line.group(1)) if u in KNOWN_UNITS] if line else []
        self.periods = [self._period(h.text, period) for h in self.heads]
        self.named: list[IndicatorEntry | None] = []
        for head in self.heads:
            own = self._entry(bracketed_unit(head.text, KNOWN_UNITS)[0])[0] or self._entry(head.lowest)[0]
            follows = head.role is Role.GROWTH and own is None and bool(self.named)
            self.named.append(self.named[-1] if follows else own)
        self.places = codes_by_name()

    def readings(self) -> Iterator[CellReading]:
        """Figures of every row; a figure whose unit does not fit its indicator gives nothing."""
        roles = {h.role for h in self.heads}
        if not roles & {Role.AMOUNT, Role.GROWTH}:
            return
        for row in self.rows:
            if not row.header:
                yield from (CellReading(row, r) for r in self._row(cells_of(row.text)))

    def _row(self, cells: list[Cell]) -> Iterator[Reading | Unknown]:
        column = next((i for i, h in enumerate(self.heads) if h.role is Role.NAME and _named(cells, i)), 0)
        if column >= len(cells):
            return
        name = PREFIX.sub("", cells[column].text)
        place = self.places.get(name) or (
            self.area if name in {"全市", "全区", "全县", "全省", "合计", "总计"} else None
        )
        bare, unit = bracketed_unit(name, KNOWN_UNITS)
        unit = self._cell_of(cells, Role.UNIT) or unit
        entry, growth = (None, False) if place else self._entry(bare)
        self.before += [entry] if entry else []
        sign: int | None = None
        for i, (cell, head) in enumerate(zip(cells, self.heads, strict=False)):
            if cell.text in words.RISES or cell.text in words.FALLS:
                sign = -1 if cell.text in words.FALLS else 1
            elif head.role in {Role.AMOUNT, Role.GROWTH, Role.SHARE} and (figure := figure_in(cell)):
                what = self.names.entries.get(bare + head.lowest) or entry or (self.named[i] if place else None)
                if sign is not None:
                    figure = replace(figure, value=sign * figure.value)
                if head.role is Role.SHARE:
                    what = self._share(bare, head)
                if what is not None:
                    yield from self._figure(what, head, figure, unit, i, place or self.area, growth or sign is not None)
                elif not place and self.named[i] is None and HAN.search(name):
                    number = Number(figure.start, figure.end, figure.end, figure.value, figure.unit or unit)
                    yield Unknown(name, number)
                sign = None

    def _entry(self, name: str) -> tuple[IndicatorEntry | None, bool]:
        """The indicator a row is named by, and whether the row is its growth: 固定资产投资增速."""
        if found := self._indicator(name):
            return found, False
        base = TAIL_OF_GROWTH.sub("", name)
        return (self._indicator(base), True) if base != name else (None, False)

    def _indicator(self, name: str) -> IndicatorEntry | None:
        bare = PREFIX.sub("", name)
        plain = FRAME.sub("", REMARK.sub("", bare))
        bare = bare if bare in self.names.entries else plain
        return self.names.entries.get(bare) or self.names.part(bare, reversed(self.before))

    def _figure(
        self, entry: IndicatorEntry, head: Head, figure: Figure, unit: str, column: int, area: str, growth: bool
    ) -> Iterator[Reading]:
        period = self.periods[column]
        if period is None:
            return
        measure: Measure
        printed: str | None
        said = figure.unit or head.unit
        if head.role is Role.GROWTH or growth:
            rule, (measure, printed) = "table_growth", _change(entry, said, head.text)
        elif entry.kind is IndicatorKind.INDEX and abs(figure.value) < SMALL:
            rule, measure, printed = "table_growth", Measure.YOY, "%"
        else:
            rule, measure = "table_level", entry.own_measure
            printed = self._unit(entry, [figure.unit, unit, head.unit])
        if printed is not None:
            yield Reading(entry, measure, figure.value, printed, figure.start, figure.end, rule, period, area)

    def _share(self, part: str, head: Head) -> IndicatorEntry | None:
        """The share of a row's name in the whole its column or the table's caption names: 占规模以上工业增加值比重."""
        for text in (head.text, self.caption):
            for whole in (m.known for m in self.names.mentions(text) if m.known):
                if text.find("占") >= 0 and (share := self.names.share(part, whole)):
                    return share
        return None

    def _unit(self, entry: IndicatorEntry, said: list[str]) -> str | None:
        """The first unit said of the figure, or the table's that fits, if it is the indicator's; a ratio has none."""
        fitting = (u for u in self.units if unit_fits(entry, u))
        first = next((u for u in said if u), "") or next(fitting, "")
        if not first:
            return None if entry.unit else ""
        return own_unit(entry, first) if unit_fits(entry, first) else ("" if not entry.unit and first == "%" else None)

    def _cell_of(self, cells: list[Cell], role: Role) -> str:
        column = next((i for i, h in enumerate(self.heads) if h.role is role), -1)
        return cells[column].text if 0 <= column < len(cells) else ""

    def _period(self, text: str, period: Period | None) -> Period | None:
        """A column's own period, 2021年 beside 2022年; else the table's."""
        if period and THIS_MONTH.match(text):
            return month(period.end.year, period.end.month)
        found = find_periods(text, period.end.year if period else None)
        return found[0].period if found else period


def _change(entry: IndicatorEntry, said: str, head: str) -> tuple[Measure, str | None]:
    if entry.kind in POINTED:
        return Measure.PP_CHANGE, "个百分点"
    if entry.kind is IndicatorKind.GROWTH:
        return entry.own_measure, "%"
    measure = Measure.SINCE_YEAR_START if words.SINCE_YEAR_START.search(head) else Measure.YOY
    return measure, "%" if said in {"", "%"} else None


def _named(cells: list[Cell], column: int) -> bool:
    return column < len(cells) and bool(HAN.search(cells[column].text))


def figure_in(cell: Cell) -> Figure | None:
    """The figure a cell holds, with the sign its word or arrow gives."""
    match = CELL.match(cell.text)
    if match is None or (match["unit"] and match["unit"] not in UNITS):
        return None
    sign = -1 if match["way"] in DOWN else 1
    start = cell.start + match.start("number")
    return Figure(
        sign * Decimal(match["number"].replace(",", "")), match["unit"] or "", start, start + len(match["number"])
    )


def cells_of(row: str) -> list[Cell]:
    """Cells of a row passage; normal text keeps the row's characters one for one up to the figure's end."""
    cells, position = [], 0
    for raw in row.split("\t"):
        lead = len(raw) - len(raw.lstrip())
        cells.append(Cell(normalise(raw.strip()).text, position + lead))
        position += len(raw) + 1
    return cells
