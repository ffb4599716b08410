"""Numbers with their units and bounds in normal text, exactly: `超16.4亿元` is a lower bound of 16.4 in 亿元."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
BEFORE = {
    "超过": ("gt", "超过"),
    "超": ("gt", "超"),
    "突破": ("gt", "突破"),
    "逾": ("gt", "逾"),
    "不低于": ("ge", "不低于"),
    "不少于": ("ge", "不少于"),
    "近": ("lt", "近"),
    "不足": ("lt", "不足"),
    "约": ("approx", "约"),
    "大约": ("approx", "大约"),
}
"""Words before a number → (bound, qualifier)."""
AFTER = {
    "以上": ("ge", "以上"),
    "以内": ("le", "以内"),
    "左右": ("approx", "左右"),
    "多": ("gt", "多"),
    "余": ("gt", "余"),
}
"""Words after a number or its unit → (bound, qualifier)."""
HAN = "零〇一二两三四五六七八九十百千"
NOT_BEHIND = {"约": "签节预合公", "近": "附最靠邻临"}
"""What makes another word of a bounding one: 签约30亿元 is no estimate."""


@dataclass(frozen=True)
class Number:
    """One number in normal text: [start, end) covers the digits with their sign, [start, unit_end) the unit too."""

    start: int
    end: int
    unit_end: int
    value: Decimal
    unit: str
    bound: str = "eq"
    qualifier: str | None = None


def number_pattern(units: Iterable[str], spelled: Iterable[str]) -> re.Pattern[str]:
    """Pattern for numbers followed by one of `units`, longest first, or by none.

    `spelled` are the units a number in Chinese numerals may stand before: 近八成, 百家; 十大产业 has none. 全省第二
    at the end of its clause is one too.
    """
    known = sorted({u for u in units if u}, key=lambda u: (-len(u), u))
    names = "|".join(re.sub("^(万亿|[万亿个])(?=.)", r"\1[多余]?", re.escape(u)) for u in known)
    words = sorted(BEFORE, key=lambda w: -len(w))
    before = "|".join(f"(?<![{NOT_BEHIND[w]}]){w}" if w in NOT_BEHIND else w for w in words)
    after = "|".join(AFTER)
    ends = re.escape("".join(sorted({u[-1] for u in known})))
    sign = rf"(?:(?<![-万亿{ends}])-)?"
    counted = "|".join(sorted((re.escape(u) for u in spelled if u), key=lambda u: (-len(u), u)))
    opens = "".join(sorted({w[0] for w in words}))
    return re.compile(
        rf"(?=[\d{HAN}{opens}-])"  # nothing else is tried where no number can begin
        rf"(?P<before>{before})?"
        rf"(?P<number>(?<![\d.,]){sign}\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?<![\d.]){sign}\d+(?:\.\d+)?"
        rf"|(?<![\d{HAN}])[{HAN}]+(?=[多余]?(?:{counted}))|(?<=第)[{HAN}]+(?=[，。；、）]|$))"
        rf"(?P<inner>多|余)?(?P<unit>{names})?(?P<after>{after})?"
    )


def find_numbers(text: str, pattern: re.Pattern[str]) -> list[Number]:
    """Every number in `text`, left to right."""
    return [_number(match) for match in pattern.finditer(text)]


def _number(match: re.Match[str]) -> Number:
    bound, qualifier = "eq", None
    unit = re.sub("[多余]", "", match["unit"] or "")
    within = next((w for w in "多余" if w in (match["unit"] or "")), match["inner"])
    for word, table in ((match["before"], BEFORE), (within, AFTER), (match["after"], AFTER)):
        if word:
            bound, qualifier = table[word]
    unit_end = match.end("unit") if match["unit"] else match.end("number")
    digits = match["number"]
    value = Decimal(chinese_number(digits) if digits[0] in HAN else digits.replace(",", ""))
    return Number(match.start("number"), match.end("number"), unit_end, value, unit, bound, qualifier)


def chinese_number(text: str) -> int:
    """A Chinese numeral up to thousands: 十四 is 14, 二十 is 20, 三 is 3, 二〇二一 is 2021."""
    if len(text) > 1 and all(c in CHINESE_DIGITS for c in text):
        return int("".join(str(CHINESE_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for character in text:
        if character in CHINESE_UNITS:
            total += (digit or 1) * CHINESE_UNITS[character]
            digit = 0
        else:
            digit = CHINESE_DIGITS[character]
    return total + digit
