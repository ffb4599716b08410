"""Periods in normal text: `2023年1-5月` is January to May cumulated, 2023-05; `上半年` takes its year around it."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from pipeline.text.numbers import chinese_number

PLANS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
YEAR = r"(?P<year>(?:19|20)\d{2})年"
THIS = r"(?:今年|本年)"
LAST = r"(?<![比较同与和占由从])(?:去年|上年)(?!同期|末|底|.?基数|水平)"
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1}


@dataclass(frozen=True)
class Period:
    """SDMX-like: `time_period` with its frequency, `accumulation` CUR, YTD or PnY, and the days it covers."""

    time_period: str
    freq: str
    accumulation: str
    start: date
    end: date


def written(time_period: str, accumulation: str) -> str:
    """A period in one word or two, as references and gold documents have it: `2022`, `2023-05 YTD`, `2024 P4Y`."""
    return time_period if accumulation == "CUR" else f"{time_period} {accumulation}"


@dataclass(frozen=True)
class PeriodMention:
    """A period where it stands in the text.

    `compared` behind 比: it is a yardstick, not when the figures are of. `passing` as in 5月当月: it holds for its
    sentence and no longer. `origin` behind 由 or 从: it holds for one figure, 由2020年的20.3%提高到22.6%.
    """

    start: int
    end: int
    period: Period
    compared: bool = False
    passing: bool = False
    origin: bool = False


def year(number: int) -> Period:
    """A calendar year."""
    return Period(str(number), "A", "CUR", date(number, 1, 1), date(number, 12, 31))


def half(number: int, which: int) -> Period:
    """A half-year: 上半年 is S1."""
    months = (1, 6) if which == 1 else (7, 12)
    return Period(f"{number}-S{which}", "S", "CUR", *_days(number, *months))


def quarter(number: int, which: int) -> Period:
    """A quarter: 一季度 is Q1."""
    return Period(f"{number}-Q{which}", "Q", "CUR", *_days(number, 3 * which - 2, 3 * which))


def month(number: int, which: int) -> Period:
    """One month."""
    return Period(f"{number}-{which:02}", "M", "CUR", *_days(number, which, which))


def to_month(number: int, last: int) -> Period:
    """January to a month, cumulated: 1-5月 is named by May."""
    return Period(f"{number}-{last:02}", "M", "YTD", *_days(number, 1, last))


def span(first: int, last: int) -> Period:
    """Several years taken together: 2021年至2024年 is named by 2024 and spans four years."""
    return Period(str(last), "A", f"P{last - first + 1}Y", date(first, 1, 1), date(last, 12, 31))


def at_end(period: Period) -> Period:
    """The point in time a stock is taken at: the last month of a cumulated range, else the period itself."""
    return month(period.end.year, period.end.month) if period.accumulation == "YTD" else period


def a_year_before(period: Period) -> Period:
    """The same part of the year before: 2023-05 YTD gives 2022-05 YTD."""
    number = period.end.year - 1
    named = f"{number}{period.time_period[4:]}"
    return Period(named, period.freq, period.accumulation, *_days(number, period.start.month, period.end.month))


def _days(number: int, first: int, last: int) -> tuple[date, date]:
    return date(number, first, 1), date(number, last, calendar.monthrange(number, last)[1])


def _months(match: re.Match[str], number: int) -> Period | None:
    first, last = int(match["m1"]), int(match["m2"])
    if not 1 <= first < last <= 12:
        return None
    return to_month(number, last) if first == 1 else None


def _first_months(said: str, number: int) -> Period | None:
    """前11个月, 一至五月."""
    last = int(said) if said.isdecimal() else chinese_number(said)
    return to_month(number, last) if 2 <= last <= 12 else None


def _month(match: re.Match[str], number: int) -> Period | None:
    which = int(match["m"])
    return month(number, which) if 1 <= which <= 12 else None


YEARLESS: list[tuple[str, Callable[[re.Match[str], int], Period | None]]] = [
    (r"(?P<m1>\d{1,2})月?-(?P<m2>\d{1,2})月(?:份)?", _months),
    (r"(?P<m1>\d{1,2})月?至(?P<m2>\d{1,2})月(?:份)?", _months),
    (r"[前头](?P<first>\d{1,2}|[一二三四五六七八九十]{1,2})个月", lambda m, y: _first_months(m["first"], y)),
    (r"一(?:至|到|-)(?P<until>[一二三四五六七八九十]{1,2})月(?:份)?", lambda m, y: _first_months(m["until"], y)),
    (r"前三季度|[一1]至三季度", lambda _, y: to_month(y, 9)),
    (r"第?(?P<qc>[一二三四])季度累计", lambda m, y: to_month(y, 3 * QUARTERS[m["qc"]])),
    (r"12月[末底]", lambda _, y: year(y)),
    (r"上半年", lambda _, y: half(y, 1)),
    (r"下半年", lambda _, y: half(y, 2)),
    (r"第?(?P<q>[一二三四首])季度", lambda m, y: quarter(y, QUARTERS[m["q"]])),
    (r"(?P<m>\d{1,2})月(?:份|末|底)?(?:当月|单月)?(?!\d|日)", _month),
    (r"全年|(?<![\d上去])年[末底]", lambda _, y: year(y)),
]
"""Forms that need a year from in front of them or from around them; the first that matches at a place wins."""
OPENS = r"\d今本去上下前头首全年第一二三四"
"""What a form, or a year in front of it, begins with: nothing is tried where no period can begin."""
SPANS = re.compile(
    r"(?=[12十“\"”])(?:(?P<a>(?:19|20)\d{2})年?(?:至|到|-)(?P<b>(?:19|20)\d{2})年"
    r"|[“\"”]?(?P<plan>十[二三四五]五)[“\"”]?(?:时期|期间|以来)?)"
)
_WITH_YEAR = re.compile(
    rf"(?=[{OPENS}])(?:(?:{YEAR}|(?P<this>{THIS})|(?P<last>{LAST}))[，末]?)?"
    rf"(?P<form>{'|'.join(re.sub(r'[?]P<[a-z0-9]+>', '?:', f) for f, _ in YEARLESS)})"
)
_BARE_YEAR = re.compile(rf"{YEAR}(?:末|底)?(?!\d)|(?P<this>{THIS})|(?P<last>{LAST})")
_PREVIOUS = re.compile(r"[比较同与](?:去年|上年)?$")
_YARDSTICK = re.compile(r"(?:[比较]|[高低快慢]于)$")


def find_periods(
    text: str, around: int | None, latest: date | None = None, now: int | None = None
) -> list[PeriodMention]:
    """Every period in `text`; `around` is the year meant where none is written, None where nobody can know.

    A period without a year that would end after `latest`, the day of publication, is of the year before. `now` is
    what 今年 means, `around` unless given.
    """
    found: list[PeriodMention] = []
    taken: set[int] = set()
    year_now = around
    now = now or around

    def take(match: re.Match[str], period: Period | None) -> None:
        if period and taken.isdisjoint(range(*match.span())):
            taken.update(range(*match.span()))
            compared = bool(_YARDSTICK.search(text, max(0, match.start() - 2), match.start()))
            passing = match.group().endswith(("当月", "单月"))
            origin = text[match.start() - 1 : match.start()] in {"由", "从"}
            found.append(PeriodMention(match.start(), match.end(), period, compared, passing, origin))

    for match in SPANS.finditer(text):
        first, last = PLANS[match["plan"]] if match["plan"] else (int(match["a"]), int(match["b"]))
        if match["plan"] and match.group().endswith("以来") and around:
            last = min(last, around)
        if first < last and (match["a"] or _spans_years(text, match.end())):
            take(match, span(first, last))
    for match in _WITH_YEAR.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        if _PREVIOUS.search(before) and not _YARDSTICK.search(before):
            continue
        said = match["year"] or match["this"] or match["last"]
        number = _year_of(match, now if said else year_now)
        if number:
            take(match, _not_after(None if said else latest, partial(_form, match["form"]), number))
        if match["year"]:
            year_now = int(match["year"])
    for match in _BARE_YEAR.finditer(text):
        number = _year_of(match, now)
        if number and not _PREVIOUS.search(text[max(0, match.start() - 3) : match.start()]):
            take(match, year(number))
    return sorted(found, key=lambda m: m.start)


def _not_after(latest: date | None, make: Callable[[int], Period | None], number: int) -> Period | None:
    period = make(number)
    return make(number - 1) if period and latest and period.end > latest else period


def _spans_years(text: str, end: int) -> bool:
    """A plan's name is a period only where figures of its years follow: 十四五时期年均, not 十四五规划."""
    return not text[end : end + 2].startswith(("规划", "发展", "目标", "末"))


def _year_of(match: re.Match[str], around: int | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if around is None:
        return None
    return around - 1 if match["last"] else around


def _form(form: str, number: int) -> Period | None:
    for pattern, make in YEARLESS:
        match = re.fullmatch(pattern, form)
        if match:
            return make(match, number)
    return None


def year_in(text: str) -> int | None:
    """The first year written in a title: 2023年鹤山市经济运行情况; Chinese numerals count too."""
    match = re.search(r"((?:19|20)\d{2})年?", text)
    if match:
        return int(match.group(1))
    match = re.search(r"([一二][〇○零九][〇○零一二三四五六七八九]{2})年", text)
    return chinese_number(match.group(1)) if match else None
