"""Rules for figures in points that compare or add: gaps to other growths, base rates in brackets, contributions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations.lexer import ELSEWHERE, UNRESOLVED
from pipeline.extract.observations.reading import Reading
from pipeline.extract.observations.rule import POINTED, POINTS, Rule
from pipeline.extract.observations.state import Lead, Placed, between
from pipeline.text.numbers import Number
from pipeline.text.periods import a_year_before, written
from schemas.codelists import IndicatorKind, Measure, PriceBase
from schemas.dictionary import IndicatorEntry


class Comparisons(Rule):
    """A gap, a rate in brackets, a contribution."""

    def _gap(self, number: Number, lead: Lead) -> list[Reading] | None:
        """增速比全省高4.9个百分点: positive when the subject's growth is the higher; 降幅收窄 is a higher growth."""
        match = words.GAP.match(lead.marked) if number.unit in POINTS else None
        if match is None:
            return self._next_gap(number, lead)
        last = self.state.grown
        named, way = match["what"], match["way"] or match["way2"]
        entry = self._real() if "实际" in named else self.state.entry
        base = match["base"] or match["base2"]
        if entry is None or entry.kind in POINTED or self.state.share:
            return None if base.startswith(("上年", "去年")) else []
        growing = last is not None
        if self.state.stray:
            return []
        if not growing and not re.search("[增降涨跌]", named):
            return []
        falling = any(w in named for w in words.FALL_OF)
        if last is not None and last.value < 0 and not falling:
            if re.search("[增涨]", named) is None and not way.startswith(words.NARROWS):
                return []
            falling = way.startswith(words.NARROWS)
        higher = way.startswith(words.HIGHER) is not falling
        self.state.higher = higher
        reference = self._reference(base, lead)
        value = number.value if higher else -number.value
        return self._reading(entry, Measure.GAP, number, value, "gap", reference=reference) if reference else []

    def _next_gap(self, number: Number, lead: Lead) -> list[Reading] | None:
        """高于全国0.3个百分点、全省1.4个百分点: the second gap goes the way of the first."""
        entry, higher = self.state.entry, self.state.higher
        if entry is None or higher is None or number.unit not in POINTS or not words.NEXT_AREA.match(lead.marked):
            return None
        reference, value = self._reference(words.AREA_MARK, lead), number.value if higher else -number.value
        return self._reading(entry, Measure.GAP, number, value, "gap", reference=reference) if reference else []

    def _real(self) -> IndicatorEntry | None:
        """实际增速 of incomes is an indicator of its own."""
        entry = self.state.entry
        if entry is None or entry.growth_price is not PriceBase.CURRENT:
            return entry
        return self._of(entry, IndicatorKind.GROWTH, Measure.YOY)

    def _gaps(self, terms: list[Number], lead: Lead) -> list[Reading]:
        """增速分别高于全国、全省0.1个和0.5个百分点: one gap to each area."""
        match = words.GAP.match(lead.marked) if terms[0].unit in POINTS else None
        if match is None or (match["base"] or match["base2"] or "").count(words.AREA_MARK) != len(terms):
            return []
        places = lead.places[-len(terms) :]
        base = match["base"] or match["base2"]
        alone = lead.marked.replace(base, words.AREA_MARK)
        readings = (self._gap(t, replace(lead, marked=alone, places=(p,))) for t, p in zip(terms, places, strict=True))
        return [reading for found in readings for reading in found or []]

    def _reference(self, base: str, lead: Lead) -> str | None:
        """The one area or period compared with; None where there are several or none we know."""
        marks = [c for c in base if c in words.AREA_MARK + words.PERIOD_MARK]
        period = self.state.period
        if base.endswith("全年") and period:
            return str(period.end.year - 1)
        if base.startswith(("上年", "去年")) and period:
            before = a_year_before(period)
            return written(before.time_period, before.accumulation)
        if marks == [words.AREA_MARK] and lead.places:
            return None if lead.places[-1] in {UNRESOLVED, ELSEWHERE} else lead.places[-1]
        if marks != [words.PERIOD_MARK] or not lead.compared:
            return None
        return written(lead.compared[-1].time_period, lead.compared[-1].accumulation)

    def _bracketed(self, number: Number, lead: Lead) -> list[Reading] | None:
        """降幅比1-7月（-7.0%）收窄: the rate in brackets is the growth of the period or area before them."""
        text = self.tokens.text
        if text[number.start - 1] != "（" or not text.startswith("）", number.unit_end):
            return None
        period = next((p.period for p in self._before(self.tokens.periods, number) if p.compared), None)
        beside = next((a.code for a in self._before(self.tokens.areas, number)), None)
        place = beside if words.COMPARES.search(lead.marked) else None
        if period is None and place in {None, UNRESOLVED, ELSEWHERE}:
            return None
        entry = self.state.entry
        if entry is None or number.unit != "%" or entry.kind in POINTED:
            return []
        falls = any(w in lead.text for w in words.FALL_OF) and number.value > 0
        value = -number.value if falls else number.value
        found = self._reading(
            entry, Measure.YOY, number, value, "bracketed_base", period or self.state.period, aside=True
        )
        return [replace(r, area=place) for r in found] if place else found

    @staticmethod
    def _before(tokens: Sequence[Placed], number: Number) -> list[Placed]:
        """The token the bracket of a number follows."""
        return [t for t in between(tokens, number.start - 12, number.start) if t.end == number.start - 1]

    def _contribution(self, number: Number, lead: Lead) -> list[Reading] | None:
        """拉动规上工业增长8.5个百分点: points added to the growth of a whole, never the growth itself."""
        match = words.CONTRIBUTES.match(lead.marked)
        if match is None:
            return None
        entry = self.state.entry
        whole = self.state.whole or self.dictionary.by_id.get(words.WHOLES.get(match["whole"], ""))
        if entry is None or whole is None or number.unit not in POINTS:
            return []
        lowers = match["verb"] in {"拉低", "下拉"} or (match["way"] or "") in words.FALLS
        value = -number.value if lowers else number.value
        return self._reading(entry, Measure.CONTRIBUTION, number, value, "contribution", reference=whole.id)
