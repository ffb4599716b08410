"""docker-compose.yml as Compose reads it: merged, variables filled in, services in the order they start."""

import re
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any

import yaml

from tests.conftest import ROOT

FILE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<mode>[-?])(?P<rest>[^}]*))?\}")


@dataclass(frozen=True)
class Service:
    """One service with everything a test asks about."""

    name: str
    raw: dict[str, Any]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def needs(self) -> dict[str, str]:
        """service → condition."""
        return {name: need["condition"] for name, need in self.raw.get("depends_on", {}).items()}

    @property
    def command(self) -> list[str]:
        """The command as a list; empty when the image's own is used."""
        return [str(part) for part in self.raw.get("command", [])]

    @property
    def check(self) -> list[str]:
        """The health check's command; empty when there is none."""
        test = self.raw.get("healthcheck", {}).get("test", [])
        return ["sh", "-c", test[1]] if test[:1] == ["CMD-SHELL"] else test[1:]


def compose() -> dict[str, Any]:
    """The file with its anchors merged."""
    return dict(yaml.safe_load(FILE.read_text("utf-8")))


def fill(text: str, values: dict[str, str]) -> str:
    """Text with its variables replaced; a required one that is missing is an error, as in Compose."""

    def value(match: re.Match[str]) -> str:
        if match["name"] in values:
            return values[match["name"]]
        if match["mode"] == "-":
            return match["rest"]
        raise KeyError(f"{match['name']}: {match['rest']}")

    return VARIABLE.sub(value, text)


def services(values: dict[str, str]) -> list[Service]:
    """Every service, each after those it depends on."""
    raw = compose()["services"]
    order = TopologicalSorter({name: list(s.get("depends_on", {})) for name, s in raw.items()}).static_order()
    return [Service(name, raw[name], _environment(raw[name], values)) for name in order]


def _environment(raw: dict[str, Any], values: dict[str, str]) -> dict[str, str]:
    return {name: fill(str(text), values) for name, text in raw.get("environment", {}).items()}
