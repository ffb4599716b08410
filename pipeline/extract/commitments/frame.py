"""Which part of a text looks forward, and until when: reviews of the past are passed over."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.extract.commitments import lexicon as words
from pipeline.extract.commitments.calendar import Calendar
from pipeline.extract.commitments.outline import Body

BULLET = re.compile(r"^(?:-{1,2}|—{1,2}|[●■◆•·▪]|[（(]?\d{1,2}[）).．、](?!\d)|[一二三四五六七八九十]+是)")

ENDED = re.compile(r"[。；：！，]")
"""A line without any of these before the first heading is a title."""


@dataclass(frozen=True)
class Frame:
    """How a paragraph is to be read.

    `deadline` holds for every clause where the title or a heading states it, else only in the list of goals;
    `goals` within that list, `guiding` in the paragraph of the guiding thought.
    """

    deadline: int | None = None
    everywhere: bool = False
    goals: bool = False
    guiding: bool = False

    @property
    def stated(self) -> int | None:
        """The deadline of a clause that names none itself."""
        return self.deadline if self.everywhere or self.goals or self.guiding else None


def framed(bodies: Iterable[Body], calendar: Calendar) -> Iterator[tuple[Body, Frame]]:
    """Paragraphs that look forward. A plan does from its start, a report from the opening of its coming term on."""
    opened = Frame(calendar.last, everywhere=True) if calendar.last else None
    path: tuple[str, ...] = ()
    listed: Frame | None = None
    bulleted = False
    for body in bodies:
        text = body.passage.text
        if body.path != path:
            path, listed, bulleted = body.path, None, False
        if not path and not ENDED.search(text):
            continue
        frame = _of_headings(path, opened, calendar)
        if frame is None and not _looks_back(path, calendar) and words.FRAME.search(text):
            frame = _opened_by(text, calendar)
        if frame is None:
            continue
        opened = opened or replace(frame, goals=False, guiding=False, everywhere=frame.deadline == calendar.year)
        if words.GOALS.search(text.rstrip("。：:")):
            listed = replace(frame, goals=True, deadline=calendar.deadline(text) or frame.deadline)
            continue
        is_bullet = bool(BULLET.match(text)) or body.passage.kind == "list_item"
        if bulleted and not is_bullet:
            listed = None
        bulleted = is_bullet
        frame = listed or frame
        guiding = frame.guiding or bool(words.GUIDING.search(text[:40]))
        yield body, replace(frame, guiding=guiding, goals=frame.goals and not guiding)


def _of_headings(path: Iterable[str], opened: Frame | None, calendar: Calendar) -> Frame | None:
    """The frame the headings leave, from the widest to the narrowest; None where they look back or nothing opened."""
    frame = opened
    for heading in path:
        kind = _kind(heading, calendar)
        if kind == "back":
            frame = None
        elif kind == "ahead":
            named = calendar.deadline(heading)
            base = frame or opened or Frame()
            frame = replace(base, deadline=named, everywhere=True) if named else base
        if frame:
            goals = bool(words.GOALS_HEADING.search(heading)) or frame.goals
            frame = replace(frame, goals=goals, guiding=bool(words.GUIDING_HEADING.search(heading)))
    return frame


def _looks_back(path: Iterable[str], calendar: Calendar) -> bool:
    return any(_kind(heading, calendar) == "back" for heading in path)


def _kind(heading: str, calendar: Calendar) -> str | None:
    """`back`, `ahead`, or None for a heading that says neither: 二、2025年工作安排 is ahead in a report of 2025."""
    if words.BACK.search(heading) or calendar.is_past(heading):
        return "back"
    return "ahead" if words.AHEAD.search(heading) or calendar.deadline(heading) else None


def _opened_by(text: str, calendar: Calendar) -> Frame:
    """A single year holds for everything that follows, a term of years only for its goals."""
    found = words.FRAME.search(text)
    until = calendar.deadline(text[found.start() :] if found else text)
    return Frame(until, everywhere=until is not None and until == calendar.year)
