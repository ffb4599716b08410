"""A plan's text cut into clauses that may be commitments, each with its chapter, section, deadline and exact span."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.commitments import lexicon as words
from pipeline.extract.commitments.calendar import Calendar
from pipeline.extract.commitments.frame import Frame
from pipeline.extract.commitments.outline import Body, chapter

CUT = re.compile(r"[^，。；：！？]+")
ORDINAL = re.compile(r"^[—–\- ]*(?:[一二三四五六七八九十]+(?:是|要)(?=[^，]{4})|(?:首先|其次)要?)?")
"""Counts the clauses of a list and is no part of them: ——, 一是."""
SENTENCE_ENDS = "。！？"
RUN_IN = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、](?!\d))[^。]*。")
"""`（一）强化区域战略科技力量。` heads a section inside its paragraph."""
RUN_IN_LENGTH = 40
BULLET = re.compile(r"^——(?P<lead>[^，。；：]+)(?P<end>[，。；：])")
CLUSTER = re.compile(r"^(?P<name>.{1,8}?组团)主攻")


@dataclass(frozen=True)
class Clause:
    """[start, end) in the document's text; `goals` inside the list of goals of the coming term.

    `sentence` numbers the sentences, so that a subject is carried no further than its own.
    """

    start: int
    end: int
    text: str
    passage: int
    chapter: str | None
    section: str | None
    goals: bool = False
    guiding: bool = False
    deadline: int | None = None
    sentence: int = 0


def clauses(bodies: Iterable[tuple[Body, Frame]], calendar: Calendar) -> Iterator[Clause]:
    """Clauses of the parts that look forward, without those that tell of a year gone by; tables are read apart."""
    for body, frame in bodies:
        if body.passage.table is None:
            yield from _of_passage(body, frame, calendar)


def _of_passage(body: Body, frame: Frame, calendar: Calendar) -> Iterator[Clause]:
    text = body.passage.text
    section, start = _head(text)
    if frame.guiding:
        section = "指导思想"
    elif section is None and len(body.path) > 1:
        section = body.path[-1]
    throughout = calendar.deadline(match.group()) if (match := words.UNTIL.match(text)) else None
    stated, past, goals, sentence = throughout, False, frame.goals, 0
    for match in CUT.finditer(text, start):
        bare = ORDINAL.sub("", match.group())
        begin = match.end() - len(bare)
        named = None if words.DESCRIBES.search(bare) else calendar.deadline(bare)
        past = (calendar.is_past(bare) or bool(words.PAST.search(bare))) or (past and named is None)
        stated = named or stated
        if words.GOALS.search(bare):
            goals = True
        elif bare and not past:
            yield Clause(
                body.passage.char_start + begin,
                body.passage.char_start + match.end(),
                bare,
                body.passage.ordinal,
                chapter(body.path),
                section,
                goals and not frame.guiding,
                frame.guiding,
                stated or frame.stated,
                sentence,
            )
        if text[match.end() : match.end() + 1] in SENTENCE_ENDS:
            stated, past, goals, sentence = throughout, False, frame.goals, sentence + 1


def _head(text: str) -> tuple[str | None, int]:
    """(section, where its body starts): a run-in head, a goal's lead, or a cluster's name."""
    head = RUN_IN.match(text)
    if head and head.end() <= RUN_IN_LENGTH and head.end() < len(text):
        return head.group().split("，")[0].rstrip("。"), head.end()
    bullet = BULLET.match(text)
    if bullet:
        cluster = CLUSTER.match(bullet["lead"])
        return (cluster["name"] if cluster else bullet["lead"]), 0
    return None, 0


def joined(found: Sequence[Clause], text: str) -> Iterator[Clause]:
    """Neighbours that make one span: scope and its clause, an industry and its sub-fields, a claim and its echo."""
    waiting: Clause | None = None
    for clause in found:
        if waiting and waiting.passage == clause.passage and _one(waiting.text, clause.text, _mark(waiting, text)):
            waiting = replace(waiting, end=clause.end, text=text[waiting.start : clause.end])
            continue
        if waiting:
            yield waiting
        waiting = clause
    if waiting:
        yield waiting


def _mark(clause: Clause, text: str) -> str:
    return text[clause.end : clause.end + 1]


def _one(before: str, after: str, mark: str) -> bool:
    if mark != "，":
        return False
    last = before.rsplit("，", 1)[-1]
    return bool(
        words.JOINS_NEXT.search(last)
        or words.ECHO.search(after)
        or ("，" not in before and words.INDUSTRY.search(before) and words.SUBFIELDS.search(after))
        or ("，" not in before and words.LEADING_ATTACK.search(before))
    )
