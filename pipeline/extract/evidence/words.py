"""Words of a stage, of intention, of negation, and who says it (METHOD 4.6)."""

import re

from schemas.codelists import DocType, EvidenceGrade, ProjectStage, StageFlag

STAGE_WORDS: tuple[tuple[ProjectStage, re.Pattern[str]], ...] = (
    (
        ProjectStage.IN_OPERATION,
        re.compile(r"通车|正式运行|正式开通|开通|投用|投产|产品下线|首发|发车|投入使用|正式运营|试运[营行]|启用"),
    ),
    (ProjectStage.COMPLETED, re.compile(r"质量验收|交工验收|竣工|完工|全面建成|已建成|建成(?!后)")),
    (
        ProjectStage.UNDER_CONSTRUCTION,
        re.compile(
            r"架设|架梁|封顶|掘进|灌注|安装|在建|(?:主体|实验室|试验段)(?:已)?建成|形象进度|浇筑|贯通"
            r"|完成.{0,8}%|基本(?:建成|完工|竣工)"
        ),
    ),
    (ProjectStage.STARTED, re.compile(r"动工|开工|奠基|启动建设")),
    (ProjectStage.APPROVED, re.compile(r"获.{0,8}批准|获批|批复|招标公告|中标|立项")),
    (ProjectStage.PLANNED, re.compile(r"谋划|规划建设|纳入规划")),
)
"""Words of a stage, highest stage first: the first that occurs decides. A signing or an unveiled plate shows none."""
PARTIAL = re.compile(r"(?:主体|实验室|试验段)(?:已)?建成|基本(?:建成|完工|竣工)")
"""Completion of less than the whole: taken out before the words of completion are looked for."""
OPENED_LATER = re.compile(r"具备通车条件|通车条件|通车仪式筹备")
"""Words of opening inside words that only lead up to it."""
ACTION = re.compile(
    r"揭牌|印发|出台|举办|举行|召开|签约|入选|入围|获评|提出|宣布|公布|通报|介绍|称|表示|成为|推广|排名|列第|上升|下线|具备|建成|验收|作报告|批准"
)
"""Something was done or said; for topics that are no building works."""
EXPECTED = re.compile(
    r"预计|(?<![模虚])拟|计划(?!.{0,4}(?:印发|出台|发布))|力争|(?<!已)(?<!即)将(?![军领士])|即将|有望|目标|争取|料(?=\d|今年|明年|将)|冲刺|择日|年内实现"
)
"""Intention and expectation: a clause with one of them never moves a stage. 已将 is no future, 材料 no forecast."""
NEGATED = re.compile(r"未见|尚未|没有|未能|暂停|停工|未建成|未开工")
TRIAL = re.compile(r"试运[营行]|试通车|试开通")
BASICALLY = re.compile(r"基本(?:建成|完工|竣工)")
REPORTED = re.compile(r"介绍|称|表示|通报|报道")
"""Said of what was so already: the day is that of the report, not of the event."""
FLAGS = ((TRIAL, StageFlag.TRIAL), (BASICALLY, StageFlag.BASICALLY))
GRADES = {
    DocType.BULLETIN: EvidenceGrade.E1,
    DocType.BUREAU_NEWS: EvidenceGrade.E1,
    DocType.CONGRESS_REPORT: EvidenceGrade.E2,
    DocType.GOVERNMENT_NEWS: EvidenceGrade.E2,
    DocType.PRESS_CONFERENCE: EvidenceGrade.E2,
    DocType.NEWSPAPER: EvidenceGrade.E3,
    DocType.REPOST: EvidenceGrade.E4,
}
"""Who says it, by the sort of publication."""
PUBLISHERS = (
    (re.compile(r"验收|质量监督|统计局"), EvidenceGrade.E1),
    (re.compile(r"人民政府|政府网|发展和改革|交通运输|铁路局"), EvidenceGrade.E2),
)
"""Who says it, by name, where that is higher than the sort of page it stands on; a repost stays a repost."""


def grade(doc_type: str, publisher: str | None) -> EvidenceGrade:
    """E1 notices and statistics, E2 government or operator, E3 newspapers, E4 other media and reposts."""
    by_type = GRADES[DocType(doc_type)]
    if by_type is EvidenceGrade.E4 or not publisher:
        return by_type
    named = next((g for pattern, g in PUBLISHERS if pattern.search(publisher)), by_type)
    return min(by_type, named)
