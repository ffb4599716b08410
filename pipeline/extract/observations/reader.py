"""From a parsed document to observation records: what the document is about, then its passages in order."""

import re
from itertools import groupby

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations.grid import table_readings
from pipeline.extract.observations.lexer import Names, Tokens, lex, names_of
from pipeline.extract.observations.prose import Prose
from pipeline.extract.observations.reading import Reading
from pipeline.records import DocumentContext, ObservationRecord, ParsedText, Passage, UnmappedRecord
from pipeline.text.normalise import Normal, normalise
from pipeline.text.periods import Period, at_end, find_periods, year, year_in
from schemas.codelists import Nature, Tier
from schemas.dictionary import Dictionary

LOOKS_BACK = re.compile(r"政府工作报告|工作要点|全会")
"""A report held early in a year tells of the year before."""


def extract_observations(
    context: DocumentContext, parsed: ParsedText, dictionary: Dictionary
) -> tuple[list[ObservationRecord], list[UnmappedRecord]]:
    """Every figure of the document with its span.

    `全年地区生产总值516.50亿元，比上年增长3.5%` gives a level and a growth.

    Needs `context.ref_area`; without one nothing can be said of whom the figures are about.
    """
    if context.ref_area is None:
        return [], []
    reader = _Reader(context, context.ref_area, dictionary)
    for table, group in groupby(parsed.passages, key=lambda p: p.table if p.kind == "table_row" else None):
        passages = list(group)
        if table is None:
            for passage in passages:
                reader.prose(passage)
        else:
            reader.table(passages)
    return _unique(reader.records), reader.unmapped


class _Reader:
    """Carries the year and period a document speaks of from passage to passage."""

    def __init__(self, context: DocumentContext, area: str, dictionary: Dictionary) -> None:
        self.context, self.area, self.dictionary = context, area, dictionary
        self.names: Names = names_of(dictionary)
        self.records: list[ObservationRecord] = []
        self.unmapped: list[UnmappedRecord] = []
        title = normalise(context.title).text
        titled = year_in(title)
        self.around = titled or (context.issued.year if context.issued else None)
        self.latest = None if titled else context.issued
        self.period = self._titled_period(title, titled)
        self.stage = _stage(title)

    def _titled_period(self, title: str, titled: int | None) -> Period | None:
        if titled is None:
            return None
        if LOOKS_BACK.search(title):
            return year(titled - 1)
        mentions = find_periods(title, titled)
        return mentions[-1].period if mentions else None

    def prose(self, passage: Passage) -> None:
        """Sentences of one passage."""
        normal = normalise(passage.text)
        if passage.kind == "title":
            return
        tokens = lex(normal.text, self.names, self.area, self.around, self.latest)
        prose = Prose(tokens, self.dictionary, self.area, self.period)
        readings = list(prose.readings())
        self.records += [self._record(passage, normal, r) for r in readings]
        self._note_unmapped(passage, normal, tokens, readings)
        if self.period is None and tokens.periods and readings:
            self.around = tokens.periods[0].period.end.year

    def table(self, rows: list[Passage]) -> None:
        """One table."""
        header = " ".join(r.text for r in rows if r.header)
        mentions = find_periods(normalise(header).text, self.around, self.latest)
        period = mentions[-1].period if mentions else self.period
        for cell in table_readings(rows, self.names, self.area, period):
            text = cell.passage.text
            identity = Normal(text, tuple(range(len(text))))
            self.records.append(self._record(cell.passage, identity, cell.reading, quote=(0, len(text))))

    def _record(
        self, passage: Passage, normal: Normal, reading: Reading, quote: tuple[int, int] | None = None
    ) -> ObservationRecord:
        start, end = normal.span(reading.start, reading.end)
        quoted = quote or _sentence(normal, reading.start)
        sentence = passage.text[quoted[0] : quoted[1]].strip()
        period = at_end(reading.period) if reading.indicator.nature is Nature.STOCK else reading.period
        return ObservationRecord(
            indicator_id=reading.indicator.id,
            ref_area=reading.area,
            measure=str(reading.measure),
            freq=period.freq,
            accumulation=period.accumulation,
            time_period=period.time_period,
            period_start=period.start,
            period_end=period.end,
            value=reading.value,
            value_text=passage.text[start:end],
            unit_text=reading.unit,
            char_start=passage.char_start + start,
            char_end=passage.char_start + end,
            quote=sentence,
            passage=passage.ordinal,
            rule=reading.rule,
            tier=Tier.REVIEW if words.LOST.search(passage.text) else Tier.PUBLISHED,
            bound=reading.bound,
            qualifier=reading.qualifier,
            compilation_stage=_stage(normalise(passage.text).text) or self.stage or "unknown",
        )

    def _note_unmapped(self, passage: Passage, normal: Normal, tokens: Tokens, readings: list[Reading]) -> None:
        """Figures behind a name that glued words make unknown: kept with their own words."""
        taken = {r.start for r in readings}
        unknown = [m for m in tokens.mentions if m.known is None]
        for mention in unknown:
            number = next((n for n in tokens.numbers if 0 <= n.start - mention.end <= 12 and n.unit), None)
            if number and number.start not in taken:
                start, end = normal.span(number.start, number.end)
                words_of = normal.text[max(0, mention.start - 6) : mention.end]
                self.unmapped.append(
                    UnmappedRecord(
                        words_of,
                        passage.text[start:end],
                        number.unit,
                        passage.char_start + start,
                        passage.char_start + end,
                        passage.ordinal,
                    )
                )


def _sentence(normal: Normal, position: int) -> tuple[int, int]:
    """Original span of the sentence around a normal position."""
    match = next(m for m in words.SENTENCE.finditer(normal.text) if m.start() <= position < m.end())
    return normal.span(*match.span())


def _stage(text: str) -> str | None:
    return next((stage for pattern, stage in words.STAGES if pattern.search(text)), None)


def _unique(records: list[ObservationRecord]) -> list[ObservationRecord]:
    """A figure repeated with the same value is one record: a photo caption often repeats the lead."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for record in records:
        key = (
            record.indicator_id,
            record.ref_area,
            record.measure,
            record.accumulation,
            record.time_period,
            record.value,
        )
        if key not in seen:
            seen.add(key)
            kept.append(record)
    return kept
