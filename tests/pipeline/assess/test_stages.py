"""Projects and actions: the stage their dated evidence shows, and what must be said beside it (METHOD 4.6)."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from pipeline.assess import stages
from pipeline.assess.stages import Standing, Whole, action_stage, reached, verdict
from pipeline.register import registers
from pipeline.register.milestones import Decision
from schemas.codelists import ActionStage, FulfilmentStatus, ProjectStage
from schemas.commitments import Evidence

S, A, F = ProjectStage, ActionStage, FulfilmentStatus
TOPIC = "滨江大桥"
AS_OF, END = date(2026, 3, 31), date(2026, 12, 31)


def event(day: str, stage: S | None, grade: str = "E2", topic: str = TOPIC, **more: object) -> Evidence:
    """One dated event, each in a document of its own day unless `document_id` or `vintage` say otherwise."""
    when = date.fromisoformat(day)
    values = {"document_id": f"project_news:{day}-{grade}", "expected_date": None, "vintage": when, **more}
    return Evidence(evidence_id=f"{day}{stage}{topic}", topic=topic, event_start=when, event_end=when, stage=stage,
                    grade=grade, **values)  # fmt: skip


def stage_of(events: Iterable[Evidence], topics: tuple[str, ...] = (TOPIC,)) -> S:
    """The stage on the day all these tests look from."""
    return standing(list(events), topics, AS_OF).stage


def standing(events: Sequence[Evidence], topics: Sequence[str], as_of: date) -> Standing:
    """Of a project made of these topics."""
    return stages.standing(events, Whole(tuple(topics)), as_of)


@pytest.mark.parametrize(
    ("commitment", "verb", "required"),
    [
        ("C218", "探索建设", S.APPROVED),
        ("C267", "规划发展", S.APPROVED),
        ("C272", "规划建设", S.COMPLETED),
        ("C284", "加快", S.UNDER_CONSTRUCTION),
        ("C285", "加快", S.UNDER_CONSTRUCTION),
        ("C069", "支持", S.UNDER_CONSTRUCTION),
        ("C211", "开通", S.IN_OPERATION),
        ("C018", "建成", S.COMPLETED),
        ("C103", "建设", S.COMPLETED),
    ],
)
def test_the_verb_says_which_stage_the_clause_asks_for(commitment: str, verb: str, required: S) -> None:
    found = registers()[0].milestones.required[commitment]
    assert (found.verb, found.stage) == (verb, required)


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


def test_one_paper_on_two_days_is_still_one_paper() -> None:
    twice = [event(day, S.IN_OPERATION, "E3", publisher="某日报") for day in ("2025-01-10", "2025-01-12")]
    assert stage_of([event("2022-05-01", S.STARTED), *twice]) is S.STARTED
    other = event("2025-01-12", S.IN_OPERATION, "E3", publisher="某晚报", document_id="project_news:other")
    assert stage_of([event("2022-05-01", S.STARTED), *twice, other]) is S.IN_OPERATION


def test_an_article_of_today_on_an_event_of_then_was_not_known_then() -> None:
    late = event("2023-01-12", S.IN_OPERATION, vintage=date(2024, 6, 20))
    assert standing([late], [TOPIC], date(2024, 6, 19)).stage is S.NO_EVIDENCE
    assert standing([late], [TOPIC], date(2024, 6, 20)).stage is S.IN_OPERATION


def test_news_that_nothing_was_seen_is_no_plan() -> None:
    assert stage_of([event("2025-09-14", None, flags=["negative"])]) is S.NO_EVIDENCE


def test_a_line_is_as_far_as_its_slowest_section_and_a_report_dates_an_interval() -> None:
    line = Whole((TOPIC,), {TOPIC: ("东段", "西段")})
    east = event("2023-01-12", S.IN_OPERATION, part="东段")
    accepted = event("2024-06-20", S.COMPLETED)
    reported = event("2026-01-05", S.IN_OPERATION, flags=["reported"])
    early = stages.standing([east], line, AS_OF)
    assert (early.stage, early.parts[f"{TOPIC} 东段"]) == (S.NO_EVIDENCE, S.IN_OPERATION)
    middle = stages.standing([east, accepted], line, AS_OF)
    assert (middle.stage, middle.since) == (S.COMPLETED, (date(2024, 6, 20), date(2024, 6, 20)))
    late = stages.standing([east, accepted, reported], line, AS_OF)
    assert (late.stage, late.since) == (S.IN_OPERATION, (date(2024, 6, 20), date(2026, 1, 5)))


def decision(flag: str, stage: S | None = None) -> Decision:
    values = {"by": "a person", "decided": date(2026, 1, 1), "reason_zh": "某因", "reason_en": "a reason"}
    return Decision.model_validate({"commitment_id": "C901", "flag": flag, "stage": stage, **values})


def test_a_person_can_bear_out_a_reported_stage_but_cannot_make_one() -> None:
    borne_out = Whole((TOPIC,), decisions=(decision("confirmed", S.IN_OPERATION),))
    repost = event("2024-12-11", S.IN_OPERATION, "E4", flags=["trial"])
    found = stages.standing([event("2020-06-01", S.STARTED), repost], borne_out, AS_OF)
    assert (found.stage, found.flags) == (S.IN_OPERATION, ("confirmed", "trial"))
    assert stages.standing([event("2020-06-01", S.STARTED)], borne_out, AS_OF).stage is S.STARTED
    assert stages.standing([], borne_out, AS_OF).stage is S.NO_EVIDENCE


@pytest.mark.parametrize("flag", ["stalled", "rescoped", "cancelled", "superseded"])
def test_what_a_person_decided_is_said_beside_the_stage(flag: str) -> None:
    project = Whole((TOPIC,), decisions=(decision(flag),))
    found = stages.standing([event("2026-02-01", S.STARTED)], project, AS_OF)
    assert (found.stage, found.flags) == (S.STARTED, (flag,))
    superseded = verdict(found, False, END, AS_OF, in_time=False, measurable=True) is F.SUPERSEDED
    assert superseded is (flag == "superseded")


def test_two_quiet_years_with_a_missed_date_are_proposed_as_stalled_and_decided_by_nobody() -> None:
    quiet = event("2023-06-01", S.UNDER_CONSTRUCTION, expected_date="2025年底")
    assert standing([quiet], [TOPIC], AS_OF).flags == ("delayed", "proposed_stalled", "stale")
    undated = event("2023-06-01", S.UNDER_CONSTRUCTION)
    assert standing([undated], [TOPIC], AS_OF).flags == ("stale",)


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
    assert action_stage(standing(events, [TOPIC], AS_OF), end_state=True) is stage


def test_an_action_without_an_end_state_is_never_delivered() -> None:
    found = standing([event("2023-01-05", S.IN_OPERATION)], [TOPIC], AS_OF)
    assert action_stage(found, end_state=False) is A.IN_IMPLEMENTATION


def test_announcing_again_is_not_progress() -> None:
    same_day = [event("2023-01-05", None), event("2023-01-05", None, document_id="project_news:repeat")]
    assert action_stage(standing(same_day, [TOPIC], AS_OF), end_state=False) is A.INITIATED


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
