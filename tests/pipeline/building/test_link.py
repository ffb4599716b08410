"""What a commitment is measured by: rows of `target`, made before any figure is looked at."""

from decimal import Decimal

import pytest

from pipeline.link import target_rows
from pipeline.register import registers
from schemas.codelists import CommitmentKind
from schemas.commitments import Target
from schemas.dictionary import dictionary

JIANGMEN_GDP = "GDP.440700.level.A.CUR"


def linked(*series: str) -> dict[str, Target]:
    """Targets by id, with these series published."""
    register = next(r for r in registers() if r.report_id == "jiangmen_2021")
    return {t.target_id: t for t in target_rows(register, dictionary(), series)}


def test_each_numeric_and_ranking_commitment_has_a_card_and_each_directional_one_a_direction() -> None:
    register = next(r for r in registers() if r.report_id == "jiangmen_2021")
    targets = linked()
    numeric = {CommitmentKind.QUANTITATIVE, CommitmentKind.RANKING}
    carded = {f"{e.id}/1" for e in register.commitments if e.kind in numeric}
    directional = {f"{e.id}/1" for e in register.commitments if e.kind == CommitmentKind.DIRECTIONAL}
    assert (len(carded), len(directional)) == (18, 81)
    assert targets.keys() == carded | directional
    assert {t for t in targets if targets[t].method in {"direction", "none"}} == directional


def test_a_target_is_linked_to_the_series_of_its_indicator_once_something_is_published() -> None:
    assert linked()["C007/1"].series_key is None
    assert linked(JIANGMEN_GDP)["C007/1"].series_key == JIANGMEN_GDP


@pytest.mark.parametrize("other", ["GDP.440000.level.A.CUR", "GDP.440700.yoy.A.CUR", "GDP.440700.level.Q.YTD"])
def test_other_areas_measures_and_parts_of_a_year_are_never_linked(other: str) -> None:
    assert linked(other)["C007/1"].series_key is None


def test_a_relative_target_names_the_series_of_its_reference_area() -> None:
    own, nation = "GDP_PC.440700.level.A.CUR", "GDP_PC.100000.level.A.CUR"
    target = linked(own, nation)["C006/1"]
    assert (target.reference_area, target.series_key, target.reference_series_key) == ("100000", own, nation)


def test_a_stated_deadline_and_the_frame_of_the_report_are_told_apart() -> None:
    targets = linked()
    assert (targets["C007/1"].deadline, targets["C007/1"].deadline_basis) == (2026, "stated")
    assert (targets["C084/1"].deadline, targets["C084/1"].deadline_basis) == (2026, "frame")


def test_the_value_and_unit_are_those_of_the_text() -> None:
    target = linked()["C007/1"]
    assert (target.target_value, target.unit, target.comparator) == (Decimal(5000), "亿元", "toward")


def test_a_rank_word_without_a_number_says_why_it_cannot_be_measured() -> None:
    target = linked()["C177/1"]
    assert target.indicator_id is None
    assert target.target_value is None
    assert target.unmeasured_zh
    assert target.unmeasured_en
