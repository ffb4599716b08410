"""What projects and actions must reach: the stage a clause's verb asks for, end states, and decisions of a person."""

from collections.abc import Mapping, Set
from datetime import date
from importlib.resources.abc import Traversable
from typing import Literal

import yaml
from pydantic import Field, ValidationError

from pipeline.errors import DuixianError
from pipeline.register.cards import Frozen
from schemas.codelists import ProjectStage, StageFlag

FILE = "milestones.yml"


class Required(Frozen):
    """Stage a clause asks for and the verb that says so: 建成 asks for completed."""

    stage: ProjectStage
    verb: str


class EndState(Frozen):
    """What an action's clause says will exist."""

    zh: str
    en: str


class Decision(Frozen):
    """What a person decided of a project; `confirmed` bears out a stage that one report alone shows."""

    commitment_id: str
    flag: Literal["confirmed", "stalled", "rescoped", "cancelled", "superseded"]
    stage: ProjectStage | None = None
    decided: date
    by: str
    reason_zh: str
    reason_en: str

    @property
    def code(self) -> StageFlag:
        """The flag as a code."""
        return StageFlag(self.flag)


class Milestones(Frozen):
    """Everything of the file, by commitment."""

    required: Mapping[str, Required] = Field(default_factory=dict)
    end_states: Mapping[str, EndState] = Field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()


def read_milestones(folder: Traversable, projects: Set[str], actions: Set[str]) -> Milestones:
    """The register's milestones: every project once, end states only of actions; else an error names the row."""
    raw = yaml.safe_load((folder / FILE).read_text("utf-8"))
    rows = [
        (name, stage, verb) for stage, verbs in raw["projects"].items() for verb, ids in verbs.items() for name in ids
    ]
    names = [name for name, _, _ in rows]
    twice = {name for name in names if names.count(name) > 1}
    odd = sorted(twice | (set(names) ^ projects) | (set(raw["end_states"]) - actions))
    if odd:
        raise DuixianError(
            f"{folder.name}/{FILE}: every project stands there once and end states are of actions; see {', '.join(odd)}"
        )
    try:
        return Milestones(
            required={name: Required(stage=ProjectStage(stage), verb=verb) for name, stage, verb in rows},
            end_states=raw["end_states"],
            decisions=raw.get("decisions") or (),
        )
    except (ValidationError, ValueError) as error:
        raise DuixianError(f"{folder.name}/{FILE}: {error}") from error
