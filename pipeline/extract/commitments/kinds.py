"""Is a clause a commitment, of which kind, and what does it say of its target? First rule that fits decides."""

import re
from decimal import Decimal

from pipeline.extract.commitments import lexicon as words
from pipeline.extract.commitments.clauses import Clause
from schemas.codelists import CommitmentKind, Comparator

CHINESE = {"百": Decimal(100), "千": Decimal(1000)}
COMPARATORS = {
    "超过": Comparator.GT,
    "超": Comparator.GT,
    "高于": Comparator.GT,
    "突破": Comparator.GT,
    "不低于": Comparator.GE,
    "朝着": Comparator.TOWARD,
    "向着": Comparator.TOWARD,
}
REFERENCE_AREAS = {"全国": "全国", "国内": "全国", "国家": "全国", "全省": "全省", "广东": "全省", "省": "全省"}
YUAN = {"亿": "亿元", "万亿": "万亿元", "万": "万元"}


def is_commitment(clause: Clause) -> bool:
    """Whether something outside the Party's convictions is to be done, reached, built, improved or kept."""
    text = clause.text
    if clause.guiding:
        return bool(words.PROGRAMME.search(text))
    if clause.goals:
        return True
    refused = (words.DESCRIBES, words.DOCTRINE, words.MOOD)
    if len(text) < 4 or any(pattern.search(text) for pattern in refused):
        return False
    if words.MANNER.search(text) and "，" not in text:
        return False
    return bool(words.ACTION.search(text) or words.OUTCOME.search(text))


def kind(clause: Clause) -> CommitmentKind:
    """`工业增加值占GDP比重超过45%` is quantitative, `进入全国前50强` ranking, `建设双碳实验室` a project."""
    text = clause.text
    if is_quantitative(text):
        return CommitmentKind.QUANTITATIVE
    if _is_ranking(text):
        return CommitmentKind.RANKING
    if _is_project(text, goals=clause.goals):
        return CommitmentKind.PROJECT
    if clause.goals or words.ROLE.search(text) or (words.LEVEL.search(text) and words.CHANGES.search(text)):
        return CommitmentKind.DIRECTIONAL
    return CommitmentKind.POLICY_ACTION


def is_quantitative(text: str) -> bool:
    """A number to be reached, full coverage, or a published average to reach; numbers in names and classes are not."""
    bare = words.SIZE_CLASS.sub("", words.NAMED_NUMBERS.sub("", text))
    patterns = (words.QUANTITY, words.COUNT, words.FULL, words.REFERENCE)
    return any(pattern.search(bare) for pattern in patterns)


def _is_ranking(text: str) -> bool:
    return bool(words.RANKING.search(text)) and not re.search(r"(?:引进|引入|对接).*一流", text)


def _is_project(text: str, *, goals: bool) -> bool:
    if goals and not re.search(r"建成", text):
        return False
    last = re.split(r"[、和及]", text.rstrip("”"))[-1]
    named = words.PROJECT.search(text) or words.PROJECT.search(last)
    return bool(named and words.BUILDS.search(text) and not words.ROLE.search(text))


def target(text: str) -> dict[str, object]:
    """comparator, value, unit and reference area of a quantitative or ranking clause, as the register writes them."""
    area = next((name for word, name in REFERENCE_AREAS.items() if re.search(word, text)), None)
    strong = words.STRONG.search(text)
    if strong:
        return _fields(Comparator.RANK_LE, Decimal(strong["num"]), "位", area or "全国")
    if _is_ranking(text):
        top = Decimal(1) if words.SUPERLATIVE.search(text) else None
        return _fields(Comparator.RANK_LE, top, "位" if top else None, area)
    reference = words.REFERENCE.search(text)
    if reference:
        above = reference["cmp"] in {"高于", "超过"}
        comparator = Comparator.ABOVE_REF if above else Comparator.REACH_REF
        return _fields(comparator, None, None, REFERENCE_AREAS[reference["area"]])
    found = words.QUANTITY.search(text) or words.COUNT.search(text)
    if found:
        value = CHINESE.get(found["num"]) or Decimal(found["num"].replace(",", ""))
        comparator = COMPARATORS.get(found.groupdict().get("cmp") or "", Comparator.EQ)
        return _fields(comparator, value, YUAN.get(found["unit"], found["unit"]), None)
    if words.FULL.search(text):
        return _fields(Comparator.EQ, Decimal(100), "%", None)
    return {}


def _fields(
    comparator: Comparator, value: Decimal | None, unit: str | None, reference_area: str | None
) -> dict[str, object]:
    return {"comparator": str(comparator), "value": value, "unit": unit, "reference_area": reference_area}
