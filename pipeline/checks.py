"""Named checks of a build. One of severity error stops publication; all are written into the file and `checks.json`.

To add a check, add an entry to `CHECKS` whose query gives one line of words per offending row.
"""

import json
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import duckdb

from pipeline.database import load
from pipeline.errors import ChecksFailed, DuixianError
from pipeline.settings import Settings
from pipeline.snapshot import write_atomically
from schemas import tables
from schemas.catalog import CheckResult
from schemas.codelists import CODELISTS, Severity
from schemas.storage import NoBuild, current_build

SAMPLE = 10
CHECKS_FILE = "checks.json"
UNKNOWN_CODES = "known_codes"
SHRUNK = "no_source_shrinks"
SHRINKAGE = 0.05
"""Share of a source's figures that may vanish between two builds."""


@dataclass(frozen=True)
class Check:
    """A rule every build must hold to; `query` lists what breaks it."""

    check_id: str
    severity: Severity
    zh: str
    en: str
    query: str = ""


CHECKS = (
    Check(
        "figures_read_their_text",
        Severity.ERROR,
        "每个数字在原文位置上读得到",
        "every figure is read at its span",
        """SELECT f.id FROM (
            SELECT observation_id AS id, passage_id, char_start, char_end, value_text FROM observation
            WHERE len(derived_from) = 0
            UNION ALL SELECT review_id, passage_id, char_start, char_end, value_text FROM review
            UNION ALL SELECT unmapped_id, passage_id, char_start, char_end, value_text FROM unmapped
        ) f LEFT JOIN passage p USING (passage_id) WHERE p.text IS NULL OR f.value_text IS NULL OR
        substr(p.text, f.char_start - p.char_start + 1, f.char_end - f.char_start) IS DISTINCT FROM f.value_text""",
    ),
    Check(
        "figures_stand_in_their_quote",
        Severity.ERROR,
        "每个数字都在所引句中",
        "every figure stands in its quoted sentence",
        """SELECT observation_id FROM observation
        WHERE value_text IS NOT NULL AND contains(quote, value_text) IS DISTINCT FROM true""",
    ),
    Check(
        "events_read_their_text",
        Severity.ERROR,
        "每条证据的原句在原文位置上读得到",
        "every event's sentence is read at its span",
        """SELECT e.evidence_id FROM evidence e LEFT JOIN passage p USING (passage_id)
        WHERE substr(p.text, e.char_start - p.char_start + 1, e.char_end - e.char_start) IS DISTINCT FROM e.quote""",
    ),
    Check(
        "goals_read_their_text",
        Severity.ERROR,
        "每条重述目标的原句在原文位置上读得到",
        "every restated goal's sentence is read at its span",
        """SELECT r.restatement_id FROM restatement r LEFT JOIN passage p USING (passage_id)
        WHERE substr(p.text, r.char_start - p.char_start + 1, r.char_end - r.char_start) IS DISTINCT FROM r.quote""",
    ),
    Check(
        "quotes_match_their_hash",
        Severity.ERROR,
        "每条承诺的原句哈希一致且在原文位置上",
        "every commitment's quote matches its hash and is read at its span",
        """SELECT c.commitment_id FROM commitment c LEFT JOIN passage p USING (passage_id) WHERE c.quote IS NOT NULL AND
        (sha256(c.quote) <> c.quote_sha256 OR
        substr(p.text, c.char_start - p.char_start + 1, c.char_end - c.char_start) IS DISTINCT FROM c.quote)""",
    ),
    Check(
        "values_plausible",
        Severity.ERROR,
        "数值在指标的合理范围内，经人工采纳或改正的除外",
        "values lie in the indicator's plausible range, unless a person accepted or corrected them",
        """SELECT o.observation_id || ' = ' || o.obs_value FROM observation o JOIN series s USING (series_key)
        JOIN indicator i USING (indicator_id) WHERE s.unit = i.unit AND o.tier = 'published'
        AND (s.measure IN ('level', 'share', 'rank', 'ratio') OR i.kind = 'growth')
        AND (o.obs_value < i.plausible_min OR o.obs_value > i.plausible_max)
        AND NOT EXISTS (SELECT 1 FROM review r WHERE r.state IN ('accepted', 'corrected')
        AND r.document_id = o.document_id AND r.char_start = o.char_start)""",
    ),
    Check(
        "derived_from_existing",
        Severity.ERROR,
        "推算值的依据都存在",
        "inputs of derived figures exist",
        """SELECT x.observation_id FROM (SELECT observation_id, unnest(derived_from) AS input FROM observation) x
        ANTI JOIN observation o ON o.observation_id = x.input""",
    ),
    Check(
        "one_assessment_each",
        Severity.ERROR,
        "每条已复核承诺恰有一个评估",
        "every reviewed commitment has exactly one assessment",
        """SELECT c.commitment_id || ': ' || count(a.assessment_id) FROM commitment c LEFT JOIN assessment a
        USING (commitment_id) WHERE c.review_status = 'reviewed'
        GROUP BY c.commitment_id HAVING count(a.assessment_id) <> 1""",
    ),
    Check(
        "inputs_existing",
        Severity.ERROR,
        "评估所用的数据都存在",
        "inputs of assessments exist",
        """SELECT x.assessment_id || ': ' || x.input
        FROM (SELECT assessment_id, unnest(inputs) AS input FROM assessment) x
        ANTI JOIN (SELECT observation_id AS input FROM observation UNION ALL SELECT evidence_id FROM evidence) y
        USING (input)""",
    ),
    Check(
        "known_by_the_day",
        Severity.ERROR,
        "评估不用截止日之后公布的数据",
        "no assessment uses a figure released after its day",
        """SELECT a.assessment_id || ': ' || o.observation_id
        FROM (SELECT assessment_id, as_of, unnest(inputs) AS observation_id FROM assessment_history) a
        JOIN observation o USING (observation_id) WHERE o.vintage > a.as_of
        UNION ALL SELECT a.assessment_id || ': ' || e.evidence_id
        FROM (SELECT assessment_id, as_of, unnest(inputs) AS evidence_id FROM assessment_history) a
        JOIN evidence e USING (evidence_id) WHERE e.vintage > a.as_of
        UNION ALL SELECT a.assessment_id || ': ' || o.observation_id
        FROM (SELECT assessment_id, as_of, unnest(inputs) AS observation_id FROM assessment) a
        JOIN observation o USING (observation_id) WHERE o.vintage > a.as_of""",
    ),
    Check(
        "assessments_recompute",
        Severity.ERROR,
        "每个评估都能由公布的数重新算出",
        "every assessment recomputes from the published figures and events",
        """SELECT commitment_id || ': ' || coalesce(stored_status, '') || ' is ' || coalesce(status, '')
        FROM v_recomputed WHERE status IS DISTINCT FROM stored_status OR reason IS DISTINCT FROM stored_reason
        OR abs(ratio - CAST(stored_ratio AS DOUBLE)) > 0.000001
        UNION ALL SELECT commitment_id || ': ' || stored_stage || ' is ' || stage FROM v_recomputed_stages
        WHERE stage IS DISTINCT FROM stored_stage""",
    ),
    Check(
        "history_ends_today",
        Severity.ERROR,
        "评估历史的最后一行就是今日评估",
        "the last row of every history is today's assessment",
        """SELECT a.commitment_id FROM assessment a LEFT JOIN assessment_history h
        ON h.commitment_id = a.commitment_id AND h.valid_to IS NULL
        WHERE (a.progress_status, a.reason, a.project_stage, a.action_stage, a.fulfilment_status)
        IS DISTINCT FROM (h.progress_status, h.reason, h.project_stage, h.action_stage, h.fulfilment_status)""",
    ),
    Check(UNKNOWN_CODES, Severity.ERROR, "代码都在代码表内", "every code is in its code list"),
    Check(SHRUNK, Severity.ERROR, "来源的数据没有无故减少", "no source loses more than 5% of its figures"),
    Check(
        "documents_yield_something",
        Severity.WARNING,
        "每份统计文件至少读出一个数或一条证据",
        "every document yields a figure, an event or a commitment",
        """SELECT document_id FROM document d
        WHERE NOT EXISTS (SELECT 1 FROM observation o WHERE o.document_id = d.document_id)
        AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.document_id = d.document_id)
        AND NOT EXISTS (SELECT 1 FROM report r WHERE r.document_id = d.document_id)""",
    ),
    Check(
        "report_quotes_found",
        Severity.WARNING,
        "提供报告原文时，每条承诺都找到原句",
        "when the report was supplied every commitment's quote is found",
        "SELECT commitment_id FROM commitment WHERE quote_status = 'not_found'",
    ),
    Check(
        "sources_agree",
        Severity.WARNING,
        "同一时期各文件数值一致（不一致的都保留）",
        "documents agree on a period (all values are kept)",
        "SELECT series_key || ' ' || time_period FROM v_revisions",
    ),
    Check(
        "nothing_to_review",
        Severity.WARNING,
        "没有待复核的读数",
        "no reading waits for review",
        """SELECT review_id FROM review WHERE state = 'waiting' UNION ALL
        SELECT observation_id FROM observation o WHERE tier = 'review' AND NOT EXISTS (
        SELECT 1 FROM review r WHERE r.document_id = o.document_id AND r.char_start = o.char_start)""",
    ),
)


def check_build(settings: Settings, build_id: str) -> dict[str, int]:
    """check → rows that fail it, written into a build that was never published; `ChecksFailed` names the errors."""
    path = settings.layout.database(build_id)
    if not path.is_file():
        raise DuixianError(f"there is no build {build_id} in {settings.layout.builds}; `duixian build` makes one")
    published = _published(settings)
    with duckdb.connect(str(path), read_only=True) as connection:
        results = [_result(c, list(_failures(settings, connection, c, published, build_id))) for c in CHECKS]
    if path.stat().st_mode & stat.S_IWUSR:
        _store(settings, build_id, results)
    failed = [r for r in results if not r.passed and r.severity == Severity.ERROR]
    if failed:
        words = "; ".join(f"{r.check_id}: {r.failures} ({', '.join(r.sample[:3])})" for r in failed)
        raise ChecksFailed(f"build {build_id} is not fit to be published: {words}")
    return {r.check_id: r.failures for r in results}


def _published(settings: Settings) -> str | None:
    try:
        return current_build(settings.layout.root)
    except NoBuild:
        return None


def _failures(
    settings: Settings, connection: duckdb.DuckDBPyConnection, check: Check, published: str | None, build_id: str
) -> Iterator[str]:
    if check.check_id == UNKNOWN_CODES:
        yield from _unknown_codes(connection)
    elif check.check_id == SHRUNK:
        if published and published != build_id:
            with duckdb.connect(str(settings.layout.database(published)), read_only=True) as before:
                yield from _shrunk(before, connection)
    else:
        yield from (str(row[0]) for row in connection.execute(check.query).fetchall())


def _unknown_codes(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for table in tables():
        for column in table.columns:
            name = column.info.get("codelist")
            if name:
                used = {
                    v
                    for (v,) in connection.table(table.name).select(column.name).distinct().fetchall()
                    if v is not None
                }
                yield from (f"{table.name}.{column.name}: {v}" for v in sorted(used - set(CODELISTS[name])))


def _shrunk(before: duckdb.DuckDBPyConnection, after: duckdb.DuckDBPyConnection) -> Iterator[str]:
    now = _read_of(after)
    for source, figures in sorted(_read_of(before).items()):
        if now[source] < figures * (1 - SHRINKAGE):
            yield f"{source}: {figures} figures before, {now[source]} now"


def _read_of(connection: duckdb.DuckDBPyConnection) -> Counter[str]:
    """source → figures read. What a person rejected was read all the same; older builds have no reviews."""
    figures = """SELECT d.source_id, count(*) FROM observation JOIN document d USING (document_id) GROUP BY ALL"""
    rejected = """SELECT d.source_id, count(*) FROM review r JOIN document d USING (document_id)
        WHERE r.state = 'rejected' GROUP BY ALL"""
    found = Counter(dict(connection.execute(figures).fetchall()))
    with suppress(duckdb.CatalogException):
        found.update(dict(connection.execute(rejected).fetchall()))
    return found


def _result(check: Check, failures: list[str]) -> CheckResult:
    return CheckResult(
        check_id=check.check_id,
        severity=check.severity,
        passed=not failures,
        failures=len(failures),
        sample=sorted(failures)[:SAMPLE],
        title_zh=check.zh,
        title_en=check.en,
    )


def _store(settings: Settings, build_id: str, results: list[CheckResult]) -> None:
    """Into the file's `check_result` and into `checks.json`, replacing those of an earlier run."""
    path = settings.layout.database(build_id)
    table = next(t for t in tables() if t.name == CheckResult.__tablename__)
    with duckdb.connect(str(path)) as connection:
        connection.begin()
        connection.execute("DELETE FROM check_result")
        load(connection, table, results)
        connection.commit()
        connection.execute("CHECKPOINT")
    text = json.dumps([r.model_dump(mode="json") for r in results], ensure_ascii=False, indent=1)
    write_atomically(path.parent / CHECKS_FILE, text.encode())
