"""Words that make a name the dictionary's, another one, or a part's short name. To teach a wording, add it here."""

import re
from collections.abc import Iterable

PLACES = (
    *("粤东翼", "东翼", "粤西翼", "西翼", "粤东", "粤西", "粤北", "珠三角核心区", "珠三角九市", "珠三角地区", "珠三角"),
    *("北部生态发展区", "山区", "大湾区", "东部", "中部", "西部", "东北", "长三角", "京津冀", "港澳"),
    *("广州", "深圳", "珠海", "佛山", "东莞", "中山", "惠州", "肇庆", "汕头", "潮州", "揭阳", "汕尾", "湛江", "茂名"),
    *("阳江", "韶关", "清远", "云浮", "梅州", "河源", "北京", "上海", "天津", "重庆", "江苏", "浙江", "山东", "福建"),
    *("湖南", "广西", "江西", "海南", "四川", "河南", "湖北", "安徽", "香港", "澳门"),
)
"""No name may come after a shorter one that it begins with."""
SORTS = ("街道", "工业园区", "工业园", "产业园区", "产业园", "高新区", "开发区", "新区", "组团", "片区", "大道")


def _first(words: Iterable[str]) -> str:
    """What one of the words begins with: looked at first, because most places in a text begin none."""
    return f"(?=[{''.join(sorted({word[0] for word in words}))}])"


ELSEWHERE = re.compile(
    rf"(?:{_first(PLACES)}(?:{'|'.join(PLACES)})"
    rf"|[\u4e00-\u9fff]{{2}}{_first(['镇', *SORTS])}(?:(?<![城乡村])镇|{'|'.join(SORTS)}))(?:[市省区]|地区)?"
)
"""Places the dictionary of areas lacks: figures after them are none of ours."""
MODIFIERS = re.compile(
    r"(?:惠及|服务|涉及|培育|认定|引进|引育|入库|带动|扶持|奖励|走访|帮助|支持|组织|注销|先进|高技术|高新技术|规模以上|规上|限额以上|限上|民营|外资|国有|重点|现代|大型|中小微?|小微|新兴|装备|支柱|优势|传统|"
    r"智能|新能源|汽车|家电|高端|战略性|数字经济|建筑业|批发业?|住宿|餐饮|零售|社会|一般|加工|贸易|机电产品|民间|农业|村|镇|"
    r"全部|非公有制|先行|生产性|人均|户均|亩均|单位|万元|每万元|每万人|绿色|海洋|文化产业|旅游|新增|净增|新|(?<!人)均|[业型类级]|部门|领域|经济|科技)$"
)
"""Glued before a known name these make another, unknown indicator: 先进装备制造业增加值, 民营工业投资."""
HARMLESS = re.compile(r"(?:全部|社会|人均)$")
TAIL = re.compile(
    r"(?:率|能耗|占比|密度|缺口|目标|任务|计划|项目|企业数|的?增速(?:目标|计划|预期)|弹性|系数|总产值比|贡献)"
)
"""Glued behind a known name these make it something else."""
SLIPS = {"社会品零售总额": "社会消费品零售总额", "社会消费零售总额": "社会消费品零售总额"}
"""Slips of the pen seen in print, and the name that was meant."""
_NAME_OF_PART = r"(?:(?!和)[\u4e00-\u9fff]){2,12}"
PARTS_BEFORE = re.compile(rf"(?:{_NAME_OF_PART}[、和])+$")
PART = re.compile(rf"{_NAME_OF_PART}(?=[、和])")
SPLIT = re.compile(r"(?P<stem>.{2,}?)(?P<tail>增加值|总产值|产值|投资额?|零售总额|利润总额|销售额)")
VERBS_INSIDE = ("完成", "实现")
"""A name may be cut in two by these."""

# fmt: off
HEADS = (
    "产销率", "完成年度计划", "贷款率", "不良率", "就业率", "巩固率", "利用率", "入住率", "产量",
    "销量", "销售量", "销售额",
    "销售收入", "营业收入", "收入", "支出", "总额", "总量", "总值", "增加值", "产值",
    "投资额", "投资", "余额", "人数", "人次", "户数", "数量", "面积", "里程",
    "用电量", "发电量", "客运量", "货运量", "周转量", "吞吐量", "保有量", "拥有量", "覆盖率",
    "参保率", "入学率", "普及率", "完成率", "比重", "占比", "指数", "利润", "税收",
    "密度", "床位", "价格", "用户", "人口", "制造业", "加工业", "服务业", "零售业",
    "批发业", "供应业", "采矿业", "产业", "行业", "企业", "工业", "商品", "住宅",
    "出口", "进口", "居民", "游客", "旅客", "存款", "贷款", "损失", "成本",
    "粮食", "车流量", "货物", "快递业务量", "业务量", "保费", "资产", "负债", "企业数",
    "面积率", "强度", "浓度", "天数", "比例", "合格率", "优良率", "达标率", "绿化率",
    "支出额", "收入额", "成交额", "交易额", "合同额", "签约额", "融资额", "增加额", "出口额",
    "进口额",
)
# fmt: on
"""Nouns a statistical name ends with."""
SHORT_NAMES = {
    "出口": {"TRADE": "出口总额"},
    "进口": {"TRADE": "进口总额"},
    "第一产业": {"GDP": "第一产业增加值"},
    "第二产业": {"GDP": "第二产业增加值", "FAI": "第二产业投资"},
    "第三产业": {"GDP": "第三产业增加值", "FAI": "第三产业投资"},
    "完成年度计划": {
        "KEY_PROJECTS_CITY_INVEST": "市重点建设项目投资完成率",
        "KEY_PROJECTS_PROVINCE_INVEST": "省重点建设项目投资完成率",
    },
    "各项贷款余额": {"DEPOSITS_ALL": "金融机构本外币贷款余额", "DEPOSITS_RMB": "金融机构人民币贷款余额"},
    "贷款余额": {"DEPOSITS_ALL": "金融机构本外币贷款余额", "DEPOSITS_RMB": "金融机构人民币贷款余额"},
    "城镇居民": {"INCOME": "城镇居民人均可支配收入"},
    "城镇常住居民": {"INCOME": "城镇居民人均可支配收入"},
    "农村居民": {"INCOME": "农村居民人均可支配收入"},
    "农村常住居民": {"INCOME": "农村居民人均可支配收入"},
}
"""Short name of a part → the indicator that must be the last one named before it, and the part's full name."""
NOT_STATISTICAL = re.compile(r"(?:总投资|投资额|注册资本|注册资金|主营业务收入|造价)$")
"""Figures of a project, a firm or a definition."""
PART_OF = re.compile(r"(?:占|拉动|带动|拉低|对)(?:全[市省国区县])?$")
"""What follows is the whole something is a part of, not the next subject."""
BEFORE_SHORT = re.compile(r"(?:^|[，；、：。]|其中)$")
AFTER_UNKNOWN = re.compile(
    r"(?:（[^（）]{1,12}）)?(?:同比|全年|累计|则|也|比上年|较上年|比去年|分别|[为达有是共计到约超过近突破完成实现的占：])*"
    r"(?:-?\d|[微略]?增(?!加值)|[微略]?降|增长|下降|上升|上涨|减少|减产|回落|提高|[零一二三四五六七八九十百千]+[成家户亿万])"
)
"""Only before a figure or a growth is a noun phrase a subject."""
IN_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z“”（）·]")
NOT_IN_NAME = re.compile(
    r".*(?:其中|高于|低于|快于|慢于|增速|增幅|同时|另外|此外|全年|全市|全省|全国|全区|全县|我市|年末|年底|月末|上半年|季度|\d年|实现|完成|达到|的|是|为|占|比|较|和|及|与|中|"
    r"月|拉动|带动|各类|[）”])"
)
"""Words in front of a name that are not part of it; the last of them in a run."""
