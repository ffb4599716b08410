"""One numeric target: its points chosen from the figures, judged, and written down with its whole trace."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.assess import wording
from pipeline.assess.judge import (
    INDICATIVE,
    Card,
    Judgement,
    classify,
    is_stale,
    judge,
    not_assessed,
    verdict,
)
from pipeline.assess.pace import Pace
from pipeline.choice import Figures
from pipeline.figures import series_key, series_unit
from pipeline.register import Card as RegisterCard
from schemas.areas import areas
from schemas.codelists import PROVISIONAL, CompilationStage, NotAssessedReason, Robustness
from schemas.commitments import Assessment, Target
from schemas.dictionary import Dictionary, IndicatorEntry
from schemas.statistics import Observation

RATIO_DECIMALS = Decimal("0.0001")
PACE_UNITS = {
    "level": ("%", "%"),
    "share": ("个百分点", "points"),
    "relative": ("（比值）", "in the ratio"),
    "rank": ("位", "places"),
    "count": ("个", "items"),
}


@dataclass(frozen=True)
class Reading:
    """The points of one target: chosen figures by year, and for a relative target those of the reference area."""

    entry: IndicatorEntry
    own: Mapping[str, Observation]
    reference: Mapping[str, Observation] | None

    @property
    def points(self) -> dict[int, Decimal]:
        """Year → value judged: the figure itself, or its quotient by the reference of the same year."""
        if self.reference is None:
            return {int(p): o.obs_value for p, o in self.own.items()}
        both = sorted(self.own.keys() & self.reference.keys())
        quotients = {p: self.own[p].obs_value / self.reference[p].obs_value for p in both}
        return {int(p): q.quantize(RATIO_DECIMALS) for p, q in quotients.items()}


def assess_numeric(
    target: Target, registered: RegisterCard, figures: Figures, known: Dictionary, assessment_id: str
) -> Assessment:
    """The assessment of a target with a measure."""
    reading = _read(target, figures, known)
    card = _card(target, registered, reading.entry)
    found = _judged(reading, card, figures)
    latest = str(found.latest) if found.latest else None
    points, own = reading.points, reading.own
    value = points.get(found.latest or 0)
    base = points.get(found.baseline or 0)
    pace = found.pace
    sentences = _sentences(target, reading, card, found, figures.as_of)
    return Assessment(
        assessment_id=assessment_id,
        commitment_id=target.commitment_id,
        target_id=target.target_id,
        as_of=figures.as_of,
        progress_status=found.status,
        reason=found.reason,
        fulfilment_status=verdict(card, found, figures.as_of, points),
        robustness=found.robustness,
        provisional=bool(latest) and _provisional(own.get(latest or ""), figures.as_of),
        indicative=card.method in INDICATIVE,
        baseline_value=base,
        baseline_period=str(found.baseline) if base is not None else None,
        latest_value=value,
        latest_period=latest if value is not None else None,
        path_value=_stored(pace, "path"),
        pace=_stored(pace, "pace"),
        pace_required=_stored(pace, "required"),
        pace_remaining=_stored(pace, "remaining"),
        pace_unit=f"{PACE_UNITS[card.method][1]} a year" if pace else None,
        pace_ratio=_stored(pace, "ratio"),
        way_covered=_stored(pace, "way"),
        sentence_zh=sentences.zh,
        sentence_en=sentences.en,
        rule=f"{card.method}/1",
        inputs=_inputs(reading, found),
        trace=_trace(target, registered, reading, card, found, figures),
    )


def _read(target: Target, figures: Figures, known: Dictionary) -> Reading:
    entry = known.by_id[target.indicator_id or ""]
    own = figures.points(target.series_key) if target.series_key else {}
    if target.method != "relative":
        return Reading(entry, own, None)
    reference = figures.points(target.reference_series_key) if target.reference_series_key else {}
    return Reading(entry, own, reference)


def _card(target: Target, registered: RegisterCard, entry: IndicatorEntry) -> Card:
    assert target.comparator is not None
    return Card(
        method=target.method,
        comparator=target.comparator,
        target=Decimal(1) if target.method == "relative" else target.target_value or Decimal(0),
        baseline=int(target.baseline_period or registered.baseline_period or 0),
        end=target.deadline or registered.deadline,
        lag_months=entry.lag_months,
        margin=registered.margin,
    )


def _judged(reading: Reading, card: Card, figures: Figures) -> Judgement:
    """The class; a relative target is first asked for a recent figure of its own area, then for the reference."""
    years = [int(p) for p in reading.own]
    if reading.reference is not None and years:
        if is_stale(max(years), card, figures.as_of):
            return not_assessed(NotAssessedReason.NO_RECENT_DATA, latest=max(years))
        if not reading.points:
            return not_assessed(NotAssessedReason.REFERENCE_MISSING, latest=max(years))
    found = judge(reading.points, card, figures.as_of)
    return _unless_conflicting(reading, card, found, figures)


def _unless_conflicting(reading: Reading, card: Card, found: Judgement, figures: Figures) -> Judgement:
    """No class when another source, not merely an older vintage, would give another one."""
    if found.reason or found.latest is None or reading.reference is not None:
        return found
    chosen = reading.own[str(found.latest)]
    rivals = [o for o in figures.others(chosen) if not _superseded(o, chosen, figures)]
    for rival in rivals:
        other = classify({**reading.points, found.latest: rival.obs_value}, card, figures.as_of)
        if other.status != found.status:
            return replace(
                found,
                status=not_assessed(NotAssessedReason.CONFLICTING_SOURCES).status,
                reason=NotAssessedReason.CONFLICTING_SOURCES,
                robustness=Robustness.NOT_APPLICABLE,
            )
    return found


def _superseded(other: Observation, chosen: Observation, figures: Figures) -> bool:
    """An older or rougher version of the same statement, or a repetition at second hand of one at first hand."""
    second_hand = figures.first_hand(chosen) and not figures.first_hand(other)
    older = other.vintage < chosen.vintage and other.compilation_stage != chosen.compilation_stage
    rougher = other.obs_value == round(chosen.obs_value, other.decimals)
    return second_hand or older or rougher


def _provisional(latest: Observation | None, as_of: date) -> bool:
    """Preliminary by its own word, or unmarked and before the January in which final figures are due."""
    if latest is None:
        return False
    final_due = date(latest.period_end.year + 2, 1, 31)
    unmarked = latest.compilation_stage == CompilationStage.UNKNOWN
    return latest.compilation_stage in PROVISIONAL or (unmarked and as_of <= final_due)


def _sentences(target: Target, reading: Reading, card: Card, found: Judgement, as_of: date) -> wording.Sentences:
    entry = reading.entry
    area = areas()[target.ref_area]
    zh, en = f"{area.name_zh}{entry.name_zh}", f"{entry.name_en} of {area.name_en}"
    if not reading.own:
        return wording.no_figure(zh, en, as_of)
    relative = reading.reference is not None and found.latest in reading.points
    unit = "" if relative else series_unit(entry, entry.own_measure)
    zh, en = (f"{zh}与参照地区之比", f"{en} over that of the reference area") if relative else (zh, en)
    value = reading.points[found.latest or 0] if relative else reading.own[str(found.latest)].obs_value
    subject = wording.Subject(zh, en, unit, *PACE_UNITS[card.method])
    return wording.numeric(subject, card, found, value, as_of)


def _inputs(reading: Reading, found: Judgement) -> list[str]:
    """Observations of the two years the judgement rests on."""
    years = [str(y) for y in (found.baseline, found.latest) if y]
    sides = [reading.own, reading.reference or {}]
    return list(dict.fromkeys(side[y].observation_id for y in years for side in sides if y in side))


def _trace(
    target: Target, registered: RegisterCard, reading: Reading, card: Card, found: Judgement, figures: Figures
) -> dict[str, Any]:
    """Every number the rule saw, so that a reader can redo it by hand."""
    pace = found.pace
    chosen = reading.own.get(str(found.latest))
    return {
        "method": card.method,
        "comparator": card.comparator,
        "target": plain(card.target),
        "baseline_wanted": card.baseline,
        "deadline": card.end,
        "release_lag_months": card.lag_months,
        "points": {str(y): plain(v) for y, v in reading.points.items()},
        "own": {p: o.observation_id for p, o in reading.own.items()},
        "reference": {p: o.observation_id for p, o in (reading.reference or {}).items()},
        "pace": {k: plain(v) for k, v in vars(pace).items()} if pace else None,
        "gap_to_path": plain(reading.points[found.latest or 0] - pace.path) if pace else None,
        "kept": found.kept,
        "alternatives": [{"name": n, "ratio": plain(r), "class": s} for n, r, s in found.alternatives],
        "outlook_range": [plain(v) for v in found.outlook_range or ()],
        "other_values": [o.observation_id for o in figures.others(chosen)] if chosen else [],
        "part_year": _part_year(target, reading.entry, figures),
        "derived": _derived(target, figures),
        "not_the_measure": list(registered.related),
        "note": registered.note,
    }


def _part_year(target: Target, entry: IndicatorEntry, figures: Figures) -> list[str]:
    """Part-year figures, named for readers and never compared with a year."""
    start = series_key(entry.id, target.ref_area, entry.own_measure, "", "")[:-1]
    keys = sorted(k for k in figures.by_series if k.startswith(start) and ".A." not in k)
    return [o.observation_id for key in keys for o in figures.points(key).values()]


def _derived(target: Target, figures: Figures) -> list[str]:
    if not target.series_key:
        return []
    return [o.observation_id for o in figures.points(target.series_key, derived=True).values()]


def _stored(pace: Pace | None, name: str) -> Decimal | None:
    """One number of the pace, with the six decimals a column holds."""
    value: Decimal | None = getattr(pace, name) if pace else None
    return value.quantize(Decimal("0.000001")) if value is not None else None


def plain(value: Decimal | None) -> float | None:
    """A number JSON can hold, to six decimals."""
    return None if value is None else float(round(value, 6))
