"""Commitments ↔ series: rows of `target`, from the register's cards, written before the data are looked at."""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.figures import series_key
from pipeline.register import Card, Entry, Register
from schemas.codelists import CommitmentKind, DeadlineBasis
from schemas.commitments import Target
from schemas.dictionary import Dictionary

DIRECTION = "direction"


def target_rows(register: Register, known: Dictionary, series: Iterable[str]) -> list[Target]:
    """One target per card, one without value per directional commitment, in the order of the register."""
    existing = set(series)
    cards = {c.commitment_id: c for c in register.cards}
    return [
        row for entry in register.commitments for row in _targets(register, entry, cards.get(entry.id), known, existing)
    ]


def _targets(
    register: Register, entry: Entry, card: Card | None, known: Dictionary, existing: set[str]
) -> Iterator[Target]:
    if card:
        yield _carded(register, entry, card, known, existing)
    elif entry.kind == CommitmentKind.DIRECTIONAL:
        yield Target(
            target_id=f"{entry.id}/1",
            commitment_id=entry.id,
            indicator_name=entry.indicator,
            method=DIRECTION,
            comparator=entry.comparator,
            ref_area=register.ref_area,
            **_deadline(register, entry),
        )


def _carded(register: Register, entry: Entry, card: Card, known: Dictionary, existing: set[str]) -> Target:
    return Target(
        target_id=f"{entry.id}/1",
        commitment_id=entry.id,
        indicator_name=entry.indicator,
        indicator_id=card.indicator_id,
        method=card.method,
        comparator=entry.comparator,
        target_value=entry.value,
        unit=entry.unit,
        ref_area=register.ref_area,
        reference_area=card.reference_area,
        baseline_period=card.baseline_period,
        series_key=_key(card.indicator_id, register.ref_area, known, existing),
        reference_series_key=_key(card.indicator_id, card.reference_area, known, existing)
        if card.method == "relative"
        else None,
        not_measurable_reason=card.unmeasured_zh,
        note=card.note,
        **_deadline(register, entry),
    )


def _deadline(register: Register, entry: Entry) -> dict[str, Any]:
    """Stated for the clause, else the report's window."""
    stated = entry.deadline is not None
    return {
        "deadline": entry.deadline or register.window_end.year,
        "deadline_basis": DeadlineBasis.STATED if stated else DeadlineBasis.FRAME,
    }


def _key(indicator: str | None, area: str | None, known: Dictionary, existing: set[str]) -> str | None:
    """Annual series of the indicator's own measure, if anything was published in it."""
    if indicator is None or area is None:
        return None
    key = series_key(indicator, area, known.by_id[indicator].own_measure)
    return key if key in existing else None
