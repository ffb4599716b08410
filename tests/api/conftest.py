"""One API over a small published build."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import ApiSettings
from tests.api.builds import publish


@pytest.fixture
def root(tmp_path: Path) -> Path:
    publish(tmp_path, "20260331-one")
    return tmp_path


@pytest.fixture
def client(root: Path) -> Iterator[TestClient]:
    with TestClient(create_app(ApiSettings(data=root))) as client:
        yield client
