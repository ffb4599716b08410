"""The definition guard: what is defined differently is not combined or compared, and the reason is data.

工业增加值 and 制造业增加值, 产值 and 增加值, 规模以上 and all firms, a share of the city and a share of investment,
January to May and a year: each is refused by name (METHOD 4.7 to 4.9).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from itertools import combinations

from pipeline.choice import generation
from schemas.codelists import GuardReason, Measure, PriceBase
from schemas.dictionary import Dictionary, meaning
from schemas.statistics import Observation

OWN = "own"
RATES = {Measure.YOY, Measure.AVG_GROWTH, Measure.PP_CHANGE, Measure.CONTRIBUTION, Measure.GAP}
"""Measures that compare with their own past: no generation of levels is in them."""


@dataclass(frozen=True)
class Definition:
    """What a figure is, on every axis that must agree; an empty axis says nothing."""

    subject: str = ""
    quantity: str = ""
    scope: str = ""
    denominator: str = ""
    measure: str = ""
    price_base: str = ""
    area: str = ""
    part_year: str = ""
    period: str = ""
    generation: str = ""


def definition(series_key: str, known: Dictionary, figure: Observation | None = None) -> Definition:
    """The definition of a series; with a figure also its period and generation."""
    indicator, area, measure, freq, accumulation = series_key.split(".")[:5]
    entry = known.by_id[indicator]
    subject, quantity, scope = meaning(entry.name_zh)
    own = measure == entry.own_measure
    price = entry.price if own else entry.growth_price
    return Definition(
        subject=subject,
        quantity=quantity,
        scope=scope,
        denominator=entry.denominator or "",
        measure=OWN if own else measure,
        price_base="" if price == PriceBase.NONE else price,
        area=area,
        part_year=f"{freq}.{accumulation}",
        period=figure.time_period if figure else "",
        generation=generation(figure) if figure and measure not in RATES else "",
    )


def refuse(one: Definition, other: Definition, allowed: Collection[GuardReason] = ()) -> tuple[GuardReason, ...]:
    """Axes on which two definitions differ though both say something, without those a formula allows."""
    differing = [
        GuardReason(f.name)
        for f in fields(Definition)
        if getattr(one, f.name) and getattr(other, f.name) and getattr(one, f.name) != getattr(other, f.name)
    ]
    return tuple(reason for reason in differing if reason not in allowed)


def refuse_any(
    inputs: Iterable[Observation], known: Dictionary, allowed: Collection[GuardReason]
) -> tuple[GuardReason, ...]:
    """The same over every pair of inputs, each reason once."""
    described = [definition(o.series_key, known, o) for o in inputs]
    found = [reason for one, other in combinations(described, 2) for reason in refuse(one, other, allowed)]
    return tuple(dict.fromkeys(found))


COMPARABLE = {GuardReason.AREA, GuardReason.PERIOD}
"""Places and years are what comparisons are made of."""


def compare(one: str, other: str, known: Dictionary) -> tuple[GuardReason, ...]:
    """Why two series may not be set side by side; empty where they may."""
    return refuse(definition(one, known), definition(other, known), COMPARABLE)
