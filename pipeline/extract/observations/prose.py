"""Reads sentences from left to right: carries subject, period and area, and hands each figure to the rules.

A number is taken only when everything between it and its subject is known to be harmless; anything else between
them may be another subject, and a figure given to the wrong subject is worse than one missed.
"""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations import naming
from pipeline.extract.observations.lexer import ELSEWHERE, Tokens
from pipeline.extract.observations.lists import Lists
from pipeline.extract.observations.names import Mention
from pipeline.extract.observations.reading import Reading, Unknown
from pipeline.extract.observations.state import Lead, State, between
from pipeline.text.areas import AreaMention
from pipeline.text.numbers import Number
from pipeline.text.periods import Period, PeriodMention
from schemas.areas import areas
from schemas.codelists import IndicatorKind
from schemas.dictionary import Dictionary

BRACKETS = re.compile(r"（[^（）]*）")
SHARE_BEFORE = re.compile(r"占(?:全[市省国区]|同期)?$")
NEAR = 60
FAR = 300
"""So far back a word of intent and the place 全区 means are looked for."""
OPENING = 4
"""A period so near the beginning of a sentence opens it."""
LONGEST_LEAD, TOO_FAR = 120, "…"
"""So far behind its subject no figure is taken to be its."""
FOLLOWING = 50
"""So many tokens on, the figure is looked for that a place may own."""
Token = Mention | Number | PeriodMention | AreaMention


class Prose(Lists):
    """Reads the sentences of one passage."""

    def __init__(
        self,
        tokens: Tokens,
        dictionary: Dictionary,
        area: str,
        period: Period | None,
        latest: date | None = None,
        *,
        looks_back: bool = False,
    ) -> None:
        self.tokens, self.dictionary, self.area, self.latest = tokens, dictionary, area, latest
        self.looks_back, self.expected = looks_back, False
        self.state, self.lasting, self.past = State(area, period), period, period
        self.unsure_area = False
        self.done: set[int] = set()
        everything: list[Token] = [*tokens.mentions, *tokens.numbers, *tokens.periods, *tokens.areas]
        self.everything = sorted(everything, key=lambda t: t.start)

    def readings(self) -> Iterator[Reading | Unknown]:
        """Every figure the rules are sure of, in reading order."""
        place = 0
        for match in words.SENTENCE.finditer(self.tokens.text):
            first = place
            while place < len(self.everything) and self.everything[place].start < match.end():
                place += 1
            if place > first:
                yield from self._sentence(match.start(), self.everything[first:place])

    def _sentence(self, start: int, inside: list[Token]) -> Iterator[Reading | Unknown]:
        goes_on = words.OF_WHICH.match(self.tokens.text, start)
        switched = self.state.area != self.area
        self.unsure_area = (self.unsure_area or switched) and not goes_on
        same = len(self.state.named) == 1 and words.SAME_SUBJECT.match(self.tokens.text, start)
        group, named = (self.state.group, self.state.named) if same else ([], set())
        area = self.state.area if goes_on or same else self.area
        base = self.state.last_base if self.tokens.text[start - 1 : start] == "；" else None
        self.state = State(area, self.lasting, group, named, last_base=base, anchor=start)
        self.start = start
        self.said: list[PeriodMention] = []
        self.resumed: Period | None = None
        told = False
        for place, token in enumerate(inside):
            if isinstance(token, Mention):
                self._mention(token)
            elif isinstance(token, PeriodMention):
                if not token.compared:
                    self._period(token)
            elif isinstance(token, AreaMention):
                if token.subject and self._owns(token, inside[place + 1 : place + FOLLOWING]):
                    self._place(token)
            elif token.start not in self.done:
                for found in self._number(token):
                    told = True
                    yield found
                if self.resumed:
                    self.state.period, self.state.new_period, self.resumed = self.resumed, True, None
        self._lasts(start, told=told)

    def _period(self, token: PeriodMention) -> None:
        """The period of what follows; `_lasts` says which of a sentence's periods holds beyond it."""
        self.state.period, self.state.new_period = token.period, True
        if token.origin:
            self.resumed = self.resumed or self.lasting
            return
        self.resumed = None
        period, lasting = token.period, self.lasting
        within = lasting is not None and (lasting.accumulation, lasting.end) == ("YTD", period.end)
        if not token.passing and not (within and period.accumulation == "CUR"):
            self.said.append(token)

    def _lasts(self, start: int, *, told: bool) -> None:
        """The one that ends last, the longer of two: 前三季度 and not 上半年; the years of a plan only alone.

        One in passing, not at the opening of a sentence that told no figure, does not last: 项目3月投产.
        """
        opens = any(m.start - start <= OPENING for m in self.said)
        if self.said and (told or opens):
            periods = [m.period for m in self.said]
            single = [p for p in periods if not p.accumulation.startswith("P")] or periods
            self.lasting = max(single, key=lambda p: (p.end, -p.start.toordinal()))
            if self.latest is None or self.lasting.end <= self.latest:
                self.past = self.lasting

    def _place(self, token: AreaMention) -> None:
        """The area spoken of; several in a row, 蓬江、江海、新会, are kept as a list."""
        places = self.state.places
        joins = places and re.fullmatch(words.AND, self.tokens.text[places[-1].end : token.start])
        self.state.places = [*places, token] if joins else [token]
        self.unsure_area = False
        self.state.area = "" if token.code == ELSEWHERE else token.code or self._named_before(token)

    def _named_before(self, token: AreaMention) -> str:
        """全区 in a city's document is the county named last, 全省 in a national one the province; else unknown."""
        named = [a.code for a in between(self.tokens.areas, token.start - FAR, token.start) if a.code in areas()]
        level = "province" if self.tokens.text.startswith("全省", token.start) else "county"
        return next((c for c in reversed(named) if areas()[c].level == level), "")

    def _owns(self, place: AreaMention, following: list[Token]) -> bool:
        """Whether the next figure is the place's: 江海区研发经费投入强度5.2%, and 台山、开平增长6% after a subject.

        A place in passing owns none: 排名全国第53位. One we do not follow owns what stands in its own clause.
        """
        text = self.tokens.text
        if self._beside_a_yardstick(place):
            return False
        first = next((t for t in following if isinstance(t, Mention | Number)), None)
        if isinstance(first, Mention):
            ranked = first.known is not None and first.known.kind is IndicatorKind.RANK
            return place.code != ELSEWHERE or not (ranked or re.search("[，：；]", text[place.end : first.start]))
        if first is None or not self.state.group or text.startswith("（", place.end):
            return False
        joins = self.state.places and self.state.places[-1].end == place.start - 1
        if not joins and not words.BEFORE_PLACE.search(text, max(0, place.start - 2), place.start):
            return False
        last = max([place.end, *(t.end for t in following if isinstance(t, AreaMention) and t.start < first.start)])
        lead = text[last : first.start].removesuffix(first.qualifier or "")
        owns = bool(words.GROWTH_LEAD.match(lead) or words.LEVEL_WORDS.match(lead))
        self.state.anchor = place.end if owns else self.state.anchor
        return owns

    def _beside_a_yardstick(self, place: AreaMention) -> bool:
        """全省 in 高于全国、全省: what joins an area compared with is compared with too."""
        joined = (a for a in between(self.tokens.areas, place.start - 12, place.start) if a.end == place.start - 1)
        return any(not a.subject for a in joined) and bool(words.AND.match(self.tokens.text, place.start - 1))

    def _mention(self, mention: Mention) -> None:
        """A name after 占 is the whole of a share, after 拉动 that of a contribution; after 、 it joins a list."""
        state, text = self.state, self.tokens.text
        if state.group and words.WHOLE_BEFORE.search(text, max(self.start, mention.start - 6), mention.start):
            state.whole = mention.known
            return
        state.named.add(mention.known)
        between = text[state.anchor : mention.start]
        if state.group and SHARE_BEFORE.search(text, max(self.start, mention.start - 4), mention.start):
            state.base = mention.known
        elif state.group and (mention.start == state.group[-1].start or self._joins(between)):
            state.group.append(mention)
        else:
            state.group, state.base, state.share, state.took_level = [mention], None, None, False
            state.strange, state.stray, state.from_start, state.higher = False, False, False, None
            state.whole, state.grown, state.listed = None, None, 0
        state.anchor = mention.end
        state.new_period = False

    def _joins(self, between: str) -> bool:
        """Whether a name goes on a list: only a list mark, and no figure, since the last name."""
        return self.state.anchor == self.state.group[-1].end and bool(re.fullmatch(words.AND, between))

    def _number(self, number: Number) -> Iterator[Reading | Unknown]:
        if number.unit in words.DATES:
            return
        lead = self._lead(number)
        anchor = self.state.anchor
        found = list(self._read(number, lead))
        yield from found
        after = max(self.state.anchor, number.unit_end)
        aside = self.in_brackets(number) and (not found or found[0].aside)
        self.state.anchor = anchor if aside and self.state.anchor == anchor else after

    def _read(self, number: Number, lead: Lead) -> Iterator[Reading | Unknown]:
        text = self.tokens.text
        before = max(text.rfind("。", 0, number.start), 0, number.start - FAR)
        expected = words.EXPECTED.search(text, before, number.start)
        self.expected = expected is not None
        if expected and not self.looks_back:
            return
        if words.PLANNED.search(text, before, number.start) or words.PLANNED_AFTER.match(text, number.unit_end):
            return
        subject = self.state.subject
        if words.THREE_SHARES.search(text, max(self.start, number.start - NEAR), number.start):
            yield from self.sectors(number)
        elif subject is None:
            yield from self._structure(number, lead) or []
        elif text[number.start - 1] == "（" and (found := self._bracketed(number, lead)) is not None:
            yield from found
        elif words.RESPECTIVELY.search(lead.text) or self._is_list(number) or self._shared_out(subject):
            yield from self._list(number, lead)
        elif len(self.state.places) > 1:
            return
        elif subject.known is None and self.state.share is None and self._of_unknown(number, lead):
            name = text[max(self.start, subject.start) : subject.end]
            if not naming.NOT_STATISTICAL.search(name):
                yield Unknown(name, number)
        else:
            yield from self.one(number, lead) or []

    @staticmethod
    def _of_unknown(number: Number, lead: Lead) -> bool:
        """Whether a figure is the level or the growth of a subject the dictionary lacks."""
        return bool(number.unit and (words.LEVEL_WORDS.match(lead.text) or words.GROWTH_LEAD.match(lead.text)))

    def _lead(self, number: Number) -> Lead:
        """What stands between the last subject or figure and this number."""
        text, anchor = self.tokens.text, self.state.anchor
        if number.start - anchor > LONGEST_LEAD:
            return Lead(TOO_FAR, TOO_FAR, (), ())
        places = between(self.tokens.areas, anchor, number.start)
        periods = between(self.tokens.periods, anchor, number.start)
        compared = tuple(p.period for p in periods if p.compared)
        marks = {a.start: (a.end, words.AREA_MARK) for a in places}
        marks |= {p.start: (p.end, words.PERIOD_MARK if p.compared else "") for p in periods}
        marked, position = [], anchor
        for start in sorted(marks):
            if start >= position:
                marked += [text[position:start], marks[start][1]]
                position = marks[start][0]
        whole = BRACKETS.sub("", "".join(marked) + text[position : number.start])
        whole = whole.removesuffix(number.qualifier or "")
        bare = whole.replace(words.AREA_MARK, "").replace(words.PERIOD_MARK, "")
        return Lead(bare, whole, tuple(a.code for a in places), compared)
