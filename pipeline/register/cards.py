"""Operationalisation cards: how each target is judged, written before the data are looked at (METHOD 4.2).

`cards/<group>.yml` holds the cards of one group of commitments with their author, day and reviewer; `cards/reasons.yml`
holds, once each, the reasons why a clause has no published measure. What the clause itself says (comparator, value,
unit, deadline) stands in the register and is not repeated here.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import DuixianError
from schemas.codelists import AssessmentMethod, Measure

FOLDER, REASONS = "cards", "reasons.yml"
VARIED = {"baseline_period", "method", "indicator_id"}
"""What another reading may change so that it can be worked out again."""


class Frozen(BaseModel):
    """Unknown fields are refused: a misspelt one must not pass for a decision."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Unmeasured(Frozen):
    """Why no published measure fits, in both languages."""

    zh: str
    en: str


class Reading(Frozen):
    """Another way to read the clause; `vary` says what it changes, where the data to work it out can exist."""

    id: str
    zh: str
    en: str
    could_change: Literal["yes", "no", "unknown"]
    vary: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_variation(self) -> "Reading":
        unknown = sorted(set(self.vary) - VARIED)
        if unknown:
            raise ValueError(
                f"reading {self.id} varies {', '.join(unknown)}; only {', '.join(sorted(VARIED))} can vary"
            )
        return self


class Card(Frozen):
    """How one target is judged. `wanted` is the direction of the measure where it is not the clause's own.

    `margin` is the usual revision as a share of the value; `final_lag_months` counts from the end of the deadline's
    year to the day final figures are out.
    """

    commitment_id: str
    method: AssessmentMethod
    indicator_id: str | None = None
    measure: Measure | None = None
    reference_area: str | None = None
    baseline_period: str = "2021"
    margin: Decimal = Decimal("0.01")
    final_lag_months: int = 13
    wanted: Literal["increase", "decrease"] | None = None
    qualifier: str | None = None
    unmeasured: Unmeasured | None = None
    note_zh: str | None = None
    note_en: str | None = None
    related: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    sources: tuple[str, ...] = ()
    author: str = ""
    written: date | None = None
    reviewer: str | None = None

    @model_validator(mode="after")
    def _measured_or_not(self) -> "Card":
        if (self.indicator_id is None) != (self.unmeasured is not None):
            raise ValueError(f"{self.commitment_id} needs either an indicator_id or the reason it is unmeasured")
        return self


def read_cards(folder: Traversable) -> tuple[Card, ...]:
    """Every card of a register, in the order of commitments; a wrong one is an error naming its file and its number."""
    reasons = yaml.safe_load((folder / FOLDER / REASONS).read_text("utf-8"))
    found: dict[str, Card] = {}
    for file in sorted((folder / FOLDER).iterdir(), key=lambda f: f.name):
        if file.name in (REASONS,) or not file.name.endswith(".yml"):
            continue
        for card in _cards(file, reasons):
            if card.commitment_id in found:
                raise DuixianError(f"{folder.name}/cards/{file.name}: {card.commitment_id} has a card already")
            found[card.commitment_id] = card
    return tuple(found[key] for key in sorted(found))


def _cards(file: Traversable, reasons: Mapping[str, Any]) -> Iterator[Card]:
    group = yaml.safe_load(file.read_text("utf-8")) or {}
    common = {name: value for name, value in group.items() if name != "cards"}
    for raw in group.get("cards", ()):
        name, reason = raw.get("commitment_id", raw), raw.get("unmeasured")
        if isinstance(reason, str) and reason not in reasons:
            raise DuixianError(f"cards/{file.name}: {name}: {reason!r} is no reason of {REASONS}")
        spelt = {"unmeasured": reasons[reason]} if isinstance(reason, str) else {}
        try:
            yield Card.model_validate({**common, **raw, **spelt})
        except ValidationError as error:
            raise DuixianError(f"cards/{file.name}: {name}: {error}") from error
