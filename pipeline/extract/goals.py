"""Goals restated by any later document: an indicator of the dictionary, a number aimed at, its year, and the verb.

`提出2025年GDP增长5.5%左右的目标` is about 5.5 % growth of GDP for 2025, proposed; `“十五五”冲刺6000亿元` aims at a
total by 2030. What has happened (2025年GDP增长5.5%) is no goal: a word of aiming must govern the number in its own
clause.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.commitments import measures
from pipeline.extract.commitments.targets import Target, quantitative
from pipeline.records import DocumentContext, GoalRecord, ParsedText, Passage
from pipeline.text.normalise import Normal, normalise
from schemas.codelists import VerbStrength
from schemas.dictionary import IndicatorEntry, dictionary

VERBS = (
    (re.compile(r"确保|必须达到"), VerbStrength.ENSURE),
    (re.compile(r"冲刺"), VerbStrength.SPRINT),
    (re.compile(r"力争|争取|努力"), VerbStrength.STRIVE),
    (re.compile(r"朝着|奋进|迈向|向着"), VerbStrength.TOWARD),
    (re.compile(r"目标|提出"), VerbStrength.AIM),
    (re.compile(r"预期|计划|展望"), VerbStrength.EXPECT),
)
"""Words of aiming; the first row that occurs in a clause names its verb."""
GOAL = re.compile("|".join(pattern.pattern for pattern, _ in VERBS))
PLANS = {"十四五": 2025, "十五五": 2030, "十六五": 2035}
"""Five-year plans by the year they end in."""
YEAR = re.compile(r"(20\d{2})年(?!\d{1,2}月)")
PLAN = re.compile(r"“?(十[四五六]五)”?")
HAPPENED = re.compile(r"已[经超达实突破]|目标.{0,4}(?:实现|完成|达成)|达到了|完成了|实现了|同比|比上年|基数|基期|超额")
"""Said of what is or was so: no goal."""
SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
CLAUSE = re.compile(r"[^，：:]+")
ITEM = re.compile(r"[^、]+")
NOUN = re.compile(r"(?:的|为|作为)?(?:奋斗|预期|发展|增长)?目标[。！？]?$")
LEAD = re.compile(r"^(?:是|为|要|将|于|在|到)+")
RULE = "aimed_number/1"


@dataclass(frozen=True)
class Aim:
    """A number a clause aims at, with the words that say so."""

    target: Target
    indicator: IndicatorEntry
    verb: str
    strength: VerbStrength
    deadline: int | None


def extract_goals(context: DocumentContext, parsed: ParsedText) -> list[GoalRecord]:
    """Goals of a document about a known area, in the order of its text."""
    if context.ref_area is None:
        return []
    return [
        goal
        for passage in parsed.passages
        if passage.kind in {"paragraph", "list_item"} and GOAL.search(passage.text)
        for goal in _passage(passage, context.ref_area)
    ]


def _passage(passage: Passage, area: str) -> Iterator[GoalRecord]:
    normal = normalise(passage.text)
    for sentence in SENTENCE.finditer(normal.text):
        if GOAL.search(sentence.group()):
            for aim in aims(sentence.group()):
                yield _record(aim, sentence, normal, passage, area)


def aims(sentence: str) -> Iterator[Aim]:
    """Every number a sentence aims at, clause by clause; an indicator or a year named before holds for what follows."""
    carried: IndicatorEntry | None = None
    deadline: int | None = None
    for clause in CLAUSE.findall(sentence):
        carried = named(clause) or carried
        deadline = _deadline(clause) or deadline
        if not GOAL.search(clause) or HAPPENED.search(clause):
            continue
        verb, strength = _verb(clause)
        for item in ITEM.findall(clause):
            deadline = _deadline(item) or deadline
            found = _target(item, carried)
            if found and found.known and found.value is not None:
                carried = found.known
                yield Aim(found, found.known, verb, strength, deadline)


def named(text: str) -> IndicatorEntry | None:
    """The longest name of an indicator in the text: 就经济总量 is GDP."""
    known = dictionary().by_name
    wordings = {**known, **{short: known[full] for short, full in measures.SYNONYMS.items() if full in known}}
    hits = [name for name in wordings if name in text]
    return wordings[max(hits, key=lambda n: (len(n), n))] if hits else None


def _verb(clause: str) -> tuple[str, VerbStrength]:
    for pattern, strength in VERBS:
        found = pattern.search(clause)
        if found:
            return found.group(), strength
    raise AssertionError(clause)


def _target(item: str, carried: IndicatorEntry | None) -> Target | None:
    """What stands behind the word of aiming, or before the noun 目标; a bare number speaks of the indicator before."""
    text = NOUN.sub("", PLAN.sub("", item))
    words = [m for m in GOAL.finditer(text) if re.search(r"\d", text[m.end() :])]
    text = LEAD.sub("", text[words[-1].end() :]) if words else text
    found = quantitative(text, carried)
    if found and found.known:
        return found
    bare = re.search(r"[^\d]{0,3}\d[\d.,]*\s*[^\d]*$", text)
    return quantitative(f"达到{bare.group().lstrip('是为达到至')}", carried) if bare and carried else None


def _deadline(text: str) -> int | None:
    plan, year = PLAN.search(text), YEAR.search(text)
    return int(year[1]) if year else PLANS[plan[1]] if plan else None


def _record(aim: Aim, match: re.Match[str], normal: Normal, passage: Passage, area: str) -> GoalRecord:
    start, end = normal.span(*match.span())
    found = aim.target
    assert found.value is not None
    return GoalRecord(
        indicator=aim.indicator.id,
        measure=found.measure or str(aim.indicator.own_measure),
        ref_area=area,
        comparator=str(found.comparator),
        value=found.value,
        unit=found.unit,
        qualifier=found.qualifier,
        deadline=aim.deadline,
        verb=aim.verb,
        strength=str(aim.strength),
        char_start=passage.char_start + start,
        char_end=passage.char_start + end,
        quote=passage.text[start:end],
        passage=passage.ordinal,
        rule=RULE,
    )
