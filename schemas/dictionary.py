"""The indicator dictionary: one YAML file per theme under `indicators/`, read once, duplicates refused."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from schemas.codelists import IndicatorKind, Measure, Nature, PriceBase
from schemas.identifiers import IndicatorId
from schemas.units import UNITS

OWN_MEASURE = {
    IndicatorKind.LEVEL: Measure.LEVEL,
    IndicatorKind.SHARE: Measure.SHARE,
    IndicatorKind.GROWTH: Measure.AVG_GROWTH,
    IndicatorKind.INDEX: Measure.LEVEL,
    IndicatorKind.RANK: Measure.RANK,
    IndicatorKind.RATIO: Measure.RATIO,
    IndicatorKind.RATE: Measure.LEVEL,
}


APART = (
    (("工业",), ("制造业",), ("第二产业", "二产")),
    (("产值",), ("增加值",)),
)
"""What a careless alias would merge: a name that says one of them never stands for one that says another."""
SCOPE = ("规模以上", "规上", "限额以上", "限上")
"""Said or not, it must be the same in every wording of an indicator: 规模以上 is a part, the bare name is the whole."""


class DictionaryError(ValueError):
    """An entry is wrong; the message names the file, the entry and what to change."""


class Formula(BaseModel):
    """How an indicator is derived where nobody publishes it. `text` is the same for people.

    per_head: `flow` / mean of `stock` at both ends of the year; group_ratio: per head in the group of areas `over`
    over that in `under`; spread: highest over lowest `of` among the counties.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["per_head", "group_ratio", "spread"]
    flow: str = ""
    stock: str = ""
    of: str = ""
    over: str = ""
    under: str = ""

    @property
    def text(self) -> str:
        """`GDP / mean(POP_RESIDENT)`."""
        if self.kind == "spread":
            return f"max({self.of}) / min({self.of})"
        per_head = f"{self.flow} / mean({self.stock})"
        return per_head if self.kind == "per_head" else f"({per_head})[{self.over}] / ({per_head})[{self.under}]"

    @property
    def indicators(self) -> tuple[str, ...]:
        """What it is made of."""
        return tuple(i for i in (self.flow, self.stock, self.of) if i)


class IndicatorEntry(BaseModel):
    """One indicator. `name_zh` and every alias mean exactly this indicator and no other.

    `numerator`/`denominator` name the indicators a share or ratio is made of, `formula` other ways to derive it,
    `relative_to` the areas its value is set in relation to.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: IndicatorId
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    kind: IndicatorKind
    nature: Nature = Nature.FLOW
    unit: str
    aliases: tuple[str, ...] = ()
    price: PriceBase = PriceBase.NONE
    growth_price: PriceBase = PriceBase.NONE
    range: tuple[Decimal, Decimal] | None = None
    lag_months: int = Field(default=3, ge=0, le=36)
    measure: Measure | None = None
    of: IndicatorId | None = None
    numerator: IndicatorId | None = None
    denominator: IndicatorId | None = None
    formula: Formula | None = None
    relative_to: tuple[str, ...] = ()
    theme: str = ""

    @field_validator("unit")
    @classmethod
    def _known_unit(cls, text: str) -> str:
        if text not in UNITS:
            raise ValueError(f"unknown unit {text!r}; add it to schemas/units.py")
        return text

    @model_validator(mode="after")
    def _range_in_order(self) -> "IndicatorEntry":
        if self.range and self.range[0] > self.range[1]:
            raise ValueError(f"range of {self.id} is upside down: {self.range}")
        return self

    @model_validator(mode="after")
    def _one_meaning(self) -> "IndicatorEntry":
        for alias in self.aliases:
            for said, other in zip(meaning(self.name_zh), meaning(alias), strict=True):
                if said and other and said != other:
                    raise ValueError(f"{alias} ({other}) is not {self.name_zh} ({said}); give it an entry of its own")
        return self

    @property
    def own_measure(self) -> Measure:
        """The measure its bare figure has: `level` for 地区生产总值, `share` for 占…比重, `rank` for a 位次."""
        per_mille = Measure.PER_MILLE_RATE if self.unit == "‰" else None
        return self.measure or per_mille or OWN_MEASURE[self.kind]

    @property
    def formula_text(self) -> str | None:
        """How it is derived, for people."""
        if self.formula:
            return self.formula.text
        parts = f"{self.numerator} / {self.denominator}" if self.numerator and self.denominator else None
        return f"{parts} × 100" if parts and self.unit == "%" else parts

    @property
    def names(self) -> tuple[str, ...]:
        """Every Chinese wording that means this indicator, longest first."""
        return tuple(sorted({self.name_zh, *self.aliases}, key=lambda n: (-len(n), n)))


def meaning(name: str) -> list[str]:
    """What a name says on each axis of `APART`, empty where it says nothing, and its scope last, which always says one.

    规模以上工业增加值 says 工业, 增加值 and 规模以上.
    """
    found = ["+".join(words[0] for words in axis if any(w in name for w in words)) for axis in APART]
    return [*found, SCOPE[0] if any(w in name for w in SCOPE) else "全部"]


class Dictionary:
    """All indicators, by id and by every Chinese name."""

    def __init__(self, entries: list[IndicatorEntry]) -> None:
        self.by_id: dict[str, IndicatorEntry] = {}
        self.by_name: dict[str, IndicatorEntry] = {}
        for entry in entries:
            if entry.id in self.by_id:
                raise DictionaryError(f"{entry.theme}.yml: indicator {entry.id} is defined twice")
            self.by_id[entry.id] = entry
            for name in entry.names:
                other = self.by_name.setdefault(name, entry)
                if other is not entry:
                    raise DictionaryError(
                        f"{entry.theme}.yml: {name} names both {other.id} and {entry.id}; one wording, one indicator"
                    )
        for entry in entries:
            parts = entry.formula.indicators if entry.formula else ()
            for ref in (entry.of, entry.numerator, entry.denominator, *parts):
                if ref and ref not in self.by_id:
                    raise DictionaryError(
                        f"{entry.theme}.yml: {entry.id} refers to {ref}, which is not in the dictionary"
                    )

    def __iter__(self) -> Iterator[IndicatorEntry]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)


def read_dictionary(texts: dict[str, str]) -> Dictionary:
    """Dictionary from {theme: YAML text}; each text is a list of entries."""
    entries = []
    for theme, text in sorted(texts.items()):
        for raw in yaml.safe_load(text) or []:
            try:
                entries.append(IndicatorEntry.model_validate({**raw, "theme": theme}))
            except ValueError as error:
                raise DictionaryError(f"{theme}.yml: entry {raw.get('id', raw)}: {error}") from error
    return Dictionary(entries)


@cache
def dictionary() -> Dictionary:
    """The project's dictionary."""
    folder = files("schemas") / "indicators"
    return read_dictionary(
        {f.name.removesuffix(".yml"): f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".yml")}
    )
