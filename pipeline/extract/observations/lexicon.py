"""The words the grammar knows besides the dictionary's names. To teach it a wording, add it here."""

import re

RISES = ("增长", "增加", "上升", "提高", "上涨", "提升", "扩大", "增幅", "增速", "增")
FALLS = ("下降", "减少", "降低", "回落", "下跌", "下滑", "减", "降")
CHANGE = re.compile("|".join(sorted(RISES + FALLS, key=lambda w: -len(w))))
AVERAGE = re.compile(r"年均|年平均")
SINCE_YEAR_START = re.compile(r"[比较]年初")
CONSTANT_PRICE = re.compile(r"可比价|不变价|实际增长|扣除价格")
RESPECTIVELY = re.compile(r"分别")
AND = re.compile(r"[、，和与及]|以及")

NOT_OURS = re.compile(r"拉动|贡献率|贡献")
"""A number of percentage points after these is a contribution, not the growth itself."""
YARDSTICK = re.compile(
    r"(?:比|较|高于|低于|快于|慢于|超过|落后)(?:全国|全省|全市|全区|广东|珠三角|去年同期增速|上半年|前三季度|一季度|上月|\d{1,2}月|\d{1,2}-\d{1,2}月|1月)"
    r"|(?:高于|低于|快于|慢于)|(?:增速|增幅|降幅)(?:比|较)(?!上年|去年|同期)|收窄|扩大\d|加快|放缓|回升\d"
)
"""A gap to another growth rate; the number after it is no growth of the subject."""
PLANNED = re.compile(
    r"力争|预期目标|(?<!年度)计划|目标|拟|预计|将达|规划(?:到|提出)|争取|要求|到20\d\d年.{0,12}(?:达到|实现|超过)"
)
"""From here to the end of the clause a number is an intention."""
GROWTH_LEAD = re.compile(
    r"^(?:[，、：；的了且和是]|(?:比|较)(?:上年|去年)(?:同期|末|年末)?|同比|(?:比|较)年初|按(?:可比|不变)价格?(?:计算)?|扣除价格因素|其中|"
    r"实际|名义|分别|总量|总额|全年|完成额|规模|当年|年均|年平均|平均|户数|数量|累计|完成|实现|余额|面积|价格|水平|总体|则|也|均)*"
    r"(?P<change>" + CHANGE.pattern + r")(?:了|达|达到|为|约|近|超过|超|率|幅度?|速度|速|率为|：)*$"
)
"""All that may stand between a subject, or the figure before, and a growth figure of the same subject."""
PLANNED_AFTER = re.compile(r"(?:左右|以上|以内)?的?(?:预期)?(?:目标|计划|预期)")
LEVEL_WORDS = re.compile(
    r"^(?:[为达有是共计到约超过突破近逾完成实现总量总额（）初步核算数统一及含末余额投入数量规模合计累计面积人数"
    r"：，、“”]|已|年|达到|约为|的|现价|升至|增至|提升到|提高到)*$"
)
"""All that may stand between an indicator's name and its own figure."""
OF_WHICH = re.compile(r"其中")
SHARE_OF = re.compile(r"占")
SHARE_WORDS = re.compile(r"^(?:的|比重|比例|份额|为|达|达到|约|近|超过|超|[，]|比|率|、)*$")
RANK_WORDS = re.compile(r"^(?:[为居列位在第：，]|位居|位列|排名|名列|全省|全国|全市|排|升至|上升到|跃居|达到)*第?$")
RATIO = re.compile(r"(?P<a>\d+(?:\.\d+)?)：1(?!\d)")
STRUCTURE = re.compile(r"(?P<a>\d{1,2}(?:\.\d+)?)：(?P<b>\d{1,2}(?:\.\d+)?)：(?P<c>\d{1,2}(?:\.\d+)?)")
STRUCTURE_OF_SECTORS = re.compile(r"三次产业|三产|产业结构")
SECTOR_SHARES = ("VA_PRIMARY_SHARE_GDP", "VA_SECONDARY_SHARE_GDP", "VA_TERTIARY_SHARE_GDP")
SECTORS = re.compile(r"第一(?:产业)?[、，]第?二(?:产业)?(?:[、，]|和|、和)第?三产业(?P<what>增加值|从业人员|投资)")
SECTOR_PREFIXES = ("第一产业", "第二产业", "第三产业")

MODIFIERS = re.compile(
    r"(?:先进|高技术|高新技术|规模以上|规上|限额以上|限上|民营|外资|国有|重点|现代|大型|中小微?|小微|新兴|装备|支柱|优势|传统|"
    r"智能|新能源|汽车|家电|高端|战略性|数字经济|建筑业|批发业?|住宿|餐饮|零售|社会|一般|加工|贸易|机电产品|民间|农业|村|镇|"
    r"全部|非公有制|先行|生产性|人均|户均|亩均|单位|万元|每万元|每万人|绿色|海洋|文化产业|旅游|制造业|服务业|新增|净增|新)$"
)
"""Glued before a known name these make another, unknown indicator: 先进装备制造业增加值, 民营工业投资."""
HARMLESS = re.compile(r"(?:全部|社会|人均)$")
TAIL = re.compile(r"^(?:率|能耗|占比|密度|缺口|目标|任务|计划|项目|企业数|的?增速|增速|弹性|系数|总产值比|贡献)")
"""Glued behind a known name these make it something else."""

SHARE_BASES = {
    "规模以上工业": "IND_VA_ABOVE",
    "规上工业": "IND_VA_ABOVE",
    "全市规模以上工业": "IND_VA_ABOVE",
    "财政支出": "FISCAL_EXPENDITURE",
    "GDP": "GDP",
}
"""Short names of a whole, as they stand after 占."""

PRELIMINARY = re.compile(r"初步核算|初步统计|初步数|统一核算")
FINAL = re.compile(r"最终核实")
CENSUS = re.compile(r"普查.{0,12}修订|修订后|经济普查|人口普查")
EXPRESS = re.compile(r"快报")
STAGES = ((FINAL, "final"), (CENSUS, "census_revision"), (PRELIMINARY, "preliminary"), (EXPRESS, "express"))
LOST = re.compile(r"[?？]{2}|�|[?？][;；]")
"""Characters lost in copying, as in `?;赝？022年`: what stands near them is not to be relied on."""
SENTENCE = re.compile(r"[^。；！？]*[。；！？]|[^。；！？]+$")
"""Sentences of normal text; figures and subjects do not cross their ends, periods and areas do within a passage."""
COUNT_UNITS = {"个": "家", "户": "户", "名": "人", "人": "人", "家": "家", "件": "件"}
RANK_UNITS = {"位": "位", "名": "位", "强": "位"}
EXTRA_UNITS = (
    "名",
    "倍",
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
