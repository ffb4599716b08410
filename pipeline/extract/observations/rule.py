"""What every rule stands on: what it looks at, and how it makes a reading."""

import re
from bisect import bisect_right
from decimal import Decimal

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations.lexer import Tokens
from pipeline.extract.observations.reading import Reading
from pipeline.extract.observations.state import State
from pipeline.text.numbers import Number
from pipeline.text.periods import Period, span
from schemas.codelists import IndicatorKind, Measure
from schemas.dictionary import Dictionary, IndicatorEntry

POINTED = {IndicatorKind.SHARE, IndicatorKind.RATE}
POINTS = {"个百分点", "百分点", "个点"}
LONGEST_LIST = 30
NEAR = 200
"""So far before an average its years are counted: 五年来，……年均增长."""
YEARS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


class Rule:
    """The passage's tokens, the dictionary, and what was carried so far; a rule returns what `_reading` makes."""

    tokens: Tokens
    dictionary: Dictionary
    state: State
    done: set[int]
    start: int
    unsure_area: bool
    expected: bool

    def _reading(
        self,
        entry: IndicatorEntry,
        measure: Measure,
        number: Number,
        value: Decimal,
        rule: str,
        period: Period | None = None,
        reference: str | None = None,
        aside: bool = False,
    ) -> list[Reading]:
        """A reading, when its period is known and is of the sort its measure needs."""
        when = period or (self._span(number) if measure is Measure.AVG_GROWTH else self.state.period)
        if (
            not self.state.area
            or when is None
            or when.accumulation.startswith("P") is not (measure is Measure.AVG_GROWTH)
        ):
            return []
        unit = "个百分点" if number.unit in POINTS else number.unit
        found = Reading(
            entry,
            measure,
            value,
            unit,
            number.start,
            number.end,
            rule,
            when,
            self.state.area,
            number.bound,
            number.qualifier,
            reference,
            aside,
            self.unsure_area,
            "express" if self.expected else None,
        )
        self.state.stray = self.state.stray and measure is not Measure.YOY
        self.state.grown = found if measure is Measure.YOY and period is None else self.state.grown
        return [found]

    def _span(self, number: Number) -> Period | None:
        """2021年至2024年年均增长5.1%, 五年年均增长5.9%: the span is written, or counted back from the period."""
        period = self.state.period
        counted = self._counted(number)
        if counted and period and not period.accumulation.startswith("P"):
            return span(period.end.year - YEARS[counted["n"]] + 1, period.end.year)
        return period

    def _counted(self, number: Number) -> re.Match[str] | None:
        found = words.YEARS_BEFORE.finditer(self.tokens.text, max(0, number.start - NEAR), number.start)
        return next(reversed(list(found)), None)

    def _of(self, entry: IndicatorEntry, kind: IndicatorKind, measure: Measure) -> IndicatorEntry | None:
        """The indicator the dictionary keeps for another measure of this one."""
        return next(
            (e for e in self.dictionary if e.of == entry.id and e.kind is kind and e.own_measure is measure), None
        )

    def terms(self, first: Number) -> list[Number]:
        """The figures of a list from its first on: 22.9%、12.7%和3.1%."""
        terms = [first]
        after = bisect_right(self.tokens.numbers, first.start, key=lambda n: n.start)
        for number in self.tokens.numbers[after : after + LONGEST_LIST]:
            if not words.NEXT_TERM.fullmatch(self.tokens.text, terms[-1].unit_end, number.start):
                break
            terms.append(number)
        return terms

    def in_brackets(self, number: Number) -> bool:
        """Whether a bracket is open where the number stands."""
        text = self.tokens.text
        return text.rfind("（", self.start, number.start) > text.rfind("）", self.start, number.start)
