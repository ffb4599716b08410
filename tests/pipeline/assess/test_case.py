"""All commitments of a report on one day: one assessment each, by the rule of its kind."""

from collections import Counter
from dataclasses import replace
from datetime import date

from pipeline.assess import Case, assess
from pipeline.choice import figures
from pipeline.commitments import Registered, commitment_rows
from pipeline.link import target_rows
from pipeline.register import registers
from schemas.assessments import Assessment
from schemas.codelists import CommitmentKind, ReviewStatus
from schemas.commitments import Commitment, Evidence
from schemas.dictionary import dictionary

REGISTER = registers()[0]
AS_OF, AFTER = date(2026, 3, 31), date(2028, 6, 30)
"""The evaluation of zones for 2026 is out in spring 2028; everything else is due before it."""
RAILWAY, RANK_WORD, DIRECTION = "C284", "C107", "C013"


def judged(as_of: date, *evidence: Evidence, extra: tuple[Commitment, ...] = ()) -> dict[str, Assessment]:
    """commitment id → assessment, of the whole register on a day, without any published figure."""
    known = dictionary()
    commitments = [*commitment_rows(Registered(REGISTER, None, {})), *extra]
    targets = target_rows(REGISTER, known, [])
    case = Case(REGISTER, commitments, targets, evidence, figures([], {}, as_of), known)
    return {a.commitment_id: a for a in assess(case)}


def event(commitment_id: str, day: str, stage: str | None, topic: str = "深圳至江门高铁") -> Evidence:
    """An operator's report on a day."""
    when = date.fromisoformat(day)
    return Evidence(
        evidence_id=f"project_news:{day}@{commitment_id}",
        commitment_id=commitment_id,
        topic=topic,
        event_start=when,
        event_end=when,
        vintage=when,
        stage=stage,
        grade="E2",
        document_id=f"project_news:{day}",
    )


def test_every_registered_commitment_has_exactly_one_assessment_and_each_kind_its_own_rule() -> None:
    found = judged(AS_OF)
    assert list(found) == [e.id for e in REGISTER.commitments]
    kinds = Counter(e.kind for e in REGISTER.commitments)
    rules = Counter(a.rule for a in found.values())
    assert rules["project_stage/2"] == kinds[CommitmentKind.PROJECT]
    assert rules["action_stage/2"] == kinds[CommitmentKind.POLICY_ACTION]
    assert rules["direction/2"] + rules["none/2"] == kinds[CommitmentKind.DIRECTIONAL]
    assert rules["rank_word/2"] + rules["rank/2"] == kinds[CommitmentKind.RANKING]


def test_a_clause_nobody_reviewed_is_not_judged() -> None:
    proposal = commitment_rows(Registered(REGISTER, None, {}))[0]
    proposal.commitment_id, proposal.review_status = "jiangmen_report:page#0a1b2c3d", ReviewStatus.UNREVIEWED
    assert proposal.commitment_id not in judged(AS_OF, extra=(proposal,))


def test_a_rank_word_lists_its_evidence_but_gets_no_class() -> None:
    news = event(RANK_WORD, "2025-05-06", None, "某产业")
    found = judged(AS_OF, news)[RANK_WORD]
    assert (found.progress_status, found.reason) == ("not_assessed", "no_measurable_indicator")
    assert found.inputs == [news.evidence_id]
    assert "未指明哪些领域" in found.sentence_zh
    assert "the fields are not named" in found.sentence_en


def test_a_direction_without_a_published_measure_is_not_rated_and_says_why_in_both_languages() -> None:
    found = judged(AS_OF)
    bare = [c for c in REGISTER.cards if c.method == "none"]
    assert {found[c.commitment_id].reason for c in bare} == {"no_measurable_indicator"}
    for card in bare:
        assert card.unmeasured
        assert card.unmeasured.zh in found[card.commitment_id].sentence_zh
        assert card.unmeasured.en in found[card.commitment_id].sentence_en


def test_a_direction_with_a_measure_and_no_figure_lacks_its_baseline() -> None:
    found = judged(AS_OF)
    measured = [c.commitment_id for c in REGISTER.cards if c.method == "direction"]
    assert len(measured) >= 10
    assert {found[name].reason for name in measured} == {"no_baseline"}


def test_a_target_without_figures_also_names_the_events_that_bear_on_it() -> None:
    news = event("C007", "2026-01-05", None, "地区生产总值5000亿")
    found = judged(AS_OF, news)["C007"]
    assert found.inputs == [news.evidence_id]
    assert found.reason == "no_baseline"


def test_a_project_can_satisfy_its_clause_and_still_be_unfinished() -> None:
    """A railway to be sped up is met by construction under way."""
    found = judged(AS_OF, event(RAILWAY, "2025-05-13", "under_construction"))[RAILWAY]
    assert found.project_stage == "under_construction"
    assert (found.trace["required_stage"], found.trace["required_stage_reached"]) == ("under_construction", True)
    assert found.fulfilment_status == "in_progress"
    assert found.progress_status is None


def test_before_the_window_ends_nothing_has_a_verdict() -> None:
    verdicts = {a.fulfilment_status for a in judged(REGISTER.window_end).values()}
    assert verdicts == {"not_due"}


def test_after_the_window_silence_is_not_assessable_never_a_failure() -> None:
    verdicts = {a.fulfilment_status for a in judged(AFTER).values()}
    assert verdicts == {"not_assessable"}


def test_a_stage_reached_in_the_window_fulfils_and_one_after_it_fulfils_late() -> None:
    before, after = event(RAILWAY, "2026-12-31", "under_construction"), event(RAILWAY, "2027-01-01", "in_operation")
    started = event(RAILWAY, "2022-08-01", "started")
    assert judged(AFTER, started, before)[RAILWAY].fulfilment_status == "fulfilled"
    assert judged(AFTER, before, after)[RAILWAY].fulfilment_status == "fulfilled"
    assert judged(AFTER, started, after)[RAILWAY].fulfilment_status == "fulfilled_late"
    assert judged(AFTER, started)[RAILWAY].fulfilment_status == "not_fulfilled"


def test_a_generic_action_with_evidence_but_no_end_state_is_not_called_unfulfilled() -> None:
    action = next(e.id for e in REGISTER.commitments if e.kind == CommitmentKind.POLICY_ACTION)
    found = judged(AFTER, event(action, "2024-04-02", None, "某行动"))[action]
    assert (found.action_stage, found.fulfilment_status) == ("initiated", "not_assessable")


def test_the_same_case_gives_the_same_judgement_twice() -> None:
    news = event(RAILWAY, "2025-05-13", "under_construction")
    one, other = ({k: a.model_dump() for k, a in judged(AS_OF, news).items()} for _ in range(2))
    assert one == other


def test_a_project_of_several_registered_topics_waits_for_the_slowest() -> None:
    two = replace(REGISTER.projects[0], topic="第二标段", commitments=(RAILWAY,))
    register = replace(REGISTER, projects=(*REGISTER.projects, two))
    known = dictionary()
    commitments = commitment_rows(Registered(register, None, {}))
    evidence = [event(RAILWAY, "2025-05-13", "under_construction")]
    case = Case(register, commitments, [], evidence, figures([], {}, AS_OF), known)
    [found] = [a for a in assess(case) if a.commitment_id == RAILWAY]
    assert found.project_stage == "no_evidence_found"
    assert found.trace["parts"] == {"深圳至江门高铁": "under_construction", "第二标段": "no_evidence_found"}
