"""Names in a clause: a numeral inside one is never a target.

The list is grown from the registers; the patterns know roads, lines, grades, slogans and classes of size or age.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.extract.commitments import lexicon as words
from pipeline.register import registers

NUMERAL = r"[两一二三四五六七八九十百千万]"
AMOUNT = r"(?:\d[\d.]*|[十百千万数两]+)?(?:万亿|亿|千万|万)元?(?:级|以上|规模)?"
CLASSES = (
    r"“[^”]*”|《[^》]*》|〔\d+〕",
    rf"(?:总?投资(?:额|规模)?|年?产值|营业收入|营收|规模|主营业务收入)?(?:首次)?(?:超过?|过)?{AMOUNT}的?"
    r"(?:大型?|重大|重点|产业|工业|先进|制造业|以上|级|优质|龙头|骨干|特色|支柱|新兴|在建|亩均)*"
    r"(?:项目|企业|集群|园区|产业链?|镇|县(?!域)|村|强|产品|楼宇|商圈|平台|龙头)",
    r"\d+(?:\.\d+)?(?:分钟|小时)(?=[^，。；达至到短]{0,10}(?:圈|通勤|通达|直达|直通|交通|可达|响应|服务))",
    r"\d+(?:米|公里)(?=半径|范围|跑道|生活)",
    rf"{NUMERAL}通一平|{NUMERAL}+(?:大|个)?(?:工程|行动|计划|战略)|\d+大(?:工程|行动|产业)",
    rf"第(?:\d+|{NUMERAL}+)(?:个五年|[届次中小人医批产期代])",
    rf"(?:\d+|{NUMERAL}+)(?:号线|号桥|号码头|号路|号楼|号院|号地块|期|周年|届)",
    r"[A-Z]{1,3}\d+(?:\.\d+)?(?:线)?(?![\d%])|\d+(?:\.\d+)?(?:G|K|D|A级?|VR)(?![WD]\w?h?)",
    r"\d+(?:\.\d+)?(?:千伏|kV|KV)|\d+(?:\.\d+)?万?吨级|\d+×\d+万?千?[兆千]?瓦",
    r"\d+\+(?:\d+|[A-Za-zN])(?:\+(?:\d+|[A-Za-zN]))*|\d+[·.]\d+(?:工程|计划)",
    r"\d+(?:[—\-－~～至到]\d+)?(?:周?岁|个?月|年)(?:龄|以[上下]|及以[上下])?(?=[^，。；]{0,4}(?:婴幼?儿|幼儿|儿童|老年?人|老人|人口|群众|女性|青年))",
    r"(?:(?:世界|中国|全国|民营企业|行业|国内|全球)+|(?:支持|引进|对接|服务|与|和|的)?)\d+强(?=民营|制造业|优秀)?(?:企业|房企|民企)",
    r"(?:国道|省道|县道|乡道)[A-Z]?\d+(?:线|号)?|12345|(?:110|119|120)(?=指挥|急救|接处警|报警|热线|平台)",
    r"20\d{2}年\d{1,2}月(?:\d{1,2}日)?|20\d{2}(?:[—\-－~～至到]20\d{2})?年?(?!亿|万|元|家|个|人)|\d{1,2}月\d{1,2}日",
)
NAMED = re.compile("|".join(f"(?:{p})" for p in CLASSES))
HOLDS = re.compile(rf"\d|{NUMERAL}|“")
LONGEST = 80
"""Characters and quotations of a name with what stands before it in its clause."""
FILLER = "※"
"""Stands for every character of a name, so that places in the clause stay."""
_QUOTED = rf"“[^”]{{1,{LONGEST}}}”"
_PIECE = rf"(?:{_QUOTED}|(?!{_QUOTED})[\u4e00-\u9fffA-Z\d（）+—·“”])"
_INSIDE = rf"“[\u4e00-\u9fffA-Z\d（）+—·“]{{0,{LONGEST}}}?"
"""The beginning of a quotation whose end comes after the name's: `“长江大桥建设`."""
_ENDS = (
    r"(?:大桥|[一二三四五]桥|隧道|高速公路|高速|高速?铁路|高铁|产业园区?|科技园|工业园"
    r"|公园|新区|新城|水厂|水库|机场|医院|学院|大学|博物馆|科技馆|实验室|研究院|创新中心|变电站|接收站|基地|码头|[一二三四五六七八九十\d]+号线"
    r"|[一二三四五]期)"
)
BUILT = re.compile(rf"(?P<name>(?:{_PIECE}{{1,{LONGEST}}}?|{_PIECE}{{0,{LONGEST}}}{_INSIDE}){_ENDS})")
ENDING = re.compile(rf"(?=(?P<end>{_ENDS}))")
"""Most clauses have none, and are not looked through for a name."""
LEADING = re.compile(
    rf"^(?:.*?(?:年底?前?|年内|力争|确保|争取|全面|加快|推进|推动|支持|开工|启动|谋划|规划|完成|{words.BUILDS.pattern})+)(?:建设|建成)?(?:好|了)?"
)


@cache
def registered_names() -> re.Pattern[str]:
    """Every named thing of the registers, the longest first."""
    named = {name for r in registers() for e in r.commitments for name in e.entities}
    return re.compile("|".join(re.escape(n) for n in sorted(named, key=lambda n: (-len(n), n))))


@lru_cache(maxsize=256)
def masked(text: str) -> str:
    """The clause with every name and class that holds a numeral blotted out: `引进※※※※※※※※15个以上`.

    Kept for a while, because every rule asks for it.
    """
    spans = [m.span() for pattern in (NAMED, registered_names()) for m in pattern.finditer(text) if HOLDS.search(m[0])]
    hidden = {i for start, end in spans for i in range(start, end)}
    return "".join(FILLER if i in hidden else c for i, c in enumerate(text))


def entities(text: str) -> tuple[str, ...]:
    """Named projects and programmes of a clause: `建成青岚二桥` names 青岚二桥, `深化“链长制”` names 链长制."""
    return tuple(dict.fromkeys(_found(text)))


def _found(text: str) -> Iterator[str]:
    known = list(registered_names().finditer(text))
    yield from (m.group() for m in known)
    if known:
        return
    last = max((m.end("end") for m in ENDING.finditer(text)), default=0)
    for match in BUILT.finditer(text, 0, last):
        name = LEADING.sub("", match["name"]).strip("、和与及的")
        if len(name) > 3:
            yield name
    yield from re.findall(r"“([^”]{2,16})”", text)
