"""Settings of the API, from `DUIXIAN_*` environment variables."""

from functools import cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class ApiSettings(BaseSettings):
    """`DUIXIAN_DATA` is the folder whose published build is served."""

    model_config = SettingsConfigDict(env_prefix="DUIXIAN_", extra="ignore")

    data: Path = Path("data")
    api_host: str = "127.0.0.1"
    api_port: int = 8000


@cache
def settings() -> ApiSettings:
    """The process's settings, read once."""
    return ApiSettings()
