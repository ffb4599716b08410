"""Dated events on named projects: `2024年12月11日，黄茅海跨海通道通车试运营` shows the stage in_operation on that day.

A sentence counts when it names a project and has a date, its own or the article's. What is expected
(预计, 拟, 计划, 力争 …) never moves a stage: it fills `expected_date`.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.records import DocumentContext, EventRecord, ParsedText, Passage
from pipeline.register import Project
from pipeline.text.normalise import Normal, normalise
from schemas.codelists import DocType, EvidenceGrade, ProjectStage

STAGE_WORDS: tuple[tuple[ProjectStage, re.Pattern[str]], ...] = (
    (
        ProjectStage.IN_OPERATION,
        re.compile(r"通车|正式运行|正式开通|开通|投用|投产|产品下线|首发|发车|投入使用|正式运营"),
    ),
    (ProjectStage.COMPLETED, re.compile(r"质量验收|交工验收|竣工|完工|全面建成|已建成")),
    (
        ProjectStage.UNDER_CONSTRUCTION,
        re.compile(r"架设|架梁|封顶|掘进|灌注|安装|在建|主体建成|实验室建成|形象进度|浇筑|贯通"),
    ),
    (ProjectStage.STARTED, re.compile(r"动工|开工|奠基|启动建设")),
    (ProjectStage.APPROVED, re.compile(r"获.{0,8}批准|获批|批复|招标公告|中标|立项")),
    (ProjectStage.PLANNED, re.compile(r"谋划|规划建设|纳入规划")),
)
"""Words of a stage, highest stage first: the first that occurs decides."""
ACTION = re.compile(
    r"揭牌|印发|出台|举办|举行|召开|签约|入选|入围|获评|提出|宣布|公布|通报|介绍|称|表示|成为|推广|排名|列第|上升|下线|具备|建成|验收|作报告"
)
"""Something was done or said; for topics that are no building works."""
EXPECTED = re.compile(r"预计|拟|计划|力争|将|有望|目标|争取|料|冲刺")
NEGATED = re.compile(r"未见|尚未|没有|未能|暂停|停工")
EXPECTED_DATE = re.compile(r"20\d{2}年(?:\d{1,2}月)?(?:底|上半年|下半年)?|\d{1,2}月底?|今年底|年内|明年")
DATE = re.compile(r"(?P<y>20\d{2})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?(?!度)")
TODAY = re.compile(r"今日|今天|昨日|昨天|近日|日前")
CLAUSE = re.compile(r"[^，；]+")
SENTENCE = re.compile(r"[^。！？]+[。！？]?")
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
RULE = "dated_sentence/1"


@dataclass(frozen=True)
class Found:
    """A project named in a sentence."""

    project: Project
    name: str


def extract_events(context: DocumentContext, parsed: ParsedText, projects: Sequence[Project]) -> list[EventRecord]:
    """Events of one document about Jiangmen or its counties; elsewhere the same names mean other things."""
    if not (context.ref_area or "").startswith("4407"):
        return []
    return [
        event
        for passage in parsed.passages
        if passage.kind in {"paragraph", "list_item"}
        for event in _passage_events(passage, context, projects)
    ]


def _passage_events(passage: Passage, context: DocumentContext, projects: Sequence[Project]) -> Iterator[EventRecord]:
    normal = normalise(passage.text)
    for match in SENTENCE.finditer(normal.text):
        for found in _named(match.group(), projects):
            event = _event(match, normal, passage, found, context)
            if event:
                yield event


def _named(sentence: str, projects: Sequence[Project]) -> Iterator[Found]:
    """Projects named, a longer name hiding the shorter ones inside it."""
    rest = sentence
    hits = [(normalise(name).text, p, name) for p in projects for name in p.names]
    for folded, project, name in sorted(hits, key=lambda h: (-len(h[0]), h[0])):
        if folded in rest:
            rest = rest.replace(folded, "□" * len(folded))
            yield Found(project, name)


def _event(
    match: re.Match[str], normal: Normal, passage: Passage, found: Found, context: DocumentContext
) -> EventRecord | None:
    clauses = CLAUSE.findall(match.group())
    firm = "，".join(c for c in clauses if not EXPECTED.search(c))
    hoped = [c for c in clauses if EXPECTED.search(c)]
    when = _when(firm, match.group(), context.issued)
    stage = _stage(firm, found.project)
    if when is None or not (stage or hoped or ACTION.search(firm)):
        return None
    start, end = normal.span(*match.span())
    return EventRecord(
        topic=found.project.topic,
        event_start=when[0],
        event_end=when[1],
        stage=stage,
        expected_date=_expected(hoped, firm),
        char_start=passage.char_start + start,
        char_end=passage.char_start + end,
        quote=passage.text[start:end],
        passage=passage.ordinal,
        matched=found.name,
        rule=RULE,
    )


def _stage(firm: str, project: Project) -> ProjectStage | None:
    """Highest stage the firm clauses show; None where they show none."""
    certain = "，".join(c for c in CLAUSE.findall(firm) if not NEGATED.search(c))
    for stage, pattern in STAGE_WORDS:
        if pattern.search(certain):
            return stage
    return None


def _when(firm: str, sentence: str, issued: date | None) -> tuple[date, date] | None:
    """Day, month or year of the event as an interval; the article's own day for 今日, 近日 or where nothing is said."""
    match = DATE.search(firm) or DATE.search(sentence)
    if match:
        return _interval(match)
    if issued is None:
        return None
    day = issued - timedelta(days=1) if re.search(r"昨[日天]", sentence) else issued
    return (issued - timedelta(days=7), issued) if re.search(r"近日|日前", sentence) else (day, day)


def _interval(match: re.Match[str]) -> tuple[date, date] | None:
    year, month, day = (int(match[k]) if match[k] else None for k in "ymd")
    if year is None or (month and not 1 <= month <= 12):
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day),) * 2 if 1 <= day <= last else None


def _expected(hoped: list[str], firm: str) -> str | None:
    """What is announced for later, as printed: 预计2028年通车 gives 2028年."""
    for clause in hoped:
        after = clause[EXPECTED.search(clause).start() :]  # type: ignore[union-attr]
        match = EXPECTED_DATE.search(after) or EXPECTED_DATE.search(clause)
        if match and match.group() not in firm:
            return match.group()
    return None


def grade(doc_type: str) -> EvidenceGrade:
    """E1 notices and statistics, E2 government, E3 newspapers, E4 reposts."""
    return GRADES[DocType(doc_type)]
