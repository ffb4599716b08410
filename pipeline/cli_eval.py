"""What `duixian eval` prints and keeps."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.errors import DuixianError
from pipeline.evaluate import figures
from pipeline.evaluate.results import Result, results, write
from pipeline.settings import Settings

HALVES = ("dev", "held_out")


def evaluate(settings: Settings, gold: Path, half: str | None, console: Console) -> None:
    """Measure on the gold documents, print a table, keep the result for the next build; `half` lists its errors."""
    if half not in (None, *HALVES):
        raise DuixianError(f"--errors is {' or '.join(HALVES)}, not {half!r}")
    found = list(figures.outcomes(gold, settings))
    if not found:
        raise DuixianError(f"{gold} holds no gold documents: give --gold, the folder with dev/ and held_out/")
    by_half = {name: [o for o in found if o.document.half == name] for name in HALVES}
    lines = [line for name, part in by_half.items() if part for line in results(name, figures.rows(part))]
    console.print(_table(lines))
    for miss in figures.misses(by_half[half]) if half else ():
        console.print(Text.assemble((f"{miss.document} {miss.what} ", "yellow"), f"{miss.figure}\n    {miss.sentence}"))
    write(settings.layout.root, lines, gold)


def _table(lines: Iterable[Result]) -> Table:
    table = Table()
    for name in ("part", "slice", "name", "right", "wrong", "missed", "precision", "recall", "f1"):
        table.add_column(name, no_wrap=True, justify="left" if name in ("part", "slice", "name") else "right")
    for line in lines:
        shares = ("–" if s is None else f"{s:.4f}" for s in (line.precision, line.recall, line.f1))
        table.add_row(line.part, line.slice, line.name, str(line.right), str(line.wrong), str(line.missed), *shares)
    return table
