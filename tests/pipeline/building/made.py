"""Figures and documents made by hand: a sentence of a page, and what is read in it."""

import calendar
import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.derive import derive
from pipeline.figures import area_rows, decimals, indicator_rows, observation_id, observation_rows, series_row
from pipeline.records import ObservationRecord, ParsedDocument, ParsedText, Passage
from pipeline.rows import dated, document_row, passage_rows, snapshot_row, source_rows
from schemas.dictionary import dictionary
from schemas.statistics import Observation

GDP_SERIES = "GDP.440700.level.A.CUR"


def year_end(period: str) -> date:
    """Last day of `2024`, `2024-05` or `2024-S1`."""
    part = period[5:7] or "12"
    year, month = int(period[:4]), int(part[1]) * 6 if part[0] == "S" else int(part)
    return date(year, month, calendar.monthrange(year, month)[1])


def figure(period: str, value: str, vintage: str, document: str = "bulletin", **more: Any) -> Observation:
    """A figure of a series, as one document published it."""
    key = more.pop("series_key", GDP_SERIES)
    day = date.fromisoformat(vintage)
    values = {
        "bound": "eq",
        "obs_status": "A",
        "compilation_stage": "unknown",
        "tier": "published",
        "rule": "level",
        "derived_from": [],
        "document_id": document,
        **more,
    }
    return Observation(
        observation_id=observation_id(key, period, vintage, document),
        series_key=key,
        time_period=period,
        period_start=date(int(period[:4]), 1, 1),
        period_end=year_end(period),
        vintage=day,
        obs_value=Decimal(value),
        decimals=decimals(Decimal(value)),
        **values,
    )


def record(text: str, value: str, period: str, passage: int, start: int, **more: Any) -> ObservationRecord:
    """The figure `value` read in the sentence `text`, whose passage begins at `start`."""
    at = start + text.index(value)
    values = {
        "indicator_id": "GDP",
        "ref_area": "440700",
        "measure": "level",
        "freq": "A",
        "accumulation": "CUR",
        "unit_text": "亿元",
        "rule": "level",
        "period_start": date(int(period[:4]), 1, 1),
        "period_end": year_end(period),
        **more,
    }
    return ObservationRecord(
        time_period=period,
        value=Decimal(value),
        value_text=value,
        char_start=at,
        char_end=at + len(value),
        quote=text,
        passage=passage,
        **values,
    )


def document(slug: str, *sentences: tuple[str, str, str, dict[str, Any]], **more: Any) -> ParsedDocument:
    """A page of one paragraph per (sentence, figure in it, period, what else its record says)."""
    passages, records, start = [], [], 0
    for ordinal, (text, value, period, extra) in enumerate(sentences):
        passages.append(Passage(ordinal, "paragraph", text, start))
        records.append(record(text, value, period, ordinal, start, **extra))
        start += len(text) + 1
    text = "\n".join(p.text for p in passages)
    values = {
        "source_id": "jiangmen_annual",
        "media_type": "text/html",
        "doc_type": "bulletin",
        "issued": None,
        "retrieved_at": "2026-04-01T02:00:00+00:00",
        "wording": "restated",
        "citation": {},
        "observations": tuple(records),
        **more,
    }
    return ParsedDocument(
        document_id=f"{values['source_id']}:{slug}",
        snapshot_sha256=hashlib.sha256(text.encode()).hexdigest(),
        byte_size=len(text.encode()),
        download_url=f"sample://{slug}",
        parser_version="test",
        title=slug,
        publisher=None,
        ref_area="440700",
        parsed=ParsedText("html/1", text, tuple(passages), charset="utf-8"),
        **values,
    )


def gdp(year: int, value: str, **more: Any) -> tuple[str, str, str, dict[str, Any]]:
    """A sentence stating the city's product of a year."""
    return f"经核算，{year}年全市地区生产总值为{value}亿元。", value, str(year), more


def rows_of(*documents: ParsedDocument) -> dict[str, list[Any]]:
    """Rows of a file that holds these documents and their figures, and nothing of any report."""
    known, items = dictionary(), dated(documents, {})
    observations = observation_rows(items, known)
    observations += derive(observations, {d.document_id: d.doc_type for d in documents}, known).rows
    return {
        "indicator": indicator_rows(known),
        "ref_area": area_rows(),
        "source": source_rows(),
        "document": [document_row(i) for i in items],
        "snapshot": [snapshot_row(d) for d in documents],
        "passage": [p for d in documents for p in passage_rows(d)],
        "series": [series_row(key, known) for key in sorted({o.series_key for o in observations})],
        "observation": observations,
    }
