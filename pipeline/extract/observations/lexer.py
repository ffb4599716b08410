"""One pass over a normal passage: indicator names, numbers, periods, areas, each with its place."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations import naming
from pipeline.extract.observations.names import Mention, Names
from pipeline.text.areas import AreaMention, area_pattern, find_areas, is_subject
from pipeline.text.numbers import Number, find_numbers, number_pattern
from pipeline.text.periods import PeriodMention, find_periods
from schemas.areas import areas, codes_by_name
from schemas.units import UNITS

NUMBERS = number_pattern([*UNITS, *words.EXTRA_UNITS, "个点", "百分点"], words.SPELLED_UNITS)
ELSEWHERE = "elsewhere"
UNRESOLVED = ""
"""全区 in a city's document: some county, not the city."""
RELATIVE_AREAS = {
    "全市": "prefecture",
    "我市": "prefecture",
    "全区": "county",
    "我区": "county",
    "全县": "county",
    "全省": "province",
}


@dataclass(frozen=True)
class When:
    """What `find_periods` needs of a document: the year meant, the day of publication, what 今年 means."""

    around: int | None
    latest: date | None = None
    now: int | None = None


@dataclass(frozen=True)
class Tokens:
    """Everything the lexer found in one passage."""

    text: str
    mentions: tuple[Mention, ...]
    numbers: tuple[Number, ...]
    periods: tuple[PeriodMention, ...]
    areas: tuple[AreaMention, ...]


@cache
def _area_names(about: str | None) -> dict[str, str]:
    """Wordings of areas as a document about `about` means them: 全市 in a Taishan bulletin is Taishan."""
    names = {name: code for name, code in codes_by_name().items() if name != "全省"}
    if about:
        lineage = _lineage(about)
        for word, level in RELATIVE_AREAS.items():
            own = areas()[about]
            city = own.level == "county" and own.name_zh.endswith("市") and level == "prefecture"
            code = about if city else next((c for c in lineage if areas()[c].level == level), None)
            names[word] = code or UNRESOLVED
    return names


def _lineage(code: str) -> list[str]:
    chain: list[str] = []
    current: str | None = code
    while current:
        chain.append(current)
        current = areas()[current].parent
    return chain


@cache
def _area_finder(about: str | None) -> tuple[dict[str, str], re.Pattern[str]]:
    names = _area_names(about)
    return names, area_pattern(names)


def _elsewhere(text: str) -> list[AreaMention]:
    """Places we do not follow."""
    return [
        AreaMention(m.start(), m.end(), ELSEWHERE, is_subject(text, m.start())) for m in naming.ELSEWHERE.finditer(text)
    ]


def lex(text: str, names: Names, about: str | None, when: When) -> Tokens:
    """Tokens of one normal passage; `about` is the document's area, `when` what its time words mean."""
    area_names, pattern = _area_finder(about)
    mentions = names.mentions(text)
    covered = {i for m in mentions for i in range(m.start, m.end)}
    found = [*find_areas(text, area_names, pattern), *_elsewhere(text)]
    free = sorted((a for a in found if a.start not in covered), key=lambda a: a.start)
    periods = find_periods(text, when.around, when.latest, when.now)
    covered.update(i for p in periods for i in range(p.start, p.end))
    numbers = [n for n in find_numbers(text, NUMBERS) if n.start not in covered]
    return Tokens(text, tuple(mentions), tuple(numbers), tuple(periods), tuple(free))
