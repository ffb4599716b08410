"""One passage while it is read: what is asked for each of its figures is looked for once."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.observations import lexicon as words
from pipeline.records import Passage
from pipeline.text.normalise import Normal


@dataclass(frozen=True)
class PassageText:
    """A passage of prose with its normal text."""

    passage: Passage
    normal: Normal

    @cached_property
    def lost(self) -> bool:
        """Whether characters were lost in it."""
        return words.LOST.search(self.passage.text) is not None

    @cached_property
    def stage(self) -> str | None:
        """The stage of compilation it states."""
        return words.stage_of(self.normal.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Spans of its sentences in the normal text."""
        return [m.span() for m in words.SENTENCE.finditer(self.normal.text)]

    def quote(self, position: int) -> str:
        """The sentence around a position of the normal text, as printed."""
        found = bisect_right(self.sentences, (position, len(self.normal.text))) - 1
        start, end = self.normal.span(*self.sentences[found])
        return self.passage.text[start:end].strip()


class RowText(PassageText):
    """A table row: it is its own sentence, and states no stage of compilation."""

    stage = None

    def quote(self, position: int) -> str:
        """The whole row."""
        return self.passage.text.strip()
