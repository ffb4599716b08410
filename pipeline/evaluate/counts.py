"""Right, wrong and missed, and the shares made of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """`wrong` was found and should not have been, `missed` should have been found and was not."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was found; None where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where neither found nor there."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


@dataclass(frozen=True)
class Row:
    """Counts of one slice: `slice` says by what it is cut (`all`, `measure`, `tier`, `field`), `name` which part."""

    slice: str
    name: str
    counts: Counts
