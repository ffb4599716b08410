"""A published file opens in the next major DuckDB too, installed beside the project's own."""

import os
import subprocess
import sys
from pathlib import Path

from pipeline.settings import Settings
from schemas.storage import current_build
from tests.conftest import ROOT

LOCK = ROOT / "requirements-duckdb2.lock"
QUESTION = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
targets = connection.execute("SELECT count(*) FROM v_targets").fetchone()[0]
known = connection.execute("SELECT count(*) FROM observation_as_of(DATE '2023-08-01')").fetchone()[0]
print(duckdb.__version__.split(".")[0], targets, known > 0)
"""


def test_duckdb_2_reads_the_file_with_its_views_and_table_functions(published: Settings, tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    install = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", tmp_path, "--require-hashes"]
    subprocess.run([*install, "-r", LOCK], check=True)
    file = published.layout.database(current_build(published.layout.root))
    asked = subprocess.run(
        [sys.executable, "-c", QUESTION, str(file)],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.stdout.split() == ["2", "99", "True"], asked.stderr
