"""Gold documents: a page and the list of figures that must be read in it; `tests/gold/README.md` gives the columns."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipeline.errors import DuixianError
from pipeline.records import ParsedText
from schemas.areas import areas
from schemas.codelists import Bound, Measure
from schemas.dictionary import dictionary
from schemas.units import UNITS

COLUMNS = ("where", "indicator_id", "ref_area", "period", "measure", "value", "unit", "bound", "reference")
UNMAPPED = "unmapped"
PERIOD = re.compile(r"\d{4}(?:| P[2-9]Y|-S[12]|-Q[1-4]|-(?:0[1-9]|1[0-2])(?: YTD)?)")
OWN = {Measure.LEVEL, Measure.SHARE, Measure.RATIO, Measure.RANK, Measure.PER_MILLE_RATE}

HALVES = ("dev", "held_out")
"""Looked at while rules are written, and only counted."""


@dataclass(frozen=True)
class Figure:
    """One figure: what it is, where it stands, and what is to be compared."""

    indicator_id: str
    ref_area: str
    period: str
    measure: str
    value: Decimal
    unit: str
    bound: str
    reference: str
    start: int
    end: int


@dataclass(frozen=True)
class GoldDocument:
    """A page with its figures; `half` is `dev` or `held_out`."""

    path: Path
    half: str

    @property
    def name(self) -> str:
        """The file's name without ending."""
        return self.path.stem

    def figures(self, parsed: ParsedText) -> list[Figure]:
        """Every listed figure at its place in the text; a line that is wrong is refused with its number."""
        with self.path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if tuple(rows.fieldnames or ()) != COLUMNS:
                raise DuixianError(f"{self.name}.csv: the columns must be {','.join(COLUMNS)}")
            return [self._figure(row, number, parsed.text) for number, row in enumerate(rows, 2)]

    def _figure(self, row: dict[str, str], number: int, text: str) -> Figure:
        try:
            _check(row)
            start, end = _place(row["where"].replace(" | ", "\t"), text)
            return Figure(
                indicator_id=row["indicator_id"],
                ref_area=row["ref_area"],
                period=row["period"],
                measure=row["measure"],
                value=Decimal(row["value"]),
                unit=row["unit"],
                bound=row["bound"] or str(Bound.EQ),
                reference=row["reference"],
                start=start,
                end=end,
            )
        except (ValueError, InvalidOperation) as error:
            raise DuixianError(f"{self.name}.csv line {number} ({row['where']}): {error}") from error


def gold_documents(folder: Path) -> Iterator[GoldDocument]:
    """Every document of both halves, in the order of names."""
    for half in HALVES:
        for path in sorted((folder / half).glob("*.csv")):
            pages = [p for p in path.parent.glob(f"{path.stem}.*") if p.suffix in {".html", ".txt"}]
            if len(pages) != 1:
                raise DuixianError(f"{path}: needs one page of the same name, .html or .txt, but has {len(pages)}")
            yield GoldDocument(pages[0], half)


def _check(row: dict[str, str]) -> None:
    """Refuse what no vocabulary knows; an unmapped figure has only its value and place."""
    known = {"indicator_id": {UNMAPPED, *dictionary().by_id}, "bound": {"", *map(str, Bound)}}
    if row["indicator_id"] != UNMAPPED:
        known |= {"unit": {*UNITS}, "ref_area": {*areas()}, "measure": {*map(str, Measure)}}
    for column, values in known.items():
        if row[column] not in values:
            raise ValueError(f"{column} {row[column]!r} is not known")
    if row["indicator_id"] != UNMAPPED:
        _check_meaning(row)


def _check_meaning(row: dict[str, str]) -> None:
    own = dictionary().by_id[row["indicator_id"]].own_measure
    if not PERIOD.fullmatch(row["period"]):
        raise ValueError(f"period {row['period']!r} is none of 2022, 2022-S1, 2022-Q3, 2024-11, 2023-05 YTD, 2024 P4Y")
    if row["measure"] in OWN and own != row["measure"]:
        raise ValueError(f"the own measure of {row['indicator_id']} is {own}, not {row['measure']}")


def _place(where: str, text: str) -> tuple[int, int]:
    before, marked, after = re.split("[⟦⟧]", where) if len(re.findall("[⟦⟧]", where)) == 2 else ("", "", "")
    if not marked:
        raise ValueError("`where` must mark the figure once, as in 增加值⟦40.96⟧亿元")
    found = [m.start() for m in re.finditer(f"(?={re.escape(before + marked + after)})", text)]
    if len(found) != 1:
        raise ValueError(f"`where` must occur once in the page's text, but occurs {len(found)} times")
    start = found[0] + len(before)
    return start, start + len(marked)
