"""The reviewed registers: per report its commitments, backward-looking facts, target cards and project names.

A register is data: facts in our own words, with offsets and hashes into the report's de-wrapped text. To follow another
report, add a folder.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from pipeline.errors import DuixianError
from pipeline.register.cards import Card, read_cards
from pipeline.register.milestones import Milestones, read_milestones
from schemas.codelists import CommitmentKind

CARDED = {CommitmentKind.QUANTITATIVE, CommitmentKind.RANKING, CommitmentKind.DIRECTIONAL}
"""Kinds judged by a card."""


@dataclass(frozen=True)
class Entry:
    """One reviewed commitment. `start` and `end` are code points into the text whose hash is `Register.text_sha256`."""

    id: str
    chapter: str
    section: str | None
    kind: str
    start: int
    end: int
    quote_sha256: str
    title_en: str
    title_zh: str
    places: tuple[str, ...]
    entities: tuple[str, ...]
    indicator: str | None
    comparator: str | None
    value: Decimal | None
    unit: str | None
    reference_area: str | None
    deadline: int | None
    group: str | None


@dataclass(frozen=True)
class Project:
    """A named project or topic: what it is called, and the commitments it bears on.

    `parts` are names that mean one part of it, with the commitments of that part alone. `sections` are stretches of a
    line that must all reach a stage before the whole has.
    """

    topic: str
    aliases: tuple[str, ...]
    commitments: tuple[str, ...]
    construction: bool = False
    sections: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, longest first."""
        return tuple(sorted({self.topic, *self.aliases, *self.parts}, key=lambda n: (-len(n), n)))

    def bears_on(self, name: str) -> tuple[str, ...]:
        """Commitments a sentence naming `name` bears on."""
        return self.parts.get(name, self.commitments)


@dataclass(frozen=True)
class Register:
    """Everything registered about one report."""

    report_id: str
    title_zh: str
    title_en: str
    ref_area: str
    adopted: date
    window_end: date
    text_sha256: str
    chapters: dict[str, dict[str, str]]
    commitments: tuple[Entry, ...]
    facts: tuple[dict[str, Any], ...]
    cards: tuple[Card, ...]
    projects: tuple[Project, ...]
    milestones: Milestones = field(default_factory=Milestones)
    restates: Mapping[str, str] = field(default_factory=dict)


@cache
def registers() -> tuple[Register, ...]:
    """Every register of the project, in the order of report ids."""
    folders = [f for f in files("pipeline.register").iterdir() if f.is_dir() and (f / "report.yml").is_file()]
    return tuple(load(f) for f in sorted(folders, key=lambda f: f.name))


@cache
def all_projects() -> tuple[Project, ...]:
    """Projects of every register."""
    return tuple(p for r in registers() for p in r.projects)


def load(folder: Traversable) -> Register:
    """One register; a wrong row is an error that names the file and the row."""
    report = yaml.safe_load((folder / "report.yml").read_text("utf-8"))
    count = report.pop("count")
    commitments = tuple(_entries(folder))
    if len(commitments) != count or len({e.id for e in commitments}) != count:
        raise DuixianError(f"{folder.name}/commitments.jsonl: {len(commitments)} rows, report.yml says {count}")
    known = {e.id for e in commitments}
    cards = read_cards(folder)
    projects = tuple(_projects(_yaml(folder, "projects.yml")))
    for name in {c.commitment_id for c in cards} | {c for p in projects for c in p.commitments}:
        if name not in known:
            raise DuixianError(f"{folder.name}: {name} is in cards/ or projects.yml but is no commitment")
    wanted = {e.id for e in commitments if e.kind in CARDED}
    if wanted != {c.commitment_id for c in cards}:
        odd = sorted(wanted ^ {c.commitment_id for c in cards})
        raise DuixianError(
            f"{folder.name}/cards: every target has one card, and nothing else has; see {', '.join(odd)}"
        )
    kinds = {e.id: e.kind for e in commitments}
    milestones = read_milestones(
        folder,
        {i for i, kind in kinds.items() if kind == CommitmentKind.PROJECT},
        {i for i, kind in kinds.items() if kind == CommitmentKind.POLICY_ACTION},
    )
    return Register(
        **report,
        milestones=milestones,
        commitments=commitments,
        facts=tuple(_json_lines(folder, "facts.jsonl")),
        cards=cards,
        projects=projects,
    )


def quotes(register: Register, text: str) -> dict[str, tuple[int, int]]:
    """commitment id → span of its quote in `text`, for every quote whose hash is found there.

    Offsets are tried first. A copy with other offsets (an HTML or PDF edition) is searched for each missing hash among
    all spans of the registered lengths.
    """
    found = {e.id: (e.start, e.end) for e in register.commitments if _sha(text[e.start : e.end]) == e.quote_sha256}
    missing = {e.quote_sha256: e for e in register.commitments if e.id not in found}
    lengths = {e.end - e.start for e in missing.values()}
    for length in sorted(lengths):
        for start in range(len(text) - length + 1):
            entry = missing.get(_sha(text[start : start + length]))
            if entry and entry.id not in found:
                found[entry.id] = (start, start + length)
    return found


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _entries(folder: Traversable) -> Iterable[Entry]:
    for row in _json_lines(folder, "commitments.jsonl"):
        value = None if row["value"] is None else Decimal(str(row["value"]))
        lists = {"places": tuple(row["places"]), "entities": tuple(row["entities"])}
        try:
            yield Entry(**{**row, **lists, "value": value})
        except TypeError as error:
            raise DuixianError(f"{folder.name}/commitments.jsonl: row {row.get('id')}: {error}") from error


def _projects(rows: list[dict[str, Any]]) -> Iterable[Project]:
    for row in rows:
        lists = {name: tuple(row.get(name, ())) for name in ("aliases", "commitments", "sections")}
        parts = {name: tuple(ids) for name, ids in row.get("parts", {}).items()}
        yield Project(**{**row, **lists, "parts": parts})


def _json_lines(folder: Traversable, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def _yaml(folder: Traversable, name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((folder / name).read_text("utf-8")) or []
