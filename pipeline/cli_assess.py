"""`duixian assess`: how commitments stood on a day, by today's rules or by those of that day."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
from rich.table import Table

from pipeline.errors import DuixianError
from pipeline.settings import Settings
from schemas.codelists import ActionStage, Code, NotAssessedReason, ProgressStatus, ProjectStage
from schemas.storage import current_build

FORMATS = ("table", "csv", "jsonl")
RULES = ("today", "then")
"""Whose rules: today's, on what was known that day; or what builds of that day said."""
QUERY = """
    WITH standing AS (
        SELECT *, 'today' AS rules FROM assessment_as_of(CAST($day AS DATE))
        UNION ALL BY NAME SELECT *, 'then' AS rules FROM assessment_as_published(CAST($day AS DATE))
    )
    SELECT h.commitment_id, c.title_zh, c.title_en, h.as_of, h.progress_status, h.project_stage, h.action_stage,
           h.reason, h.fulfilment_status, h.robustness, h.latest_period, h.latest_value, h.pace_ratio, h.sentence_zh,
           h.sentence_en, h.inputs
    FROM standing h JOIN commitment c USING (commitment_id)
    WHERE h.rules = $rules AND (len($wanted) = 0 OR list_contains($wanted, h.commitment_id)) ORDER BY c.position"""
HEADS = {"zh": ("编号", "承诺", "自", "现状", "R"), "en": ("id", "commitment", "since", "status", "R")}


def assess(
    settings: Settings, day: date | None, wanted: Sequence[str], rules: str, form: str, lang: str
) -> str | Table:
    """The answer in one of `FORMATS`; a day before the report was adopted and unknown ids are errors that say so."""
    options = (("--rules", rules, RULES), ("--format", form, FORMATS), ("--lang", lang, tuple(HEADS)))
    for option, value, allowed in options:
        if value not in allowed:
            raise DuixianError(f"{option} is {' or '.join(allowed)}, not {value!r}")
    path = settings.layout.database(current_build(settings.layout.root))
    with duckdb.connect(str(path), read_only=True) as connection:
        asked = day or _as_of(connection)
        rows = _rows(connection, asked, list(wanted), rules)
    if form == "table":
        return _table(rows, asked, lang)
    if form == "jsonl":
        return "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().rstrip("\r\n")


def _as_of(connection: duckdb.DuckDBPyConnection) -> date:
    [(day,)] = connection.execute("SELECT as_of FROM build").fetchall()
    return date.fromisoformat(str(day))


def _rows(connection: duckdb.DuckDBPyConnection, day: date, wanted: list[str], rules: str) -> list[dict[str, Any]]:
    known = {c for (c,) in connection.execute("SELECT commitment_id FROM commitment").fetchall()}
    unknown = sorted(set(wanted) - known)
    if unknown:
        raise DuixianError(f"there is no commitment {', '.join(unknown)} in the published build; ids run like C007")
    newest = _as_of(connection)
    if day > newest:
        raise DuixianError(f"the published build judges up to {newest}; build one with `duixian --as-of {day} build`")
    found = connection.execute(QUERY, {"day": day.isoformat(), "wanted": wanted, "rules": rules})
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    if not rows:
        told = "nothing had been published by Duixian" if rules == "then" else "no report had been adopted"
        raise DuixianError(f"on {day} {told} yet: choose a later day")
    return rows


def _table(rows: Sequence[dict[str, Any]], day: date, lang: str) -> Table:
    table = Table(title=str(day), title_justify="left", pad_edge=False)
    for head in HEADS[lang]:
        table.add_column(head)
    for row in rows:
        ratio = f"{row['pace_ratio']:.2f}" if row["pace_ratio"] is not None else "–"
        title = row[f"title_{lang}"] or row["title_zh"]
        table.add_row(row["commitment_id"], title, str(row["as_of"]), _status(row, lang), ratio)
    return table


def _status(row: dict[str, Any], lang: str) -> str:
    """Progress with its reason, or the stage."""
    code: Code
    if row["project_stage"] or row["action_stage"]:
        code = ProjectStage(row["project_stage"]) if row["project_stage"] else ActionStage(row["action_stage"])
        return str(getattr(code, lang))
    code = ProgressStatus(row["progress_status"])
    reason = f": {getattr(NotAssessedReason(row['reason']), lang)}" if row["reason"] else ""
    return f"{getattr(code, lang)}{reason}"
