"""How fast the engine reads made bulletins: `python -m bench.reading [DOCUMENTS]`, 10,000 unless told otherwise.

One core, no parallel work. Growth is the cost of a figure among all documents against that among a hundred of the
same mix; memory is the resident set before and after.
"""

import resource
import sys
import time
from collections.abc import Iterable
from datetime import date
from itertools import islice

from rich import box
from rich.console import Console
from rich.table import Table

from bench.documents import Made, mixed, typical
from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from pipeline.records import DocumentContext, ParsedText
from pipeline.text.normalise import normalise
from schemas.codelists import MediaType
from schemas.dictionary import dictionary

AREA = "440700"
FEW = 100
TYPICAL = 100
ROUNDS = 3


def read_one(made: Made, form: MediaType) -> int:
    """Bytes to figures; how many."""
    parsed = read(made.html if form is MediaType.HTML else made.text, form)
    return len(_figures(parsed))


def _figures(parsed: ParsedText) -> list[object]:
    context = DocumentContext("bench:page", parsed.meta["title"], date.fromisoformat(parsed.meta["issued"]), AREA)
    return [*extract_observations(context, parsed, dictionary())[0]]


def per_second(documents: list[Made], form: MediaType) -> float:
    """Documents a second, the best of some rounds."""
    return len(documents) / min(_seconds(documents, form) for _ in range(ROUNDS))


def _seconds(documents: Iterable[Made], form: MediaType) -> float:
    spent = 0.0
    for made in documents:
        begun = time.perf_counter()
        read_one(made, form)
        spent += time.perf_counter() - begun
    return spent


def growth(count: int) -> tuple[float, float]:
    """(cost of a figure among `count` documents / among a hundred, megabytes the process grew by).

    By the figure, because no two hundreds hold equally many; the hundreds are timed in turns with the rest.
    """
    few, many = [_cost(islice(mixed(FEW), FEW))], []
    before, documents = _megabytes(), mixed(count, seed=2)
    while part := list(islice(documents, FEW)):
        many.append(_cost(part))
        if len(many) % 10 == 0:
            few.append(_cost(mixed(FEW, seed=len(few) + 2)))
    return _of_a_figure(many) / _of_a_figure(few), _megabytes() - before


def _cost(documents: Iterable[Made]) -> tuple[float, int]:
    """(seconds, figures asked for)."""
    kept = list(documents)
    return _seconds(kept, MediaType.TEXT), sum(made.figures for made in kept)


def _of_a_figure(costs: list[tuple[float, int]]) -> float:
    return sum(seconds for seconds, _ in costs) / sum(figures for _, figures in costs)


def shares(documents: list[Made]) -> dict[str, float]:
    """Share of the time that passages, normal text and the rest of extraction take."""
    spent = dict.fromkeys(("passages", "normal text", "extraction"), 0.0)
    for made in documents:
        begun = time.perf_counter()
        parsed = read(made.text, MediaType.TEXT)
        spent["passages"] += time.perf_counter() - begun
        begun = time.perf_counter()
        for passage in parsed.passages:
            normalise(passage.text)
        normal = time.perf_counter() - begun
        begun = time.perf_counter()
        _figures(parsed)
        spent["normal text"] += normal
        spent["extraction"] += time.perf_counter() - begun - normal
    total = sum(spent.values())
    return {name: seconds / total for name, seconds in spent.items()}


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(count: int) -> Table:
    """Everything measured, a line each."""
    documents = typical(TYPICAL)
    _seconds(documents[:10], MediaType.TEXT)
    rows = {f"typical {form} documents a second": f"{per_second(documents, form):.0f}" for form in FORMS}
    factor, grown = growth(count)
    rows[f"cost of a figure, {count} documents / {FEW}"] = f"{factor:.2f}"
    rows[f"megabytes grown over {count} documents"] = f"{grown:.0f}"
    rows |= {f"share of time: {name}": f"{share:.0%}" for name, share in shares(documents).items()}
    made = Table("reading", "measured", box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows.items():
        made.add_row(*row)
    return made


FORMS = (MediaType.TEXT, MediaType.HTML)

if __name__ == "__main__":
    Console().print(table(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
