"""What a target is judged on: its points, chosen from the published figures, and what stands in their way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import prod

from pipeline.assess.direction import judge_direction
from pipeline.assess.judge import (
    Card,
    Judgement,
    classify,
    is_stale,
    judge,
    not_assessed,
    rated,
    satisfied,
    with_alternatives,
)
from pipeline.assess.pace import HUNDRED, Way, grown, rate
from pipeline.choice import Figures, generation
from pipeline.figures import series_key
from pipeline.register.cards import Card as RegisterCard
from pipeline.register.cards import Reading as OtherReading
from schemas.areas import areas
from schemas.codelists import (
    PROVISIONAL,
    AssessmentMethod,
    CompilationStage,
    Measure,
    NotAssessedReason,
    ProgressStatus,
    Robustness,
)
from schemas.commitments import Target
from schemas.dictionary import Dictionary, IndicatorEntry
from schemas.statistics import Observation

RATIO_DECIMALS = Decimal("0.0001")


@dataclass(frozen=True)
class Reading:
    """The points of one target: chosen figures by year, and for a relative target those of the reference area."""

    entry: IndicatorEntry
    measure: Measure
    own: Mapping[str, Observation]
    reference: Mapping[str, Observation] | None = None

    @property
    def points(self) -> dict[int, Decimal]:
        """Year → value judged: the figure itself, or its quotient by the reference of the same year, above zero."""
        if self.reference is None:
            return {int(p): o.obs_value for p, o in self.own.items()}
        both = sorted(p for p in self.own.keys() & self.reference.keys() if self.reference[p].obs_value > 0)
        quotients = {p: self.own[p].obs_value / self.reference[p].obs_value for p in both}
        return {int(p): q.quantize(RATIO_DECIMALS) for p, q in quotients.items()}


def read(target: Target, figures: Figures, known: Dictionary, *, first: bool = False) -> Reading:
    """The reading of a target; `first` takes every period as first released.

    Only a direction may rest on derived figures, such as a gap between groups of counties: a target with a value asks
    for a published one.
    """
    entry = known.by_id[target.indicator_id or ""]
    measure = Measure(target.measure or entry.own_measure)
    choose = figures.first_points if first else figures.points
    derived = target.method == AssessmentMethod.DIRECTION

    def side(key: str | None) -> dict[str, Observation]:
        if key is None:
            return {}
        return {**(choose(key, derived=True) if derived else {}), **choose(key)}

    if target.method != AssessmentMethod.RELATIVE:
        return Reading(entry, measure, side(target.series_key))
    return Reading(entry, measure, side(target.series_key), side(target.reference_series_key))


def card_of(target: Target, registered: RegisterCard, entry: IndicatorEntry) -> Card:
    """All a judgement needs besides the points."""
    assert target.comparator is not None
    relative = target.method == AssessmentMethod.RELATIVE
    return Card(
        method=target.method,
        comparator=target.comparator,
        target=Decimal(1) if relative else target.target_value or Decimal(0),
        baseline=int(target.baseline_period or registered.baseline_period),
        end=target.deadline or 0,
        lag_months=entry.lag_months,
        margin=registered.margin,
        final_lag_months=registered.final_lag_months,
    )


def judged(
    reading: Reading,
    card: Card,
    figures: Figures,
    target: Target,
    readings: tuple[OtherReading, ...],
    known: Dictionary,
) -> Judgement:
    """The class, after every guard: reference, definition, sources that disagree, and the stated other readings."""
    found = _unless_conflicting(reading, card, guarded(reading, card, figures), figures)
    if found.reason:
        return found
    others = [(f"reading {r.id}", _otherwise(r, reading, card, figures, target, known)) for r in readings if r.vary]
    return with_alternatives(found, others)


def guarded(reading: Reading, card: Card, figures: Figures) -> Judgement:
    """The class on the reading itself, of whatever other sources say: on first releases there are none yet."""
    return _same_definition(reading, card, _first_look(reading, card, figures), figures)


def _first_look(reading: Reading, card: Card, figures: Figures) -> Judgement:
    """A relative target is first asked for a recent figure of its own area, then for the reference."""
    years = [int(p) for p in reading.own]
    if reading.reference is not None and years:
        if is_stale(max(years), card, figures.as_of):
            return not_assessed(NotAssessedReason.NO_RECENT_DATA, latest=max(years))
        if not reading.points:
            return not_assessed(NotAssessedReason.REFERENCE_MISSING, latest=max(years))
    return _judge(reading, card, figures.as_of)


def _judge(reading: Reading, card: Card, as_of: date) -> Judgement:
    rule = judge_direction if card.method == AssessmentMethod.DIRECTION else judge
    return rule(reading.points, card, as_of)


def _same_definition(reading: Reading, card: Card, found: Judgement, figures: Figures) -> Judgement:
    """No pace across a break: figures of different census generations or definitions are not subtracted.

    A level is then chained from the published growth of each year between, and only indicates.
    """
    if found.reason or found.baseline is None or found.latest is None:
        return found
    sides = [reading.own, *([reading.reference] if reading.reference is not None else [])]
    if all(comparable(s[str(found.baseline)], s[str(found.latest)]) for s in sides):
        return found
    links = chain(reading, found.baseline, found.latest, figures)
    base = reading.points[found.baseline]
    if card.method != AssessmentMethod.LEVEL or links is None or base <= 0 or found.kept or found.pace is None:
        return not_assessed(NotAssessedReason.DEFINITION_CHANGED, baseline=found.baseline, latest=found.latest)
    way = Way(base, found.baseline, reading.points[found.latest], found.latest, card.target, card.end)
    met = satisfied(card, reading.points[found.latest])
    again = rated(card, grown(way, chained_growth(links)), met=met, base=found.baseline, latest=found.latest)
    return replace(again, chained=True)


def comparable(one: Observation, other: Observation) -> bool:
    """Whether two figures of one series may be put in relation."""
    return generation(one) == generation(other)


def chain(reading: Reading, base: int, latest: int, figures: Figures) -> list[Observation] | None:
    """Published growth of every year after the base up to the latest; None where a year is missing."""
    area = next(iter(reading.own.values())).series_key.split(".")[1]
    rates = figures.points(series_key(reading.entry.id, area, Measure.YOY))
    found = [rates[str(year)] for year in range(base + 1, latest + 1) if str(year) in rates]
    return found if len(found) == latest - base else None


def chained_growth(links: list[Observation]) -> Decimal:
    """Growth a year that the rates multiply up to: 3.3 %, 5.5 % and 3.4 % are 4.06 % a year."""
    product = prod((1 + o.obs_value / HUNDRED for o in links), start=Decimal(1))
    return rate(product, Decimal(1), len(links))


def _unless_conflicting(reading: Reading, card: Card, found: Judgement, figures: Figures) -> Judgement:
    """No class when another source, not merely an older vintage, would give another one.

    One that gives the same class is an alternative the class has survived.
    """
    if found.reason or found.latest is None or reading.reference is not None or found.chained:
        return found
    chosen = reading.own[str(found.latest)]
    survived = []
    for rival in figures.others(chosen):
        other = _judge(replace(reading, own={**reading.own, rival.time_period: rival}), card, figures.as_of)
        if other.status != found.status and not superseded(rival, chosen, figures):
            return replace(
                found,
                status=ProgressStatus.NOT_ASSESSED,
                clarity=None,
                reason=NotAssessedReason.CONFLICTING_SOURCES,
                robustness=Robustness.NOT_APPLICABLE,
            )
        if not superseded(rival, chosen, figures):
            survived.append((f"source {rival.document_id}", other))
    return with_alternatives(found, survived) if survived else found


def superseded(other: Observation, chosen: Observation, figures: Figures) -> bool:
    """An older or rougher version of the same statement, or a repetition at second hand of one at first hand."""
    second_hand = figures.first_hand(chosen) and not figures.first_hand(other)
    older = other.vintage < chosen.vintage and other.compilation_stage != chosen.compilation_stage
    rougher = other.obs_value == round(chosen.obs_value, other.decimals)
    return second_hand or older or rougher


def _otherwise(
    other: OtherReading, reading: Reading, card: Card, figures: Figures, target: Target, known: Dictionary
) -> Judgement:
    """The class under another reading of the clause: another baseline, path or indicator."""
    if "indicator_id" in other.vary:
        entry = known.by_id[other.vary["indicator_id"]]
        key = series_key(entry.id, target.ref_area, entry.own_measure)
        own = figures.points(key, derived=True) | figures.points(key)
        reading, card = Reading(entry, entry.own_measure, own), replace(card, lag_months=entry.lag_months)
    baseline = int(other.vary.get("baseline_period", card.baseline))
    changed = replace(card, baseline=baseline, method=other.vary.get("method", card.method))
    rule = judge_direction if card.method == AssessmentMethod.DIRECTION else classify
    return rule(reading.points, changed, figures.as_of)


def provisional(latest: Observation | None, as_of: date) -> bool:
    """Preliminary by its own word, or unmarked and before the January in which final figures are due."""
    if latest is None:
        return False
    final_due = date(latest.period_end.year + 2, 1, 31)
    unmarked = latest.compilation_stage == CompilationStage.UNKNOWN
    return latest.compilation_stage in PROVISIONAL or (unmarked and as_of <= final_due)


def subject_area(target: Target) -> tuple[str, str]:
    """Name of the area judged, zh and en."""
    area = areas()[target.ref_area]
    return area.name_zh, area.name_en
