"""Projects and actions: the stage their dated evidence shows, and what must be said beside it (METHOD 4.6)."""

from collections.abc import Iterable
from datetime import date

import pytest

from pipeline.assess.stages import action_stage, reached, required_stage, standing, verdict
from schemas.codelists import ActionStage, FulfilmentStatus, ProjectStage
from schemas.commitments import Commitment, Evidence

S, A, F = ProjectStage, ActionStage, FulfilmentStatus
TOPIC = "滨江大桥"
AS_OF, END = date(2026, 3, 31), date(2026, 12, 31)


def event(day: str, stage: S | None, grade: str = "E2", topic: str = TOPIC, **more: str) -> Evidence:
    """One dated event, each in a document of its own unless `document_id` says otherwise."""
    when = date.fromisoformat(day)
    values = {"document_id": f"project_news:{day}-{grade}", "expected_date": None, **more}
    return Evidence(evidence_id=f"{day}{stage}{topic}", topic=topic, event_start=when, event_end=when, stage=stage,
                    grade=grade, **values)  # fmt: skip


def stage_of(events: Iterable[Evidence], topics: tuple[str, ...] = (TOPIC,)) -> S:
    """The stage on the day all these tests look from."""
    return standing(list(events), topics, AS_OF).stage


def project(title_en: str) -> Commitment:
    """A commitment with the register's English title."""
    return Commitment(commitment_id="C901", title_en=title_en, kind="project")


@pytest.mark.parametrize(
    ("title", "required"),
    [
        ("Plan the riverside ring road", S.APPROVED),
        ("Explore a joint customs zone", S.APPROVED),
        ("Plan and build the northern port park", S.COMPLETED),
        ("Speed up the airport railway", S.UNDER_CONSTRUCTION),
        ("Support the tidal laboratory", S.UNDER_CONSTRUCTION),
        ("Open a river cruise line", S.IN_OPERATION),
        ("Build a children's hospital", S.COMPLETED),
        ("Set up a pilot college", S.COMPLETED),
        ("Opening-up institute for overseas Chinese", S.COMPLETED),
    ],
)
def test_the_verb_says_which_stage_the_clause_asks_for(title: str, required: S) -> None:
    assert required_stage(project(title)) is required


@pytest.mark.parametrize(
    ("grades", "confirmed"),
    [
        (("E1",), True),
        (("E2",), True),
        (("E3",), False),
        (("E4",), False),
        (("E3", "E4"), False),
        (("E4", "E4"), False),
        (("E3", "E3"), True),
    ],
)
@pytest.mark.parametrize("high", [S.COMPLETED, S.IN_OPERATION])
def test_the_last_two_stages_need_an_official_word_or_two_papers(
    high: S, grades: tuple[str, ...], confirmed: bool
) -> None:
    reports = [event(f"2025-0{i}-10", high, grade) for i, grade in enumerate(grades, 1)]
    found = standing([event("2022-05-01", S.STARTED), *reports], [TOPIC], AS_OF)
    assert found.stage is (high if confirmed else S.STARTED)
    assert (f"unconfirmed:{high}" in found.flags) is not confirmed


def test_two_articles_of_one_page_are_one_paper() -> None:
    twice = [
        event("2025-01-10", S.IN_OPERATION, "E3", document_id="project_news:a"),
        event("2025-01-11", S.IN_OPERATION, "E3", document_id="project_news:a"),
    ]
    assert stage_of([event("2022-05-01", S.STARTED), *twice]) is S.STARTED


def test_a_paper_on_the_opening_also_bears_out_one_on_the_completion() -> None:
    assert stage_of([event("2025-01-10", S.COMPLETED, "E3"), event("2025-06-10", S.IN_OPERATION, "E3")]) is S.COMPLETED


@pytest.mark.parametrize("stage", [S.APPROVED, S.STARTED, S.UNDER_CONSTRUCTION])
def test_one_paper_is_enough_for_a_stage_below_completion(stage: S) -> None:
    assert stage_of([event("2025-06-10", stage, "E3")]) is stage


def test_without_any_report_there_is_no_evidence_and_that_is_no_failure() -> None:
    found = standing([], [TOPIC], AS_OF)
    assert found.stage is S.NO_EVIDENCE
    assert found.flags == ()


def test_news_that_shows_no_stage_means_planned_at_most() -> None:
    assert stage_of([event("2025-06-10", None)]) is S.PLANNED


def test_an_announced_date_moves_no_stage() -> None:
    assert stage_of([event("2025-06-10", None, expected_date="2026年")]) is S.PLANNED


def test_a_project_of_several_parts_shows_its_lowest_and_names_them_all() -> None:
    opened, begun = event("2025-06-10", S.IN_OPERATION, topic="东段"), event("2025-06-11", S.STARTED, topic="西段")
    found = standing([opened, begun], ["东段", "西段", "南段"], AS_OF)
    assert found.parts == {"东段": S.IN_OPERATION, "西段": S.STARTED, "南段": S.NO_EVIDENCE}
    assert found.stage is S.NO_EVIDENCE
    assert standing([opened, begun], ["东段", "西段"], AS_OF).stage is S.STARTED


def test_what_happened_after_the_day_is_not_known_on_it() -> None:
    later = event("2026-04-01", S.IN_OPERATION)
    found = standing([event("2022-05-01", S.STARTED), later], [TOPIC], AS_OF)
    assert found.stage is S.STARTED
    assert later not in found.evidence


@pytest.mark.parametrize(
    ("day", "stale"), [("2025-03-01", False), ("2025-03-31", False), ("2025-02-28", True), ("2023-06-01", True)]
)
def test_a_year_without_news_is_stale(day: str, stale: bool) -> None:
    """From the end of the month of the last news."""
    found = standing([event(day, S.UNDER_CONSTRUCTION)], [TOPIC], AS_OF)
    assert ("stale" in found.flags) is stale


@pytest.mark.parametrize(
    ("expected", "delayed"), [("2025年底", True), ("2026年", False), ("2028年", False), ("6月底", False)]
)
def test_an_announced_year_that_passed_unfinished_is_a_delay(expected: str, delayed: bool) -> None:
    found = standing([event("2025-12-01", S.UNDER_CONSTRUCTION, expected_date=expected)], [TOPIC], AS_OF)
    assert ("delayed" in found.flags) is delayed


@pytest.mark.parametrize("high", [S.COMPLETED, S.IN_OPERATION])
def test_what_is_finished_is_neither_stale_nor_delayed(high: S) -> None:
    finished = event("2023-06-10", high, "E1", expected_date="2023年")
    assert standing([finished], [TOPIC], AS_OF).flags == ()


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ([], A.NO_EVIDENCE),
        ([event("2023-01-05", None)], A.INITIATED),
        ([event("2023-01-05", S.APPROVED)], A.INITIATED),
        ([event("2023-01-05", None), event("2024-02-06", None)], A.IN_IMPLEMENTATION),
        ([event("2023-01-05", None), event("2023-01-06", None, document_id="project_news:2023-01-05-E2")], A.INITIATED),
        ([event("2023-01-05", S.STARTED)], A.IN_IMPLEMENTATION),
        ([event("2023-01-05", S.IN_OPERATION)], A.DELIVERED),
        ([event("2023-01-05", S.IN_OPERATION, "E4")], A.INITIATED),
    ],
)
def test_an_action_is_announced_then_done_repeatedly_then_delivered(events: list[Evidence], stage: A) -> None:
    assert action_stage(standing(events, [TOPIC], AS_OF)) is stage


def test_a_higher_stage_satisfies_a_clause_that_asks_for_less() -> None:
    assert reached(S.UNDER_CONSTRUCTION, S.APPROVED)
    assert reached(S.APPROVED, S.APPROVED)
    assert not reached(S.STARTED, S.UNDER_CONSTRUCTION)


@pytest.mark.parametrize(
    ("events", "met", "in_time", "measurable", "as_of", "expected"),
    [
        ([event("2025-06-10", S.IN_OPERATION)], True, True, True, AS_OF, F.IN_PROGRESS),
        ([], False, False, True, END, F.NOT_DUE),
        ([event("2025-06-10", S.IN_OPERATION)], True, True, True, date(2027, 1, 1), F.FULFILLED),
        ([event("2027-02-10", S.IN_OPERATION)], True, False, True, date(2027, 6, 1), F.FULFILLED_LATE),
        ([event("2025-06-10", S.STARTED)], False, False, True, date(2027, 1, 1), F.NOT_FULFILLED),
        ([event("2025-06-10", None)], False, False, False, date(2027, 1, 1), F.NOT_ASSESSABLE),
        ([], False, False, True, date(2027, 1, 1), F.NOT_ASSESSABLE),
    ],
)
def test_a_verdict_comes_only_after_the_window_and_never_from_silence(
    events: list[Evidence], met: bool, in_time: bool, measurable: bool, as_of: date, expected: F
) -> None:
    found = standing(events, [TOPIC], as_of)
    assert verdict(found, met, END, as_of, in_time=in_time, measurable=measurable) is expected
