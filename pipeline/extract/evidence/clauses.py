"""Which project a clause speaks of: its own name, or that of the clause before it; two names only as one subject.

`深江铁路开始架梁，珠肇高铁已全线动工` gives each its own clause; `甲、乙均已动工` gives both; two names in one clause
that are no list leave it unsaid which of them is meant, and no stage is taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.register import Project
from pipeline.text.normalise import normalise

CLAUSE = re.compile(r"[^，；：]+")
JOINED = re.compile(r"^[、和与及以及等]+$")
LED_BY = re.compile(r"^(?:牵头|参与|主导|发起)")
"""After a name: what follows is about something else, which the named one only leads."""


@dataclass(frozen=True)
class Named:
    """A project named in a sentence: by which name, where, and what the sentence says of it.

    `about` has every clause that concerns it, `said` only those whose stage is its own. `ambiguous` is true when
    another project stands in the same clause and is not of one list with it.
    """

    project: Project
    name: str
    start: int
    about: tuple[str, ...]
    said: tuple[str, ...]
    ambiguous: bool


@dataclass(frozen=True)
class Mention:
    """A name at a place of the sentence."""

    project: Project
    name: str
    folded: str
    start: int

    @property
    def end(self) -> int:
        """End, exclusive."""
        return self.start + len(self.folded)


def named(sentence: str, projects: Sequence[Project]) -> Iterator[Named]:
    """Every project the sentence names, with the clauses that speak of it."""
    found = mentions(sentence, projects)
    clauses = [(m.start(), m.end(), m.group()) for m in CLAUSE.finditer(sentence)]
    for topic in dict.fromkeys(m.project.topic for m in found):
        mine = [m for m in found if m.project.topic == topic]
        about, said, ambiguous = _said(topic, found, clauses, sentence)
        yield Named(mine[0].project, mine[0].name, mine[0].start, tuple(about), tuple(said), ambiguous)


def mentions(sentence: str, projects: Sequence[Project]) -> list[Mention]:
    """Names in the order of the sentence, a longer name hiding the shorter ones inside it."""
    rest, found = sentence, []
    hits = [(normalise(name).text, p, name) for p in projects for name in p.names]
    for folded, project, name in sorted(hits, key=lambda h: (-len(h[0]), h[0])):
        start = rest.find(folded)
        while start >= 0:
            found.append(Mention(project, name, folded, start))
            rest = rest[:start] + "□" * len(folded) + rest[start + len(folded) :]
            start = rest.find(folded)
    return sorted(found, key=lambda m: m.start)


def _said(
    topic: str, found: Sequence[Mention], clauses: Sequence[tuple[int, int, str]], sentence: str
) -> tuple[list[str], list[str], bool]:
    """Clauses about a topic, from the one that names it to the next that names another; those it does not only lead."""
    about: list[str] = []
    said: list[str] = []
    current: set[str] = set()
    ambiguous = False
    for start, end, text in clauses:
        here = [m for m in found if start <= m.start < end]
        if here:
            current = {m.project.topic for m in here}
            listed = all(JOINED.match(sentence[a.end : b.start]) for a, b in pairwise(here))
            ambiguous |= topic in current and len(current) > 1 and not listed
        leads = any(m.project.topic == topic and LED_BY.match(sentence[m.end :]) for m in here)
        if not current or topic in current:
            about.append(text)
            said += [] if leads else [text]
    return about, said, ambiguous
