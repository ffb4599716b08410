"""Rules for sentences: level, growth, share, point change, rank, ratio, structure, and lists with 分别.

A number is taken only when everything between it and its subject is known to be harmless; anything else between
them may be another subject, and a figure given to the wrong subject is worse than one missed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations.lexer import Mention, Tokens
from pipeline.extract.observations.reading import Reading, fits
from pipeline.text.areas import AreaMention
from pipeline.text.numbers import Number
from pipeline.text.periods import Period, PeriodMention
from schemas.areas import areas
from schemas.codelists import IndicatorKind, Measure
from schemas.dictionary import Dictionary, IndicatorEntry

BRACKETS = re.compile(r"（[^（）]*）")
OPEN_BRACKET = re.compile(r"（[^（）]*$")
Token = Mention | Number | PeriodMention | AreaMention


@dataclass
class State:
    """What is carried from left to right: subjects within a sentence, period and area within a passage."""

    area: str
    period: Period | None
    group: list[Mention] = field(default_factory=list)
    valued: list[Mention] = field(default_factory=list)
    base: IndicatorEntry | None = None
    share: IndicatorEntry | None = None
    anchor: int = 0
    new_period: bool = False
    took_level: bool = False

    @property
    def subject(self) -> Mention | None:
        """The indicator spoken of."""
        return self.group[-1] if self.group else None


class Prose:
    """Reads the sentences of one passage."""

    def __init__(self, tokens: Tokens, dictionary: Dictionary, area: str, period: Period | None) -> None:
        self.tokens, self.dictionary, self.area = tokens, dictionary, area
        self.state = State(area, period)
        self.done: set[int] = set()

    def readings(self) -> Iterator[Reading]:
        """Every figure the rules are sure of, in reading order."""
        for match in words.SENTENCE.finditer(self.tokens.text):
            yield from self._sentence(*match.span())

    def _sentence(self, start: int, end: int) -> Iterator[Reading]:
        self.state = State(self.area, self.state.period, anchor=start)
        self.start, self.end = start, end
        everything: list[Token] = [
            *self.tokens.mentions,
            *self.tokens.numbers,
            *self.tokens.periods,
            *self.tokens.areas,
        ]
        inside = sorted((t for t in everything if start <= t.start < end), key=lambda t: t.start)
        for place, token in enumerate(inside):
            if isinstance(token, Mention):
                self._mention(token)
            elif isinstance(token, PeriodMention):
                self.state.period, self.state.new_period = token.period, True
            elif isinstance(token, AreaMention):
                if token.subject and self._names_a_subject(inside[place + 1 :]):
                    self.state.area = token.code or self._county_before(token)
            elif token.start not in self.done:
                yield from self._number(token)
                self.state.anchor = max(self.state.anchor, token.unit_end)

    def _county_before(self, token: AreaMention) -> str:
        """全区 in a city's document means the county named last; empty when none was."""
        named = [a.code for a in self.tokens.areas if a.end <= token.start and areas().get(a.code) is not None]
        return next((c for c in reversed(named) if areas()[c].level == "county"), "")

    @staticmethod
    def _names_a_subject(following: list[Token]) -> bool:
        """Whether an indicator comes before any figure: 江海区研发经费投入强度5.2%, not 排名全国第53位."""
        return next((isinstance(t, Mention) for t in following if isinstance(t, Mention | Number)), False)

    def _mention(self, mention: Mention) -> None:
        """A name after 占 is the whole of a share; after 、 it joins a list; else it is the new subject."""
        state, text = self.state, self.tokens.text
        between = text[state.anchor : mention.start]
        if state.group and re.search(
            r"占(?:全[市省国区]|同期)?$", text[max(self.start, mention.start - 4) : mention.start]
        ):
            state.base = mention.known
        elif state.group and (mention.start == state.group[-1].start or self._joins(between)):
            state.group.append(mention)
        else:
            state.group, state.base, state.share, state.took_level = [mention], None, None, False
        state.anchor = mention.end
        state.new_period = False

    def _joins(self, between: str) -> bool:
        """Whether a name goes on a list: only a list mark, and no figure, since the last name."""
        return self.state.anchor == self.state.group[-1].end and bool(re.fullmatch(words.AND, between))

    def _number(self, number: Number) -> Iterator[Reading]:
        lead = self._lead(number)
        before = self.tokens.text[self.start : number.start]
        if words.PLANNED.search(before) or words.PLANNED_AFTER.match(self.tokens.text, number.unit_end):
            return
        if self.state.subject is None:
            yield from self._structure(number, before)
            return
        if "分别" in lead:
            yield from self._list(number, lead)
        else:
            for rule in (self._structure_of, self._ratio, self._rank, self._share, self._change, self._level):
                reading = rule(number, lead)
                if reading is not None:
                    yield from reading
                    return

    def _lead(self, number: Number) -> str:
        """Text between the last subject or figure and this number, periods, areas and whole brackets left out."""
        text, anchor = self.tokens.text, self.state.anchor
        mentioned = [(p.start, p.end) for p in self.tokens.periods] + [(a.start, a.end) for a in self.tokens.areas]
        holes = [(s, e) for s, e in mentioned if anchor <= s and e <= number.start]
        kept = "".join(text[i] for i in range(anchor, number.start) if not any(s <= i < e for s, e in holes))
        kept = BRACKETS.sub("", kept)
        return kept.removesuffix(number.qualifier or "")

    # --- one figure -------------------------------------------------------------------------------------------------

    def _level(self, number: Number, lead: str) -> list[Reading] | None:
        """地区生产总值为516.50亿元: the subject's own figure."""
        entry = self._subject_entry()
        if entry is None or not fits(entry, number) or not words.LEVEL_WORDS.match(lead):
            return None
        if self.state.took_level and not self.state.new_period:
            return None
        self.state.took_level, self.state.new_period = True, False
        if self.state.subject:
            self.state.valued.append(self.state.subject)
        return self._reading(entry, entry.own_measure, number, number.value, "level")

    def _change(self, number: Number, lead: str) -> list[Reading] | None:
        """增长3.5%, 下降0.5个百分点, 比年初增长7.6%, 年均增长5.1%; contributions and gaps are passed over."""
        match = words.GROWTH_LEAD.match(lead)
        if match is None:
            return [] if words.YARDSTICK.search(lead) or words.NOT_OURS.search(lead) else None
        if words.YARDSTICK.search(lead) or words.NOT_OURS.search(lead):
            return []
        entry = self._subject_entry()
        if entry is None:
            return None
        value = -number.value if match["change"] in words.FALLS else number.value
        return self._changed(entry, number, value, lead)

    def _changed(self, entry: IndicatorEntry, number: Number, value: Decimal, lead: str) -> list[Reading]:
        if number.unit == "‰" and entry.unit == "‰":
            return self._reading(entry, entry.own_measure, number, value, "signed_rate")
        if number.unit in {"个百分点", "百分点"}:
            of = self.state.share or entry
            pointed = of.kind in {IndicatorKind.SHARE, IndicatorKind.RATE}
            return self._reading(of, Measure.PP_CHANGE, number, value, "point_change") if pointed else []
        if number.unit != "%" or entry.kind in {IndicatorKind.SHARE, IndicatorKind.RATE, IndicatorKind.RANK}:
            return []
        if entry.kind is IndicatorKind.GROWTH:
            return self._reading(entry, entry.own_measure, number, value, "growth_rate")
        if words.AVERAGE.search(lead):
            average = next(
                (e for e in self.dictionary if e.of == entry.id and e.own_measure is Measure.AVG_GROWTH), None
            )
            return self._reading(average, Measure.AVG_GROWTH, number, value, "average_growth") if average else []
        start_of_year = words.SINCE_YEAR_START.search(lead)
        measure = Measure.SINCE_YEAR_START if start_of_year else Measure.YOY
        return self._reading(entry, measure, number, value, str(measure))

    def _share(self, number: Number, lead: str) -> list[Reading] | None:
        """占地区生产总值的比重为21.9%: the dictionary says which indicator that share is."""
        if number.unit != "%":
            return None
        base, rest = self.state.base, lead
        if base is None:
            match = re.search(
                r"占(?:全[市省国区])?(?P<base>[^，]{2,12}?)(?:增加值)?(?P<rest>(?:的|比重|比例).*)$", lead
            )
            short = words.SHARE_BASES.get(match["base"]) if match else None
            base = self.dictionary.by_id.get(short) if short else None
            rest = match["rest"] if match else lead
        if base is None or not words.SHARE_WORDS.match(rest):
            return None
        subject = self.state.subject
        share = self._share_of(subject.known if subject else None, base)
        self.state.share = share
        return self._reading(share, Measure.SHARE, number, number.value, "share") if share else []

    def _share_of(self, part: IndicatorEntry | None, whole: IndicatorEntry) -> IndicatorEntry | None:
        if part is None:
            return None
        return next((e for e in self.dictionary if e.numerator == part.id and e.denominator == whole.id), None)

    def _rank(self, number: Number, lead: str) -> list[Reading] | None:
        """国家高新区综合评价排名全国第53位."""
        entry = self._subject_entry()
        if number.unit not in words.RANK_UNITS:
            return None
        if entry is None or entry.kind is not IndicatorKind.RANK or not words.RANK_WORDS.match(lead):
            return []
        return self._reading(entry, Measure.RANK, replace(number, unit="位"), number.value, "rank")

    def _ratio(self, number: Number, lead: str) -> list[Reading] | None:
        """城乡居民收入比为1.87：1: the first term; one after 由 belongs to an earlier period and is passed over."""
        match = words.RATIO.match(self.tokens.text, number.start)
        if match is None:
            return None
        self.done.update(n.start for n in self.tokens.numbers if match.start() <= n.start < match.end())
        self.state.anchor = match.end()
        entry = self._subject_entry()
        if entry is None or entry.kind is not IndicatorKind.RATIO or re.search(r"[由从]$", lead):
            return []
        return self._reading(entry, Measure.RATIO, replace(number, unit=""), number.value, "ratio")

    def _structure_of(self, number: Number, _lead: str) -> list[Reading] | None:
        found = list(self._structure(number, self.tokens.text[self.start : number.start]))
        return found or None

    def _structure(self, number: Number, before: str) -> Iterator[Reading]:
        """三次产业结构为21.9：39.5：38.6: three shares; one after 由 belongs to an earlier period."""
        match = words.STRUCTURE.match(self.tokens.text, number.start)
        if match is None or not words.STRUCTURE_OF_SECTORS.search(before):
            return
        terms = [n for n in self.tokens.numbers if match.start() <= n.start < match.end()]
        self.done.update(n.start for n in terms)
        self.state.anchor = max(self.state.anchor, match.end())
        total = sum((n.value for n in terms), Decimal(0))
        if len(terms) != 3 or abs(total - 100) > Decimal("0.5") or re.search(r"[由从]$", before):
            return
        for identifier, term in zip(words.SECTOR_SHARES, terms, strict=True):
            entry = self.dictionary.by_id.get(identifier)
            if entry:
                yield from self._reading(entry, Measure.SHARE, replace(term, unit="%"), term.value, "structure")

    # --- lists ------------------------------------------------------------------------------------------------------

    def _list(self, first: Number, lead: str) -> Iterator[Reading]:
        """A、B和C分别增长22.9%、12.7%和3.1%: matched in order; when the counts differ nothing is taken."""
        terms = self._terms(first)
        self.done.update(n.start for n in terms)
        self.state.anchor = terms[-1].unit_end
        unit = terms[-1].unit
        subjects = next((g for g in (self.state.group, self.state.valued) if len(g) == len(terms) > 1), None)
        if subjects is None or any(n.unit not in {"", unit} for n in terms):
            return
        kept_group, kept_anchor = self.state.group, self.state.anchor
        one_lead = lead.replace("分别", "")
        base = self.state.base
        for subject, term in zip(subjects, terms, strict=True):
            self.state.group, self.state.base, self.state.took_level = [subject], base, False
            for rule in (self._share, self._change, self._level):
                reading = rule(replace(term, unit=unit), one_lead)
                if reading is not None:
                    yield from (replace(r, rule=f"list_{r.rule}") for r in reading)
                    break
        self.state.group, self.state.anchor = kept_group, kept_anchor
        if self.state.valued[-len(subjects) :] == list(subjects):
            self.state.valued = list(subjects)

    def _terms(self, first: Number) -> list[Number]:
        terms = [first]
        for number in self.tokens.numbers:
            if number.start > terms[-1].start and re.fullmatch(
                words.AND, self.tokens.text[terms[-1].unit_end : number.start]
            ):
                terms.append(number)
        return terms

    # --- making a reading -------------------------------------------------------------------------------------------

    def _subject_entry(self) -> IndicatorEntry | None:
        return self.state.subject.known if self.state.subject else None

    def _reading(
        self, entry: IndicatorEntry, measure: Measure, number: Number, value: Decimal, rule: str
    ) -> list[Reading]:
        """A reading, when its period is known and is of the sort its measure needs."""
        period = self.state.period
        if (
            not self.state.area
            or period is None
            or (period.accumulation.startswith("P")) is not (measure is Measure.AVG_GROWTH)
        ):
            return []
        unit = "个百分点" if number.unit == "百分点" else number.unit
        return [
            Reading(
                entry,
                measure,
                value,
                unit,
                number.start,
                number.end,
                rule,
                period,
                self.state.area,
                number.bound,
                number.qualifier,
            )
        ]
