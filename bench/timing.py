"""Two ways of doing a thing, timed in turns in one run: a shared machine slows both alike, and the ratio stays."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]


@dataclass(frozen=True)
class Comparison:
    """`ours` against `other`; what both do, in words."""

    what: str
    ours_is: str
    other_is: str
    ours: Work
    other: Work
    rounds: int = 5


@dataclass(frozen=True)
class Result:
    """Median seconds of both."""

    comparison: Comparison
    ours: float
    other: float

    @property
    def ratio(self) -> float:
        """How many times as long as ours the other takes: above 1 ours is faster."""
        return self.other / self.ours


def compare(comparison: Comparison) -> Result:
    """One round of each unmeasured, then `rounds` of each in turns."""
    comparison.ours()
    comparison.other()
    taken: dict[Work, list[float]] = {comparison.ours: [], comparison.other: []}
    for _ in range(comparison.rounds):
        for work, seconds in taken.items():
            begun = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - begun)
    return Result(comparison, median(taken[comparison.ours]), median(taken[comparison.other]))
