"""Why one assessment differs from another: typed causes, read off what each of them rests on (METHOD 4.7, 4.11).

Revision and delivery are never confused: another value for the same period is a revision, a later period is new.
"""

from collections.abc import Collection
from dataclasses import dataclass

from schemas.assessments import Standing
from schemas.codelists import Cause, NotAssessedReason

STATUSES = (
    "progress_status",
    "clarity",
    "reason",
    "project_stage",
    "action_stage",
    "fulfilment_status",
    "robustness",
    "flags",
)
"""Columns whose change is reported as one."""
FIGURES = ("baseline_value", "baseline_period", "latest_value", "latest_period", "pace_ratio", "status_as_known")
"""Columns whose change gives a row of history without moving a status."""


@dataclass(frozen=True)
class World:
    """What surrounds two assessments besides themselves; empty where both are of one build."""

    rules_changed: bool = False
    relinked: Collection[str] = ()
    corrected: Collection[str] = ()


@dataclass(frozen=True)
class Figure:
    """An observation by its id: `series@period@vintage@document`."""

    series: str
    period: str
    document: str


def figure(observation_id: str) -> Figure | None:
    """Parts of an observation's id; None for evidence, whose ids have no period."""
    parts = observation_id.split("@")
    return Figure(parts[0], parts[1], parts[3]) if len(parts) == 4 else None


def events(standing: Standing) -> set[str]:
    """Evidence among the inputs. Another document citing an equal figure is a citation and moves nothing."""
    return {i for i in standing.inputs if figure(i) is None}


def moved(before: Standing, after: Standing) -> bool:
    """Whether anything a reader could see differs."""
    same = all(getattr(before, name) == getattr(after, name) for name in STATUSES + FIGURES)
    return not same or events(before) != events(after)


def causes(before: Standing, after: Standing, world: World) -> list[Cause]:
    """Every cause that applies, the strongest first; `time` only where nothing else does and days have passed."""
    old, new = ({f for f in map(figure, s.inputs) if f} for s in (before, after))
    changed, revalued = old ^ new, _revalued(before, after)
    touched = {f.document for f in changed | (old if revalued else set())}
    applies = {
        Cause.CORRECTION: not touched.isdisjoint(world.corrected),
        Cause.LINK_CHANGE: after.commitment_id in world.relinked,
        Cause.RULE_CHANGE: world.rules_changed,
        Cause.REVISION: revalued or _disputed(before, after, changed),
        Cause.NEW_PERIOD: {(f.series, f.period) for f in old} != {(f.series, f.period) for f in new},
        Cause.NEW_EVIDENCE: events(before) != events(after),
    }
    found = [cause for cause, holds in applies.items() if holds]
    return found or ([] if before.as_of == after.as_of else [Cause.TIME])


def _revalued(before: Standing, after: Standing) -> bool:
    """Another value for the same period, at either end."""
    ends = ("baseline", "latest")
    return any(
        getattr(before, f"{end}_period") == getattr(after, f"{end}_period")
        and getattr(before, f"{end}_value") != getattr(after, f"{end}_value")
        for end in ends
    )


def _disputed(before: Standing, after: Standing, changed: set[Figure]) -> bool:
    """A source that disagrees appeared or went."""
    reasons = {before.reason, after.reason}
    return before.reason != after.reason and NotAssessedReason.CONFLICTING_SOURCES in reasons and bool(changed)
