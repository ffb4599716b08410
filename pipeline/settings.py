"""Settings, from `DUIXIAN_*` environment variables: one place, one definition."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.storage import Layout


class Settings(BaseSettings):
    """`DUIXIAN_DATA`, `DUIXIAN_MODE`, … ; command-line options override them."""

    model_config = SettingsConfigDict(env_prefix="DUIXIAN_")

    data: Path = Path("data")
    """Folder everything is kept in."""

    mode: Literal["sample", "live"] = "sample"
    """`sample` collects from the offline sample site over local HTTP, `live` from the publishers."""

    sample_port: int = 0
    """Port of the sample site when it runs as a server of its own; 0 starts one inside the process."""

    sample_host: str = "127.0.0.1"
    """Host of that server."""

    report: Path | None = None
    """The report's page as a text, HTML or PDF file."""

    as_of: date | None = None
    """Day the judgements are made for; unset: the newest document's day in sample mode, today in live mode."""

    request_interval: float = 5.0
    """Seconds between two requests to one publisher; the sample site needs none."""

    requests_per_day: int = 300
    """Most requests to one publisher a day."""

    timeout: float = 30.0
    """Seconds before a request is given up."""

    max_bytes: int = 30_000_000
    """Largest answer that is kept; larger ones are refused with their name."""

    keep_builds: int = 10
    """Published builds kept for rollback."""

    api_host: str = "127.0.0.1"
    api_port: int = 8000

    @property
    def layout(self) -> Layout:
        """Paths below the data folder."""
        return Layout(self.data.resolve())


@cache
def settings() -> Settings:
    """The process's settings, read once."""
    return Settings()
