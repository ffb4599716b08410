"""One target with a measure: judged on its figures, and written down with everything the rule used."""

from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.assess import wording
from pipeline.assess.judge import INDICATIVE, Card, Judgement, final_verdict_day, verdict, verdict_day
from pipeline.assess.precedent import Precedent, precedent
from pipeline.assess.reading import Reading, card_of, guarded, judged, provisional, read
from pipeline.assess.rules import RULES_VERSION
from pipeline.assess.trace import links_of, trace
from pipeline.choice import Figures
from pipeline.figures import series_unit
from pipeline.register.cards import Card as RegisterCard
from schemas.areas import areas
from schemas.assessments import Assessment
from schemas.codelists import AssessmentMethod, Code, CompilationStage, NotAssessedReason, ProgressStatus
from schemas.commitments import Target
from schemas.dictionary import Dictionary
from schemas.statistics import Observation

PACE_UNITS = {
    AssessmentMethod.LEVEL: ("%", "%"),
    AssessmentMethod.SHARE: ("个百分点", "points"),
    AssessmentMethod.RELATIVE: ("（比值）", "in the ratio"),
    AssessmentMethod.RANK: ("位", "places"),
    AssessmentMethod.COUNT: ("个", "items"),
    AssessmentMethod.DIRECTION: ("%", "%"),
}
PLACES = Decimal("0.000001")


def assess_numeric(
    target: Target, registered: RegisterCard, figures: Figures, known: Dictionary, assessment_id: str
) -> Assessment:
    """The assessment of a target with a measure."""
    reading = read(target, figures, known)
    card = card_of(target, registered, reading.entry)
    found = judged(reading, card, figures, target, registered.readings, known)
    then = guarded(read(target, figures, known, first=True), card, figures)
    before = precedent(reading, card, found)
    latest = reading.own.get(str(found.latest))
    sentences = _sentences(target, reading, card, found, before, figures.as_of)
    return Assessment(
        assessment_id=assessment_id,
        commitment_id=target.commitment_id,
        target_id=target.target_id,
        as_of=figures.as_of,
        progress_status=found.status,
        clarity=found.clarity,
        reason=found.reason,
        fulfilment_status=verdict(card, found, figures.as_of, reading.points),
        robustness=found.robustness,
        provisional=provisional(latest, figures.as_of),
        indicative=card.method in INDICATIVE or found.chained,
        kept=found.kept,
        status_as_known=then.status,
        depends_on_revision=then.status != found.status,
        verdict_provisional_from=verdict_day(card),
        verdict_final_from=final_verdict_day(card),
        sentence_zh=sentences.zh,
        sentence_en=sentences.en,
        rule=f"{card.method}/{RULES_VERSION}",
        inputs=[o.observation_id for o in _inputs(reading, found, figures)],
        trace=trace(target, registered, reading, card, found, figures, before),
        **_values(reading, found),
        **_paces(card, found, before, reading.points.get(found.latest or 0)),
    )


def _values(reading: Reading, found: Judgement) -> dict[str, Any]:
    """Baseline and latest value with their years."""
    base, value = reading.points.get(found.baseline or 0), reading.points.get(found.latest or 0)
    return {
        "baseline_value": base,
        "baseline_period": str(found.baseline) if base is not None else None,
        "latest_value": value,
        "latest_period": str(found.latest) if value is not None else None,
    }


def _paces(card: Card, found: Judgement, before: Precedent | None, value: Decimal | None) -> dict[str, Any]:
    """Path, pace, outlook and precedent, as far as there is a pace.

    A duty to keep has its margin over the target instead, a mere direction a change a year only.
    """
    unit = f"{PACE_UNITS[AssessmentMethod(card.method)][1]} a year"
    if found.kept and value is not None:
        return {"path_value": card.target, "path_gap": _stored(value - card.target)}
    if found.pace is None:
        return {"pace": _stored(found.change), "pace_unit": unit} if found.change is not None else {}
    pace = found.pace
    low, high = found.outlook_range or (None, None)
    return {
        "path_value": _stored(pace.path),
        "path_gap": _stored(pace.latest - pace.path),
        "pace": _stored(pace.pace),
        "pace_required": _stored(pace.required),
        "pace_remaining": _stored(pace.remaining),
        "pace_unit": unit,
        "pace_ratio": _stored(pace.ratio),
        "way_covered": _stored(pace.way),
        "outlook_value": _stored(pace.outlook),
        "outlook_low": _stored(low),
        "outlook_high": _stored(high),
        "pace_reached": len(before.reached) if before else None,
        "pace_years": len(before.years) if before else None,
    }


def _sentences(
    target: Target, reading: Reading, card: Card, found: Judgement, before: Precedent | None, as_of: date
) -> wording.Sentences:
    zh, en = subject(target, reading)
    if not reading.own:
        return wording.no_figure(zh, en, as_of)
    relative = reading.reference is not None and found.latest in reading.points
    unit = "" if relative else series_unit(reading.entry, reading.measure)
    zh, en = (f"{zh}与参照地区之比", f"{en} over that of the reference area") if relative else (zh, en)
    chosen = reading.own.get(str(found.latest))
    value = reading.points[found.latest or 0] if relative else chosen.obs_value if chosen else Decimal(0)
    units = PACE_UNITS[AssessmentMethod(card.method)]
    base = reading.points.get(found.baseline or 0)
    named = wording.Subject(zh, en, unit, *units, stage=_stage(chosen, as_of), base=base)
    said = wording.numeric(named, card, found, value, as_of)
    underway = found.status is not ProgressStatus.ACHIEVED and found.reason is None
    return wording.with_precedent(said, named, before) if before and underway else said


def subject(target: Target, reading: Reading) -> tuple[str, str]:
    """What the figure is, zh and en: 江门市地区生产总值（可比价指数）."""
    area, entry = areas()[target.ref_area], reading.entry
    own = reading.measure == entry.own_measure
    suffix_zh, suffix_en = ("", "") if own else (f"（{reading.measure.zh}）", f" ({reading.measure.en})")
    return f"{area.name_zh}{entry.name_zh}{suffix_zh}", f"{entry.name_en} of {area.name_en}{suffix_en}"


def _stage(latest: Observation | None, as_of: date) -> Code | None:
    """初步 or 最终, as the figure's own words or its age say; nothing for one that is worked out."""
    if latest is None or latest.derived_from:
        return None
    stage = CompilationStage(latest.compilation_stage)
    if stage is not CompilationStage.UNKNOWN:
        return stage
    return CompilationStage.PRELIMINARY if provisional(latest, as_of) else None


def _inputs(reading: Reading, found: Judgement, figures: Figures) -> list[Observation]:
    """Figures of the two years the judgement rests on, of a direction also those between, the rates of a chain, and the
    figures that disagree where that is why nothing is rated.
    """
    if found.latest is None:
        return []
    first, last = str(found.baseline or found.latest), str(found.latest)
    between = found.change is not None
    wanted = [p for p in reading.own if p in (first, last) or (between and first <= p <= last)]
    sides = [reading.own, reading.reference or {}]
    used = [side[p] for p in wanted for side in sides if p in side] + links_of(reading, found, figures)
    if found.reason is NotAssessedReason.CONFLICTING_SOURCES:
        used += figures.others(reading.own[last])
    return list({o.observation_id: o for o in used}.values())


def _stored(value: Decimal | None) -> Decimal | None:
    """With the six decimals a column holds."""
    return value.quantize(PLACES) if value is not None else None
