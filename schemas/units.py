"""Units as bulletins print them, with their SDMX-like code and power of ten. To add a unit, add one line."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Unit:
    """`text` as printed (亿元), `measure` without multiplier (CNY), `mult` the power of ten (8)."""

    text: str
    measure: str
    mult: int
    zh: str
    en: str


_UNITS = [
    Unit("万亿元", "CNY", 12, "万亿元", "trillion yuan"),
    Unit("亿元", "CNY", 8, "亿元", "100 million yuan"),
    Unit("万元", "CNY", 4, "万元", "10,000 yuan"),
    Unit("元", "CNY", 0, "元", "yuan"),
    Unit("万亿美元", "USD", 12, "万亿美元", "trillion US dollars"),
    Unit("亿美元", "USD", 8, "亿美元", "100 million US dollars"),
    Unit("万美元", "USD", 4, "万美元", "10,000 US dollars"),
    Unit("万元/人", "CNY_PS", 4, "万元/人", "10,000 yuan per person"),
    Unit("元/人", "CNY_PS", 0, "元/人", "yuan per person"),
    Unit("%", "PT", 0, "%", "per cent"),
    Unit("成", "PT", 1, "成", "tenths"),
    Unit("倍", "PT", 2, "倍", "times"),
    Unit("‰", "PM", 0, "‰", "per thousand"),
    Unit("个百分点", "PP", 0, "个百分点", "percentage points"),
    Unit("亿人", "PS", 8, "亿人", "100 million persons"),
    Unit("万人", "PS", 4, "万人", "10,000 persons"),
    Unit("人", "PS", 0, "人", "persons"),
    Unit("万人次", "PS_TIME", 4, "万人次", "10,000 person-times"),
    Unit("人次", "PS_TIME", 0, "人次", "person-times"),
    Unit("万户", "HH", 4, "万户", "10,000 households or businesses"),
    Unit("户", "HH", 0, "户", "households or businesses"),
    Unit("万家", "ORG", 4, "万家", "10,000 bodies"),
    Unit("家", "ORG", 0, "家", "bodies"),
    Unit("万件", "ITEM", 4, "万件", "10,000 items"),
    Unit("件", "ITEM", 0, "件", "items"),
    Unit("位", "RANK", 0, "位", "place"),
    Unit("亿平方米", "M2", 8, "亿平方米", "100 million square metres"),
    Unit("万平方米", "M2", 4, "万平方米", "10,000 square metres"),
    Unit("平方米", "M2", 0, "平方米", "square metres"),
    Unit("平方公里", "KM2", 0, "平方公里", "square kilometres"),
    Unit("万亩", "MU", 4, "万亩", "10,000 mu"),
    Unit("亿千瓦时", "KWH", 8, "亿千瓦时", "100 million kWh"),
    Unit("万千瓦时", "KWH", 4, "万千瓦时", "10,000 kWh"),
    Unit("万吨", "T", 4, "万吨", "10,000 tonnes"),
    Unit("吨", "T", 0, "吨", "tonnes"),
    Unit("", "RATIO", 0, "", "ratio"),
]

UNITS: dict[str, Unit] = {u.text: u for u in _UNITS}


class UnitMismatch(ValueError):
    """Two units do not measure the same thing, or a unit is unknown."""


def unit(text: str) -> Unit:
    """The unit printed as `text`; unknown ones are an error, never a guess."""
    try:
        return UNITS[text]
    except KeyError:
        raise UnitMismatch(f"unknown unit {text!r}; add it to schemas/units.py") from None


def convert(value: Decimal, from_text: str, to_text: str) -> Decimal:
    """`value` in another unit of the same measure, exactly: convert(1.41, 万亿元, 亿元) is 14100."""
    a, b = unit(from_text), unit(to_text)
    if a.measure != b.measure:
        raise UnitMismatch(f"{from_text} ({a.measure}) cannot be expressed in {to_text} ({b.measure})")
    return value.scaleb(a.mult - b.mult)
