"""What is carried from left to right while a passage is read."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.extract.observations.names import Mention
from pipeline.extract.observations.reading import Reading
from pipeline.text.areas import AreaMention
from pipeline.text.periods import Period, PeriodMention
from schemas.dictionary import IndicatorEntry


@dataclass
class State:
    """Subjects within a sentence, period and area within a passage.

    `base` is the whole of a share, `whole` that of a contribution; `grown` the growth read last of the subject,
    `higher` whether its last gap was one upwards, `listed` the length of the list read last. `strange` and `stray`:
    an amount or a share came that is not understood; `from_start`: an increase since the year's start came.
    """

    area: str
    period: Period | None
    group: list[Mention] = field(default_factory=list)
    named: set[IndicatorEntry | None] = field(default_factory=set)
    valued: list[Mention] = field(default_factory=list)
    value_end: int = 0
    places: list[AreaMention] = field(default_factory=list)
    base: IndicatorEntry | None = None
    last_base: IndicatorEntry | None = None
    share: IndicatorEntry | None = None
    whole: IndicatorEntry | None = None
    grown: Reading | None = None
    listed: int = 0
    anchor: int = 0
    new_period: bool = False
    took_level: bool = False
    strange: bool = False
    stray: bool = False
    from_start: bool = False
    higher: bool | None = None

    @property
    def subject(self) -> Mention | None:
        """The indicator spoken of."""
        return self.group[-1] if self.group else None

    @property
    def entry(self) -> IndicatorEntry | None:
        """The indicator spoken of, where the dictionary knows it."""
        return self.subject.known if self.subject else None


@dataclass(frozen=True)
class Lead:
    """What stands between the last subject or figure and a number: `text` bare, `marked` with areas and yardsticks.

    `，增速比全省高` is `，增速比高` bare and `，增速比＠高` marked.
    """

    text: str
    marked: str
    places: tuple[str, ...]
    compared: tuple[Period, ...]


Placed = TypeVar("Placed", AreaMention, PeriodMention)


def between(tokens: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Those of tokens in the order of the text that lie between two places."""
    first = bisect_left(tokens, start, key=lambda t: t.start)
    last = bisect_left(tokens, end, key=lambda t: t.start)
    return [t for t in tokens[first:last] if t.end <= end]
