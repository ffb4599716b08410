"""Figures read against figures listed by hand: what was right, wrong and missed, per measure, tier and field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pipeline.evaluate.counts import Counts, Row
from pipeline.evaluate.gold import UNMAPPED, Figure, GoldDocument, gold_documents
from pipeline.extract.observations import extract_observations
from pipeline.own_pages import Asked, context_of, read_page
from pipeline.records import ObservationRecord, ParsedText, UnmappedRecord
from pipeline.settings import Settings
from pipeline.text.periods import written
from schemas.dictionary import dictionary
from schemas.units import UNITS

Key = tuple[str, str, str, str, Decimal, str]
Place = tuple[int, int]
T = TypeVar("T")
FIELDS = ("ref_area", "indicator_id", "period", "measure", "value", "unit", "bound", "reference")
SENTENCE_ENDS = "。；！？\n"


@dataclass(frozen=True)
class Miss:
    """One figure `wrong` (read, but not so) or `missed`, with its sentence."""

    document: str
    what: str
    figure: str
    sentence: str


@dataclass(frozen=True)
class Outcome:
    """One gold document beside what was read of it."""

    document: GoldDocument
    text: str
    listed: list[Figure]
    read: list[ObservationRecord]
    unmapped: list[UnmappedRecord]


def outcomes(folder: Path, settings: Settings) -> Iterator[Outcome]:
    """Every gold document, read as `duixian extract` reads it."""
    for document in gold_documents(folder):
        parsed: ParsedText = read_page(str(document.path), settings)
        context = context_of(str(document.path), parsed, Asked())
        read, unmapped = extract_observations(context, parsed, dictionary())
        yield Outcome(document, parsed.text, document.figures(parsed), read, unmapped)


def rows(found: Iterable[Outcome]) -> Iterator[Row]:
    """Counts of a half: all figures, then by measure, by tier, by field, and the unmapped ones."""
    found = list(found)
    pairs = [(_wanted(o), _got(o), o) for o in found]
    yield Row("all", "", _counts((set(w), set(g)) for w, g, _ in pairs))
    for measure in sorted({k[3] for w, g, _ in pairs for k in (*w, *g)}):
        yield Row("measure", measure, _counts((_of(w, measure), _of(g, measure)) for w, g, _ in pairs))
    for tier in sorted({r.tier for o in found for r in o.read}):
        yield Row("tier", tier, _tier(pairs, tier))
    for field in FIELDS:
        yield Row("field", field, _field(found, field))
    ends = [({f.end for f in _unmapped(o)}, {u.char_end for u in o.unmapped}) for o in found]
    yield Row("unmapped", "", _counts(ends))


def misses(found: Iterable[Outcome]) -> Iterator[Miss]:
    """Each figure that was missed or read wrongly."""
    for o in found:
        wanted, got = _wanted(o), _got(o)
        for what, keys, places in (("missed", wanted.keys() - got.keys(), wanted), ("wrong", got.keys() - wanted, got)):
            for place, key in sorted((places[key], key) for key in keys):
                yield Miss(o.document.name, what, " ".join(map(str, key)), _sentence(o.text, *place))
        listed, kept = {f.end: f.start for f in _unmapped(o)}, {u.char_end: u.char_start for u in o.unmapped}
        for what, ends in (("missed unmapped", listed.keys() - kept), ("wrong unmapped", kept.keys() - listed)):
            for end in sorted(ends):
                start = (listed | kept)[end]
                yield Miss(o.document.name, what, o.text[start:end], _sentence(o.text, start, end))


def _unmapped(o: Outcome) -> list[Figure]:
    return [f for f in o.listed if f.indicator_id == UNMAPPED]


def _wanted(o: Outcome) -> dict[Key, Place]:
    mapped = [f for f in o.listed if f.indicator_id != UNMAPPED]
    return {_key(f.ref_area, f.indicator_id, f.period, f.measure, f.value, f.unit): (f.start, f.end) for f in mapped}


def _got(o: Outcome) -> dict[Key, Place]:
    return {_read_key(r): (r.char_start, r.char_end) for r in o.read}


def _read_key(r: ObservationRecord) -> Key:
    return _key(r.ref_area, r.indicator_id, written(r.time_period, r.accumulation), r.measure, r.value, r.unit_text)


def _key(area: str, indicator: str, when: str, measure: str, value: Decimal, unit: str) -> Key:
    """8成 and 80% are the same figure, 1.41万亿元 and 14100亿元 too."""
    known = UNITS[unit]
    return area, indicator, when, measure, value.scaleb(known.mult).normalize(), known.measure


def _of(keys: Iterable[Key], measure: str) -> set[Key]:
    return {k for k in keys if k[3] == measure}


def _counts(pairs: Iterable[tuple[set[T], set[T]]]) -> Counts:
    right = wrong = missed = 0
    for wanted, got in pairs:
        right, wrong, missed = right + len(wanted & got), wrong + len(got - wanted), missed + len(wanted - got)
    return Counts(right, wrong, missed)


def _tier(pairs: list[tuple[dict[Key, Place], dict[Key, Place], Outcome]], tier: str) -> Counts:
    """A tier's figures that are right and wrong; what a tier missed cannot be told."""
    judged = [_read_key(r) in wanted for wanted, _, o in pairs for r in o.read if r.tier == tier]
    return Counts(sum(judged), len(judged) - sum(judged), 0)


def _field(found: list[Outcome], field: str) -> Counts:
    """One field of the figures read at a listed place; those listed but not read at all count as missed."""
    right = wrong = missed = 0
    for o in found:
        at = {(r.char_start, r.char_end): r for r in o.read}
        for figure in o.listed:
            if figure.indicator_id == UNMAPPED:
                continue
            record = next((r for (s, e), r in at.items() if s < figure.end and figure.start < e), None)
            if record is None:
                missed += 1
            elif _same(figure, record, field):
                right += 1
            else:
                wrong += 1
    return Counts(right, wrong, missed)


def _same(figure: Figure, record: ObservationRecord, field: str) -> bool:
    if field == "period":
        return figure.period == written(record.time_period, record.accumulation)
    if field == "unit":
        return UNITS[figure.unit].measure == UNITS[record.unit_text].measure
    if field == "value":
        return figure.value == record.value
    return bool((getattr(figure, field) or "") == (getattr(record, field) or ""))


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(mark, 0, start) for mark in SENTENCE_ENDS) + 1
    ends = [p for mark in SENTENCE_ENDS if (p := text.find(mark, end)) >= 0]
    return f"{text[first:start]}⟦{text[start:end]}⟧{text[end : min(ends, default=len(text))]}"
