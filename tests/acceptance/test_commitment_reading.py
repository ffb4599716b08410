"""What the reader proposes from the report's page, against the reviewed register."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.extract.commitments import extract_commitments
from pipeline.passages import read
from pipeline.records import CommitmentRecord, DocumentContext
from pipeline.register import Entry, registers
from schemas.codelists import MediaType

TARGETS = ("quantitative_target", "ranking_target")
HALF = 0.5


@pytest.fixture(scope="module")
def proposals(report_page: Path) -> list[CommitmentRecord]:
    text = read(report_page.read_bytes(), MediaType.TEXT)
    return extract_commitments(DocumentContext("jiangmen_report:page", "", date(2021, 12, 27), "440700"), text)


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans share at least half of the shorter one."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared >= HALF * min(a[1] - a[0], b[1] - b[0])


def matching(entry: Entry, proposals: list[CommitmentRecord]) -> list[CommitmentRecord]:
    """Proposals for one reviewed commitment."""
    return [p for p in proposals if overlaps((p.char_start, p.char_end), (entry.start, entry.end))]


def test_precision_and_recall_against_the_reviewed_register_are_above_nine_in_ten(
    proposals: list[CommitmentRecord],
) -> None:
    reviewed = registers()[0].commitments
    found = sum(bool(matching(entry, proposals)) for entry in reviewed)
    right = sum(any(overlaps((p.char_start, p.char_end), (e.start, e.end)) for e in reviewed) for p in proposals)
    assert found / len(reviewed) >= 0.92
    assert right / len(proposals) >= 0.92


def test_every_numeric_target_is_read_with_comparator_value_unit_and_reference(
    proposals: list[CommitmentRecord],
) -> None:
    wrong = []
    targets = [entry for entry in registers()[0].commitments if entry.kind in TARGETS]
    for entry in targets:
        wanted = (entry.kind, entry.comparator, entry.value, entry.unit, entry.reference_area)
        read_as = {(p.kind, p.comparator, p.value, p.unit, p.reference_area) for p in matching(entry, proposals)}
        if wanted not in read_as:
            wrong.append((entry.id, wanted, read_as))
    assert len(targets) == 18
    assert wrong == []


def test_figures_the_report_looks_back_on_are_not_read_as_targets(proposals: list[CommitmentRecord]) -> None:
    facts = registers()[0].facts
    numbered = [(p.char_start, p.char_end) for p in proposals if p.value is not None]
    taken = [f["id"] for f in facts if any(overlaps(span, (f["start"], f["end"])) for span in numbered)]
    assert len(facts) == 16
    assert taken == []
