"""What a clause says of its target: comparator, value, unit, reference area, qualifier, indicator and measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pipeline.extract.commitments import lexicon as words
from pipeline.extract.commitments import measures
from pipeline.extract.commitments.names import masked
from pipeline.text.numbers import chinese_number
from schemas.codelists import Comparator
from schemas.dictionary import IndicatorEntry

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
UNITS = (
    "个百分点|百分点|个工作日|工作日|微克/立方米|微克每立方米|毫克/升|万标箱|标箱|标准箱|立方米|平方公里|平方千米|平方米|平米|千瓦时|千瓦|兆瓦"
    "|元/人|美元|人次|公里|千米|公顷|元|人|户|家|个|件|座|所|项|条|米|亩|吨|套|张|台|辆|处|场|次|岁|年|天|名|支|列|批|宗|艘|位|斤|头|只|种|倍|部|对|栋|间|班"
)
ANY_UNIT = r"[一-鿿](?<![年月日号期届时起来版中里前后内外线强级类个])(?=$|[、和及]|以上|以内|以下|左右)"
"""A measure word nobody listed, at the end of the clause: `机井30眼`."""
QUANTITY = re.compile(
    rf"(?P<num>{NUMBER}|(?<![零一二三四五六七八九十百千])[百千](?=[余多]?[家个所座])|[一二三四五六七八九](?=成(?!都|立|为|本|果|效|人|员|长|功|品|型|熟|片|套|就)))(?P<most>%?[—\-－~～至到](?:{NUMBER}))?"
    rf"(?P<some>[余多])?(?P<unit>[%％‰成]|(?:万亿|千万|百万|亿|万)?(?:{UNITS})|万亿|亿|万|{ANY_UNIT})?(?P<more>[余多])?"
    r"(?P<after>及?以上|以内|以下|之内|左右|上下)?"
)
CHINESE = {"百": Decimal(100), "千": Decimal(1000)}
BARE = {"亿": "亿元", "万亿": "万亿元", "％": "%", "百分点": "个百分点", "工作日": "个工作日"}
AFTER = {
    "以上": Comparator.GE,
    "及以上": Comparator.GE,
    "以内": Comparator.LE,
    "以下": Comparator.LE,
    "之内": Comparator.LE,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
}
BEFORE = (
    (re.compile(r"不(?:低|少|小)于|至少|不低於"), Comparator.GE),
    (re.compile(r"不(?:超过|高于|大于|突破)"), Comparator.LE),
    (re.compile(r"超过?|突破|高于|大于|逾|跨[越过]|迈过"), Comparator.GT),
    (re.compile(r"低于|小于|少于"), Comparator.LT),
    (re.compile(r"朝着|向着|^向|[^转导]向(?=[^，]*$)"), Comparator.TOWARD),
    (re.compile(r"控制在|缩小[到至]|压缩[到至]|压减[到至]|缩短[到至]|降(?:低|至|到)[到至]?|下降[到至]"), Comparator.LE),
    (re.compile(r"(?<![签节预合公])约$"), Comparator.ABOUT),
)
"""First that is found between the name and the number; what stands after the number goes before it."""
FALL = re.compile(r"(?:下降|降低|减少|压减|压缩|缩短|降幅|下调)(?![到至])[^\d]{0,4}$")
TURNED = {
    Comparator.GE: Comparator.LE,
    Comparator.GT: Comparator.LT,
    Comparator.LE: Comparator.GE,
    Comparator.LT: Comparator.GT,
}
FROM = re.compile(r"[由从][^，]*?$")
QUALIFIERS = re.compile(
    r"力争|争取|确保|努力|奋力|每年|累计|基本(?!养老|医疗|公共|农田|建[设成])|左右|上下|大约|(?<![签节预合公])约(?=\d)"
)
AREAS = {"全国": "全国", "国内": "全国", "国家": "全国", "全省": "全省", "广东": "全省", "全市": "全市", "省": "全省"}
CHINESE_RANK = re.compile(r"前(?P<num>\d+|[一二三四五六七八九十]+)(?:位|名|强|$|之列|行列)?")
HUNDRED = {"十强": 10, "百强": 100, "千强": 1000}


@dataclass(frozen=True)
class Target:
    """A target as `CommitmentRecord` holds it; `known` is the indicator the next clause may speak on of."""

    comparator: Comparator
    value: Decimal | None = None
    unit: str | None = None
    reference_area: str | None = None
    qualifier: str | None = None
    measure: str | None = None
    known: IndicatorEntry | None = None

    def fields(self) -> dict[str, Any]:
        """The fields of the record."""
        names = ("value", "unit", "reference_area", "qualifier", "measure")
        own = {name: getattr(self, name) for name in names}
        return {**own, "comparator": str(self.comparator), "indicator": self.known.id if self.known else None}


def quantitative(text: str, carried: IndicatorEntry | None = None) -> Target | None:
    """The target of a clause with a number, full coverage or a published yardstick; None where it has none.

    `固定资产投资增长5%左右` → about 5 % yoy of FAI; `引进超十亿元项目15个以上` → at least 15 个, not 十亿元.
    """
    found = _reference(text) or _multiple(text) or _number(text) or _full(text)
    if found is None:
        return None
    entry = measures.coverage_indicator(text) if words.FULL.search(text) else measures.indicator(text, carried)
    yardstick = found.comparator in {Comparator.ABOVE_REF, Comparator.REACH_REF}
    said = None if yardstick else measures.measure(text, entry, found.unit)
    level = measures.measure(text, entry, "%" if measures.CHANGE.search(text) else None) if yardstick else said
    return replace(found, known=entry, measure=str(found.measure or level) if found.measure or level else None)


def ranking(text: str) -> Target:
    """The place of a clause that names one: `进入全国50强` → within 50, `走在全省前列` → no number."""
    bare = masked(text)
    area = next((name for word, name in AREAS.items() if word in text), None)
    place = _place(text, bare)
    found = CHINESE_RANK.search(text) or words.STRONG.search(bare)
    start = found.start() if found else len(text)
    entry = measures.rank_indicator(_before_rank(text[:start]), area or "全国") if place else None
    strong = place is not None and "强" in text and not CHINESE_RANK.search(text)
    return Target(
        Comparator.RANK_LE,
        Decimal(place) if place else None,
        "位" if place else None,
        area or ("全国" if strong else None),
        _qualifier(text),
        "rank",
        entry,
    )


def _before_rank(text: str) -> str:
    """What is ranked: after the verb (进入全国先进制造业百强市) or before it (国家高新区进入)."""
    before, verb, after = re.split(r"(进入|跻身|迈入|挺进|迈进|位列|位居|跃居|保持|$)", text, maxsplit=1)
    return before or re.sub(r"^(?:全国|全省|全市)", "", after) if verb else before


def _place(text: str, bare: str) -> int | None:
    strong = words.STRONG.search(bare)
    before = CHINESE_RANK.search(text)
    if before:
        return int(before["num"]) if before["num"].isdecimal() else chinese_number(before["num"])
    if strong:
        return int(strong["num"])
    hundred = next((n for word, n in HUNDRED.items() if word in text and words.ENTERS.search(text)), None)
    if hundred:
        return hundred
    return 1 if words.SUPERLATIVE.search(text) else None


def _reference(text: str) -> Target | None:
    found = words.REFERENCE.search(text)
    if found is None:
        return _with_growth(text)
    above = found["cmp"] in {"高于", "超过", "快于", "优于"}
    gap = re.search(rf"(?P<num>{NUMBER})个?百分点", text[found.end() :])
    comparator = Comparator.ABOVE_REF if above else Comparator.REACH_REF
    value = Decimal(gap["num"]) if gap else None
    return Target(comparator, value, "个百分点" if gap else None, AREAS[found["area"]], _qualifier(text))


def _with_growth(text: str) -> Target | None:
    """`居民收入增长与经济增长同步`: the yardstick is the economy's own growth."""
    found = words.WITH_GROWTH.search(text)
    if found is None:
        return None
    comparator = Comparator.REACH_REF if found["same"] else Comparator.ABOVE_REF
    return Target(comparator, qualifier=_qualifier(text), measure="yoy")


def _multiple(text: str) -> Target | None:
    found = words.DOUBLES.search(text)
    if found:
        times = Decimal(2) ** {"两": 2, "二": 2, "三": 3}.get(found["times"] or "一", 1)
        return Target(Comparator.EQ, times, "倍", None, _qualifier(text))
    if words.RISES_AT_ALL.search(text):
        return Target(Comparator.GT, Decimal(0), "%", None, _qualifier(text), "yoy")
    if words.FIRST_AT_ALL.search(text):
        return Target(Comparator.GT, Decimal(0), None, None, _qualifier(text))
    if words.HALF.search(text):
        return Target(Comparator.GT, Decimal(50), "%", None, _qualifier(text))
    return None


def _full(text: str) -> Target | None:
    return Target(Comparator.EQ, Decimal(100), "%", None, _qualifier(text)) if words.FULL.search(text) else None


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Every number of a clause that may be a target: names and classes are blotted out, a bare number is none."""
    bare = masked(text)
    for match in QUANTITY.finditer(bare):
        if bare[: match.start()].endswith(("前", "第")):
            continue
        if match["unit"] or measures.IS_RATIO.search(text[: match.start()]):
            yield match


def _number(text: str) -> Target | None:
    found = list(numbers(text))
    if not found:
        return None
    bare = masked(text)
    last = next(
        (m for m in found if not FROM.search(bare[: m.start()]) or re.search("[到至]", bare[: m.start()])), None
    )
    return _of_number(last or found[-1], bare, text)


def _of_number(found: re.Match[str], bare: str, text: str) -> Target:
    before = bare[: found.start()]
    comparator = AFTER.get(found["after"] or "") or next((c for p, c in BEFORE if p.search(before)), Comparator.EQ)
    if found["some"] or found["more"]:
        comparator = Comparator.GT if comparator is Comparator.EQ else comparator
    value, unit = _value(found)
    if FALL.search(before) and unit == "%":
        value, comparator = -value, TURNED.get(comparator, comparator)
    most = None
    if found["most"]:
        comparator = Comparator.GE if comparator is Comparator.EQ else comparator
        most = "至" + re.sub(r"^%?[—\-－~～至到]", "", found["most"]) + (unit or "")
    qualifier = "、".join(filter(None, (_qualifier(text), most))) or None
    return Target(comparator, value, unit, None, qualifier)


def _value(found: re.Match[str]) -> tuple[Decimal, str | None]:
    """`百家` is 100 家, `5000亿` 5000 亿元, `四成` 40 %."""
    number = found["num"]
    if found["unit"] == "成":
        tenths = Decimal(chinese_number(number)) if not number[0].isdecimal() else Decimal(number)
        return tenths * 10, "%"
    value = CHINESE.get(number) or Decimal(number.replace(",", ""))
    return value, BARE.get(found["unit"], found["unit"]) if found["unit"] else None


def _qualifier(text: str) -> str | None:
    return "、".join(dict.fromkeys(QUALIFIERS.findall(text))) or None
