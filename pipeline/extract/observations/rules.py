"""Rules for one figure: what it says of its subject, judged by what stands between the two.

Each rule gives None when the figure is not its case, and a list, possibly empty, when it is: an empty one means
the figure is understood and is none of ours.
"""

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations.comparisons import Comparisons
from pipeline.extract.observations.names import Mention, share_named
from pipeline.extract.observations.reading import BARE, Reading, own_unit, same_measure, unit_fits
from pipeline.extract.observations.rule import POINTED, POINTS
from pipeline.extract.observations.state import Lead
from pipeline.text.numbers import Number
from pipeline.text.periods import a_year_before
from schemas.codelists import Bound, IndicatorKind, Measure, PriceBase
from schemas.dictionary import IndicatorEntry

UNGROWN = {*POINTED, IndicatorKind.RANK, IndicatorKind.RATIO}
FROM_EARLIER = re.compile(r"[由从](?:(?:上年|去年|＃)(?:同期|末)?的?)?$")
PROVINCE = "440000"
SHARES = {"%", "成"}
BARE_RANGE = {IndicatorKind.INDEX: (80, 130), IndicatorKind.RATIO: (1, 10)}
"""Figures without a unit: a price index with the year before as 100, a ratio without its `:1`."""


def _compares(lead: Lead) -> bool:
    """Whether the words before a figure set it against something else than its own year before."""
    return words.COMPARES.search(words.BASE_OF_GROWTH.sub("", lead.marked)) is not None


class Rules(Comparisons):
    """All rules for one figure, in the order they are tried."""

    def one(self, number: Number, lead: Lead) -> list[Reading] | None:
        """Reading of one figure by the first rule whose case it is."""
        reading: list[Reading] | None = None
        for rule in (
            self._bracketed,
            self._structure,
            self._ratio,
            self._rank,
            self._contribution,
            self._share,
            self._gap,
            self._change,
            self._level,
        ):
            reading = rule(number, lead)
            if reading is not None:
                break
        if not reading and number.unit not in words.PER_CENT and not self.in_brackets(number):
            self.state.strange = not self._increment(lead)
            self.state.from_start = words.SINCE_YEAR_START.search(lead.text) is not None
        if not reading and number.unit in SHARES and not self.in_brackets(number):
            self.state.stray = True
        return reading

    @staticmethod
    def _increment(lead: Lead) -> bool:
        """，比上年增加 before 3.2万人: an amount the usual base grew by, which the next growth is of."""
        plain = words.GROWTH_LEAD.match(lead.text) and not words.MONTH_ON_MONTH.search(lead.text)
        return bool(plain) and not _compares(lead)

    def _level(self, number: Number, lead: Lead) -> list[Reading] | None:
        """地区生产总值为516.50亿元: the subject's own figure."""
        entry = self.state.entry
        if entry is None or not words.LEVEL_WORDS.match(lead.text):
            return None
        low, high = BARE_RANGE.get(entry.kind, (0, 0))
        bare = number.unit == "" and low < number.value < high
        if not bare and not unit_fits(entry, number.unit):
            return None
        if number.unit in BARE and not words.BEHIND_BARE_UNIT.match(self.tokens.text, number.unit_end):
            return None
        if self.state.took_level and not self.state.new_period and not words.STAGED.search(lead.marked):
            return None
        self.state.took_level, self.state.new_period = number.bound == Bound.EQ, False
        self.state.strange = False
        if entry.denominator:
            self.state.last_base = self.dictionary.by_id[entry.denominator]
        if self.state.subject:
            self._value(self.state.subject, number)
        meant = replace(number, unit=own_unit(entry, number.unit))
        found = self._reading(entry, entry.own_measure, meant, number.value, "level")
        stage = words.stage_of(lead.marked)
        return [replace(r, stage=stage or r.stage, aside=self.in_brackets(number)) for r in found]

    def _value(self, subject: Mention, number: Number) -> None:
        """Keep the run of subjects whose levels follow each other: a later 分别增长 is about them."""
        joins = words.AND.fullmatch(self.tokens.text, self.state.value_end, subject.start)
        self.state.valued = [*self.state.valued, subject] if joins else [subject]
        self.state.value_end = number.unit_end

    def _change(self, number: Number, lead: Lead) -> list[Reading] | None:
        """增长3.5%, 下降0.5个百分点, 比年初增长7.6%, 年均增长5.1%; what compares with another growth is passed over."""
        if _compares(lead) or words.RATE_OF_CONTRIBUTION.search(lead.text):
            return []
        match = words.GROWTH_LEAD.match(lead.text)
        if match is None:
            return None
        entry = self.state.entry
        if entry is None:
            return None
        value = -number.value if match["change"] in words.FALLS else number.value
        return self._changed(entry, number, value, lead)

    def _changed(self, entry: IndicatorEntry, number: Number, value: Decimal, lead: Lead) -> list[Reading]:
        if number.unit == "‰" and entry.unit == "‰":
            return self._reading(entry, entry.own_measure, number, value, "signed_rate")
        if number.unit in POINTS:
            if self.state.stray:
                return []
            of = self.state.share or entry
            return self._reading(of, Measure.PP_CHANGE, number, value, "point_change") if of.kind in POINTED else []
        if not same_measure(number.unit, "%") or entry.kind in UNGROWN:
            return []
        return self._grown(entry, number, value, lead.text)

    def _grown(self, entry: IndicatorEntry, number: Number, value: Decimal, lead: str) -> list[Reading]:
        """A growth by the words in front of it; 实际增长 of incomes is an indicator of its own."""
        if entry.kind is IndicatorKind.GROWTH:
            return self._reading(entry, entry.own_measure, number, value, "growth_rate")
        if words.AVERAGE.search(lead):
            average = self._of(entry, IndicatorKind.GROWTH, Measure.AVG_GROWTH) or entry
            return self._reading(average, Measure.AVG_GROWTH, number, value, "average_growth")
        if words.REAL.search(lead) and entry.growth_price is PriceBase.CURRENT:
            real = self._real()
            return self._reading(real, Measure.YOY, number, value, "real_growth") if real else []
        if words.NOMINAL.search(lead) and entry.growth_price is PriceBase.CONSTANT:
            return []
        if self.state.strange or words.OTHER_BASE.search(lead):
            return []
        goes_on = self.state.from_start and not words.SAYS_BASE.search(lead)
        since = goes_on or words.SINCE_YEAR_START.search(lead)
        measure = Measure.SINCE_YEAR_START if since else Measure.YOY
        return self._reading(entry, measure, number, value, str(measure))

    # --- parts, ranks, ratios ---------------------------------------------------------------------------------------

    def _share(self, number: Number, lead: Lead) -> list[Reading] | None:
        """占地区生产总值的比重为21.9%: the dictionary says which indicator that share is."""
        if number.unit not in SHARES:
            return None
        base, rest = self.state.base, lead.text
        if base is None:
            match = re.search(
                r"占(?:全[市省国区])?(?P<base>[^，]{2,12}?)(?:增加值)?(?P<rest>(?:的|比重|比例).*)$", lead.text
            )
            short = words.SHARE_BASES.get(match["base"]) if match else None
            base = self.dictionary.by_id.get(short) if short else None
            rest = match["rest"] if match else lead.text
        if base is None and words.SHARE_SAID.match(rest):
            base = self.state.last_base
        if base is None or not words.SHARE_WORDS.match(rest):
            return None
        self.state.last_base = base
        share = self._share_of(self.state.subject, base)
        self.state.share = share
        return self._reading(share, Measure.SHARE, number, number.value, "share") if share else []

    def _share_of(self, part: Mention | None, whole: IndicatorEntry) -> IndicatorEntry | None:
        """The indicator that is this part of this whole, by its formula or by its full name."""
        if part is None:
            return None
        own = part.known.id if part.known else ""
        by_formula = (e for e in self.dictionary if own and e.numerator == own and e.denominator == whole.id)
        return next(by_formula, None) or share_named(self.dictionary, self.tokens.text[part.start : part.end], whole)

    def _rank(self, number: Number, lead: Lead) -> list[Reading] | None:
        """国家高新区综合评价排名全国第53位, 经济总量居全省第九位."""
        ordinal = number.unit == "" and self.tokens.text[number.start - 1 : number.start] == "第"
        if number.unit not in words.RANK_UNITS and not ordinal:
            return None
        entry = self.state.entry
        if entry is not None and entry.kind is IndicatorKind.LEVEL and PROVINCE in lead.places:
            growth = re.search("增速|增幅|增长", lead.text) is not None
            ranks = (e for e in self.dictionary if e.of == entry.id and e.kind is IndicatorKind.RANK)
            entry = next((e for e in ranks if ("增速" in e.name_zh) is growth), None)
        if entry is None or entry.kind is not IndicatorKind.RANK or not words.RANK_WORDS.match(lead.text):
            return []
        return self._reading(entry, Measure.RANK, replace(number, unit="位"), number.value, "rank")

    def _ratio(self, number: Number, lead: Lead) -> list[Reading] | None:
        """城乡居民收入比为1.87：1: the first term; one after 由 belongs to an earlier period."""
        match = words.RATIO.match(self.tokens.text, number.start)
        if match is None:
            return None
        self.done.update(n.start for n in self._within(match))
        self.state.anchor = match.end()
        entry = self.state.entry
        if entry is None or entry.kind is not IndicatorKind.RATIO:
            return []
        earlier = FROM_EARLIER.search(lead.marked)
        return self._earlier(entry, Measure.RATIO, replace(number, unit=""), "ratio", earlier)

    def _earlier(
        self,
        entry: IndicatorEntry,
        measure: Measure,
        number: Number,
        rule: str,
        earlier: re.Match[str] | None,
    ) -> list[Reading]:
        """A figure of now; or of the year before where 由上年的 says so; or of nobody knows when, which is left out."""
        period = self.state.period
        if earlier and period:
            if "年" not in earlier.group():
                return []
            period = a_year_before(period)
        return self._reading(entry, measure, number, number.value, rule, period)

    def sectors(self, number: Number) -> list[Reading]:
        """三次产业增加值占国内生产总值的比重分别为7.2%、39.3%和53.5%: the structure in words."""
        text = self.tokens.text
        if not words.THREE_SHARES.search(text, self.start, number.start):
            return []
        terms = self.terms(number)
        self.state.anchor = terms[-1].unit_end
        return self._three_shares(terms, None)

    def _three_shares(self, terms: list[Number], earlier: re.Match[str] | None) -> list[Reading]:
        """Shares of the three sectors, which add to a hundred; other triples are understood and none of ours."""
        self.done.update(n.start for n in terms)
        if len(terms) != 3 or abs(sum((n.value for n in terms), Decimal(0)) - 100) > Decimal("0.5"):
            return []
        entries = (self.dictionary.by_id.get(identifier) for identifier in words.SECTOR_SHARES)
        return [
            reading
            for entry, term in zip(entries, terms, strict=True)
            if entry
            for reading in self._earlier(entry, Measure.SHARE, replace(term, unit="%"), "structure", earlier)
        ]

    def _within(self, match: re.Match[str]) -> list[Number]:
        """Numbers of a ratio or a structure, which end before another is reached."""
        first = bisect_left(self.tokens.numbers, match.start(), key=lambda n: n.start)
        return [n for n in self.tokens.numbers[first : first + 3] if n.start < match.end()]

    def _structure(self, number: Number, lead: Lead) -> list[Reading] | None:
        """三次产业结构为21.9：39.5：38.6: three shares of GDP."""
        match = words.STRUCTURE.match(self.tokens.text, number.start)
        before = self.tokens.text[self.start : number.start]
        if match is None or not words.STRUCTURE_OF_SECTORS.search(before):
            return None
        self.state.anchor = max(self.state.anchor, match.end())
        return self._three_shares(self._within(match), FROM_EARLIER.search(before))
