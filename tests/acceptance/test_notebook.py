"""The notebook runs from its first cell to its last on the published file."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline.settings import Settings
from tests.acceptance.conftest import database_of
from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "analysis.ipynb"


def test_the_notebook_runs_and_says_what_the_file_says(
    published: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIXIAN_FILE", str(database_of(published)))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "commit the notebook without its outputs"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    printed = "".join(o.get("text", "") for cell in notebook.cells for o in cell.get("outputs", ()))
    assert "R = 0.79" in printed
    assert "2023-08-01 needs_acceleration 2022 0.7" in printed
    assert "20 targets with a measure, 214 projects and actions; 0 differ" in printed
