"""A text's outline: which headings a paragraph stands under, whether markup, `一、` or `第三章` marks them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import ParsedText, Passage

NUMERAL = r"[一二三四五六七八九十百]+"
MARKS = (
    re.compile(rf"^第(?P<number>{NUMERAL})[篇编部]分?"),
    re.compile(rf"^第(?P<number>{NUMERAL})章"),
    re.compile(rf"^第(?P<number>{NUMERAL})节"),
    re.compile(rf"^(?P<number>{NUMERAL})、"),
    re.compile(rf"^[（(](?P<number>{NUMERAL})[）)]"),
    re.compile(r"^(?P<number>\d{1,2})[.．、](?!\d)"),
    re.compile(r"^[（(](?P<number>\d{1,2})[）)]"),
)
"""Marks of headings from the widest to the narrowest; a heading closes all that are not wider."""
MARKED_LENGTH = 40
SECTION = 4
"""`（一）打造制造业高地。` alone in its paragraph is a heading in spite of its full stop."""
SENTENCE_MARK = re.compile(r"[，。；！？：]$")


@dataclass(frozen=True)
class Body:
    """A paragraph with the headings it stands under, the widest first."""

    passage: Passage
    path: tuple[str, ...]


def outline(parsed: ParsedText) -> Iterator[Body]:
    """Paragraphs, list items and table rows in the order of the text; headings and titles are only in the paths."""
    stack: list[tuple[float, str]] = []
    for passage in parsed.passages:
        if passage.kind == "title":
            continue
        rank = _rank(passage, stack)
        if rank is None:
            yield Body(passage, tuple(text for _, text in stack))
        else:
            stack = [*(s for s in stack if s[0] < rank), (rank, passage.text)]


def chapter(path: tuple[str, ...]) -> str | None:
    """Number of the widest numbered heading: 三 for `三、工业振兴` and for `第三章 工业振兴`."""
    return next((found for text in path if (found := _number(text))), None)


def _number(text: str) -> str | None:
    return next((match["number"] for mark in MARKS[:4] if (match := mark.match(text))), None)


def _rank(passage: Passage, stack: list[tuple[float, str]]) -> float | None:
    """How wide a heading is, None for what is no heading; one that only markup marks stands below its parent there."""
    marked = next((float(i) for i, mark in enumerate(MARKS) if mark.match(passage.text)), None)
    if passage.kind != "heading":
        text = passage.text.removesuffix("。") if marked is not None and marked <= SECTION else passage.text
        short = len(text) <= MARKED_LENGTH and not SENTENCE_MARK.search(text) and "。" not in text
        return marked if short and passage.kind == "paragraph" else None
    if marked is not None:
        return marked
    parents = [rank for rank, text in stack if text in passage.heading_path]
    return parents[-1] + 0.5 if parents else -1.0
