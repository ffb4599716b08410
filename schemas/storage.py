"""The on-disk contract between the writer of builds and their readers (ARCHITECTURE section 1).

```
DATA/snapshots/ab/abcd…                     bytes, named by SHA-256
DATA/captures/<source_id>/<slug>/*.json     one record per fetch
DATA/parsed/<source_id>/<slug>.jsonl
DATA/inbox/                                 reports supplied by hand
DATA/builds/<build_id>/                     duixian.duckdb, parquet/, csv/, datapackage.json, checks.json, diff.json
DATA/current                                the published build's id (moved atomically)
```
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine

DATABASE_NAME = "duixian.duckdb"
STORAGE_VERSION = "v1.5.0"
"""DuckDB storage version of a build: newer engines read it, and so does 1.5."""


LOCKED_DOWN = {"enable_external_access": "false", "lock_configuration": "true"}
"""No file or network access from a query, whatever it says."""


class NoBuild(LookupError):
    """Nothing has been published yet."""


@dataclass(frozen=True)
class Layout:
    """Every path below one data folder."""

    root: Path

    @property
    def snapshots(self) -> Path:
        """Bytes as received."""
        return self.root / "snapshots"

    @property
    def captures(self) -> Path:
        """One record per fetch."""
        return self.root / "captures"

    @property
    def parsed(self) -> Path:
        """What was read, one file per document."""
        return self.root / "parsed"

    @property
    def inbox(self) -> Path:
        """Reports supplied by hand."""
        return self.root / "inbox"

    @property
    def reviews(self) -> Path:
        """What people decided of figures in doubt."""
        return self.root / "reviews.yml"

    @property
    def evaluation(self) -> Path:
        """How well the engine was last measured to read."""
        return self.root / "evaluation.json"

    @property
    def builds(self) -> Path:
        """Complete publications."""
        return self.root / "builds"

    @property
    def pointer(self) -> Path:
        """The file that names the published build."""
        return self.root / "current"

    def database(self, build_id: str) -> Path:
        """The DuckDB file of a build."""
        return self.builds / build_id / DATABASE_NAME


def current_build(root: Path) -> str:
    """Id of the published build; `NoBuild` says how to make one."""
    layout = Layout(root)
    try:
        build_id = layout.pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        raise NoBuild(f"nothing is published in {root} yet: run `duixian run` or `make up`") from None
    if not layout.database(build_id).is_file():
        raise NoBuild(f"{layout.pointer} names build {build_id}, whose file is missing: run `duixian publish` again")
    return build_id


def open_read_only(path: Path) -> "Engine":
    """Engine on one build; every thread needs a connection of its own, because a shared one mixes rows."""
    from sqlmodel import create_engine

    return create_engine(
        f"duckdb:///{path}", connect_args={"read_only": True, "config": LOCKED_DOWN}, pool_size=8, max_overflow=32
    )
