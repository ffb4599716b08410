"""Commitments ↔ series: rows of `target`, from the register's cards, written before the data are looked at."""

from collections.abc import Iterable
from typing import Any

from pipeline.errors import DuixianError
from pipeline.figures import series_key
from pipeline.register import Entry, Register
from pipeline.register.cards import Card
from schemas.codelists import AssessmentMethod, Comparator, DeadlineBasis, Measure, PriceBase
from schemas.commitments import Target
from schemas.dictionary import Dictionary

DIRECTIONS = {Comparator.INCREASE, Comparator.DECREASE}


def target_rows(register: Register, known: Dictionary, series: Iterable[str]) -> list[Target]:
    """One target per card, in the order of the register."""
    existing = sorted(set(series))
    entries = {e.id: e for e in register.commitments}
    order = {e.id: i for i, e in enumerate(register.commitments)}
    cards = sorted(register.cards, key=lambda c: order[c.commitment_id])
    return [_target(register, entries[c.commitment_id], c, known, existing) for c in cards]


def _target(register: Register, entry: Entry, card: Card, known: Dictionary, existing: list[str]) -> Target:
    relative = card.method is AssessmentMethod.RELATIVE
    return Target(
        target_id=f"{entry.id}/1",
        commitment_id=entry.id,
        indicator_name=entry.indicator,
        indicator_id=card.indicator_id,
        method=card.method,
        comparator=_comparator(entry, card),
        target_value=entry.value,
        unit=entry.unit,
        ref_area=register.ref_area,
        reference_area=card.reference_area,
        qualifier=card.qualifier,
        window_start=register.adopted,
        baseline_period=card.baseline_period,
        margin=card.margin if card.indicator_id else None,
        series_key=find_series(card, register.ref_area, known, existing),
        reference_series_key=find_series(card, card.reference_area, known, existing) if relative else None,
        unmeasured_zh=card.unmeasured.zh if card.unmeasured else None,
        unmeasured_en=card.unmeasured.en if card.unmeasured else None,
        note=card.note_zh,
        note_en=card.note_en,
        readings={r.id: r.model_dump(exclude={"id"}) for r in card.readings},
        members=list(card.members),
        sources=list(card.sources),
        author=card.author,
        written=card.written,
        reviewer=card.reviewer,
        **_measured(card, known),
        **_deadline(register, entry),
    )


def _comparator(entry: Entry, card: Card) -> str | None:
    """The clause's own; a direction is that of the measure: fuller employment is a falling rate of unemployment."""
    if card.method is not AssessmentMethod.DIRECTION:
        return entry.comparator
    wanted = card.wanted or entry.comparator
    if wanted not in DIRECTIONS:
        raise DuixianError(f"the card of {entry.id} must say `wanted: increase` or `wanted: decrease`")
    return wanted


def _measured(card: Card, known: Dictionary) -> dict[str, Any]:
    """measure and price basis of what is judged."""
    if card.indicator_id is None:
        return {}
    entry = known.by_id[card.indicator_id]
    measure = card.measure or entry.own_measure
    price = entry.price if measure == entry.own_measure else entry.growth_price
    return {"measure": measure, "price_base": PriceBase.CONSTANT if measure == Measure.REAL_INDEX else price}


def _deadline(register: Register, entry: Entry) -> dict[str, Any]:
    """Stated for the clause, else the report's window."""
    stated = entry.deadline is not None
    return {
        "deadline": entry.deadline or register.window_end.year,
        "deadline_basis": DeadlineBasis.STATED if stated else DeadlineBasis.FRAME,
    }


def find_series(card: Card, area: str | None, known: Dictionary, existing: list[str]) -> str | None:
    """Annual series of what the card measures, if any figure is in it; of chained ones that with the newest base."""
    if card.indicator_id is None or area is None:
        return None
    key = series_key(card.indicator_id, area, card.measure or known.by_id[card.indicator_id].own_measure)
    based = [k for k in existing if k.startswith(f"{key}.")] if card.measure is Measure.REAL_INDEX else []
    return max(based, default=None) if based else key if key in existing else None
