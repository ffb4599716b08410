"""Areas by GB/T 2260 with their names, parents and the east/west grouping the report speaks of."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class AreaEntry:
    """One area; `names` are the wordings that mean it, longest first."""

    code: str
    name_zh: str
    name_en: str
    level: str
    names: tuple[str, ...]
    parent: str | None = None
    grouping: str | None = None
    iso: str | None = None


def _entry(raw: dict[str, Any]) -> AreaEntry:
    names = tuple(sorted(raw.pop("names"), key=lambda n: (-len(n), n)))
    return AreaEntry(names=names, **raw)


@cache
def codes_by_name() -> dict[str, str]:
    """Every wording of every area → its code: 江门 and 五邑 are 440700."""
    return {name: area.code for area in areas().values() for name in area.names}


@cache
def areas() -> dict[str, AreaEntry]:
    """Every area by code, parents first."""
    text = (files("schemas") / "areas.yml").read_text("utf-8")
    entries = [_entry(raw) for raw in yaml.safe_load(text)]
    return {entry.code: entry for entry in entries}
