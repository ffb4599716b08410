"""The published figures derivation draws on, by series and period, and the rows it makes of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.choice import Figures
from pipeline.figures import observation_id, series_unit
from schemas.codelists import Bound, CompilationStage, GuardReason, ObsStatus, Tier
from schemas.dictionary import Dictionary
from schemas.statistics import Observation, Refusal
from schemas.units import unit

ORIGIN = "derived"
Slot = tuple[str, str]
"""(series key, period)."""


@dataclass(frozen=True)
class Pool:
    """Usable published figures; `figures` chooses among several for one slot."""

    figures: Figures
    known: Dictionary

    @cached_property
    def slots(self) -> dict[str, dict[str, list[Observation]]]:
        """series key → period → every usable figure."""
        found: dict[str, dict[str, list[Observation]]] = defaultdict(dict)
        for key, rows in self.figures.by_series.items():
            for row in rows:
                if not row.derived_from and self.figures.usable(row):
                    found[key].setdefault(row.time_period, []).append(row)
        return dict(found)

    def periods(self, key: str) -> list[str]:
        """Periods with a figure, in order."""
        return sorted(self.slots.get(key, ()))

    def has(self, slot: Slot) -> bool:
        """Whether any figure fills the slot."""
        return slot[1] in self.slots.get(slot[0], ())

    def over_time(self, wanted: Sequence[Slot]) -> Iterator[list[Observation]]:
        """The chosen figures of all slots, once for each set of values that ever was the one to use.

        Nothing while a slot is empty. Another document that cites an equal figure changes nothing.
        """
        if not all(map(self.has, wanted)):
            return
        choices = [self.slots[key][period] for key, period in wanted]
        before: list[Decimal] = []
        for day in sorted({o.vintage for found in choices for o in found}):
            chosen = [self.figures.best([o for o in found if o.vintage <= day]) for found in choices]
            inputs = [o for o in chosen if o is not None]
            values = [o.obs_value for o in inputs]
            if len(inputs) == len(wanted) and values != before:
                before = values
                yield inputs

    def scale(self, indicator: str) -> Decimal:
        """Power of ten of an indicator's unit: 亿元 is 10⁸."""
        entry = self.known.by_id[indicator]
        return Decimal(1).scaleb(unit(series_unit(entry, entry.own_measure)).mult)


def derived_row(key: str, value: Decimal, inputs: Sequence[Observation], kind: str) -> Observation:
    """A derived figure for the period of its first input, known when the last of them is."""
    first, vintage = inputs[0], max(o.vintage for o in inputs)
    return Observation(
        observation_id=observation_id(key, first.time_period, vintage.isoformat(), ORIGIN),
        series_key=key,
        time_period=first.time_period,
        period_start=first.period_start,
        period_end=first.period_end,
        vintage=vintage,
        obs_value=value,
        decimals=max(0, -int(value.as_tuple().exponent)),
        bound=Bound.EQ,
        obs_status=ObsStatus.ESTIMATED,
        compilation_stage=CompilationStage.UNKNOWN,
        tier=Tier.PUBLISHED,
        rule=f"{ORIGIN}:{kind}/1",
        derived_from=[o.observation_id for o in inputs],
    )


def refusal(
    key: str,
    period: str,
    kind: str,
    reasons: Sequence[GuardReason],
    inputs: Sequence[Observation] = (),
    missing: Sequence[str] = (),
) -> Refusal:
    """Why a figure was not derived; `missing` names series and periods that would be needed."""
    lack_zh = f"：缺{'、'.join(missing)}" if missing else ""
    lack_en = f": {', '.join(missing)}" if missing else ""
    return Refusal(
        refusal_id=f"{key}@{period}#{kind}",
        series_key=key,
        time_period=period,
        kind=kind,
        reasons=[str(r) for r in reasons],
        inputs=[o.observation_id for o in inputs],
        missing=list(missing),
        message_zh="；".join(r.zh for r in reasons) + lack_zh,
        message_en="; ".join(r.en for r in reasons) + lack_en,
    )
