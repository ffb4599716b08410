"""Documents, snapshots, passages and events become rows that lead from any figure back to its page."""

import dataclasses
import hashlib
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipeline.records import EventRecord, ParsedDocument
from pipeline.register import Project
from pipeline.rows import code_rows, dated, document_row, evidence_rows, passage_rows, snapshot_row, source_rows
from pipeline.sources import SOURCES
from schemas.catalog import Document, Passage
from schemas.codelists import CODELISTS, EvidenceGrade, ProjectStage
from schemas.commitments import Evidence
from tests.pipeline.building.made import document, gdp

OPENED = "2024年12月11日，某跨海通道建成通车。"


def row_of(page: ParsedDocument) -> Document:
    [item] = dated([page], {})
    return document_row(item)


def news(slug: str, *events: dict[str, Any], **more: Any) -> ParsedDocument:
    """A page of one paragraph with the given events of the project 跨海通道."""
    values = {
        "topic": "跨海通道",
        "event_start": date(2024, 12, 11),
        "event_end": date(2024, 12, 11),
        "stage": "in_operation",
        "expected_date": None,
        "char_start": 0,
        "char_end": len(OPENED),
        "quote": OPENED,
        "passage": 0,
        "matched": "跨海通道",
        "rule": "test",
    }
    page = document(slug, (OPENED, "11", "2024", {}), source_id="project_news", doc_type="government_news", **more)
    found = tuple(EventRecord(**{**values, **event}) for event in events)
    return dataclasses.replace(page, observations=(), events=found)


def evidence(*pages: ParsedDocument, projects: list[Project]) -> list[Evidence]:
    return evidence_rows(dated(pages, {}), projects)


BRIDGE = Project("跨海通道", ("大桥",), ("C101", "C102"), parts={"西延线": ("C103",)})


def test_documents_come_in_the_order_of_their_ids_with_the_day_they_count_from() -> None:
    pages = [document("b", gdp(2023, "4022.25")), document("a", gdp(2024, "4210.18"), issued=date(2025, 2, 10))]
    items = dated(pages, {"jiangmen_annual:b": date(2021, 12, 27)})
    assert [(i.document.document_id, i.vintage, i.basis) for i in items] == [
        ("jiangmen_annual:a", date(2025, 2, 10), "published"),
        ("jiangmen_annual:b", date(2021, 12, 27), "estimated"),
    ]


def test_a_restated_page_is_cited_by_the_publication_its_figures_come_from() -> None:
    citation = {"title": "2024年统计公报", "url": "https://example.gov.cn/2024.html"}
    row = row_of(document("sample", gdp(2024, "4210.18"), citation=citation))
    assert (row.title, row.wording) == ("sample", "restated")
    assert (row.citation_title, row.citation_url) == (citation["title"], citation["url"])
    assert row.download_url == "sample://sample"


def test_a_restated_page_whose_publication_has_no_address_is_not_cited_by_the_samples_own() -> None:
    row = row_of(document("sample", gdp(2024, "4210.18"), citation={"title": "市统计年鉴"}))
    assert (row.citation_title, row.citation_url) == ("市统计年鉴", None)


def test_an_original_page_is_cited_by_its_own_title_and_address() -> None:
    page = document("page", gdp(2024, "4210.18"), wording="original", citation={})
    page = dataclasses.replace(page, download_url="https://example.gov.cn/tjgb.html", title="统计公报")
    row = row_of(page)
    assert (row.citation_title, row.citation_url) == ("统计公报", "https://example.gov.cn/tjgb.html")


def test_a_snapshot_row_names_bytes_text_and_reader() -> None:
    page = document("page", gdp(2024, "4210.18"), retrieved_at="2026-04-01T10:00:00+08:00")
    row, text = snapshot_row(page), page.parsed.text
    assert (row.sha256, row.byte_size, row.charset, row.normaliser) == (
        page.snapshot_sha256,
        page.byte_size,
        "utf-8",
        "html/1",
    )
    assert row.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert row.text_length == len(text)
    assert row.retrieved_at == datetime(2026, 4, 1, 2, tzinfo=UTC)


def passages(page: ParsedDocument, also: set[int] | None = None) -> list[Passage]:
    return list(passage_rows(page, also or set()))


def test_passages_point_into_the_text_of_their_document() -> None:
    page = document("page", gdp(2023, "4022.25"), gdp(2024, "4210.18"))
    found = passages(page)
    assert [p.passage_id for p in found] == ["jiangmen_annual:page#0", "jiangmen_annual:page#1"]
    for row in found:
        assert row.text == page.parsed.text[row.char_start : row.char_end]


def test_of_an_original_only_what_carries_a_record_or_a_quote_keeps_its_text() -> None:
    idle = "上述数据由7个县（市、区）汇总。"
    page = document(
        "page", gdp(2024, "4210.18"), (idle, "7", "2024", {}), (OPENED, "11", "2024", {}), wording="original"
    )
    page = dataclasses.replace(page, observations=page.observations[:1])
    assert [p.text is not None for p in passages(page)] == [True, False, False]
    assert [p.text is not None for p in passages(page, {2})] == [True, False, True]
    assert passages(page)[1].text_sha256 == hashlib.sha256(idle.encode()).hexdigest()


def test_a_restated_page_keeps_the_text_of_every_passage() -> None:
    page = dataclasses.replace(document("page", gdp(2023, "4022.25"), gdp(2024, "4210.18")), observations=())
    assert [p.text for p in passages(page)] == [p.text for p in page.parsed.passages]


@pytest.mark.parametrize(
    ("matched", "commitments"), [("跨海通道", ["C101", "C102"]), ("大桥", ["C101", "C102"]), ("西延线", ["C103"])]
)
def test_an_event_is_one_row_for_each_commitment_it_bears_on(matched: str, commitments: list[str]) -> None:
    rows = evidence(news("n1", {"matched": matched}), projects=[BRIDGE])
    assert [r.commitment_id for r in rows] == commitments
    assert {(r.topic, r.stage, r.quote) for r in rows} == {("跨海通道", ProjectStage.IN_OPERATION, OPENED)}
    assert len({r.evidence_id for r in rows}) == len(commitments)


def test_an_event_of_no_commitment_is_kept_without_one() -> None:
    [row] = evidence(news("n1", {}), projects=[dataclasses.replace(BRIDGE, commitments=())])
    assert (row.commitment_id, row.evidence_id) == (None, "project_news:n1#0#跨海通道")


def test_events_are_told_apart_by_place_and_come_in_the_order_of_their_ids() -> None:
    early = {"char_start": 0, "char_end": 5, "quote": OPENED[:5]}
    late = {"char_start": 12, "char_end": 15, "quote": OPENED[12:15]}
    one = dataclasses.replace(BRIDGE, commitments=("C101",))
    rows = evidence(news("n2", late, early), news("n1", early), projects=[one])
    assert [r.evidence_id for r in rows] == [
        "project_news:n1#0#跨海通道@C101",
        "project_news:n2#0#跨海通道@C101",
        "project_news:n2#12#跨海通道@C101",
    ]


@pytest.mark.parametrize(
    ("doc_type", "grade"),
    [
        ("bulletin", EvidenceGrade.E1),
        ("government_news", EvidenceGrade.E2),
        ("press_conference", EvidenceGrade.E2),
        ("newspaper", EvidenceGrade.E3),
        ("repost", EvidenceGrade.E4),
    ],
)
def test_who_says_it_grades_the_evidence(doc_type: str, grade: str) -> None:
    page = dataclasses.replace(news("n1", {}), doc_type=doc_type)
    assert {r.grade for r in evidence(page, projects=[BRIDGE])} == {grade}


def test_every_registered_source_is_a_row_in_two_languages() -> None:
    rows = source_rows()
    assert [r.source_id for r in rows] == sorted(SOURCES)
    assert all(r.title_zh and r.title_en and r.publisher_zh and r.publisher_en and r.landing_page for r in rows)


def test_every_code_of_every_list_is_a_row_in_its_order() -> None:
    rows = code_rows()
    for name, codes in CODELISTS.items():
        own = [r for r in rows if r.codelist == name]
        assert [(r.code, r.position) for r in own] == [(str(c), i) for i, c in enumerate(codes)]
        assert all(r.label_zh and r.label_en for r in own)
    assert {r.outside for r in rows if (r.codelist, r.code) == ("ObsStatus", "P")} == {"CL_OBS_STATUS:P"}
