"""What a text's words for time mean as deadlines: `到2030年`, `五年内`, `今年`, `“十五五”时期`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.extract.commitments import lexicon as words
from pipeline.records import DocumentContext, ParsedText
from pipeline.text.numbers import chinese_number
from pipeline.text.periods import PLANS

YEAR = re.compile(r"(?<![比较从自以由\d—-])(?P<year>20\d{2})年(?!来)")
DATED = re.compile(r"(20\d{2})年(\d{1,2})月")
TITLED = re.compile(r"(?P<first>20\d{2})年?(?:[—\-－~～至到]+(?P<last>20\d{2}))?年")
PLAN = re.compile(r"[“\"](?P<name>十[二三四五六]五)[”\"]")
TERM = re.compile(rf"{PLAN.pattern}(?:时期|期间|期?末)")
NUMBERED_PLAN = re.compile(r"第(?P<number>十[一二三四五六七八九])个五年")
SPAN = re.compile(r"(?:今后|未来)(?P<after>[三五十\d])年|(?P<within>[三五\d])年内")
THIS_YEAR = re.compile(r"今年|本年|年内|全年|(?<!\d)年[底末]")
NEXT_YEAR = re.compile(r"明年|下一?年度?(?!工作)")
TITLE_LINES, TITLE_LENGTH = 6, 60
"""A report's day stands in its subtitle, among the first lines."""
SPRING = 3
"""A span of years announced up to this month counts the year it is announced in."""
LENGTH = 5
FIRST_NUMBERED, FIRST_YEAR = 12, 2011


@dataclass(frozen=True)
class Calendar:
    """`year` is the year the text speaks in, `early` whether early in it, `last` the end of a plan its title names."""

    year: int | None
    early: bool
    last: int | None

    def deadline(self, text: str) -> int | None:
        """The year by whose end something is to be, by the first word for time; None where there is none.

        `到2027年` is 2027; in a report of December 2021 `五年内` is 2026, in one of January 2022 too.
        """
        found: list[tuple[int, int | None]] = [
            *((m.start(), int(m["year"])) for m in YEAR.finditer(text)),
            *((m.start(), plan_years(m["name"])[1]) for m in TERM.finditer(text)),
            *((m.start(), self._after(m["after"] or m["within"])) for m in SPAN.finditer(text)),
            *((m.start(), self.year) for m in THIS_YEAR.finditer(text)),
            *((m.start(), self.year + 1) for m in NEXT_YEAR.finditer(text) if self.year),
        ]
        return min((f for f in found if f[1] is not None), default=(0, None))[1]

    def is_past(self, text: str) -> bool:
        """Whether the text names only years before the one it speaks in: `2024年` in a report of 2025."""
        years = [
            *(int(m["year"]) for m in YEAR.finditer(text)),
            *(plan_years(m["name"])[1] for m in TERM.finditer(text)),
        ]
        return bool(years) and self.year is not None and max(years) < self.year

    def _after(self, number: str) -> int | None:
        if self.year is None:
            return None
        length = int(number) if number.isdecimal() else chinese_number(number)
        return self.year + length - (1 if self.early else 0)


def plan_years(name: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十五五 is 2026 to 2030."""
    if name in PLANS:
        return PLANS[name]
    first = FIRST_YEAR + LENGTH * (chinese_number(name[:-1]) - FIRST_NUMBERED)
    return first, first + LENGTH - 1


def calendar(context: DocumentContext, parsed: ParsedText) -> Calendar:
    """The calendar of a document, from its title, its first lines and its day of issue, in this order."""
    lines = [p.text for p in parsed.passages[:TITLE_LINES]]
    title = context.title or parsed.meta.get("title", "")
    first, last = _titled([title, *lines[:2]])
    day = next((m for line in lines for m in DATED.finditer(line) if len(line) <= TITLE_LENGTH), None)
    if day:
        year, early = int(day[1]), int(day[2]) <= SPRING
    elif context.issued and not (first and last is None and first != context.issued.year):
        year, early = context.issued.year, context.issued.month <= SPRING
    else:
        return Calendar(first, last is None, last)
    return Calendar(year, early, last)


def _titled(titles: Iterable[str]) -> tuple[int | None, int | None]:
    """First and last year a title names: 2025年政府工作报告 has no last one, 第十五个五年规划 ends in 2030."""
    for title in titles:
        if len(title) > TITLE_LENGTH or "。" in title or DATED.search(title) or words.BACK.search(title):
            continue
        plan = PLAN.search(title)
        numbered = NUMBERED_PLAN.search(title)
        if plan or numbered:
            return plan_years(plan["name"] if plan else f"{numbered['number']}五" if numbered else "")
        years = TITLED.search(title)
        if years:
            return int(years["first"]), int(years["last"]) if years["last"] else None
    return None, None
