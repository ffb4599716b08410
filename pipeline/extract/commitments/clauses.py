"""A plan's text cut into clauses that may be commitments, each with its chapter, section and exact span."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.commitments import lexicon as words
from pipeline.records import ParsedText, Passage

CUT = re.compile(r"[^，。；：！？]+")
RUN_IN = re.compile(r"^（[一二三四五六七八九十]+）[^。]*。")
"""`（一）强化区域战略科技力量。` heads a section inside its paragraph."""
BULLET = re.compile(r"^——(?P<lead>[^，。；：]+)(?P<end>[，。；：])")
CLUSTER = re.compile(r"^(?P<name>.{1,8}?组团)主攻")
CHAPTER = re.compile(r"^(?P<number>[一二三四五六七八九十]+)、")


@dataclass(frozen=True)
class Clause:
    """[start, end) in the document's text; `goals` inside the list of goals of the coming term."""

    start: int
    end: int
    text: str
    passage: int
    chapter: str | None
    section: str | None
    goals: bool = False
    guiding: bool = False


def clauses(parsed: ParsedText) -> Iterator[Clause]:
    """Clauses from the opening of the coming term on; none where a text never opens one."""
    inside = goals = False
    for passage in parsed.passages:
        if passage.kind == "heading":
            goals = False
            continue
        opening = None if inside else words.FRAME.search(passage.text)
        if opening is None and not inside:
            continue
        inside = True
        if words.GOALS.search(passage.text.rstrip("。：:")) or words.GOALS.search(passage.text):
            goals = True
            continue
        guiding = bool(words.GUIDING.search(passage.text[:40]))
        yield from _of_passage(passage, goals=goals, guiding=guiding)


def _of_passage(passage: Passage, *, goals: bool, guiding: bool) -> Iterator[Clause]:
    section, start = _head(passage.text)
    if guiding:
        section = "指导思想"
    for match in CUT.finditer(passage.text, start):
        begin, text = match.start(), match.group()
        bare = text.lstrip("—")
        begin += len(text) - len(bare)
        yield Clause(
            passage.char_start + begin,
            passage.char_start + match.end(),
            bare,
            passage.ordinal,
            _chapter(passage.heading_path),
            section,
            goals,
            guiding,
        )


def _head(text: str) -> tuple[str | None, int]:
    """(section, where its body starts): a run-in head, a goal's lead, or a cluster's name."""
    head = RUN_IN.match(text)
    if head:
        return head.group().split("，")[0].rstrip("。"), head.end()
    bullet = BULLET.match(text)
    if bullet:
        cluster = CLUSTER.match(bullet["lead"])
        return (cluster["name"] if cluster else bullet["lead"]), 0
    return None, 0


def _chapter(path: Sequence[str]) -> str | None:
    found = CHAPTER.match(path[0]) if path else None
    return found["number"] if found else None


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
