"""What `duixian eval` prints and keeps."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.errors import DuixianError
from pipeline.evaluate import commitments, figures
from pipeline.evaluate.gold import HALVES
from pipeline.evaluate.results import Result, results, write
from pipeline.settings import Settings

REPORT = "report"


def evaluate(settings: Settings, gold: Path, half: str | None, console: Console) -> None:
    """Measure on the gold documents and, where it was given, on the report's page against its register.

    Prints a table and keeps the result for the next build; `half` lists the errors of one part.
    """
    if half not in (None, *HALVES, REPORT):
        raise DuixianError(f"--errors is {', '.join(HALVES)} or {REPORT}, not {half!r}")
    found = list(figures.outcomes(gold, settings))
    if not found:
        raise DuixianError(f"{gold} holds no gold documents: give --gold, the folder with dev/ and held_out/")
    by_half = {name: [o for o in found if o.document.half == name] for name in HALVES}
    lines = [line for name, part in by_half.items() if part for line in results(name, figures.rows(part))]
    score = commitments.of_report(settings)
    lines += results(REPORT, commitments.rows(score)) if score else []
    console.print(_table(lines))
    for missed in score.misses if score and half == REPORT else ():
        console.print(
            Text.assemble((f"{missed.what} ", "yellow"), f"{missed.wanted} {missed.read_as}\n    {missed.sentence}")
        )
    for miss in figures.misses(by_half[half]) if half in HALVES else ():
        console.print(Text.assemble((f"{miss.document} {miss.what} ", "yellow"), f"{miss.figure}\n    {miss.sentence}"))
    write(settings.layout.evaluation, lines, gold)


def _table(lines: Iterable[Result]) -> Table:
    table = Table("part", "slice", "right", "wrong", "missed", "precision", "recall", "f1", box=None)
    for line in lines:
        shares = ("–" if s is None else f"{s:.4f}" for s in (line.precision, line.recall, line.f1))
        counts = map(str, (line.n_right, line.n_wrong, line.n_missed))
        table.add_row(line.part, f"{line.slice} {line.name}".rstrip(), *counts, *shares)
    return table
