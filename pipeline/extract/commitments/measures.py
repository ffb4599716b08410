"""Which indicator of the dictionary a clause measures, and what its figure says of it: level, growth, share, rank."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.text.normalise import normalise
from schemas.areas import areas
from schemas.codelists import Measure
from schemas.dictionary import IndicatorEntry, dictionary

LEAD = re.compile(
    r"^(?:到?20\d{2}年(?:底|末|内)?(?:以?前)?|到?20\d{2}|[三五]年内|今后五年|今年|全年|年内|年底前|每年|力争|争取|确保|努力|推动|推进|促进|实现|保持|带动"
    r"|全[市县省区]|我[市县省区]|本[市县省区]|全社会|全部|围绕[^，、]{2,8}(?=建[设成])|建设|建成|，|、|和|及|使)"
)
"""What may stand before the name of a measure; it is taken off piece by piece, because a name may begin with it."""
TAIL = re.compile(r"(?:的?(?:增速|增幅|涨幅|总数|总量|数量|规模|余额|总额|合计|占比))$")
SYNONYMS = {
    "经济总量": "地区生产总值",
    "社零总额": "社会消费品零售总额",
    "新增城镇就业": "城镇新增就业",
    "人均可支配收入": "居民人均可支配收入",
    "国家级高新技术企业": "国家高新技术企业",
    "先进制造业百强市": "先进制造业百强市排名",
}
PREDICATE = re.compile(
    r"年均|年平均|同比|同口径|可比|按(?=可比|不变)|[与和同](?=经济(?:增长|发展))|累计|分别|(?<![人年平])均|(?<![首成])都|力争|争取|基本|(?<!自然)增长(?!率)|上涨|增加(?!值)|提高|提升|下降|降低|减少|缩小|压缩|压减|控制|稳定|保持|维持|达到?|突破|超过?"
    r"|高于|低于|快于|不低于|不少于|不超过|不高于|至少|完成|实现|迈[上入过]|跨[上越]|朝着?|向|赶上|翻|比(?=20\d|上年|去年|“)|约|为|进入|跻身|位[居列]|跃居|正增长|连|\d|[百千](?=[余多]?[家个所座])"
)
YEARLY = re.compile(r"年均|年平均")
CARRIES = re.compile(
    r"^(?:力争|争取|确保|努力|总量|总额|规模|同比|[比较]上年)*(?:年均|增长|增速|增幅|达到?\d|完成\d|突破|超过|提高到|占|迈上)|^(?:力争|争取|确保|努力)+\d"
)
"""What opens a clause that speaks on of the measure before it: 年均增长6.5%左右, 力争达到1000亿元."""
COUNTED = re.compile(r"^[\d百千]+余?[家个所座](?P<what>.+)$")
CUMULATED = re.compile(r"累计|[比较](?:20\d{2}年|“?十[二三四五六]五)")
CHANGE = re.compile(r"(?:增长|上涨|增加|提高|提升|下降|降低|减少|压减)(?!到|至|值)|涨幅|增速|增幅")
IS_RATIO = re.compile(r"(?:收入比|之比|比值)[^\d，]{0,6}$")
"""A bare number behind these is a ratio: 城乡居民收入比缩小到2.2以内."""
BY = re.compile(r"(?:增长|增加|提高|下降|降低|减少)\d")
"""By so much, in the unit itself, which is no level: 每月提高30元."""
SHORTENED = re.compile(r"(?:压缩|缩短|压降)(?![到至])")
POINTS = "个百分点"


def indicator(text: str, carried: IndicatorEntry | None = None) -> IndicatorEntry | None:
    """The one indicator whose name the clause opens with, or `carried` where it opens with its predicate.

    `全市地区生产总值突破8000亿元` is GDP; `单位地区生产总值能耗` is no known one and must not become GDP.
    """
    phrase = _phrase(text)
    if CARRIES.match(text):
        phrase = f"{carried.name_zh}{phrase}" if carried else ""
    known = dictionary().by_name
    entry = next((e for name in _wordings(phrase) if (e := known.get(name))), None)
    average = known.get(f"{entry.name_zh}年均增速") if entry and YEARLY.search(text) else None
    return average or entry


def rank_indicator(text: str, area: str | None) -> IndicatorEntry | None:
    """`国家高新区进入50强` is the zone's 全国排名, where the dictionary has one; `text` is cut off before the rank."""
    known = dictionary().by_name
    names = (f"{name}{tail}" for name in _wordings(_phrase(text)) for tail in (f"{area or ''}排名", "排名", ""))
    return next((e for n in names if (e := known.get(n)) and e.own_measure is Measure.RANK), None)


def coverage_indicator(text: str) -> IndicatorEntry | None:
    """`推进某类园区创建达标全覆盖` is the 覆盖率 of that, where the dictionary has one."""
    phrase = normalise(text.partition("全覆盖")[0]).text
    names = (f"{name}覆盖率" for name in _wordings(phrase))
    return next((e for n in names if (e := dictionary().by_name.get(n))), None)


def measure(text: str, entry: IndicatorEntry | None, unit: str | None) -> Measure | None:
    """What a figure says: `增长6%` yoy, `年均增长6%` avg_growth, `提高1个百分点` pp_change, `累计下降13%` none."""
    if unit == POINTS:
        return Measure.PP_CHANGE
    if unit == "%" and SHORTENED.search(text):
        return None
    if unit == "%" and (CHANGE.search(text) or (entry and entry.unit not in {"%", ""})):
        return _growth(text)
    if unit == "倍" or BY.search(text):
        return None
    if entry:
        return entry.own_measure
    return Measure.SHARE if re.search(r"占.+(?:比重|比例)", text) else Measure.LEVEL


def _growth(text: str) -> Measure | None:
    if YEARLY.search(text):
        return Measure.AVG_GROWTH
    return None if CUMULATED.search(text) else Measure.YOY


@cache
def _areas() -> re.Pattern[str]:
    """Names of known areas before a measure: 新会区地区生产总值."""
    return re.compile("|".join(re.escape(name) for area in areas().values() for name in area.names))


def _phrase(text: str) -> str:
    """The clause up to its predicate; of `建设百家协同创新中心` what is counted."""
    normal = normalise(text).text
    while (lead := LEAD.match(normal)) and normal[lead.end() :]:
        normal = normal[lead.end() :]
    counted = COUNTED.match(normal)
    if counted:
        return counted["what"]
    found = PREDICATE.search(normal)
    return normal[: found.start()] if found else normal


def _wordings(phrase: str) -> Iterator[str]:
    """The phrase as it stands, then with what may be said or left out taken off."""
    seen = phrase
    while True:
        for name in (seen, TAIL.sub("", seen)):
            plain = SYNONYMS.get(name, name)
            yield plain
            yield re.sub("的(?=比重|比例)", "", plain)
            if "占" in plain:
                yield f"{plain}比重"
        lead = LEAD.match(seen) or _areas().match(seen)
        if lead is None or not seen[lead.end() :]:
            return
        seen = seen[lead.end() :]
