"""A table of judgements worked out by hand: every kind, comparator, boundary of R and reason that points alone decide.

`ratio` is R, for a direction the change a year in per cent. The baseline is 2021, the deadline 2026, figures are due
three months after their year.
"""

import csv
from datetime import date
from decimal import Decimal

import pytest

from pipeline.assess.direction import judge_direction
from pipeline.assess.judge import Card, judge
from schemas.codelists import NotAssessedReason
from tests.conftest import ROOT

CASES = list(csv.DictReader((ROOT / "tests" / "fixtures" / "judgements_by_hand.csv").read_text("utf-8").splitlines()))
WITH_FIGURES_OF_OTHERS = {"reference_missing", "definition_changed", "conflicting_sources", "no_measurable_indicator"}
"""Reasons that no points alone can give; the tests of readings and of the whole case have them."""


def points(text: str) -> dict[int, Decimal]:
    """`2021=3601.28 2024=4210.18`."""
    return {int(year): Decimal(value) for year, value in (pair.split("=") for pair in text.split())}


def test_the_table_is_wide_enough() -> None:
    assert len(CASES) >= 60
    assert {c["method"] for c in CASES} == {"level", "share", "relative", "rank", "count", "direction"}
    wanted = {">", ">=", "=", "<=", "<", "toward", "reach_ref", "above_ref", "rank<=", "increase", "decrease"}
    assert {c["comparator"] for c in CASES} == wanted
    assert {c["reason"] for c in CASES if c["reason"]} == set(NotAssessedReason) - WITH_FIGURES_OF_OTHERS


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_judgement_is_as_worked_out_by_hand(case: dict[str, str]) -> None:
    card = Card(case["method"], case["comparator"], Decimal(case["target"]), 2021, 2026, 3, Decimal("0.01"))
    rule = judge_direction if case["method"] == "direction" else judge
    found = rule(points(case["points"]), card, date.fromisoformat(case["as_of"]))
    assert (found.status, found.reason) == (case["status"], case["reason"] or None)
    ratio = found.change if case["method"] == "direction" else found.pace.ratio if found.pace else None
    if case["ratio"]:
        assert ratio is not None
        assert f"{ratio:.4f}" == case["ratio"]
