"""Rows of `restatement`: goals of later documents beside the targets they restate (FEATURES 2.9).

A later goal changes neither target nor verdict; that one goal has taken the place of another is for a person to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from pipeline.assess.wording import number_en, number_zh
from pipeline.records import GoalRecord
from pipeline.register import Register
from pipeline.rows import Dated, passage_id
from schemas.areas import areas
from schemas.codelists import AssessmentMethod, Comparator, Measure, Relation, VerbStrength
from schemas.commitments import Target
from schemas.dictionary import Dictionary, IndicatorEntry
from schemas.drift import Restatement
from schemas.units import UnitMismatch, convert

LADDER = tuple(VerbStrength)
STRENGTH_OF = {Comparator.TOWARD: VerbStrength.TOWARD}
"""The original's verb, where its comparator keeps one; the others are put as 达到, 超过 or 高于."""
RATES = {Measure.YOY, Measure.AVG_GROWTH}
SIDE_BY_SIDE = (
    "原目标：{name}{original}；{day}的说法：{deadline}{verb}{value}（{relation}）。",
    "Original: {name} {original}; as said on {day}: {verb} {value}{deadline} ({relation}).",
)


def restatement_rows(
    register: Register, items: Sequence[Dated], targets: Iterable[Target], known: Dictionary
) -> list[Restatement]:
    """Every later goal of an indicator some target has, in the order of ids."""
    measured = [t for t in targets if t.indicator_id]
    rows = [
        row
        for item in items
        if item.vintage > register.adopted
        for goal in item.document.goals
        for target in measured
        for row in _linked(item, goal, target, known)
    ]
    found = {row.restatement_id: row for row in rows}
    return [found[key] for key in sorted(found)]


def _linked(item: Dated, goal: GoalRecord, target: Target, known: Dictionary) -> Iterator[Restatement]:
    relation = related(goal, target, known)
    if relation is None:
        return
    same = relation is Relation.SAME
    value, unit = _in_unit_of(goal, target) if same else (goal.value, goal.unit)
    strength, original = VerbStrength(goal.strength), _strength(target)
    document_id = item.document.document_id
    changes: dict[str, Any] = {
        "value_change": value - target.target_value if same and target.target_value is not None else None,
        "deadline_change": goal.deadline - target.deadline if goal.deadline and target.deadline else None,
        "strength_change": LADDER.index(original) - LADDER.index(strength) if original else None,
    }
    zh, en = _sentences(item, goal, target, known, relation)
    yield Restatement(
        restatement_id=f"{document_id}#{goal.char_start}#{goal.indicator}.{goal.measure}.{goal.value}@{target.commitment_id}",
        commitment_id=target.commitment_id,
        target_id=target.target_id,
        relation=relation,
        indicator_id=goal.indicator,
        measure=goal.measure,
        ref_area=goal.ref_area,
        vintage=item.vintage,
        value=value,
        unit=unit,
        comparator=goal.comparator,
        qualifier=goal.qualifier,
        deadline=goal.deadline,
        verb=goal.verb,
        strength=strength,
        original_value=target.target_value,
        original_deadline=target.deadline,
        original_strength=original,
        document_id=document_id,
        passage_id=passage_id(document_id, goal.passage),
        char_start=goal.char_start,
        char_end=goal.char_end,
        quote=goal.quote,
        sentence_zh=zh,
        sentence_en=en,
        rule=goal.rule,
        **changes,
    )


def related(goal: GoalRecord, target: Target, known: Dictionary) -> Relation | None:
    """How a goal relates to a target: the same measure, growth of its total, the same of a county; else not at all."""
    entry = known.by_id[goal.indicator]
    level = entry.of or entry.id
    if goal.ref_area == target.ref_area:
        if goal.indicator == target.indicator_id and goal.measure == target.measure:
            return Relation.SAME
        total = target.method in {AssessmentMethod.LEVEL, AssessmentMethod.DIRECTION}
        return Relation.GROWTH if total and level == target.indicator_id and goal.measure in RATES else None
    part = areas()[goal.ref_area].parent == target.ref_area and goal.indicator == target.indicator_id
    return Relation.PART if part and goal.measure == entry.own_measure else None


def _in_unit_of(goal: GoalRecord, target: Target) -> tuple[Decimal, str | None]:
    """The number in the target's unit, where the two can be converted."""
    if not (goal.unit and target.unit):
        return goal.value, goal.unit
    try:
        return convert(goal.value, goal.unit, target.unit), target.unit
    except UnitMismatch:
        return goal.value, goal.unit


def _strength(target: Target) -> VerbStrength | None:
    """Of a mere direction there is none."""
    if target.method == AssessmentMethod.DIRECTION or target.comparator is None:
        return None
    return STRENGTH_OF.get(Comparator(target.comparator), VerbStrength.REACH)


def _sentences(item: Dated, goal: GoalRecord, target: Target, known: Dictionary, relation: Relation) -> tuple[str, str]:
    entry: IndicatorEntry = known.by_id[target.indicator_id or ""]
    original_zh, original_en = _original(target)
    growth = goal.measure in RATES
    day = item.vintage.isoformat()
    zh = {
        "day": day,
        "name": entry.name_zh,
        "original": original_zh,
        "verb": goal.verb,
        "deadline": f"{goal.deadline}年" if goal.deadline else "",
        "value": f"{'增长' if growth else ''}{number_zh(goal.value, goal.unit or '')}{goal.qualifier or ''}",
        "relation": relation.zh,
    }
    comparator = Comparator(goal.comparator)
    bound = "" if comparator is Comparator.EQ else f"{comparator.en} "
    en = {
        "day": day,
        "name": entry.name_en,
        "original": original_en,
        "verb": VerbStrength(goal.strength).en,
        "deadline": f" for {goal.deadline}" if goal.deadline else "",
        "value": f"{'growth of ' if growth else ''}{bound}{number_en(goal.value, goal.unit or '')}",
        "relation": relation.en,
    }
    return SIDE_BY_SIDE[0].format(**zh), SIDE_BY_SIDE[1].format(**en)


def _original(target: Target) -> tuple[str, str]:
    """The original goal in a few words, zh and en."""
    comparator = Comparator(target.comparator or Comparator.EQ)
    value, unit = target.target_value, target.unit or ""
    said = [comparator.zh, number_zh(value, unit) if value is not None else "", f"（{target.deadline}年）"]
    words = [comparator.en, number_en(value, unit) if value is not None else "", f"by {target.deadline}"]
    return "".join(said), " ".join(filter(None, words))
