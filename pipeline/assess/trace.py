"""The trace of an assessment: every number the rule saw, so that a reader can redo it by hand or in SQL."""

from decimal import Decimal
from typing import Any

from pipeline.assess.judge import FORMULAS, Card, Judgement
from pipeline.assess.pace import Way
from pipeline.assess.precedent import Precedent
from pipeline.assess.reading import Reading, chain
from pipeline.choice import Figures, generation
from pipeline.figures import series_key
from pipeline.register.cards import Card as RegisterCard
from schemas.codelists import AssessmentMethod, NotAssessedReason
from schemas.commitments import Target
from schemas.statistics import Observation


def trace(
    target: Target,
    registered: RegisterCard,
    reading: Reading,
    card: Card,
    found: Judgement,
    figures: Figures,
    before: Precedent | None,
) -> dict[str, Any]:
    """Everything the rule used: the points with their observations, the thresholds' inputs, the alternatives."""
    chosen = reading.own.get(str(found.latest))
    return {
        "method": card.method,
        "comparator": card.comparator,
        "target": plain(card.target),
        "baseline_wanted": card.baseline,
        "deadline": card.end,
        "release_lag_months": card.lag_months,
        "margin": plain(card.margin),
        "points": {str(y): plain(v) for y, v in reading.points.items()},
        "own": {p: o.observation_id for p, o in reading.own.items()},
        "reference": {p: o.observation_id for p, o in (reading.reference or {}).items()},
        "generations": sorted({generation(o) for o in reading.own.values()}),
        "pace": {k: plain(v) for k, v in vars(found.pace).items()} if found.pace else None,
        "gap_to_path": plain(found.pace.latest - found.pace.path) if found.pace else None,
        "change_a_year": plain(found.change),
        "chain": [o.observation_id for o in links_of(reading, found, figures)],
        "kept": found.kept,
        "alternatives": [{"name": n, "ratio": plain(r), "class": s} for n, r, s in found.alternatives],
        "outlook_range": [plain(v) for v in found.outlook_range or ()],
        "precedent": _precedent(before),
        "other_values": [o.observation_id for o in figures.others(chosen)]
        if chosen and not chosen.derived_from
        else [],
        "part_year": [o.observation_id for o in _part_year(target, reading, figures)],
        "indicative": _indicative(target, reading, card, found, figures),
        "derived": _derived(target, figures),
        "rank": _rank(card, chosen),
        "members": dict.fromkeys(target.members),
        "not_the_measure": list(registered.related),
        "note": registered.note_zh,
    }


def links_of(reading: Reading, found: Judgement, figures: Figures) -> list[Observation]:
    """The growth rates a chained pace is made of; none otherwise."""
    if not found.chained or found.baseline is None or found.latest is None:
        return []
    return chain(reading, found.baseline, found.latest, figures) or []


def _precedent(before: Precedent | None) -> dict[str, Any] | None:
    if before is None:
        return None
    years = {str(y): plain(v) for y, v in before.years.items()}
    return {"needed": plain(before.needed), "years": years, "reached": list(before.reached)}


def _part_year(target: Target, reading: Reading, figures: Figures) -> list[Observation]:
    """Part-year figures, named for readers and never compared with a year."""
    start = series_key(reading.entry.id, target.ref_area, reading.measure, "", "")[:-1]
    keys = sorted(k for k in figures.by_series if k.startswith(start) and ".A." not in k)
    return [o for key in keys for o in figures.points(key).values()]


def _indicative(
    target: Target, reading: Reading, card: Card, found: Judgement, figures: Figures
) -> dict[str, Any] | None:
    """What the newest part of a year would give, where no annual figure is recent: shown, never a class."""
    parts = _part_year(target, reading, figures)
    shares = card.method == AssessmentMethod.SHARE and found.reason is NotAssessedReason.NO_RECENT_DATA
    base = max((y for y in reading.points if y <= card.baseline), default=None)
    if not (parts and shares and base is not None):
        return None
    newest = max(parts, key=lambda o: (o.period_end, o.observation_id))
    way = Way(reading.points[base], base, newest.obs_value, newest.period_end.year, card.target, card.end)
    if way.t <= base:
        return None
    ratios = {name: plain(formula(way).ratio) for name, formula in FORMULAS.items()}
    return {"period": newest.time_period, "observation": newest.observation_id, "ratios": ratios}


def _derived(target: Target, figures: Figures) -> list[str]:
    """Derived figures of the same series: an indication beside the published."""
    if not target.series_key:
        return []
    return [o.observation_id for o in figures.points(target.series_key, derived=True).values()]


def _rank(card: Card, chosen: Observation | None) -> dict[str, Any] | None:
    """Evaluation year, publication day and number of peers of a place; peers are null where nobody published them."""
    if card.method != AssessmentMethod.RANK or chosen is None:
        return None
    return {"evaluation_year": chosen.time_period, "published": chosen.vintage.isoformat(), "peers": None}


def plain(value: Decimal | None) -> float | None:
    """A number JSON can hold, to six decimals."""
    return None if value is None else float(round(value, 6))
