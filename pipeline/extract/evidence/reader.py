"""Dated events on named projects: `2024年12月11日，黄茅海跨海通道通车试运营` shows the stage in_operation on that day.

A sentence counts when it names a project and has a date, its own or the article's. What is expected
(预计, 拟, 计划, 力争 …) never moves a stage: it fills `expected_date`.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.extract.evidence import words
from pipeline.extract.evidence.clauses import CLAUSE, Named, named
from pipeline.records import DocumentContext, EventRecord, ParsedText, Passage
from pipeline.register import Project
from pipeline.text.normalise import Normal, normalise
from schemas.codelists import ProjectStage, StageFlag

EXPECTED_DATE = re.compile(r"20\d{2}年(?:\d{1,2}月)?(?:底|上半年|下半年)?|\d{1,2}月底?|今年底|年内|明年")
DATE = re.compile(r"(?P<y>20\d{2})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?(?!度)")
TODAY = re.compile(r"今日|今天|昨日|昨天|近日|日前")
SENTENCE = re.compile(r"[^。！？]+[。！？]?")
SECTION = re.compile(r"[\u4e00-\u9fff]{1,8}段")
"""Part of a line: 江门段, 高肇段. What is finished of it alone is not the whole."""
HIGH = {ProjectStage.COMPLETED, ProjectStage.IN_OPERATION}
RULE = "dated_sentence/2"


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
        for found in named(match.group(), projects):
            event = _event(match, normal, passage, found, context)
            if event:
                yield event


@dataclass(frozen=True)
class Shown:
    """What the firm clauses on a project show."""

    stage: ProjectStage | None
    flags: tuple[StageFlag, ...]
    part: str | None


def _event(
    match: re.Match[str], normal: Normal, passage: Passage, found: Named, context: DocumentContext
) -> EventRecord | None:
    firm = "，".join(c for c in found.said if not words.EXPECTED.search(c))
    hoped = [c for c in found.said if words.EXPECTED.search(c)]
    when = _when(firm, match.group(), context.issued)
    shown = _shown(firm, found)
    done = "，".join(c for c in found.about if not words.EXPECTED.search(c))
    if when is None or not (shown.stage or shown.flags or hoped or words.ACTION.search(done)):
        return None
    expected = _expected(hoped, firm)
    if context.issued and when[0] > context.issued:
        date_text = DATE.search(firm) or DATE.search(match.group())
        expected = expected or (date_text.group() if date_text else None)
        when, shown = (context.issued, context.issued), Shown(None, (*shown.flags, StageFlag.FUTURE), shown.part)
    start, end = normal.span(*match.span())
    return EventRecord(
        topic=found.project.topic,
        event_start=when[0],
        event_end=when[1],
        stage=shown.stage,
        expected_date=expected,
        char_start=passage.char_start + start,
        char_end=passage.char_start + end,
        quote=passage.text[start:end],
        passage=passage.ordinal,
        matched=found.name,
        rule=RULE,
        part=shown.part,
        flags=shown.flags,
    )


def _shown(firm: str, found: Named) -> Shown:
    """Highest stage of the firm clauses, with what must be said beside it.

    What is finished of a part alone is that part's stage; the whole is then under construction, unless the register
    follows the part by itself.
    """
    certain = "，".join(c for c in CLAUSE.findall(firm) if not words.NEGATED.search(c))
    flags = [flag for pattern, flag in words.FLAGS if pattern.search(certain)]
    if (certain != firm and not certain.strip("，")) or (words.NEGATED.search(firm) and _stage(certain) is None):
        flags.append(StageFlag.NEGATIVE)
    stage, part = _stage(certain), _part(certain, found)
    if stage and found.ambiguous:
        return Shown(None, (*flags, StageFlag.AMBIGUOUS), None)
    if stage in HIGH and part and part not in found.project.sections:
        return Shown(ProjectStage.UNDER_CONSTRUCTION, (*flags, StageFlag.PART_ONLY), part)
    if stage is ProjectStage.IN_OPERATION and words.REPORTED.search(certain):
        flags.append(StageFlag.REPORTED)
    return Shown(stage, tuple(flags), part)


def _stage(certain: str) -> ProjectStage | None:
    """The first of the words, highest stage first; what only leads up to an opening or finishes a part is none."""
    text = words.OPENED_LATER.sub("", certain)
    whole = words.PARTIAL.sub("", text)
    for stage, pattern in words.STAGE_WORDS:
        if pattern.search(whole if stage in HIGH else text):
            return stage
    return None


def _part(certain: str, found: Named) -> str | None:
    """The section the clause speaks of: one the register follows, else any 某某段 right after the project's name."""
    known = next((s for s in found.project.sections if s in certain), None)
    if known or "全线" in certain:
        return known
    at = certain.find(normalise(found.name).text)
    after = SECTION.match(certain[at + len(normalise(found.name).text) :]) if at >= 0 else None
    return after.group() if after else None


def _when(firm: str, sentence: str, issued: date | None) -> tuple[date, date] | None:
    """Day, month or year of the event as an interval; the article's own day for 今日, 近日 or where nothing is said.

    The year something is aimed at for is no date of an event: 2025年的目标是50% happened on no day of 2025.
    """
    match = DATE.search(firm) or next(_dates(sentence), None)
    if match:
        return _interval(match)
    if issued is None:
        return None
    day = issued - timedelta(days=1) if re.search(r"昨[日天]", sentence) else issued
    return (issued - timedelta(days=7), issued) if re.search(r"近日|日前", sentence) else (day, day)


def _dates(sentence: str) -> Iterator[re.Match[str]]:
    """Dates of clauses without intention, and full dates before the word of intention."""
    for clause in CLAUSE.findall(sentence):
        hope = words.EXPECTED.search(clause)
        for match in DATE.finditer(clause[: hope.start()] if hope else clause):
            if match["d"] or not hope:
                yield match


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
        word = words.EXPECTED.search(clause)
        after = EXPECTED_DATE.search(clause[word.start() :]) if word else None
        before = EXPECTED_DATE.search(clause)
        if after:
            return after.group()
        if before and before.group() not in firm:
            return before.group()
    return None
