"""Small builds written straight from the schemas, so that the API is tested without the pipeline."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from sqlmodel import Session, SQLModel, create_engine

from schemas import tables
from schemas.assessments import Assessment
from schemas.catalog import Build, CheckResult, Document, Passage, Snapshot, Source
from schemas.commitments import Commitment, Evidence, Report, Target
from schemas.reading import Evaluation, Review, Unmapped
from schemas.statistics import Area, Indicator, Observation, Series
from schemas.storage import Layout

GDP_SERIES = "GDP.440700.level.A.CUR"
TEXT = "全年地区生产总值3601.28亿元。"
HASH = "0" * 64


def publish(root: Path, build_id: str, *, commitments: int = 5, report_quotes: bool = False) -> Path:
    """Write a build of `commitments` rows and point to it; its file."""
    layout = Layout(root)
    path = layout.database(build_id)
    path.parent.mkdir(parents=True)
    engine = create_engine(f"duckdb:///{path}")
    SQLModel.metadata.create_all(engine, tables=tables())
    with Session(engine) as session:
        for rows in _rows(build_id, commitments, report_quotes):
            session.add_all(rows)
            session.commit()
    engine.dispose()
    temporary = layout.pointer.with_suffix(".tmp")
    temporary.write_text(build_id, "utf-8")
    temporary.replace(layout.pointer)
    return path


def _rows(build_id: str, commitments: int, report_quotes: bool) -> list[list[SQLModel]]:
    parents: list[SQLModel] = [
        Build(
            build_id=build_id,
            as_of=date(2026, 3, 31),
            as_of_basis="newest_document",
            mode="sample",
            input_sha256=HASH,
            rules_version="1",
            report_quotes=report_quotes,
            created_at=datetime(2026, 4, 1, tzinfo=UTC),
        ),
        CheckResult(
            check_id="spans", severity="error", passed=True, failures=0, sample=[], title_zh="位置", title_en="spans"
        ),
        Area(ref_area="440700", name_zh="江门市", name_en="Jiangmen", level="prefecture"),
        Indicator(
            indicator_id="GDP",
            name_zh="地区生产总值",
            name_en="Gross regional product",
            definition_zh="定义",
            definition_en="definition",
            theme="national_accounts",
            kind="level",
            nature="flow",
            unit="亿元",
            aliases=["GDP"],
            release_lag_months=2,
        ),
        Source(
            source_id="jiangmen_annual",
            title_zh="年度数据",
            title_en="Annual figures",
            publisher_zh="统计局",
            publisher_en="Statistics bureau",
            landing_page="http://example.org/",
        ),
    ]
    return [parents, *_records(), *_commitments(commitments)]


def _records() -> list[list[SQLModel]]:
    document = Document(
        document_id="jiangmen_annual:gdp-2021",
        source_id="jiangmen_annual",
        title="二〇二一年数据",
        doc_type="bulletin",
        vintage=date(2022, 8, 3),
        vintage_basis="published",
        download_url="sample://example.org/gdp-2021.html",
        media_type="text/html",
        wording="restated",
        citation_title="所注文献",
    )
    series = Series(
        series_key=GDP_SERIES,
        indicator_id="GDP",
        ref_area="440700",
        measure="level",
        freq="A",
        accumulation="CUR",
        price_base="V",
        unit="亿元",
        unit_measure="CNY",
        unit_mult=8,
        title_zh="地区生产总值",
        title_en="GDP",
    )
    passage = Passage(
        passage_id="jiangmen_annual:gdp-2021#0",
        document_id=document.document_id,
        ordinal=0,
        kind="paragraph",
        heading_path=[],
        char_start=0,
        char_end=len(TEXT),
        text=TEXT,
        text_sha256=HASH,
    )
    snapshot = Snapshot(
        document_id=document.document_id,
        sha256=HASH,
        byte_size=10,
        normaliser="html/1",
        text_sha256=HASH,
        text_length=len(TEXT),
        retrieved_at=datetime(2026, 4, 1, tzinfo=UTC),
    )
    figures = [_figure(2021, "3601.28"), _figure(2022, "3773.41")]
    return [[document, series], [passage, snapshot], figures, _readings(document.document_id, passage.passage_id)]


def _readings(document_id: str, passage_id: str) -> list[SQLModel]:
    """A figure in doubt, one decided, one without an indicator, and what was measured."""
    stands = {"document_id": document_id, "passage_id": passage_id, "char_end": 15, "value_text": "3601.28"}
    doubtful = {**stands, "quote": TEXT, "unit_text": "亿元", "series_key": GDP_SERIES, "time_period": "2021"}
    value = Decimal("3601.28")
    return [
        Review(review_id="a#8", char_start=8, obs_value=value, doubt="lost_characters", state="waiting", **doubtful),
        Review(
            review_id="a#9", char_start=9, obs_value=value, doubt="conflict", state="rejected", reason="误", **doubtful
        ),
        Unmapped(unmapped_id="a#8", char_start=8, words="原煤产量", unit_text="万吨", **stands),
        Unmapped(unmapped_id="a#9", char_start=9, words="不良贷款率", unit_text="%", **stands),
        Evaluation(
            part="held_out",
            slice="all",
            name="",
            n_right=49,
            n_wrong=1,
            n_missed=1,
            precision=Decimal("0.98"),
            recall=Decimal("0.98"),
            f1=Decimal("0.98"),
            parser_version="0123456789ab",
            gold_sha256=HASH,
        ),
    ]


def _figure(year: int, value: str) -> Observation:
    start = TEXT.index("3601.28")
    return Observation(
        observation_id=f"{GDP_SERIES}@{year}@{year + 1}-08-03@jiangmen_annual:gdp-2021",
        series_key=GDP_SERIES,
        time_period=str(year),
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        vintage=date(year + 1, 8, 3),
        obs_value=Decimal(value),
        decimals=2,
        value_text=value,
        unit_text="亿元",
        bound="eq",
        obs_status="A",
        compilation_stage="unknown",
        document_id="jiangmen_annual:gdp-2021",
        passage_id="jiangmen_annual:gdp-2021#0",
        char_start=start,
        char_end=start + len("3601.28"),
        quote=TEXT,
        tier="published",
        rule="level",
        derived_from=[],
    )


def _commitments(count: int) -> list[list[SQLModel]]:
    report = Report(
        report_id="jiangmen_2021",
        title_zh="报告",
        title_en="Report",
        ref_area="440700",
        adopted=date(2021, 12, 27),
        window_end=date(2026, 12, 31),
    )
    rows: list[SQLModel] = [_commitment(n) for n in range(1, count + 1)]
    target = Target(
        target_id="C001/1",
        commitment_id="C001",
        indicator_id="GDP",
        method="level",
        comparator="toward",
        target_value=Decimal(5000),
        unit="亿元",
        ref_area="440700",
        baseline_period="2021",
        deadline=2026,
        deadline_basis="stated",
        series_key=GDP_SERIES,
    )
    evidence = Evidence(
        evidence_id="E1",
        commitment_id="C002",
        topic="通道",
        event_start=date(2024, 12, 11),
        event_end=date(2024, 12, 11),
        stage="in_operation",
        vintage=date(2024, 12, 11),
        grade="E3",
        document_id="jiangmen_annual:gdp-2021",
        passage_id="jiangmen_annual:gdp-2021#0",
        char_start=0,
        char_end=4,
        quote="全年地区",
        matched="通道",
        rule="event",
    )
    judged = [_assessment("C001", "C001/1", progress_status="needs_acceleration", pace_ratio=Decimal("0.79"))]
    judged.append(_assessment("C002", None, project_stage="in_operation"))
    return [[report], rows, [target], [evidence, *judged]]


def _commitment(number: int) -> Commitment:
    return Commitment(
        commitment_id=f"C{number:03}",
        report_id="jiangmen_2021",
        position=number,
        kind="quantitative_target" if number == 1 else "project",
        title_zh=f"承诺{number}",
        title_en=f"Commitment {number}",
        places=["台山"] if number == 2 else [],
        entities=[],
        review_status="reviewed",
        quote_status="no_report",
        quote_sha256=HASH,
    )


def _assessment(commitment_id: str, target_id: str | None, **values: object) -> Assessment:
    return Assessment.model_validate(
        {
            "assessment_id": f"{commitment_id}@2026-03-31",
            "commitment_id": commitment_id,
            "target_id": target_id,
            "as_of": date(2026, 3, 31),
            "fulfilment_status": "in_progress",
            "robustness": "firm",
            "provisional": False,
            "indicative": False,
            "sentence_zh": "说明",
            "sentence_en": "Sentence",
            "rule": "level/1",
            "inputs": [],
            "trace": {"R": 0.79},
            **values,
        }
    )
