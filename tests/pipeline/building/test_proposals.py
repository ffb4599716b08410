"""A work report nobody registered: its targets are published as proposals, by indicator, with the year's deadline."""

from decimal import Decimal

import duckdb
import pytest

from pipeline import parsed
from pipeline.build import build
from pipeline.checks import check_build
from pipeline.records import ParsedDocument
from pipeline.settings import Settings
from pipeline.sources.base import DocumentRef, Fetched
from pipeline.sources.common import parse_page
from pipeline.sources.jiangmen_annual import SOURCE

REPORT = """江门市政府工作报告
——2025年1月9日在江门市第十六届人民代表大会第五次会议上
一、2024年工作回顾
全市地区生产总值增长3.3%，新引进亿元以上项目23个。
二、2025年工作安排
今年的主要预期目标是：地区生产总值增长5.5%左右，常住人口达到490万人以上，居民人均可支配收入高于全省平均水平。
加强水环境治理。
"""


def document(text: str = REPORT) -> ParsedDocument:
    ref = DocumentRef("jiangmen_annual:work-report-2025", "http://x/2025.txt", "江门市政府工作报告", None, "440700")
    body = text.encode()
    fetched = Fetched(ref.document_id, ref.url, "0" * 64, len(body), "text/plain", "utf-8", "2025-01-10T00:00:00+00:00")
    return parse_page(SOURCE, ref, fetched, body)


@pytest.fixture
def built(own_copy: Settings) -> duckdb.DuckDBPyConnection:
    parsed.write(own_copy.layout, document())
    made = build(own_copy)
    check_build(own_copy, made.build_id)
    return duckdb.connect(str(own_copy.layout.database(made.build_id)), read_only=True)


def test_annual_targets_are_published_as_proposals_with_the_years_deadline(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute(
        """SELECT c.quote, t.indicator_id, t.method, t.comparator, t.target_value, t.unit, t.reference_area,
        t.series_key FROM target t JOIN commitment c USING (commitment_id) WHERE c.report_id LIKE 'jiangmen_annual:%'
        AND c.review_status = 'unreviewed' AND t.deadline = 2025 AND t.deadline_basis = 'stated' ORDER BY c.position"""
    ).fetchall()
    keys = ("GDP.440700.yoy.A.CUR", "POP_RESIDENT.440700.level.A.CUR", "INCOME.440700.level.A.CUR")
    assert rows == [
        ("地区生产总值增长5.5%左右", "GDP", "growth", "about", Decimal("5.5"), "%", None, keys[0]),
        ("常住人口达到490万人以上", "POP_RESIDENT", "level", ">=", Decimal(490), "万人", None, keys[1]),
        ("居民人均可支配收入高于全省平均水平", "INCOME", "relative", "above_ref", None, None, "440000", keys[2]),
    ]


def test_what_has_no_number_is_proposed_without_a_target_and_nothing_is_judged(
    built: duckdb.DuckDBPyConnection,
) -> None:
    query = """SELECT c.quote, c.kind, t.target_id, a.assessment_id FROM commitment c
        LEFT JOIN target t USING (commitment_id) LEFT JOIN assessment a USING (commitment_id)
        WHERE c.report_id LIKE 'jiangmen_annual:%' AND (t.target_id IS NULL OR a.assessment_id IS NOT NULL)"""
    assert built.execute(query).fetchall() == [("加强水环境治理", "policy_action", None, None)]


def test_every_quote_stands_in_its_passage(built: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT count(*),
        count(*) FILTER (substr(p.text, c.char_start - p.char_start + 1, length(c.quote)) = c.quote)
        FROM commitment c JOIN passage p USING (passage_id) WHERE c.report_id LIKE 'jiangmen_annual:%'"""
    assert built.execute(query).fetchall() == [(4, 4)]


def test_a_bulletin_promises_nothing() -> None:
    assert document(REPORT.replace("政府工作报告", "统计公报")).commitments == ()
