"""What could be known on every past day, judged by today's rules: one row per commitment and move (METHOD 4.5, 4.7).

Only days on which something can change are looked at: a linked figure or event becomes known, a figure goes stale,
the window or a verdict day passes. The cost is linear in what is linked to each commitment.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from pipeline.assess.case import Case, Subject, assess_one
from pipeline.assess.causes import World, causes, moved
from pipeline.assess.rules import months
from pipeline.vintage import month_end
from schemas.assessments import Assessment, AssessmentHistory, Standing
from schemas.codelists import Cause

QUIET_MONTHS = (12, 24)
"""After so long without news a project is flagged."""


def history(case: Case, subjects: list[Subject]) -> Iterator[AssessmentHistory]:
    """Rows of every commitment, oldest first, from the day the report was adopted to the case's own."""
    for subject in subjects:
        yield from _one(case, subject)


def _one(case: Case, subject: Subject) -> Iterator[AssessmentHistory]:
    found: Assessment | None = None
    row: AssessmentHistory | None = None
    for day in days(case, subject):
        figures = replace(case.figures, as_of=day)
        now = assess_one(replace(case, figures=figures), subject)
        if found is not None and not moved(found, now):
            continue
        because = causes(found, now, World()) if found else [Cause.FIRST]
        if row is not None:
            row.valid_to = day - timedelta(days=1)
            yield row
        row, found = _row(now, because), now
    if row is not None:
        yield row


def _row(now: Assessment, because: list[Cause]) -> AssessmentHistory:
    values = now.model_dump(include=set(Standing.model_fields))
    return AssessmentHistory(
        **values, assessment_id=now.assessment_id, valid_to=None, cause=because[0], causes=[str(c) for c in because]
    )


def days(case: Case, subject: Subject) -> list[date]:
    """Days on which the assessment may change, from the adoption to the case's day."""
    start, end = case.register.adopted, case.figures.as_of
    found = {start, end, case.register.window_end + timedelta(days=1), *_figure_days(case, subject)}
    for event in subject.evidence:
        known = max(event.vintage, event.event_end)
        found |= {known, *(month_end(event.event_end, n) + timedelta(days=1) for n in QUIET_MONTHS)}
    return sorted(d for d in found if start <= d <= end) or [end]


def _figure_days(case: Case, subject: Subject) -> set[date]:
    """Releases of the linked figures, and the days after which each would be too old or a verdict due."""
    target = subject.target
    if target is None or target.indicator_id is None:
        return set()
    lag = case.known.by_id[target.indicator_id].lag_months
    linked = [f for key in _linked(case, subject) for f in case.figures.by_series.get(key, ())]
    years = {f.period_end.year for f in linked}
    stale = {month_end(date(y + 1, 12, 31), lag + months("grace_months")) + timedelta(days=1) for y in years}
    final = {date(y + 2, 1, 31) + timedelta(days=1) for y in years}
    card = case.cards[target.commitment_id]
    due = {month_end(date(int(card.baseline_period), 12, 31), lag) + timedelta(days=1)}
    verdicts = {
        month_end(date(target.deadline or 0, 12, 31), n) + timedelta(days=1) for n in (lag, card.final_lag_months)
    }
    return {f.vintage for f in linked} | stale | final | due | verdicts


def _linked(case: Case, subject: Subject) -> list[str]:
    """Series the judgement reads: its own, the reference's, and those of other readings."""
    target = subject.target
    assert target is not None
    other = [r.vary["indicator_id"] for r in case.cards[target.commitment_id].readings if "indicator_id" in r.vary]
    keys = {target.series_key, target.reference_series_key, *(case.own_series(i, target.ref_area) for i in other)}
    keys |= {case.growth_series(target.indicator_id or "", target.ref_area)}
    return sorted(k for k in keys if k)
