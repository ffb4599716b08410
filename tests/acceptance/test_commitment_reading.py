"""What the reader proposes from the report's page, against the reviewed register."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.evaluate.commitments import CommitmentScore, score
from pipeline.extract.commitments import extract_commitments
from pipeline.passages import read
from pipeline.records import DocumentContext
from pipeline.register import registers
from schemas.codelists import MediaType


@pytest.fixture(scope="module")
def found(report_page: Path) -> CommitmentScore:
    text = read(report_page.read_bytes(), MediaType.TEXT)
    context = DocumentContext("jiangmen_report:page", "", date(2021, 12, 27), "440700")
    return score(extract_commitments(context, text), registers()[0], text.text)


def test_precision_and_recall_against_the_reviewed_register_are_above_nine_in_ten(found: CommitmentScore) -> None:
    assert found.recall >= 0.93
    assert found.precision >= 0.94


def test_more_than_eight_in_ten_have_the_registered_kind(found: CommitmentScore) -> None:
    assert found.kind_accuracy >= 0.85


def test_every_target_is_read_right_in_every_field(found: CommitmentScore) -> None:
    assert [miss for miss in found.misses if miss.what == "target"] == []
    assert (found.targets_right, found.targets) == (18, 18)


def test_figures_the_report_looks_back_on_are_not_read_as_targets(found: CommitmentScore) -> None:
    assert (found.facts_taken, found.facts) == (0, 16)
