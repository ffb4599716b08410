"""Downloads say what the DuckDB file says, and the Data Package that describes them is valid."""

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package
from sqlalchemy import Table

from pipeline.exports import table_schema
from pipeline.settings import Settings
from schemas import tables
from schemas.codelists import CODELISTS
from schemas.storage import current_build

NAMES = [t.name for t in tables()]
EXPORT_ELSEWHERE = """
import sys
from pathlib import Path
import duckdb
from sqlmodel import Session, select
from pipeline.exports import export
from schemas.catalog import Build
from schemas.storage import open_read_only
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
engine = open_read_only(path)
with Session(engine) as session:
    build = session.exec(select(Build)).one()
engine.dispose()
with duckdb.connect(str(path), read_only=True) as connection:
    export(connection, folder, build)
"""


@pytest.fixture(scope="module")
def folder(published: Settings) -> Path:
    """The published build's folder."""
    return published.layout.database(current_build(published.layout.root)).parent


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def of(name: str) -> Table:
    return next(t for t in tables() if t.name == name)


def keys(name: str) -> str:
    return ", ".join(c.name for c in of(name).primary_key)


@pytest.mark.parametrize("name", NAMES)
def test_parquet_holds_the_same_rows_and_values_as_the_file(folder: Path, name: str) -> None:
    with duckdb.connect(str(folder / "duixian.duckdb"), read_only=True) as connection:
        stored = connection.execute(f"FROM {name} ORDER BY {keys(name)}").fetchall()
        exported = connection.execute(f"FROM '{folder}/parquet/{name}.parquet'").fetchall()
    assert exported == stored


@pytest.mark.parametrize("name", NAMES)
def test_csv_holds_the_same_rows_and_values_as_the_file(folder: Path, name: str) -> None:
    """Read back with the types of the file; lists stand there as JSON, empty text is quoted and nothing is not."""
    with duckdb.connect(str(folder / "duixian.duckdb"), read_only=True) as connection:
        types = {c: t for c, t, *_ in connection.execute(f"DESCRIBE {name}").fetchall()}
        stored = connection.execute(f"FROM {name} ORDER BY {keys(name)}").fetchall()
        as_text = {c: "VARCHAR" if t.endswith("[]") else t for c, t in types.items()}
        columns = ", ".join(
            f"from_json({c}, '[\"VARCHAR\"]') AS {c}" if t.endswith("[]") else f"{c}::{t} AS {c}"
            for c, t in types.items()
        )
        exported = connection.execute(
            f"SELECT {columns} FROM read_csv(?, columns=?, header=true, allow_quoted_nulls=false)",
            [str(folder / "csv" / f"{name}.csv"), as_text],
        ).fetchall()
    assert exported == stored


def test_every_table_has_one_file_of_each_kind_and_there_are_no_others(folder: Path) -> None:
    for form in ("csv", "parquet"):
        assert sorted(p.name for p in (folder / form).iterdir()) == sorted(f"{n}.{form}" for n in NAMES)


def test_the_data_package_is_valid_down_to_every_cell(folder: Path) -> None:
    package = Package(str(folder / "datapackage.json"))
    for name in package.resource_names:
        if name.endswith("-parquet"):
            package.remove_resource(name)
    report = package.validate()
    assert sorted(t.name for t in report.tasks) == sorted(NAMES)
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []


def test_sizes_and_hashes_in_the_package_are_those_of_the_files(folder: Path, package: dict[str, Any]) -> None:
    assert len(package["resources"]) == 2 * len(NAMES)
    for resource in package["resources"]:
        body = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(body)
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"


def test_the_package_names_its_build_and_licence(folder: Path, package: dict[str, Any]) -> None:
    assert (package["name"], package["version"]) == ("duixian", folder.name)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]


def test_every_field_has_a_title_in_chinese_and_a_description_in_english(package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        assert resource["title"]
        assert resource["description"]
        for field in resource.get("schema", {}).get("fields", []):
            assert re.search(r"[\u4e00-\u9fff]", field["title"]), field
            assert re.search(r"[A-Za-z]", field["description"]), field


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("observation", "obs_value", "number"),
        ("observation", "period_start", "date"),
        ("observation", "decimals", "integer"),
        ("observation", "derived_from", "array"),
        ("observation", "quote", "string"),
        ("assessment", "provisional", "boolean"),
        ("assessment", "trace", "object"),
        ("build", "created_at", "datetime"),
    ],
)
def test_a_fields_type_follows_its_column(name: str, field: str, expected: str) -> None:
    fields = {f["name"]: f for f in table_schema(of(name))["fields"]}
    assert fields[field]["type"] == expected


def test_keys_references_and_code_lists_follow_the_classes() -> None:
    schema = table_schema(of("observation"))
    fields = {f["name"]: f for f in schema["fields"]}
    assert schema["primaryKey"] == ["observation_id"]
    references = {k["fields"][0]: k["reference"] for k in schema["foreignKeys"]}
    assert references["series_key"] == {"resource": "series", "fields": ["series_key"]}
    assert set(references) == {"series_key", "document_id", "passage_id"}
    assert fields["bound"]["constraints"] == {"required": True, "enum": [str(c) for c in CODELISTS["Bound"]]}
    assert "constraints" not in fields["quote"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "UTC"])
def test_clocks_in_csv_are_in_utc_wherever_they_are_written(folder: Path, tmp_path: Path, zone: str) -> None:
    subprocess.run(
        [sys.executable, "-c", EXPORT_ELSEWHERE, str(folder / "duixian.duckdb"), str(tmp_path)],
        env={**os.environ, "TZ": zone},
        check=True,
    )
    with duckdb.connect(str(folder / "duixian.duckdb"), read_only=True) as connection:
        [(created,)] = connection.execute("SELECT created_at FROM build").fetchall()
    header, row = (tmp_path / "csv" / "build.csv").read_text("utf-8").split()
    written = dict(zip(header.split(","), row.split(","), strict=True))["created_at"]
    assert written.endswith("Z")
    assert datetime.fromisoformat(written) == created.astimezone(UTC)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["created"] == written
