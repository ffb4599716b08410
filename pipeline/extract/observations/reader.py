"""From a parsed document to observation records: what the document is about, then its passages in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations.grid import Table
from pipeline.extract.observations.lexer import When, lex
from pipeline.extract.observations.names import Names, names_of
from pipeline.extract.observations.passage import PassageText, RowText
from pipeline.extract.observations.prose import Prose
from pipeline.extract.observations.reading import Reading, Unknown
from pipeline.records import DocumentContext, ObservationRecord, ParsedText, Passage, UnmappedRecord
from pipeline.text.normalise import Normal, normalise
from pipeline.text.periods import Period, at_end, find_periods, year, year_in
from schemas.codelists import Doubt, IndicatorKind, Nature, Tier
from schemas.dictionary import Dictionary

CAPTION_LENGTH = 60
ESTIMATE = timedelta(days=45)
"""How far an estimated day of publication may be off."""
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
    for part in _parts(parsed.passages):
        if part.rows:
            reader.table(part.rows, part.caption)
        else:
            for passage in part.passages:
                reader.prose(passage)
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
        issued = context.issued
        self.looks_back = LOOKS_BACK.search(title) is not None
        report_day = date(titled, 1, 31) if titled and self.looks_back else None
        around = titled or (issued.year if issued else None)
        self.when = When(around, issued or report_day, around)
        self.period = self._titled_period(title, titled)
        self.carried: Period | None = None
        self.stage = words.stage_of(title)

    def _titled_period(self, title: str, titled: int | None) -> Period | None:
        """The period a title names; a lone month tells nothing, for its figures are often cumulated from January."""
        if titled is None and self.looks_back and self.when.now:
            return year(self.when.now - 1)
        if titled is None:
            mentions = find_periods(title, self.when.around, self.when.latest, self.when.now)
            return mentions[-1].period if mentions and mentions[-1].period.freq != "A" else None
        if self.looks_back:
            return year(titled - 1)
        mentions = find_periods(title, titled)
        period = mentions[-1].period if mentions else None
        return None if period and period.freq == "M" and period.accumulation == "CUR" else period

    def prose(self, passage: Passage) -> None:
        """Sentences of one passage."""
        if passage.kind == "title":
            return
        said = PassageText(passage, normalise(passage.text))
        tokens = lex(said.normal.text, self.names, self.area, self.when)
        period, latest = self.period or self.carried, self.when.latest
        prose = Prose(tokens, self.dictionary, self.area, period, latest, looks_back=self.looks_back)
        found = list(prose.readings())
        readings = [r for r in found if isinstance(r, Reading) and self._past(r)]
        self.records += [self._record(said, r) for r in readings]
        self.unmapped += [_unmapped(said, u) for u in found if isinstance(u, Unknown)]
        if self.period is None and tokens.periods and readings:
            self.when = replace(self.when, around=tokens.periods[0].period.end.year)
        if self.period is None:
            self.carried = prose.past

    def _past(self, reading: Reading) -> bool:
        """Whether the period was over when the text appeared; a figure of a later one is an intention."""
        day, period = self.when.latest, reading.period
        margin = ESTIMATE if self.context.issued_estimated else timedelta(0)
        if day is None or period.accumulation.startswith("P"):
            return True
        entry = reading.indicator
        running = entry.kind is IndicatorKind.RANK or (entry.nature is Nature.STOCK and period.freq == "M")
        return (period.start if running else period.end) <= day + margin

    def table(self, rows: Sequence[Passage], caption: str) -> None:
        """One table; `caption` is the line above it and lines that fill a whole row of it."""
        header = " ".join([caption, *(r.text for r in rows if r.header)])
        mentions = find_periods(normalise(header).text, self.when.around, self.when.latest, self.when.now)
        period = mentions[0].period if mentions else self.period
        found = Table(rows, caption, self.names, self.area, period).readings()
        for row, cells in groupby(found, key=lambda c: c.passage):
            said = RowText(row, Normal(row.text, range(len(row.text))))
            for reading in (c.reading for c in cells):
                if isinstance(reading, Unknown):
                    self.unmapped.append(_unmapped(said, reading))
                else:
                    self.records.append(self._record(said, reading))

    def _record(self, said: PassageText, reading: Reading) -> ObservationRecord:
        passage = said.passage
        start, end = said.normal.span(reading.start, reading.end)
        period = at_end(reading.period) if reading.indicator.nature is Nature.STOCK else reading.period
        doubt = self._doubt(said, reading)
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
            quote=said.quote(reading.start),
            passage=passage.ordinal,
            rule=reading.rule,
            tier=Tier.REVIEW if doubt else Tier.PUBLISHED,
            doubt=str(doubt) if doubt else None,
            bound=reading.bound,
            qualifier=reading.qualifier,
            reference=reading.reference,
            compilation_stage=reading.stage or said.stage or self.stage or "unknown",
        )

    def _doubt(self, said: PassageText, reading: Reading) -> Doubt | None:
        """Why a figure is to be looked at by a person, if it is."""
        doubts = {
            Doubt.LOST: said.lost,
            Doubt.DAY: self.context.issued_estimated,
            Doubt.PERIOD: self.period is None and reading.period is self.carried,
            Doubt.AREA: reading.unsure,
        }
        return next((doubt for doubt, holds in doubts.items() if holds), None)


@dataclass(frozen=True)
class _Part:
    """A run of passages read together: prose, or the rows of one table with its caption."""

    passages: tuple[Passage, ...]
    rows: tuple[Passage, ...] = ()
    caption: str = ""


def _parts(passages: Sequence[Passage]) -> Iterator[_Part]:
    before = ""
    for table, group in groupby(passages, key=lambda p: p.table):
        members = tuple(group)
        if table is None:
            yield _Part(members)
            before = members[-1].text
        else:
            caption = [before] if len(before) <= CAPTION_LENGTH else []
            caption += [p.text for p in members if p.kind != "table_row"]
            yield _Part(members, tuple(p for p in members if p.kind == "table_row"), " ".join(caption))


def _unmapped(said: PassageText, unknown: Unknown) -> UnmappedRecord:
    """A figure of an indicator the dictionary lacks, with its own words."""
    passage = said.passage
    start, end = said.normal.span(unknown.number.start, unknown.number.end)
    return UnmappedRecord(
        unknown.words,
        passage.text[start:end],
        unknown.number.unit,
        passage.char_start + start,
        passage.char_start + end,
        passage.ordinal,
    )


def _unique(records: list[ObservationRecord]) -> list[ObservationRecord]:
    """A figure repeated with the same value is one record: a photo caption often repeats the lead.

    Equal gaps to two areas are two figures: 比全国、全省分别高0.3个、0.3个百分点.

    A total of the first three quarters is often called 第三季度 too: what is said of that quarter is of the total then.
    """
    totals = {_figure(r): r for r in records if r.accumulation == "YTD"}
    named = {_place(r) for r in records if r.freq == "Q" and _figure(r) in totals}
    meant = {_place(t): t for t in totals.values()}
    records = [_as_total(r, meant) if r.freq == "Q" and _place(r) in named else r for r in records]
    seen: set[tuple[object, ...]] = set()
    kept = []
    for record in records:
        key = (
            record.indicator_id,
            record.ref_area,
            record.measure,
            record.accumulation,
            record.time_period,
            record.reference,
            record.value,
        )
        if key not in seen:
            seen.add(key)
            kept.append(record)
    return kept


def _place(r: ObservationRecord) -> tuple[str, str, date]:
    return r.indicator_id, r.ref_area, r.period_end


def _as_total(r: ObservationRecord, totals: dict[tuple[str, str, date], ObservationRecord]) -> ObservationRecord:
    total = totals[_place(r)]
    return replace(
        r,
        freq=total.freq,
        accumulation=total.accumulation,
        time_period=total.time_period,
        period_start=total.period_start,
    )


def _figure(r: ObservationRecord) -> tuple[object, ...]:
    return r.indicator_id, r.ref_area, r.measure, r.period_end, r.value
