"""The words the grammar knows besides the dictionary's names. To teach it a wording, add it here."""

import re

RISES = (
    "新增",
    "净增",
    "增长",
    "增产",
    "微增",
    "略增",
    "增加",
    "上升",
    "提高",
    "上涨",
    "提升",
    "扩大",
    "增幅",
    "增速",
    "增",
)
FALLS = ("下降", "减产", "微降", "略降", "减少", "降低", "回落", "下跌", "下滑", "减", "降")
CHANGE = re.compile("|".join(sorted(RISES + FALLS, key=lambda w: -len(w))))
AVERAGE = re.compile(r"年均|年平均")
OTHER_BASE = re.compile(r"\d{4}年")
"""A growth on a year that is named is not the growth on the year before."""
MONTH_ON_MONTH = re.compile(r"环比|[比较]上(?:月|季)")
SAYS_BASE = re.compile(r"同比|[比较](?:上年|去年|年初)")
SINCE_YEAR_START = re.compile(r"[比较]年初")
RESPECTIVELY = re.compile(r"分别|依次|依序")
RESPECTIVELY_BEFORE = re.compile(r"(?:分别|依次)(?:实现|完成|为|达)?$")
AND = re.compile(r"[、，和与及]|以及")
NEXT_TERM = re.compile(rf"(?:，|(?:[、和与及]|以及)(?P<change>{CHANGE.pattern})?)$")
"""Between the figures of a list; each may repeat its verb."""
BEFORE_PLACE = re.compile(r"(?:[，；：、。和与及看]|其中|^)$")

RATE_OF_CONTRIBUTION = re.compile(r"贡献")
"""贡献率 is a share of the growth and not the growth itself."""
COMPARES = re.compile(r"[比较]|[高低快慢]于|高出|超过|落后|收窄|放缓|加快|回落\d")
"""Somewhere before the number something is compared: not a plain growth."""
BASE_OF_GROWTH = re.compile(
    r"(?:增幅|降幅|增速)(?:持续|逐步|进一步|逐月)?(?:收窄|回升|回落|加快|放缓|扩大)，|(?:比|较)(?:上年|去年)(?:同期|末|年末|同月)?|(?:比|较)年初|同比|可比|相比|比重|比例|较[快好大高慢低多强]"
)
"""The usual base of a growth, which is no comparison with another growth."""
AREA_MARK, PERIOD_MARK = "＠", "＃"
"""Stand in a lead for an area, and for a period that is compared with."""
_TOWARDS = (
    r"[，、：；]*(?P<what>(?:同比|但|其|且|名义|实际)*(?:的?(?:同比)?(?:增速|增幅|降幅|涨幅|跌幅|增长率|增长速度|增长幅度))?)"
    r"(?:分别|均|也|则|仍)*"
)
_MEAN = (
    r"(?:(?:城镇|农村)?(?:常住)?居民)?(?:当月)?"
    r"(?:的?(?:平均|同期|全年|总体|整体)?(?:水平|增速|增幅|降幅|增长率|增长速度|均值|平均)?)*"
)
GAP = re.compile(
    rf"^{_TOWARDS}(?:(?:比|较)(?P<base>[＠＃、和与]+|(?:上年|去年)(?:同期|全年)?){_MEAN}(?:分别)?"
    r"(?P<way>高出|高|低|快|慢|提高|提升|加快|回升|回落|放缓|收窄|扩大|上升|下降)(?:了|出)?"
    rf"|(?P<way2>高于|低于|快于|慢于|高出|超过|落后于?|领先于?)(?P<base2>[＠＃、和与]+){_MEAN})(?:分别|约|近|超|达|了)*$"
)
"""`，增速比全省高` and `，降幅比（1-7月）收窄`: what comes next is a gap to another growth."""
HIGHER = ("高", "快", "提", "加", "回升", "扩", "上", "超", "领")
FALL_OF = ("降幅", "跌幅")
NARROWS = ("收窄", "扩大")
CONTRIBUTES = re.compile(
    r"^[，、：；]*(?:并|合计|共同|共|直接|累计|同比|由此|将)*(?P<verb>拉动|带动|拉低|下拉|影响)＠?(?P<whole>[^，＠＃]{0,12}?)(?:同比)?"
    r"(?P<way>增长|增速|增加|提高|上升|下降|回落|减少|上涨)?(?:约|达|了|近|超)*$"
)
WHOLE_BEFORE = re.compile(r"(?:拉动|带动|拉低|下拉|影响|对)(?:全[市省国区县]|我市|我国)?$")
"""A name behind these is the whole something adds to, not the next subject."""
WHOLES = {"规上工业": "IND_VA_ABOVE", "规模以上工业": "IND_VA_ABOVE", "经济": "GDP", "投资": "FAI", "消费": "RETAIL"}
"""Short names of a whole, as they stand after 拉动."""
REAL = re.compile(r"实际|扣除价格因素")
NOMINAL = re.compile(r"名义|现价")
YEARS_BEFORE = re.compile(r"(?P<n>[两三四五六])年(?:来|间|时间)?")
BEHIND_BARE_UNIT = re.compile(r"[，。；、）！]|大关|以上|左右|$")
"""What may follow 亿 or 万 without a unit of its own: 7000亿大关, not 3万辆."""
PLANNED = re.compile(
    r"力争|确保|预期目标|(?<!年度)计划|目标|拟|将达|规划(?:到|提出)|争取|(?:会议|报告|通知)要求|到20\d\d年.{0,12}(?:达到|实现|超过)"
)
"""From here to the end of the clause a number is an intention."""
HARMLESS = (
    r"(?:受|在)[^，]{1,24}(?:带动|影响|拉动|拖累|推动|支撑)下?，",
    r"连续\d+个(?:月|季度)[^，]{0,8}，",
    r"(?:增幅|降幅|增速)(?:持续|逐步|进一步|逐月)?(?:收窄|回升|回落|加快|放缓|扩大)，",
    r"创[^，]{0,8}(?:新高|最高|纪录)，|(?:[与和同](?:上年|去年)(?:同期)?)?(?:基本|总体)?持平，",
    r"[\u4e00-\u9fff]{0,8}(?:由负转正|扭负为正|转正|止跌回升|稳步向好|持续向好|企稳|回暖|前列|首位|首次|预期|好于预期)，",
    r"(?:增长|增势|增速|表现|保持)(?:较快|良好|明显|平稳|强劲|迅猛|较好|稳定)(?:增长)?，",
    r"(?:温和|平稳|稳步|小幅|持续|较快|快速|恢复|稳定|总体|保持|实现|略有|继续|加快){1,2}(?:增长|上涨|回升|上升|下降|回落)，",
    r"人民币|按?(?:同口径|可比口径|自然口径)|按(?:可比|不变)价格?(?:计算)?|扣除价格因素|实际|名义",
    r"左右|以上|大幅|快速|小幅|持续|稳步|平稳|明显|继续|略|较快|总体|则|也|均|分别|依次",
    r"(?:[比较]|[与同和](?=.{2,7}相比))(?:上年|去年|\d{4}年)(?:同期|末|年末)?(?:相比)?|同比|[比较]年初",
    r"(?:近|过去|前)?[两三四五六]年(?:来|间|时间)?|年均|年平均|平均|全年|当年|其中",
    r"总量|总额|完成额|规模|户数|数量|累计|完成|实现|余额|面积|价格|水平",
    r"[，、：；（）的了且和是而为]",
)
"""Words that change nothing about whose growth is spoken of."""
GROWTH_LEAD = re.compile(
    rf"^(?:{'|'.join(HARMLESS)})*+(?P<change>{CHANGE.pattern})"
    r"(?:了|达到?|为|约|近|超过?|率|幅度?|速度?|：|增幅|增速)*+$"
)
"""All that may stand between a subject, or the figure before, and a growth figure of the same subject."""
EXPECTED = re.compile(r"预计")
"""An intention too, but in a report on the year past an estimate of what it came to."""
PLANNED_AFTER = re.compile(r"(?:左右|以上|以内)?的?(?:预期|预算|年度|全年)?(?:目标|计划|预期)")
BEFORE_LEVEL = (
    r"(?:增幅|降幅|增速)(?:收窄|回升|回落|加快|放缓|扩大)，|连续\d+个(?:月|季度)[^，]{0,8}，|实现“[^”]{1,8}”，",
    r"值|控制在|稳定在|保持在|折合?(?:人民币)?|大关|关口|存量|总户数|平均值?|由|从|的|最终|修订|调整",
    r"增加到|增长到|升至|增至|提升到|提高到|上升[至到]|首次|再次|历史性|成功|站上|迈上|跃上|已|年|现价",
    r"[为达有是共计到约超过突破近逾完成实现总量总额（）初步核算数统一及含末余额投入数量规模合计累计面积人数：，、“”]",
)
"""Words that may stand between an indicator's name and its own figure."""
LEVEL_WORDS = re.compile(rf"^(?:{'|'.join(BEFORE_LEVEL)})*+$")
"""All that may stand between an indicator's name and its own figure.

As in `GROWTH_LEAD`, what was told apart once stays so (`*+`): else words said n times over are tried in 2^n ways.
"""
OF_WHICH = re.compile(r"其中")
SHARE_WORDS = re.compile(r"^(?:占|的|比重|比例|份额|为|达|达到|约|近|超过|超|[，]|比|率|、)*$")
SHARE_SAID = re.compile(r"^(?:(?:所?占)?(?:的)?(?:比重|占比|比例|份额)|占$)")
"""A share of the whole that was named before."""
NEXT_AREA = re.compile(r"^[、，和与]＠(?:平均)?(?:水平)?$")
THREE_SHARES = re.compile(
    r"(?:三次产业|第?一、(?:第?)二、(?:第?)三(?:次)?产业)(?:增加值)?(?:占(?:地区|国内)?(?:生产总值|GDP))?的?(?:比重|占比|比例)"
    r"(?:分别|依次)?[为是达]?$"
)
STAGED = re.compile(r"初步核算|核实|修订")
DATES = {"年", "月", "日", "时", "个月", "个季度"}
PER_CENT = {"", "%", "‰", "个百分点", "百分点", "倍"}
"""A figure in these, passed over, leaves it clear whose the next growth is."""
SAME_SUBJECT = re.compile(
    r"按(?:不变|可比)价格?计算|扣除价格因素|同比(?:增长|下降)|比上年(?:增长|下降)|两年平均|与(?:上年|去年|\d{4}年)(?:同期)?相比|(?:名义|实际)?增速(?:分别)?(?:比|高于|低于)"
)
"""Openings that go on about the subject of the sentence before."""
RANK_WORDS = re.compile(
    r"^(?:[为居列位在第：，]|总量|规模|增速|增幅|分别|[榜单中里上的]|排名?|(?<!排)名列|全省|全国|全市|升至|提升至|前移至|前进到|上升到|跃居|达到)*第?$"
)
RATIO = re.compile(r"(?P<a>\d+(?:\.\d+)?)：1(?!\d)")
STRUCTURE = re.compile(r"(?P<a>\d{1,2}(?:\.\d+)?)：(?P<b>\d{1,2}(?:\.\d+)?)：(?P<c>\d{1,2}(?:\.\d+)?)")
STRUCTURE_OF_SECTORS = re.compile(r"产业比例|三次产业|三产|产业结构")
SECTOR_SHARES = ("VA_PRIMARY_SHARE_GDP", "VA_SECONDARY_SHARE_GDP", "VA_TERTIARY_SHARE_GDP")
SECTORS = re.compile(
    r"(?:第?一(?:次?产业?)?[、，]第?二(?:次?产业?)?(?:[、，]|和|、和)第?三(?:次?产业?)|三次产业)"
    r"(?:(?P<what>增加值|从业人员|投资)|(?=(?:同比)?(?:分别|依次)(?:增长|下降)))"
)
SECTOR_PREFIXES = ("第一产业", "第二产业", "第三产业")


SHARE_BASES = {
    "规模以上工业": "IND_VA_ABOVE",
    "规上工业": "IND_VA_ABOVE",
    "全市规模以上工业": "IND_VA_ABOVE",
    "财政支出": "FISCAL_EXPENDITURE",
    "GDP": "GDP",
}
"""Short names of a whole, as they stand after 占."""

PRELIMINARY = re.compile(r"(?<!比)(?<!与)(?<!较)初步核算|初步统计|初步数|统一核算")
FINAL = re.compile(r"最终核实")
CENSUS = re.compile(r"普查.{0,12}修订|修订后|经济普查|人口普查")
EXPRESS = re.compile(r"快报")
STAGES = ((FINAL, "final"), (CENSUS, "census_revision"), (PRELIMINARY, "preliminary"), (EXPRESS, "express"))


def stage_of(text: str) -> str | None:
    """Stage of compilation a text states: 初步核算 is preliminary, 最终核实 final."""
    return next((stage for pattern, stage in STAGES if pattern.search(text)), None)


LOST = re.compile(r"�|[?？][?？;；]")
"""Characters lost in copying, as in `?;赝？022年`: what stands near them is not to be relied on."""
SENTENCE = re.compile(r"[^。；！？]*[。；！？]|[^。；！？]+$")
"""Sentences of normal text; figures and subjects do not cross their ends, periods and areas do within a passage."""
RANK_UNITS = {"位": "位", "名": "位", "强": "位"}
SPELLED_UNITS = (
    "成",
    "倍",
    "家",
    "户",
    "件",
    "位",
    "名",
    "个百分点",
    "亿元",
    "万亿元",
    "亿美元",
    "万人",
    "万户",
    "万家",
    "亿",
    "万亿",
)
"""Units a number in Chinese numerals may stand before: 近八成, 百家."""
EXTRA_UNITS = (
    "个月",
    "个季度",
    "万户次",
    "户次",
    "家次",
    "件次",
    "亿人次",
    "套次",
    *(
        "万辆",
        "万台",
        "万套",
        "套",
        "万张",
        "张",
        "万标箱",
        "标箱",
        "万吨公里",
        "亿吨公里",
        "亿人公里",
        "万件",
        "亿件",
        "万亩",
        "亩",
        "公顷",
        "万公顷",
    ),
    *(
        "所",
        "座",
        "头",
        "万头",
        "万只",
        "只",
        "立方米",
        "万立方米",
        "亿立方米",
        "亿吨",
        "万条",
        "万箱",
        "亿次",
        "万次",
        "毫米",
        "摄氏度",
        "℃",
    ),
    "万亿",
    "亿",
    "万",
    "名",
    "个",
    "年",
    "月",
    "日",
    "时",
    "项",
    "条",
    "次",
    "届",
    "级",
    "类",
    "辆",
    "台",
    "艘",
    "公里",
    "米",
    "天",
)
"""Units that are read so that their number is not taken for a bare one."""
