"""What reading costs: `python -m bench.reading [DOCUMENTS]`, 10,000 unless told otherwise, which takes minutes.

Documents a second on one core, where the time goes, how time and memory grow with the number of documents.
Seconds are of the processor, because other work on the machine would lengthen those of the clock.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from rich import box
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.documents import CHARACTERS_PER_FIGURE, MIX, TYPICAL_FIGURES, Bulletin, bulletin, mixed
from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from pipeline.text.normalise import normalise
from schemas.codelists import MediaType
from schemas.dictionary import dictionary

FORMATS = (MediaType.TEXT, MediaType.HTML)
TYPICAL = 200
ROUNDS = 3
KIB = 1024


@dataclass(frozen=True)
class Speed:
    """Processor seconds for a number of documents; `normal` is part of `extracting`."""

    documents: int
    parsing: float
    normal: float
    extracting: float

    @property
    def per_second(self) -> float:
        """Documents a second on one core."""
        return self.documents / (self.parsing + self.extracting)

    def shares(self) -> dict[str, float]:
        """Parts of the whole time: parsing, normal text, extraction proper."""
        whole = self.parsing + self.extracting
        rest = self.extracting - self.normal
        return {"parsing": self.parsing / whole, "normal text": self.normal / whole, "extraction": rest / whole}


@dataclass(frozen=True)
class Growth:
    """`ratio` is the time for `documents` over that for the first hundred times as many hundreds; memory in MiB."""

    documents: int
    seconds: float
    ratio: float
    memory: float


def speed(media_type: MediaType, count: int = TYPICAL) -> Speed:
    """Typical documents of one format, after one unmeasured pass."""
    made = [bulletin(seed) for seed in range(count)]
    parsed = [read(b.body(media_type), media_type) for b in made]
    both = list(zip(made, parsed, strict=True))
    texts = [p.text for document in parsed for p in document.passages]

    def extracting() -> None:
        for document, text in both:
            extract_observations(document.context, text, dictionary())

    extracting()
    return Speed(
        count,
        _seconds(lambda: [read(b.body(media_type), media_type) for b in made]),
        _seconds(lambda: [normalise(text) for text in texts]),
        _seconds(extracting),
    )


def growth(count: int) -> Growth:
    """Documents of 10 to 400 figures, made one by one, read and let go."""
    hundred = list(mixed(MIX))
    _read_all(hundred)
    first = median(_read_all(hundred) for _ in range(ROUNDS))
    del hundred
    before = _peak()
    taken = _read_all(track(mixed(count), f"reading {count} documents", total=count, console=Console(stderr=True)))
    return Growth(count, taken, taken / (first * count / MIX), (_peak() - before) / KIB)


def _read_all(documents: Iterable[Bulletin]) -> float:
    """Processor seconds of reading, without those of making the documents; the formats take turns."""
    taken = 0.0
    for n, document in enumerate(documents):
        media_type = FORMATS[n % len(FORMATS)]
        begun = time.process_time()
        extract_observations(document.context, read(document.body(media_type), media_type), dictionary())
        taken += time.process_time() - begun
    return taken


def _seconds(work: Callable[[], object]) -> float:
    """Median of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return median(taken)


def _peak() -> int:
    """Largest resident memory so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def tables(count: int) -> tuple[Table, Table]:
    """Speed of typical documents, and growth up to `count` mixed ones."""
    typical = Table(
        title=f"documents of {TYPICAL_FIGURES * CHARACTERS_PER_FIGURE} characters with {TYPICAL_FIGURES} figures",
        box=box.SIMPLE_HEAD,
    )
    for head in ("format", "documents a second", "parsing", "normal text", "extraction"):
        typical.add_column(head, justify="left" if head == "format" else "right")
    for media_type in FORMATS:
        found = speed(media_type)
        typical.add_row(media_type, f"{found.per_second:.0f}", *(f"{share:.0%}" for share in found.shares().values()))
    grown = growth(count)
    many = Table(title=f"{count} documents of 10 to 400 figures", box=box.SIMPLE_HEAD)
    for head in ("processor s", f"time / ({count // MIX} × time of the first {MIX})", "growth of peak memory, MiB"):
        many.add_column(head, justify="right")
    many.add_row(f"{grown.seconds:.1f}", f"{grown.ratio:.3f}", f"{grown.memory:.1f}")
    return typical, many


if __name__ == "__main__":
    Console().print(*tables(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
