"""Reports and plans nobody has registered: their commitments are published as proposals, each target by its indicator.

The register of a report is made by a person; the annual targets of a government work report are needed the next spring
all the same. So every collected document that promises something becomes a report of its own, unreviewed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.commitments import REPORT_SOURCE, proposal
from pipeline.figures import series_key
from pipeline.records import CommitmentRecord, ParsedDocument
from pipeline.rows import Dated, sha256
from schemas.areas import areas
from schemas.codelists import Comparator, DeadlineBasis, Measure
from schemas.commitments import Commitment, Report, Target

METHODS = {
    Measure.SHARE: "share",
    Measure.RANK: "rank",
    Measure.YOY: "growth",
    Measure.AVG_GROWTH: "growth",
}
YARDSTICKS = {Comparator.ABOVE_REF, Comparator.REACH_REF}
LEVELS = {"全国": "nation", "全省": "province", "全市": "prefecture"}


@dataclass(frozen=True)
class Proposed:
    """Rows of one unregistered report."""

    report: Report
    commitments: list[Commitment]
    targets: list[Target]


def proposed(items: Iterable[Dated], series: Iterable[str]) -> list[Proposed]:
    """One report per document with commitments whose area is known, in the order of the documents."""
    existing = set(series)
    return [
        _proposed(i.document, i.document.ref_area, i.vintage, existing)
        for i in items
        if i.document.commitments and i.document.ref_area and i.document.source_id != REPORT_SOURCE
    ]


def _proposed(d: ParsedDocument, area: str, day: date, existing: set[str]) -> Proposed:
    once = list({sha256(record.quote): record for record in d.commitments}.values())
    rows = [proposal(d.document_id, d, record, i, {}) for i, record in enumerate(once, 1)]
    pairs = zip(rows, once, strict=True)
    targets = [_target(row.commitment_id, record, area, existing) for row, record in pairs if record.comparator]
    return Proposed(_report(d, area, day), rows, targets)


def _report(d: ParsedDocument, area: str, day: date) -> Report:
    last = max((r.deadline for r in d.commitments if r.deadline), default=day.year)
    return Report(
        report_id=d.document_id,
        title_zh=d.title,
        title_en=f"Report or plan of {areas()[area].name_en}, {day.year}, not reviewed",
        ref_area=area,
        adopted=day,
        window_end=date(last, 12, 31),
        text_sha256=sha256(d.parsed.text),
        document_id=d.document_id,
    )


def _target(commitment_id: str, record: CommitmentRecord, area: str, existing: set[str]) -> Target:
    """What the clause itself says; a series only where figures of that very measure were published."""
    relative = record.comparator in YARDSTICKS
    reference = _above(area, record.reference_area) if record.reference_area else None
    return Target(
        target_id=f"{commitment_id}/1",
        commitment_id=commitment_id,
        indicator_id=record.indicator,
        method="relative" if relative else METHODS.get(Measure(record.measure or Measure.LEVEL), "level"),
        comparator=record.comparator,
        target_value=record.value,
        unit=record.unit,
        ref_area=area,
        reference_area=reference,
        deadline=record.deadline,
        deadline_basis=DeadlineBasis.STATED if record.deadline else DeadlineBasis.NONE,
        series_key=_series(record, area, existing),
        reference_series_key=_series(record, reference, existing) if relative else None,
        note=record.qualifier,
    )


def _series(record: CommitmentRecord, area: str | None, existing: set[str]) -> str | None:
    if record.indicator is None or record.measure is None or area is None:
        return None
    key = series_key(record.indicator, area, record.measure)
    return key if key in existing else None


def _above(area: str, name: str) -> str | None:
    """The area a yardstick means, seen from the report's own: 全省 in a report of Jiangmen is Guangdong."""
    code: str | None = area
    while code and areas()[code].level != LEVELS.get(name):
        code = areas()[code].parent
    return code
